"""Find the noun phrases that can name an agreement, and make their labels.

    "signed a new memorandum on copper with Peru" -> label "new memorandum on copper", kind mou

in    a Reading
out   Instruments in order of place: head token, span, label, kind, how it is introduced
data  kg.claims.agreement_words
next  kg.claims.agreement_status says what happened to each

A noun such as "line" counts only in company ("credit line"); a weak one such as
"package" counts under a verb that is said of agreements, which is for the status
step. Plural heads over a list ("memoranda on A, B and C") give one Instrument an
item, and so do "one on A", "another on B" after a noun of agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg.claims.agreement_labels import asked_of, left_of, right_of, singular, trim
from kg.claims.agreement_lists import list_items
from kg.claims.agreement_words import AgreementWords, load_words
from kg.model import Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Instrument", "Stage", "find_in_span", "find_instruments", "is_plural"]

#: A short name given after the full one.
SHORT_NAME = re.compile(
    r"\s*\((?:the |or )?[\"']?([A-Z][A-Za-z]*[A-Z-][A-Za-z]*)[\"']?\)"
    r"|,? (?:or|known as|called|abbreviated as) (?:the )?([A-Z]{3,})\b"
)
#: A date that names an agreement: "the treaty of 6 May 1929".
OF_YEAR = re.compile(r" of (?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?(?:1[5-9]|20)\d\d\b")
Introduced = Literal["no", "new", "given", "pronoun", "bare"]

INDEFINITE = frozenset(["a", "an", "another", "some", "several", "many", "one", "two", "three"])
ARTICLES = frozenset(["a", "an", "the", "any"])
#: Nouns of agreement that are verbs too; a verb of that form is none.
VERBS_TOO = frozenset(["contract", "contracts", "deal", "deals", "compact", "accord", "accords"])
PRONOUNS = frozenset(["one", "another", "second", "third", "fourth", "first", "others"])


@dataclass(frozen=True, slots=True)
class Instrument:
    """A noun phrase that can name an agreement."""

    head: int  #: token index of its head in `Reading.doc`
    start: int  #: of the phrase, without its determiner
    end: int
    label: str
    kind: str
    strong: bool
    introduced: Introduced
    sentence: int
    bare: bool = False  #: the head stands alone: "the deal"
    item: bool = False  #: one of a list under a common head
    nested: bool = False  #: a name inside what another agreement is about


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing that a sentence says happened to an agreement."""

    status: str
    start: int
    end: int
    word: str  #: the word of status, "sign"
    how: str  #: object, subject, participle, relative, noun, preposition, cue, negation, default
    verb: int | None = None  #: token index of the verb, if one says it


def find_instruments(reading: Reading) -> list[Instrument]:
    """Return the noun phrases of *reading* that can name an agreement, in order.

    Args:
        reading: The document as read.

    Returns:
        Instruments by place; an empty list where no noun of agreement stands.

    """
    found: list[Instrument] = []
    for sentence in reading.sentences:
        found.extend(find_in_span(reading, sentence.start, sentence.end, sentence, found))
    again = {  # "the Trade Agreement, or CEPA, was signed" names one
        match.start(match.lastindex or 0)
        for one in found
        if one.strong and (match := SHORT_NAME.match(reading.text, one.end))
    }
    found = [i for i in found if i.start not in again]
    found.extend(_short_names(reading, found))
    return _outermost(sorted(found, key=lambda i: (i.start, i.head)))


def _short_names(reading: Reading, found: Sequence[Instrument]) -> Iterator[Instrument]:
    """Later mentions by a short name that the text gives: "... Agreement (CEPA) ... CEPA"."""
    defined: dict[str, Instrument] = {}
    for instrument in found:
        match = SHORT_NAME.match(reading.text, instrument.end)
        if match and instrument.strong:
            defined.setdefault(match[1] or match[2], instrument)
    if not defined:
        return
    heads = {i.head for i in found}
    for token in reading.doc:
        source = defined.get(token.text)
        if source is None or token.i in heads or token.idx < source.end + 30:
            continue
        sentence = reading.sentence_at(token.idx)
        if sentence is not None and token.dep_ not in ("compound", "nmod", "amod"):
            yield replace(
                source,
                head=token.i,
                start=token.idx,
                end=token.idx + len(token),
                introduced="given",
                sentence=sentence.index,
                item=False,
            )


