"""Find what one side proposed to the other and what became of it, if no agreement names it.

    "Peru has offered to sell power to Chile"            -> sell power to Chile, proposed
    "A request for visa-free entry was turned down"      -> visa-free entry, cancelled
    "The proposal to reopen the port is under discussion" -> reopen the port, under_negotiation

in    a Reading
out   Instruments with their stages
data  data/patterns/agreements.yaml: the words of refusal are those of a cancelled agreement
next  kg.claims.agreements

To extend, add a verb of offering to OFFERS or a noun to NOUNS, with a sentence in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.agreement_acts import has_party, label_of_phrase
from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_labels import left_of, right_of, trim
from kg.claims.agreement_verbs import shifted, verb_status
from kg.claims.agreement_words import load_words
from kg.model import Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_offers"]

OFFERS = frozenset(["propose", "offer", "request", "seek"])
NOUNS = frozenset(["proposal", "request", "offer", "bid", "application", "plea", "demand"])
#: Prepositions before what is offered.
LINKS = frozenset(["for", "to", "of", "on"])
#: Verbs whose denial refuses an offer: "was not accepted".
TAKES = frozenset(["accept", "grant", "approve", "take", "agree", "meet", "follow", "fulfil"])
#: Verbs by which an offer is made.
MAKES = frozenset(["make", "submit", "table", "put", "present", "renew", "repeat", "raise", "send"])
#: What is offered or sought without any agreement in view.
EMPTY = frozenset(
    [
        *("help", "support", "condolence", "congratulation", "thank", "apology", "comment"),
        *("explanation", "assurance", "hospitality", "view", "opportunity", "reason", "chance"),
        *("hint", "detail", "advice", "prospect", "way", "alternative", "information", "hand"),
        *("clarification", "answer", "access", "solution", "role", "name", "date", "mediation"),
        *("everything", "anything", "something", "nothing", "lesson", "example", "service"),
    ]
)


def find_offers(reading: Reading) -> Iterator[tuple[Instrument, Stage]]:
    """Yield what was proposed or refused, with its stage.

    Args:
        reading: The document as read.

    Yields:
        Instruments whose label is what was proposed, in order of place.

    """
    for sentence in reading.sentences:
        if reading.words(sentence).endswith("?"):
            continue
        for token in reading.span(sentence):
            lemma = token.lemma_.lower()
            if lemma in OFFERS and token.pos_ == "VERB":
                yield from _offered(reading, sentence, token)
            elif lemma in NOUNS and token.pos_ in ("NOUN", "PROPN"):
                yield from _answered(reading, sentence, token)


def _offered(
    reading: Reading, sentence: Sentence, verb: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Verbs of offering with what is offered: "has proposed to sell more power"."""
    if verb.tag_ == "VBG" or not has_party(reading, verb):
        return
    if shifted("proposed", verb) != "proposed":
        return
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp") and c.i > verb.i), None)
    if thing is not None and not (verb.lemma_ == "seek" and thing.dep_ == "xcomp"):
        yield from _made(reading, sentence, thing, verb, "proposed", verb.lemma_)


def _answered(
    reading: Reading, sentence: Sentence, noun: Token
) -> Iterator[tuple[Instrument, Stage]]:
    """Nouns of offering with what became of the offer: "the request for X was turned down"."""
    thing = _content(noun)
    if thing is None:
        return
    verb, role = noun.head, noun.dep_
    if role not in ("nsubj", "nsubjpass", "dobj") or verb.pos_ not in ("VERB", "AUX"):
        return
    as_object = role != "nsubj"
    said = verb_status(verb, "object" if as_object else "subject")
    denied = any(c.dep_ == "neg" for c in verb.children)
    lemma = verb.lemma_.lower()
    status = None
    if said is not None and said[0] == "cancelled":
        known = noun.lemma_.lower() in load_words().nouns  # read as a prospect that came to nothing
        status = None if known else "cancelled"
    elif lemma in TAKES and as_object:
        status = "cancelled" if denied else None
    elif lemma in MAKES and as_object and not denied:
        status = "proposed"
    elif lemma == "be" and any(
        c.lower_ == "under" or c.lemma_ in ("pending", "open") for c in verb.children
    ):
        status = "under_negotiation"
    if status is not None:
        yield from _made(reading, sentence, thing, verb, status, noun.lemma_)


def _content(noun: Token) -> Token | None:
    """What an offer is about: "for visa-free entry", "to reopen the port"."""
    for child in noun.rights:
        if child.dep_ == "acl" and any(c.dep_ == "aux" for c in child.children):
            return child
        if child.dep_ == "prep" and child.lower_ in LINKS:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _made(
    reading: Reading, sentence: Sentence, thing: Token, verb: Token, status: str, word: str
) -> Iterator[tuple[Instrument, Stage]]:
    lemma = thing.lemma_.lower()
    words = load_words()
    if lemma in words.nouns or lemma in EMPTY or thing.pos_ in ("PRON", "NUM", "AUX"):
        return
    if any(m.start <= thing.idx < m.end for m in reading.mentions_in(sentence)):
        return
    if thing.pos_ == "VERB":
        if lemma in words.soft:
            return
        start, end = thing.idx, label_of_phrase(reading, thing.idx, sentence.end)
    else:
        left, right = left_of(thing), right_of(thing, sentence.end)
        start = left[0].idx
        end = right[-1].idx + len(right[-1]) if right else thing.idx + len(thing)
    label = trim(reading.text[start:end])
    if len(label.split()) < 2:
        return
    instrument = Instrument(
        head=thing.i,
        start=start,
        end=end,
        label=label,
        kind="other",
        strong=True,
        introduced="new",
        sentence=sentence.index,
    )
    first, last = min(start, verb.idx), max(end, verb.idx + len(verb))
    yield instrument, Stage(status, first, last, word.lower(), "offer", verb.i)
