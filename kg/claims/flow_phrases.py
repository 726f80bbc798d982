"""Read the ends of a flow that stand in phrases beside its word: "to Peru", "from us", "north".

in    a Reading, a Flow, the mentions of its sentence, its Context
out   countries by the preposition before them
next  kg.claims.flow_ends makes exporter and importer of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.patterns import Sense
from kg.claims.trade_cue_words import cues
from kg.model import Mention
from kg.reading.compass import COMPASS, lying
from kg.reading.context import Context, countries_in, country_of
from kg.reading.reading import Reading

__all__ = ["US", "Flow", "by_compass", "ends_after", "opening_end", "partner", "reachable"]

#: How far from its word an end of a flow may stand, in characters.
REACH = 90


THERE = re.compile(
    r"(?i)^(?:it|them|there|him|her|the other|its?\s\w+|the latter|the neighbou?r)\b"
)


#: The writer's side after a verb: "sold us", "buy more of our goods".
US = re.compile(r"\sus\b|(?:\s\w+){0,2}\sour\b")
#: Before an end that only serves to compare.
BESIDES = re.compile(r"\b(?:than|save|except|besides|unlike)\s(?:\w+\s){0,3}$")
YOU = re.compile(r"\syours?\b|\syou\b")


PREPOSITIONS = {
    **{
        "to": "to",
        "for": "to",
        "into": "to",
        "towards": "to",
        "toward": "to",
        "in": "to",
        "at": "to",
    },
    **{"from": "from", "of": "of", "by": "by", "with": "with", "between": "between", "and": "and"},
}


@dataclass(frozen=True, slots=True)
class Flow:
    """A word of flow and its ends."""

    start: int
    end: int
    sense: Sense
    pattern: str  #: Pattern.id
    word: str
    verb: bool = False
    weak: bool = False
    neutral: bool = False
    exporter: str | None = None
    importer: str | None = None
    owner: str | None = None  #: whose flow, deficit or trade it is
    other: str | None = None  #: the other party of a total or a balance
    world: bool = False  #: to or from all countries: one end stays open
    sure: bool = False  #: both ends stand in the sentence
    named: int = 0  #: how many of its ends the sentence names


def partner(country: str | None, context: Context) -> str | None:
    """The other country of the pair in focus.

    Args:
        country: One end of a flow.
        context: The context of the sentence.

    Returns:
        The other of the pair; for a third country the one whose figures the text gives.

    """
    if context.pair is None or country is None:
        return None
    if country == context.pair[0]:
        return context.pair[1]
    if country == context.pair[1]:
        return context.pair[0]
    return context.perspective or context.pair[0]


def reachable(reading: Reading, start: int, end: int, context: Context) -> list[Mention]:
    """Mentions of countries, and of places and organisations of a country of the pair as such."""
    found = []
    for mention in reading.mentions:
        if not start <= mention.start < end:
            continue
        country = country_of(reading, mention)
        if not country or mention.kind not in ("place", "organisation"):
            continue
        if country in (context.pair or ()):
            found.append(replace(mention, actor=country, form="name"))
    return sorted([*found, *countries_in(reading, start, end)], key=lambda m: (m.start, m.end))


def opening_end(
    reading: Reading, flow: Flow, mentions: Sequence[Mention], start: int
) -> dict[str, str]:
    """The end that opens a sentence: "From Peru are received copper and tin"."""
    for mention in mentions[:1]:
        if mention.end <= flow.start and (
            match := re.fullmatch(
                r"(?:and\s)?(From|To)\s(?:the\s)?", reading.text[start : mention.start]
            )
        ):
            return {match[1].lower(): mention.actor}
    return {}


def by_compass(
    reading: Reading,
    flow: Flow,
    ends: tuple[str | None, str | None],
    context: Context,
    end: int,
) -> tuple[str | None, str | None]:
    """*ends*, or those that a word of the compass after the verb names: "goes north"."""
    match = COMPASS.search(reading.text, flow.end, min(end, flow.end + 16))
    if not flow.verb or match is None or context.pair is None:
        return ends
    target = lying(match[1].lower(), context.pair)
    source = partner(target, context)
    if target is None or source is None or ends[0] == target or ends[1] == source:
        return ends
    return source, target


def _pronouns(flow: Flow, tail: str, we: str, other: str) -> Iterator[tuple[str, str]]:
    """The ends that "us", "our" and "you" after a word stand for."""
    if match := re.match(r"(?:\s\w+){0,3}?\s(to|from|with)\s(us|you)\b", tail):
        yield match[1], we if match[2] == "us" else other
    if flow.verb and flow.sense == "sell" and re.match(r"\sus\b", tail):
        yield "to", we
    if flow.verb and flow.sense == "sell" and YOU.match(tail):
        yield "to", other
    if flow.verb and flow.sense == "buy" and US.match(tail):
        yield "from", we


def _bound(flow: Flow) -> str | None:
    """Which end the object of a verb of going names: "reached Peruvian ports", "left Peru"."""
    for role, end in (("arrives", "to"), ("departs", "from")):
        if cues()[role].fullmatch(flow.word):
            return end
    return None


def ends_after(
    reading: Reading, flow: Flow, mentions: Sequence[Mention], end: int, context: Context
) -> dict[str, str]:
    """Countries after the word, by the preposition before them."""
    found: dict[str, str] = {}
    at = flow.end
    for mention in mentions:
        if mention.start < flow.end or mention.start - flow.end > REACH:
            continue
        between = reading.text[at : mention.start]
        if re.search(r"[;:.]\s|,\s(?:while|whereas|but|and\s\w+\s(?:sold|bought))", between):
            break
        if re.search(
            r"(?i)\b(?:exports?|imports?|purchases?|sales|deliveries|shipments)\b", between
        ):
            break
        if BESIDES.search(between):
            continue
        words = re.findall(r"[A-Za-z'-]+", between.casefold())
        key = next((w for w in reversed(words) if w in PREPOSITIONS), None)
        follows = reading.text[mention.end : mention.end + 14]
        if key is not None:
            role: str | None = PREPOSITIONS[key]
            if role == "from" and re.search(
                r"(?:up|down|rose|fell|rise|fall)\s(?:\w+\s)?from", between
            ):
                role = None
            if role == "of" and mention.form == "name" and not follows.startswith("'"):
                role = "by" if flow.sense in ("sell", "buy") else "between"
            if (
                role == "to"
                and mention.form == "demonym"
                and re.match(r"\s(?:tonnes|goods)", follows)
            ):
                role = "of"
            if key == "for" and flow.sense == "buy" and mention.form == "demonym":
                role = "of"  # "the bill for Peruvian copper"
            if role == "and" and "between" not in found:
                role = None
            if role:
                found.setdefault(role, mention.actor)
        elif flow.sense == "go" and set(words) <= {"the"} and _bound(flow):
            found.setdefault(_bound(flow) or "", mention.actor)
        elif flow.verb and flow.sense == "sell" and not words and mention.form != "demonym":
            found.setdefault("to", mention.actor)
        elif flow.verb and mention.form == "demonym" and len(words) <= 8:
            found.setdefault("of", mention.actor)
        at = mention.end
    tail = reading.text[flow.end : min(end, flow.end + 40)]
    we = context.we or context.perspective
    if we:
        other = partner(we, context) or we
        for role, country in _pronouns(flow, tail, we, other):
            if role not in found:
                found[role], found["us"] = country, role
    if (match := re.match(r"(?:\s\w+){0,2}?\s(to|from|with)\s(.*)", tail)) and THERE.match(
        match[2]
    ):
        found.setdefault("there", match[1])
    return found