def find_in_span(
    reading: Reading,
    start: int,
    end: int,
    sentence: Sentence,
    before: Sequence[Instrument] = (),
) -> list[Instrument]:
    """Return the instruments of a span, such as the term of an item.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.
        sentence: The sentence they are counted to.
        before: Instruments found earlier, for "another on tourism".

    """
    words = load_words()
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    found: list[Instrument] = []
    for token in span if span is not None else ():
        known = _known(token, words)
        last = found[-1] if found else before[-1] if before else None
        if known is not None and not _names_actor(reading, sentence, token, words):
            found.extend(_instruments(reading, end, sentence, token, *known))
        elif token.lower_ in PRONOUNS and last is not None:
            instrument = _pronominal(reading, sentence, token, last)
            if instrument is not None:
                found.append(instrument)
    return found


def _outermost(found: list[Instrument]) -> list[Instrument]:
    """Those that do not stand inside the phrase of another, as in "memorandum of understanding"."""
    kept: list[Instrument] = []
    for one in found:
        inside = any(
            o is not one and o.start <= one.start and one.end <= o.end and o.head < one.head
            for o in (*kept[-3:],)
        )
        if inside and one.strong and one.label[0].isupper() and kept[-1].label[0].islower():
            kept.append(replace(one, nested=True))
        elif not inside or (one.item and kept and kept[-1].item):
            kept.append(one)
    return kept


def _known(token: Token, words: AgreementWords) -> tuple[str, bool] | None:
    """Kind and strength of a head noun; None where *token* is no head of an agreement."""
    if token.text in words.names and token.dep_ != "compound":
        return words.names[token.text][1], True
    noun = words.nouns.get(token.lemma_.lower()) or words.nouns.get(token.lower_)
    if noun is None:
        return None
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") and not (
        noun.strong and token.lower_ not in VERBS_TOO
    ):
        return None
    if token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i:
        return None
    if token.i + 1 < len(token.doc) and token.nbor().text in ("-", "'s") and token.pos_ != "NOUN":
        return None
    if noun.strong:
        return noun.kind, True
    companion = _companion(token, words)
    if companion:
        return companion, True
    return (noun.kind, False) if noun.alone else None


def _names_actor(reading: Reading, sentence: Sentence, token: Token, words: AgreementWords) -> bool:
    """Whether a noun such as "union" or "area" belongs to the name of an actor."""
    noun = words.nouns.get(token.lemma_.lower())
    if noun is None or noun.alone or token.text in words.names:
        return False
    return any(
        m.start <= token.idx < m.end and reading.words(m) not in words.names
        for m in reading.mentions_in(sentence)
    )


def _companion(token: Token, words: AgreementWords) -> str | None:
    """The kind a weak noun takes from a word beside it: "line of credit", "joint venture"."""
    lemma = token.lemma_.lower()
    low = max(0, token.i - 3)
    for near in token.doc[low : token.i + 4]:
        if near.i == token.i or near.is_punct:
            continue
        for form in (lemma, token.lower_):
            kind = words.companions.get((form, near.lower_)) or words.companions.get(
                (form, near.lemma_.lower())
            )
            if kind and (near.i < token.i or near.i - token.i <= 2):
                return kind
    return None


