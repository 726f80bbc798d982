"""Find agreements that no noun of agreement names: what parties agreed to do, what talks are about.

    "Chile and Peru agreed to open two border crossings" -> open two border crossings, signed
    "talks on copper supplies continue"                  -> copper supplies, under_negotiation
    "Peru ordered twelve trains"                         -> twelve trains, signed

in    a Reading
out   Instruments with their stages
data  data/patterns/agreements.yaml: `soft` verbs, by which "agreed to" is a plan and no act
next  kg.claims.agreements
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_labels import left_of, right_of, trim
from kg.claims.agreement_status import find_stages
from kg.claims.agreement_verbs import shifted
from kg.claims.agreement_words import load_words
from kg.model import Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_acts"]

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Nouns and pronouns that stand for the parties.
PARTIES = frozenset(
    [
        *("side", "government", "country", "leader", "party", "minister", "nation", "two"),
        *("pair", "company", "firm", "state", "neighbour", "neighbor", "partner", "they", "both"),
        *("it", "we", "bank", "ministry", "president", "premier", "capital"),
    ]
)
#: What is bought by a contract between companies.
SHARES = frozenset(["stake", "share", "holding", "interest", "refinery", "port", "mine", "unit"])
TALKS = frozenset(["talk", "negotiation", "bargaining", "consultation"])
ABOUT = frozenset(["on", "about", "over", "for"])
#: What talks can be about and still be no agreement in the making.
TOPICS = frozenset(
    [
        "affair",
        "area",
        "basis",
        "conflict",
        "cooperation",
        "counterpart",
        "crisis",
        "day",
        "detail",
        "development",
        "front",
        "future",
        "hour",
        "invitation",
        "issue",
        "leader",
        "level",
        "margin",
        "matter",
        "minister",
        "month",
        "occasion",
        "peace",
        "president",
        "problem",
        "question",
        "reform",
        "relation",
        "request",
        "security",
        "side",
        "sideline",
        "situation",
        "subject",
        "tension",
        "thing",
        "tie",
        "topic",
        "trade",
        "war",
        "way",
        "week",
        "year",
    ]
)
PHRASE = re.compile(
    r"[,;:.()\"]|\b(?:which|who|that|while|and said|after|before|during|when|if|because)\b"
)


def find_acts(reading: Reading) -> Iterator[tuple[Instrument, Stage]]:
    """Yield agreements without a noun of agreement, with what is said of each.

    Args:
        reading: The document as read.

    Yields:
        Instruments whose label is what is agreed or talked about, in order of place.

    """
    for sentence in reading.sentences:
        if reading.words(sentence).endswith("?"):
            continue
        for token in reading.span(sentence):
            lemma = token.lemma_.lower()
            if lemma == "agree" and token.pos_ == "VERB":
                yield from _agreed(reading, sentence, token)
            elif lemma in ("order", "contract") and token.pos_ == "VERB":
                yield from _ordered(reading, sentence, token)
            elif lemma in ("buy", "acquire") and token.pos_ == "VERB":
                yield from _bought(reading, sentence, token)
            elif lemma in TALKS and token.pos_ == "NOUN":
                yield from _talks(reading, sentence, token)
            elif lemma in ("negotiate", "bargain") and token.pos_ == "VERB":
                yield from _negotiated(reading, sentence, token)


def _agreed(
    reading: Reading, sentence: Sentence, verb: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Acts of agreeing: "agreed to do", with a party as subject."""
    deed = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if deed is None or not has_party(reading, verb):
        return
    if deed.lemma_.lower() in load_words().soft or deed.lemma_ in ("be", "have"):
        return
    status = shifted("signed", verb)
    if status is None:
        return
    start, end = deed.idx, label_of_phrase(reading, deed.idx, sentence.end)
    label = trim(reading.text[start:end])
    if len(label.split()) < 3:
        return
    instrument = _instrument(deed, start, end, label, "other", sentence)
    yield instrument, Stage(status, verb.idx, end, "agree to", "act", verb.i)


