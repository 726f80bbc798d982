"""Find implications: views that somebody holds, and consequences that the text states.

    "Growers fear that the quota will ruin them."
        -> holder "Growers", subject "the quota", effect "will ruin them", negative

in    a Reading
out   implications, one for each statement that is probably one
data  data/models/implications.json, polarity.json and holders.json; without them, the words of
      data/lexicon/polarity.csv and saying.csv decide
next  the graph keeps each with its holder, so that views never become facts

Each statement (kg.claims.clauses) is judged by its traits (kg.claims.traits).
What is said to be so for somebody ("For growers the quota is a blow"), and what a participle
says comes of something (", leaving growers poor"), is one whatever the model says.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.claims.attribution import Attribution
from kg.claims.holder_choice import choose_holder
from kg.claims.making import make_claim
from kg.claims.modality import modality_of
from kg.claims.traits import Judged, judged_statements
from kg.claims.view_words import view_words
from kg.claims.wording import affected_in, content_head, effect_of, shorten, subject_of
from kg.model import Claim, Modality, Slot
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

__all__ = ["find_implications", "modality_of_view", "polarity_features"]

#: Least probability of a statement that is kept.
LEAST = 0.38
#: Of what grammar alone says.
STATED_CONFIDENCE = 0.45
#: What the rules alone give where there is no model file.
RULE_CONFIDENCE = 0.5
#: Features that say where a statement stands and what stands beside it, not what it means.
APART = ("tenth=", "in_block=", "block=", "numbered=", "before=", "after=")


def find_implications(reading: Reading) -> list[Claim]:
    """Return the implications that *reading* states, in order.

    Args:
        reading: The document as read.

    Returns:
        Claims with the slots holder, subject, affected, effect and polarity; [] where
        nothing is judged, valued or expected.

    """
    scorer, polarities = Scorer.load("implications"), Scorer.load("polarity")
    claims: list[Claim] = []
    statements = judged_statements(reading)
    for i, judged in enumerate(statements):
        confidence = max(_probability(scorer, judged), _stated(judged))
        if confidence >= LEAST:
            holder = choose_holder(reading, statements, i)
            polarity = _polarity(polarities, judged)
            claims.append(_claim(reading, judged, holder, polarity, confidence, scorer))
    return claims


def _stated(judged: Judged) -> float:
    """What grammar alone says: a consequence for somebody, or of something."""
    features = judged.features
    valued = any(f.startswith("all_signs=") for f in features)
    tail = valued and _is_tail(judged)
    opening = valued and "opens=despite" in features and judged.statement.part == 0
    somebody = judged.attribution.way == "for" and judged.statement.part == 0
    seen = judged.attribution.word in view_words("viewing") and "w=as" in features
    asked = "block=answer" in features and any(
        f"section={w}" in features for w in sorted(view_words("effect"))
    )
    answered = asked and "consequence" in features
    found = tail or opening or somebody or seen or answered
    return STATED_CONFIDENCE if found else 0.0


def _is_tail(judged: Judged) -> bool:
    """Whether a statement is a participle that tells what comes of the clause before it."""
    tail = {"consequence_joined=advcl", "consequence=VBG"}
    return tail <= judged.features.keys()


def polarity_features(judged: Judged) -> dict[str, float]:
    """What the polarity of a statement is judged by: its words and signs of praise and blame."""
    return {f: v for f, v in judged.features.items() if not f.startswith(APART)}


def _probability(scorer: Scorer | None, judged: Judged) -> float:
    if scorer is not None:
        return scorer.probability(judged.features)
    features = judged.features
    valued = "has_polarity" in features or judged.attribution.way in ("judge", "feel")
    return RULE_CONFIDENCE if valued and judged.attribution.way != "none" else 0.0


def _polarity(scorer: Scorer | None, judged: Judged) -> str:
    valued = any(f.startswith("turned=") for f in judged.features)
    if (
        not valued
        and judged.attribution.word in view_words("viewing")
        and "w=as" in judged.features
    ):
        return "neutral"
    if _is_tail(judged) and "core=positive" in judged.features:
        return "positive"
    if _is_tail(judged) and "core=negative" in judged.features:
        return "negative"
    if scorer is not None:
        return scorer.best(polarity_features(judged))[0]
    balance = judged.features.get("balance", 0.0)
    return "positive" if balance > 0 else "negative" if balance < 0 else "neutral"


def _claim(
    reading: Reading,
    judged: Judged,
    holder: str | None,
    polarity: str,
    confidence: float,
    scorer: Scorer | None,
) -> Claim:
    start, end = judged.statement.start, judged.statement.end
    said = judged.attribution
    return make_claim(
        reading,
        "implications",
        start,
        end,
        {"holder": holder, **_content(reading, start, end, said), "polarity": polarity},
        modality=modality_of_view(reading, start, end, holder),
        attribution=holder,
        confidence=confidence,
        because=because(scorer, judged.features, said),
    )


def modality_of_view(reading: Reading, start: int, end: int, holder: str | None) -> Modality:
    """Reported where somebody holds it, hedged where it only may be so, asserted otherwise.

    A negation belongs to the effect ("will not help growers"): the view itself is held.
    """
    if holder is not None:
        return "reported"
    hedged = modality_of(reading, start, end) == "hedged" or _is_conditional(reading, start, end)
    return "hedged" if hedged else "asserted"


def _is_conditional(reading: Reading, start: int, end: int) -> bool:
    """Whether a statement hangs on a condition: "if it were to leave, growers would lose"."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(
        (t.lower_ in ("if", "unless") and t.dep_ == "mark")
        or (t.tag_ == "MD" and t.lower_ in ("would", "could", "might", "may"))
        or (t.tag_ == "MD" and t.lower_ == "should" and t.is_sent_start)
        for t in span
    )


def because(
    scorer: Scorer | None, features: Mapping[str, float], said: Attribution
) -> tuple[str, ...]:
    """The words that show the holder and the features that weighed most."""
    found = [f"{said.way} {said.word}".strip()] if said.holder else []
    if scorer is not None:
        found += [f"{name} {part:+}" for name, part in scorer.explain(features, limit=4)]
    return tuple(found)


def _content(reading: Reading, start: int, end: int, said: Attribution) -> dict[str, Slot]:
    """Subject, affected and effect of what is said."""
    head = content_head(reading, start, end, said.word)
    if head is None:
        return {"subject": None, "affected": None, "effect": shorten(reading.quote(start, end), 14)}
    return {
        "subject": subject_of(head, start, end),
        "affected": affected_in(reading, head, start, end),
        "effect": effect_of(head, start, end),
    }