def _instruments(
    reading: Reading, limit: int, sentence: Sentence, token: Token, kind: str, strong: bool
) -> Iterator[Instrument]:
    left = left_of(token)
    right = right_of(token, limit)
    start = left[0].idx
    end = right[-1].idx + len(right[-1]) if right else token.idx + len(token)
    label = _label(reading, start, end)
    words = load_words()
    if token.text in words.names and len(left) == 1:
        label = token.text
    bare = len(left) == 1 and not right and token.text[0].islower()
    if bare and (of_year := OF_YEAR.match(reading.text, end, limit)):
        label, bare = trim(label + of_year[0]), False
    if not right and (asked := asked_of(token, limit)):  # "a request by Chile for boats"
        label, bare = trim(f"{label} {asked}"), False
    whole = Instrument(
        head=token.i,
        start=start,
        end=end,
        label=label,
        kind=_refine(label, kind),
        strong=strong,
        introduced=_introduced(token, left[0]),
        sentence=sentence.index,
        bare=bare,
    )
    items = list_items(reading, token, limit) if is_plural(token) else []
    if len(items) < 2:
        yield whole
        return
    stem = reading.text[left[0].idx : token.idx] if not left[0].like_num else ""
    noun = singular(token.text)
    of = re.match(r" of \w+", reading.text[token.idx + len(token) :])
    for preposition, a, b in items:
        text = f"{stem}{noun}{of[0] if of else ''} {preposition} {reading.text[a:b]}"
        yield replace(
            whole, start=a, end=b, label=trim(text), introduced="new", bare=False, item=True
        )


def is_plural(token: Token) -> bool:
    """Whether a noun of agreement stands in the plural."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("memoranda", "memorandums")


def _pronominal(
    reading: Reading, sentence: Sentence, token: Token, last: Instrument
) -> Instrument | None:
    """Another of the same kind, said of a pronoun: "another on tourism"."""
    if not last.strong or sentence.index - last.sentence > 2 or token.dep_ in ("amod", "nummod"):
        return None
    doc = reading.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ not in load_words().another:
        return None
    right = right_of(token, sentence.end)
    noun = singular(re.split(r" (?:of|on|for|to|in|about) ", last.label)[0].split()[-1])
    if noun.lower() == "memorandum" and last.kind == "mou":
        noun = "memorandum"
    end = right[-1].idx + len(right[-1]) if right else token.idx + len(token)
    tail = reading.text[token.idx + len(token) : end].strip()
    return Instrument(
        head=token.i,
        start=token.idx,
        end=end,
        label=trim(f"{noun} {tail}".strip()),
        kind=last.kind,
        strong=True,
        introduced="pronoun",
        sentence=sentence.index,
        item=True,
    )


def _introduced(token: Token, first: Token) -> Introduced:
    """How the phrase is introduced: by "no", as new, as known, or by nothing."""
    determiners = [c for c in token.lefts if c.dep_ in ("det", "poss", "neg", "nummod")]
    before = first.nbor(-1) if first.i > 0 else None
    forms = {d.lower_ for d in determiners} | ({before.lower_} if before is not None else set())
    if "no" in forms or "neither" in forms or _in_neither(token, first):
        return "no"
    if forms & INDEFINITE or any(d.like_num for d in determiners):
        return "new"
    if determiners:
        return "given"
    return "bare"


def _in_neither(noun: Token, first: Token) -> bool:
    """Whether a noun, whose phrase opens with *first*, is one that "neither ... nor" denies."""
    before = [t.lower_ for t in first.doc[max(0, first.i - 2) : first.i]]
    if before[-1:] == ["nor"] or (before[:1] == ["nor"] and before[1] in ARTICLES):
        return True
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return any(
        c.lower_ == "neither" and c.dep_ in ("preconj", "cc", "det", "advmod") for c in noun.lefts
    )


def _label(reading: Reading, start: int, end: int) -> str:
    return trim(reading.text[start:end])


def _refine(label: str, kind: str) -> str:
    """The kind a fuller label gives: a supply deal is a contract."""
    low = label.lower()
    if "memorand" in low:
        return "mou"
    if kind in ("pact", "other") and re.search(
        r"\b(?:supply|purchase|offtake|sales?|lease|procurement|power purchase)\b", low
    ):
        return "contract"
    return kind
