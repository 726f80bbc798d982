"""Find goods in constructions that need no word of flow: "Peru relies on Kenya for tea".

in    a Reading, a sentence, its Context
out   Rows
data  data/patterns/exports.yaml
next  kg.claims.exports makes claims of them

Countries are masked before a construction is looked for, so that a form names places of
ends and goods but no country. To add a construction, add an entry with its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import yaml

from kg.claims.commodities import Goods
from kg.claims.export_lists import Row
from kg.claims.flow_ends import OWNERS
from kg.claims.flows import partner
from kg.claims.goods_lists import members
from kg.claims.trade_cue_words import cues
from kg.errors import DataFileError
from kg.model import Mention, Sentence
from kg.reading.context import Context, country_of
from kg.reading.reading import Reading
from kg.resources import resource

__all__ = ["Construction", "constructions", "frame_rows"]

FILE = "data/patterns/exports.yaml"
#: Characters that stand for a country: its name, an adjective or possessor of it.
NAME, OWNER = "\ue000", "\ue001"
SLOTS = {
    "{S}": rf"(?:the )?(?P<S>{NAME}+)",
    "{B}": rf"(?:the )?(?P<B>[{NAME}{OWNER}]+)",
    "{s}": rf"(?P<s>{OWNER}+)",
    "{b}": rf"(?P<b>{OWNER}+)",
    "{G}": r"(?P<G>[^.;:()]{2,90}?)",
}
#: Before a construction: what makes it no fact.
NO_FACT = re.compile(
    r"(?i)\b(?:not|n't|never|no|nobody|none|neither|nor|no one|nothing|hardly|if"
    r"|unless|whether|could|may|might|would|should|will|without)\b"
)


@dataclass(frozen=True, slots=True)
class Construction:
    """One entry of data/patterns/exports.yaml."""

    id: str
    form: re.Pattern[str]
    goods: Literal["inside", "before"]
    match: tuple[str, ...]
    no_match: tuple[str, ...]


@cache
def constructions() -> tuple[Construction, ...]:
    """The constructions, in the order of the file.

    Raises:
        DataFileError: An entry lacks a key, or its form cannot be compiled.

    """
    path = resource(FILE)
    found = []
    for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
        if not all(entry.get(key) for key in ("id", "form", "match", "no_match")):
            raise DataFileError(path, number, "id, form, match or no_match is missing")
        form = entry["form"]
        for slot, pattern in SLOTS.items():
            form = form.replace(slot, pattern)
        ends = r"(?=[^\w-]|$)" if entry["form"].endswith("{G}") else r"\b|(?<=[\ue000\ue001])"
        if entry["form"].endswith("{G}"):
            form = form.replace("{2,90}?)", "{2,90})")
        try:
            compiled = re.compile(f"{form}(?:{ends})")
        except re.error as error:
            raise DataFileError(path, number, f"the form of {entry['id']}: {error}") from error
        found.append(
            Construction(
                entry["id"],
                compiled,
                entry.get("goods", "inside"),
                tuple(entry["match"]),
                tuple(entry["no_match"]),
            )
        )
    return tuple(found)


def frame_rows(reading: Reading, sentence: Sentence, context: Context) -> Iterator[Row]:
    """Yield the goods of each construction found in *sentence*; nothing where there is none.

    Args:
        reading: The document as read.
        sentence: The sentence.
        context: Its context.

    """
    ends = _ends(reading, sentence)
    if not ends:
        return
    masked = _mask(reading.text[sentence.start : sentence.end], ends, sentence.start)
    for construction in constructions():
        for match in construction.form.finditer(masked):
            clause = re.split(r"[;:,]\s(?:but\s|while\s|and\s)?", masked[: match.start()])[-1]
            inner = re.sub(r"(?<=\bof )no\b", "", match[0])
            if any(_is_no_fact(part) for part in (clause, inner)) or _is_open(clause):
                continue
            groups = match.groupdict()
            seller = _at(ends, match, "S", sentence.start) or _at(ends, match, "s", sentence.start)
            buyer = _at(ends, match, "B", sentence.start) or _at(ends, match, "b", sentence.start)
            named = (seller is not None) + (buyer is not None)
            seller = seller or partner(buyer, context)
            buyer = buyer or partner(seller, context)
            if seller is None or buyer is None or seller == buyer:
                continue
            if groups.get("G") is not None:
                start, end = match.start("G"), match.end("G")
            else:
                start, end = _clause_start(masked, match.start()), match.start()
            low, high = sentence.start + start, sentence.start + end
            for goods in _near(reading, members(reading, low, high), low, construction.goods):
                yield Row(
                    goods,
                    seller,
                    buyer,
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    "frame",
                    construction.id,
                    named,
                )


def _near(reading: Reading, listed: list[Goods], low: int, where: str) -> list[Goods]:
    """The goods of the slot: a list that begins at its beginning, or that goes before."""
    if where == "before" or not listed:
        return listed
    return listed if listed[0].start - low <= 30 else []


def _is_no_fact(words: str) -> bool:
    """Whether words before a construction, or in it, leave no flow stated."""
    return NO_FACT.search(words) is not None or cues()["denial"].search(words.lower()) is not None


def _is_open(clause: str) -> bool:
    """Whether the words before say that the flow is only wished or foreseen."""
    return any(cues()[role].search(clause[-60:]) for role in ("goal", "stopped"))


def _clause_start(text: str, end: int) -> int:
    """Where the list before *end* may begin: after the last clause mark."""
    marks = [
        m.end() for m in re.finditer(r"[;:.(]\s|\s[-]\s|\b(?:while|but|because)\s", text[:end])
    ]
    return marks[-1] if marks else 0


def _ends(reading: Reading, sentence: Sentence) -> Mapping[int, tuple[Mention, str]]:
    """Mentions of countries, and of places and organisations of a country, by their start."""
    found: dict[int, tuple[Mention, str]] = {}
    for mention in reading.mentions:
        if not sentence.start <= mention.start < sentence.end:
            continue
        if reading.text[mention.start : mention.end].casefold() in OWNERS:
            continue
        country = mention.actor if mention.kind == "country" else None
        if country is None and mention.kind in ("place", "organisation"):
            country = country_of(reading, mention)
        if country:
            found.setdefault(mention.start, (mention, country))
    return found


def _mask(text: str, ends: Mapping[int, tuple[Mention, str]], at: int) -> str:
    """*text* with a run of one character for each country, of the same length."""
    for mention, _ in ends.values():
        start, end = mention.start - at, mention.end - at
        owns = re.match(r"'s?(?=\s)", text[end : end + 3])
        kind = OWNER if owns or mention.form == "demonym" else NAME
        stop = end + (owns.end() if owns else 0)
        text = text[:start] + kind * (stop - start) + text[stop:]
    return text


def _at(
    ends: Mapping[int, tuple[Mention, str]], match: re.Match[str], slot: str, offset: int
) -> str | None:
    """The country that stands in a slot."""
    if slot not in match.re.groupindex or match[slot] is None:
        return None
    found = ends.get(offset + match.start(slot))
    return found[1] if found else None