def _ordered(
    reading: Reading, sentence: Sentence, verb: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Orders: "ordered twelve trains": a number of things, by a party."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if thing is None or not any(c.dep_ == "nummod" for c in thing.children):
        return
    passive = thing.dep_ == "nsubjpass"
    if not passive and not has_party(reading, verb):
        return
    status = shifted("signed", verb)
    if status is None:
        return
    left, right = left_of(thing), right_of(thing, sentence.end)
    start = left[0].idx
    end = right[-1].idx + len(right[-1]) if right else thing.idx + len(thing)
    label = trim(f"order for {reading.text[start:end]}")
    instrument = _instrument(thing, start, end, label, "contract", sentence)
    yield (
        instrument,
        Stage(status, min(verb.idx, start), max(end, verb.idx + len(verb)), "order", "act", verb.i),
    )


def _bought(
    reading: Reading, sentence: Sentence, verb: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Purchases of a company or a share in one: "Codelco acquired a stake in the mine"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or verb.tag_ not in ("VBD", "VBN") or not has_party(reading, verb):
        return
    company = any(
        m.start <= thing.idx < m.end and m.kind == "organisation"
        for m in reading.mentions_in(sentence)
    )
    status = shifted("signed", verb)
    if status != "signed" or not (company or thing.lemma_.lower() in SHARES):
        return
    left, right = left_of(thing), right_of(thing, sentence.end)
    start = left[0].idx
    end = right[-1].idx + len(right[-1]) if right else thing.idx + len(thing)
    label = trim(f"purchase of {reading.text[start:end]}")
    instrument = _instrument(thing, start, end, label, "contract", sentence)
    yield instrument, Stage(status, verb.idx, max(end, verb.idx + len(verb)), "buy", "act", verb.i)


def _talks(reading: Reading, sentence: Sentence, noun: Token) -> Iterator[tuple[Instrument, Stage]]:
    """Topics of talks: "talks on copper supplies"."""
    for preposition in noun.doc[noun.i + 1 : noun.i + 9]:
        if preposition.dep_ == "prep" and preposition.lower_ in ABOUT:
            near = preposition.head == noun or preposition.i - noun.i <= 5
            topic = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
            if near and topic is not None:
                yield from _topic(reading, sentence, topic, noun)
            return


def _negotiated(
    reading: Reading, sentence: Sentence, verb: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Topics of negotiating: "negotiating with Peru over copper supplies"."""
    for child in verb.children:
        topic = child if child.dep_ in ("dobj", "nsubjpass") else None
        if child.dep_ == "prep" and child.lower_ in ABOUT:
            topic = next((c for c in child.children if c.dep_ == "pobj"), None)
        if topic is not None:
            status = shifted("under_negotiation", verb)
            instrument = _topic_instrument(reading, sentence, topic)
            if status is not None and instrument is not None:
                start = min(verb.idx, instrument.start)
                end = max(instrument.end, verb.idx + len(verb))
                yield instrument, Stage(status, start, end, "negotiate", "topic", verb.i)
            return


def _topic(
    reading: Reading, sentence: Sentence, topic: Token, noun: Token
) -> Iterator[tuple[Instrument, Stage]]:
    instrument = _topic_instrument(reading, sentence, topic)
    if instrument is None:
        return
    for stage in find_stages(reading, instrument):
        start = min(noun.idx, stage.start)
        yield instrument, Stage(stage.status, start, stage.end, stage.word, "topic", stage.verb)


def _topic_instrument(reading: Reading, sentence: Sentence, topic: Token) -> Instrument | None:
    """What talks are about, if it can become an agreement and no noun of agreement names it."""
    lemma = topic.lemma_.lower()
    words = load_words()
    if lemma in words.nouns and (words.nouns[lemma].strong or lemma in ("framework", "settlement")):
        return None
    if lemma in TOPICS or topic.pos_ in ("PRON", "NUM") or topic.ent_type_ or topic.is_digit:
        return None
    if any(m.start <= topic.idx < m.end for m in reading.mentions_in(sentence)):
        return None
    left, right = left_of(topic), right_of(topic, sentence.end)
    start = left[0].idx
    end = right[-1].idx + len(right[-1]) if right else topic.idx + len(topic)
    if any(p.start <= topic.idx < p.end for p in reading.periods_in(sentence)):
        return None
    label = trim(reading.text[start:end])
    if topic.pos_ == "VERB":
        end = label_of_phrase(reading, topic.idx, sentence.end)
        start, label = topic.idx, trim(reading.text[topic.idx : end])
    return _instrument(topic, start, end, label, "other", sentence)


def has_party(reading: Reading, verb: Token) -> bool:
    """Whether the subject of a verb, or of the verb it is joined to, is a party."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                if child.lemma_.lower() in PARTIES or child.lower_ in PARTIES:
                    return True
                return (
                    any(
                        m.start <= child.idx < m.end
                        and m.kind in ("country", "bloc", "organisation")
                        for m in reading.mentions
                    )
                    or child.text[:1].isupper()
                )
        if verb.dep_ not in ("conj", "xcomp"):
            return False
        verb = verb.head
    return False


def label_of_phrase(reading: Reading, start: int, limit: int) -> int:
    """Where a verb phrase ends for a label: punctuation, a clause, twelve words."""
    match = PHRASE.search(reading.text, start, limit)
    end = match.start() if match else limit
    words = list(re.finditer(r"\S+", reading.text[start:end]))[:12]
    return start + words[-1].end() if words else end


def _instrument(
    token: Token, start: int, end: int, label: str, kind: str, sentence: Sentence
) -> Instrument:
    return Instrument(
        head=token.i,
        start=start,
        end=end,
        label=label,
        kind=kind,
        strong=True,
        introduced="new",
        sentence=sentence.index,
    )
