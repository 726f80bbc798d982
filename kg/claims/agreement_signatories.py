"""Say which names in a stretch of text can sign an agreement.

    "Equinor of Norway" -> Equinor; "the Geneva Convention" -> nobody

in    a Reading and a span, or a word of the parse
out   names of actors with their places; a person stands for his or her country
data  data/lexicon/agreement_nouns.csv, agreement_names.csv
next  kg.claims.agreement_parties, kg.claims.agreement_companies
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.agreement_words import load_words
from kg.model import Mention
from kg.reading.actors import actor_country
from kg.reading.reading import Reading
from kg.reading.words import function_words, is_calendar, is_ordinary, title_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "PARTY_KINDS",
    "has_company",
    "is_agreement",
    "names_a_treaty",
    "parties_in",
    "party",
    "signers",
    "unique",
    "unread_names",
]

#: What follows a town in the name of an agreement.
NAMED = re.compile(r" (?:[A-Z]\w+ ){0,2}([A-Z]\w+)")
#: An office told after a name: "Ana Paz, head of".
NAMED_OFFICE = re.compile(r", (?:the |then |now )?((?:[\w-]+ ){0,3}[\w-]+)")
#: What stands between a nationality and the company of that nation.
HOME = re.compile(r"(?:'s?)? (?:[a-z-]+ ){0,3}")
PARTY_KINDS = frozenset(["country", "bloc", "organisation"])
#: What brings in whoever else signs.
WITH = frozenset(["with", "between", "by", "from", "to"])


def parties_in(reading: Reading, start: int, end: int) -> list[tuple[int, str]]:
    """Parties mentioned in a span, with their places; a person stands for a country.

    Args:
        reading: The document as read.
        start: First character of the span.
        end: One past its last character.

    Returns:
        (place, name) in order of mention; [] where nobody is named.

    Examples:
        >>> import kg.reading.reading as r, kg.model as m
        >>> note = r.read_document(m.Document("a.txt", "Kenya met Egypt.", "0"))
        >>> parties_in(note, 0, 16), parties_in(note, 5, 9)
        ([(0, 'Kenya'), (10, 'Egypt')], [])

    """
    found = []
    for mention in reading.mentions:
        if mention.start >= end:
            break
        if mention.start >= start and (name := party(reading, mention)):
            found.append((mention.start, name))
            if mention.kind == "country" and _is_home(reading, mention, end):
                found.pop()
    return found


def _is_home(reading: Reading, country: Mention, end: int) -> bool:
    """Whether a country only says where a company is from: "RWE of Germany", "the Thai yard X"."""
    for mention in reading.mentions:
        if mention.kind != "organisation":
            continue
        before, after = (country.end, mention.start), (mention.end, country.start)
        gap = reading.text[slice(*before)]
        near = mention.end <= end or country.form == "demonym"
        if near and HOME.fullmatch(gap) and not function_words() & set(gap.split()):
            return True
        if reading.text[slice(*after)] in (" of ", " from "):
            return True
    return False


def has_company(reading: Reading, found: Sequence[tuple[int, str]]) -> bool:
    """Whether an organisation, or a name that the reading does not know, is among those found."""
    kinds = (reading.actors[n].kind if n in reading.actors else None for _, n in found)
    return any(kind in (None, "organisation") for kind in kinds)


def signers(
    reading: Reading, child: Token, start: int, end: int, beside: bool
) -> list[tuple[int, str]]:
    """Parties of a span, those among them whom the reading does not know to sign.

    Args:
        reading: The document as read.
        child: The subject, or the preposition, that the span belongs to.
        start: First character of the span.
        end: One past its last character.
        beside: Whether a company signs beside it.

    Returns:
        (place, name); [] where nobody is named. A nationality before a company is where
        it is from: "the Kenyan yard Wananchi".

    """
    inner = parties_in(reading, start, end)
    demonyms = {m.start for m in reading.mentions if m.form == "demonym"}
    firm = has_company(reading, inner)
    if not inner or firm:
        return [*inner, *unread_names(reading, child, beside or firm)]
    if {at for at, _ in inner} <= demonyms:
        return unread_names(reading, child, beside) or inner
    return inner


def unread_names(reading: Reading, child: Token, beside: bool = False) -> list[tuple[int, str]]:
    """Capitalised subjects, agents or partners that the reading does not know to sign.

    A company may be unknown, or taken for a person or a place: "Epiroc signed with Mopani".

    Args:
        reading: The document as read.
        child: The subject of a verb, or the preposition that brings in an agent or partner.
        beside: Whether a company signs beside it: then a person of no country is one too.

    Returns:
        (place, name) in order of mention; [] where no such name stands there.

    """
    if child.dep_ in ("agent", "prep"):
        if child.dep_ == "prep" and child.lower_ not in WITH:
            return []
        heads = [c for c in child.children if c.dep_ == "pobj"]
    else:
        heads = [child]
    found = []
    for head in heads:
        named = (*_modifying(head), head, *head.conjuncts, *_misjoined(head))
        for token in (*named, *(a for t in named for a in _beside_noun(t))):
            owner = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
            if owner is not None and token.pos_ != "PROPN":
                token = owner  # "Nyota's branch in Tunis"
            if _is_capital(token) and (
                name := _unread_name(reading, token, beside or child.dep_ == "nsubj", beside)
            ):
                found.append(name)
    return found


def _beside_noun(token: Token) -> list[Token]:
    """The name set beside a noun: "its partner PassionAir"."""
    return [c for c in token.children if c.dep_ == "appos"] if token.pos_ == "NOUN" else []


def _modifying(head: Token) -> list[Token]:
    """Names that the parse hangs on the one they are joined to: "Nyotagaz and KLM Petrol"."""
    return [t for t in head.lefts if t.dep_ == "nmod" and any(c.dep_ == "cc" for c in t.children)]


def _misjoined(head: Token) -> list[Token]:
    """Names that the parse joins to where the first is from: "Nyota of Tunis and Baraka"."""
    origins = [c for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "in")]
    return [t for o in origins for c in o.children if c.dep_ == "pobj" for t in c.conjuncts]


def _is_human(reading: Reading, mention: Mention) -> bool:
    """Whether a person is one: the country is known, or a title stands beside the name."""
    before = reading.text[max(0, mention.start - 30) : mention.start].replace(".", "").split()
    after = NAMED_OFFICE.match(reading.text, mention.end)
    beside = [*(w.strip(",") for w in before[-1:]), *(after[1].split() if after else ())]
    return actor_country(reading, mention.actor) is not None or any(
        w in title_words() or w.title() in title_words() for w in beside
    )


def _unread_name(
    reading: Reading, token: Token, subject: bool, beside: bool
) -> tuple[int, str] | None:
    """The whole name that a proper noun ends, unless it is read to sign, a title or a dateline."""
    first, last = token.i, token.i
    while first > 0 and token.doc[first - 1].pos_ == "PROPN":
        first -= 1
    after = token.doc[last + 1 : last + 3]
    if len(after) == 2 and after[0].lower_ == "of" and after[1].pos_ == "PROPN" and last > first:
        last += 2  # "the Tea Survey of Kenya"
    start, end = token.doc[first].idx, token.doc[last].idx + len(token.doc[last])
    for mention in reading.mentions:
        if mention.start < end and start < mention.end:
            human = mention.kind == "person" and (not beside or _is_human(reading, mention))
            if human or (mention.kind in PARTY_KINDS and mention.end >= token.idx):
                return None
            if mention.kind == "place" and not subject:
                return None  # "a bridge between Ruse and Giurgiu"
            if mention.kind not in PARTY_KINDS:
                start, end = mention.start, mention.end
            break
    name = reading.text[start:end]
    words = name.split()
    dateline = name.isupper() and any(b.start == start for b in reading.blocks)
    alone = len(words) == 1 and is_ordinary(name) and not name.isupper()
    common = alone or words[-1] in title_words() or all(is_calendar(w) for w in words)
    return None if dateline or common else (start, name)


def _is_capital(token: Token) -> bool:
    """Whether a word can be or end a name, be it tagged as one or not: "50Hertz"."""
    if token.pos_ == "PROPN" or any(c.isupper() for c in token.text[1:]):
        return True
    return token.text[0].isupper() and any(
        any(c.isupper() for c in t.text) and t.i > token.i for t in token.conjuncts
    )


def is_agreement(reading: Reading, mention: Mention) -> bool:
    """Whether a name taken for an actor is the name of an agreement."""
    return mention.actor in _labels() or reading.words(mention) in load_words().names


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for label, _ in load_words().names.values())


def names_a_treaty(reading: Reading, mention: Mention) -> bool:
    """Whether a town is part of the name of an agreement: "the Geneva Convention"."""
    if mention.form != "capital":
        return False
    match = NAMED.match(reading.text, mention.end)
    noun = load_words().nouns.get(match[1].lower()) if match else None
    return noun is not None and noun.strong


def party(reading: Reading, mention: Mention) -> str | None:
    """Who signs where *mention* stands: the actor, the country of a person, or None."""
    if is_agreement(reading, mention) or names_a_treaty(reading, mention):
        return None
    if mention.kind in PARTY_KINDS:
        return mention.actor
    return actor_country(reading, mention.actor) if mention.kind == "person" else None


def unique(names: Iterable[str]) -> list[str]:
    """The names without repeats, in the order of their first place.

    Examples:
        >>> unique(["Peru", "Chile", "Peru"])
        ['Peru', 'Chile']

    """
    return list(dict.fromkeys(names))
