"""Find plans: cooperation that is announced or goes on and is not itself an agreement.

    "Chile and Peru will build a railway." -> label "build a railway", sector "transport",
                                              parties Chile, Peru

in    a Reading
out   plans, one for each statement that is probably one
data  data/models/plans.json; without it, the modality of the statement decides;
      data/lexicon/planning.csv: verbs under which the plan stands as a clause;
      data/lexicon/sectors.csv: words by sector
next  the graph keeps them as planned

Each statement (kg.claims.clauses) is judged by its traits (kg.claims.traits). The
parties are those that the statement names; where it names fewer than two countries,
the pair that the text is about is put in.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.implications import because
from kg.claims.making import make_claim
from kg.claims.traits import Judged, judged_statements
from kg.claims.wording import content_head, shorten
from kg.model import Claim
from kg.reading.context import country_of, document_pair
from kg.reading.reading import Reading, within
from kg.resources import resource
from kg.scoring.linear import Scorer

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_plans", "label_of", "parties_of", "sector_of"]

#: Least probability of a statement that is kept.
LEAST = 0.36
#: What the rules alone give where there is no model file.
RULE_CONFIDENCE = 0.5
#: Most words of a label.
LABEL_WORDS = 12


def find_plans(reading: Reading) -> list[Claim]:
    """Return the plans that *reading* states, in order.

    Args:
        reading: The document as read.

    Returns:
        Claims with the slots label, sector and parties; [] where nothing is planned.

    """
    scorer = Scorer.load("plans")
    claims: list[Claim] = []
    for judged in judged_statements(reading):
        confidence = _probability(scorer, judged)
        if confidence < LEAST:
            continue
        start, end = judged.statement.start, judged.statement.end
        label = label_of(reading, start, end)
        if not label:
            continue
        claims.append(
            make_claim(
                reading,
                "plans",
                start,
                end,
                {
                    "label": label,
                    "sector": sector_of(reading, start, end),
                    "parties": parties_of(reading, start, end),
                },
                modality="planned",
                attribution=judged.attribution.holder,
                confidence=confidence,
                because=because(scorer, judged.features, judged.attribution),
            )
        )
    return claims


def _probability(scorer: Scorer | None, judged: Judged) -> float:
    if scorer is not None:
        return scorer.probability(judged.features)
    planned = "modality=planned" in judged.features
    return RULE_CONFIDENCE if planned and "has_polarity" not in judged.features else 0.0


def label_of(reading: Reading, start: int, end: int) -> str:
    """A short name of what is planned: its verb in the infinitive with its object.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.

    Returns:
        At most twelve words; "" where the statement has no word.

    """
    head = content_head(reading, start, end)
    if head is None:
        return ""
    for _ in range(3):
        inner = _planned_under(head, start, end)
        if inner is None:
            break
        head = inner
    if head.pos_ not in ("VERB", "AUX"):
        return shorten(reading.text[start:end], LABEL_WORDS)
    after = [t for t in head.subtree if t.i > head.i and t.idx < end]
    rest = head.doc[head.i + 1 : after[-1].i + 1].text if after else ""
    passive = next((c for c in head.children if c.dep_ == "nsubjpass" and c.idx >= start), None)
    if passive is not None:
        thing = shorten(_subtree_text(passive, start, end), 8)
        return shorten(f"{head.lemma_.lower()} {thing} {rest}", LABEL_WORDS)
    return shorten(f"{head.lemma_.lower()} {rest}", LABEL_WORDS)


def _planned_under(head: Token, start: int, end: int) -> Token | None:
    if head.lemma_.lower() not in _governors():
        return None
    inside = [c for c in head.children if start <= c.idx < end]
    return next((c for c in inside if c.dep_ in ("xcomp", "ccomp")), None)


def _subtree_text(token: Token, start: int, end: int) -> str:
    inside = [t.i for t in token.subtree if start <= t.idx < end]
    text: str = token.doc[min(inside) : max(inside) + 1].text
    return text


def parties_of(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """Who takes part: organisations and countries named, else the pair of the text.

    Args:
        reading: The document as read.
        start: First character of the statement.
        end: One past its last character.

    Returns:
        Canonical names; () where the text names none.

    """
    named = within(reading.mentions, _Range(start, end))
    organisations = [m.actor for m in named if m.kind == "organisation"]
    countries: list[str] = []
    for mention in named:
        country = country_of(reading, mention)
        if country is not None and country not in countries:
            countries.append(country)
    pair = document_pair(reading) or ()
    inside = [c for c in countries if c in pair]
    if len(inside) < 2:
        if len(countries) >= 2 and inside:
            chosen = countries[:2]
        else:
            chosen = list(dict.fromkeys([*inside, *pair]))[:2]
    else:
        chosen = inside[:2]
    return tuple(dict.fromkeys([*chosen, *organisations[:2]]))


class _Range:
    """A span of characters."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def sector_of(reading: Reading, start: int, end: int) -> str | None:
    """The sector most of whose words stand in a span; the first in the text wins a tie."""
    counts: Counter[str] = Counter()
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        sector = _sectors().get(token.lemma_.lower()) or _sectors().get(token.lower_)
        if sector is not None:
            counts[sector] += 1
    return counts.most_common(1)[0][0] if counts else None


@cache
def _governors() -> frozenset[str]:
    path = resource("data/lexicon") / "planning.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["lemma"] for row in csv.DictReader(file))


@cache
def _sectors() -> dict[str, str]:
    path = resource("data/lexicon") / "sectors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["lemma"]: row["sector"] for row in csv.DictReader(file)}
