"""Say who sells to whom in a flow whose word is known.

"Kenya's purchases of Peruvian copper" -> exporter Peru, importer Kenya.

in    a Reading, the token of a word of flow, the Context, the Flow before it
out   the Flow with its ends
next  kg.claims.flows calls it for each word it finds

The ends are read from the words beside the trigger (possessives, demonyms, to, from, with),
then from the subject of a verb, then from the context; the end that is not named is the
other country of the pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.claims.patterns import Sense
from kg.model import Mention
from kg.reading.context import Context, countries_in, country_of
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OTHER_WAY", "OWNERS", "Flow", "partner", "with_ends"]

#: How far from its word an end of a flow may stand, in characters.
REACH = 90
WORLD = re.compile(
    r"(?i)\b(?:to|from|with|in)\s(?:all\s(?:countries|destinations|customers|markets|comers|buyers"
    r"|sources|suppliers|partners|origins)|the\s(?:rest\sof\sthe\s)?world|abroad|everywhere)\b"
    r"|\bworldwide\b|\b(?:total|all|overall|global)\s(?:[\w-]+\s)?(?:exports|imports)\b"
    r"|\bsold abroad"
)
OTHER_WAY = re.compile(
    r"(?i)\b(?:in\sthe\sother\sdirection|the\sother\sway|in\sreturn"
    r"|the\sopposite\s(?:way|direction)"
    r"|in\sthe\sreverse\sdirection|go(?:es|ing)?\sback|com(?:e|es|ing)\sback"
    r"|travel(?:s|led)?\sback|the\sopposite\sdirection)\b"
)
THERE = re.compile(
    r"(?i)^(?:it|them|there|him|her|the other|its?\s\w+|the latter|the neighbou?r)\b"
)
#: Nouns of flow that take no side: bare, they go the way spoken of before.
NEUTRAL = frozenset(
    ["delivery", "deliveries", "shipment", "shipments", "supply", "supplies", "consignments"]
)
OWNERS = frozenset(["its", "their", "our", "my", "his", "her", "your"])


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
    exporter: str | None = None
    importer: str | None = None
    owner: str | None = None  #: whose flow, deficit or trade it is
    other: str | None = None  #: the other party of a total or a balance
    world: bool = False  #: to or from all countries: one end stays open
    sure: bool = False  #: both ends stand in the sentence


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


def with_ends(
    reading: Reading,
    token: Token,
    flow: Flow,
    bounds: tuple[int, int],
    context: Context,
    last: Flow | None,
) -> Flow:
    """*flow* with its owner, its ends, and the end that is not named.

    Args:
        reading: The document as read.
        token: The word of flow.
        flow: The flow, its ends not yet known.
        bounds: First character of the sentence and one past its last.
        context: The context of the sentence.
        last: The flow before it.

    """
    start, end = bounds
    mentions = countries_in(reading, start, end)
    ends = _prepositions(reading, flow, mentions, end, context)
    owner = (
        _subject(reading, token, mentions, start)
        if flow.verb
        else _owner(reading, token, mentions, start)
    )
    origin = ends.get("of")
    if owner is None and flow.sense != "go" and (flow.verb or _has_pronoun_owner(token)):
        owner = _carried_owner(reading, token, mentions, ends, context, last, start)
    if owner is not None and owner in (ends.get("to"), ends.get("from")) and flow.sense != "go":
        owner = None
    if owner is not None and flow.sense == "buy" and flow.verb and owner == origin:
        owner = None
    around = reading.text[start:end]
    near = reading.text[max(start, flow.start - 24) : min(end, flow.end + 60)]
    world = WORLD.search(near) is not None
    other_way = OTHER_WAY.search(around[max(0, flow.start - start - 30) : flow.end - start + 70])
    world = world and not ({"to", "with"} & set(ends) if flow.sense == "sell" else "from" in ends)
    flow = replace(flow, owner=owner, world=world)
    if flow.sense in ("total", "balance"):
        other = ends.get("with") or ends.get("and") or ends.get("to")
        first = owner or ends.get("between")
        if first is None and other is not None:
            first = partner(other, context)
        return replace(flow, owner=first, other=other or partner(first, context))
    exporter, importer = _ends(flow, owner, origin, ends)
    named = (exporter is not None) + (importer is not None)
    near = last if last is not None and (not named or last.start >= start) else None
    if other_way and last is not None and last.exporter and not named:
        return replace(flow, exporter=last.importer, importer=last.exporter)
    if (
        not named
        and last is not None
        and last.exporter
        and last.importer
        and (flow.sense == "go" or flow.word in NEUTRAL)
    ):
        return replace(flow, exporter=last.exporter, importer=last.importer, owner=last.owner)
    if exporter is None and importer is None and flow.sense != "go":
        agent = (last.owner if last else None) or context.perspective
        if last is not None and agent is None:
            agent = last.exporter if last.sense == "sell" else last.importer
        if context.pair and agent is None:
            agent = context.pair[0]
        exporter, importer = (agent, None) if flow.sense == "sell" else (None, agent)
    if not world:
        if exporter is None and importer is not None:
            exporter = _counterpart(importer, context, near, mentions)
        elif importer is None and exporter is not None:
            importer = _counterpart(exporter, context, near, mentions)
    if flow.owner is None:
        owner = exporter if flow.sense == "sell" else importer
    return replace(flow, exporter=exporter, importer=importer, owner=owner, sure=named == 2)


def _counterpart(
    country: str, context: Context, last: Flow | None, mentions: Sequence[Mention]
) -> str | None:
    """The end that is not named: of the flow before if it shares this one, else of the pair."""
    if last is not None and country in (last.exporter, last.importer):
        other = last.importer if country == last.exporter else last.exporter
        if other is not None:
            return other
    if context.pair and country not in context.pair:
        rest = [m.actor for m in mentions if m.actor != country and m.actor in context.pair]
        if rest:
            return rest[0]
    return partner(country, context)


def _ends(
    flow: Flow, owner: str | None, origin: str | None, ends: dict[str, str]
) -> tuple[str | None, str | None]:
    """Exporter and importer as the sentence names them."""
    to, source = ends.get("to"), ends.get("from")
    if flow.sense == "sell":
        return owner or source or ends.get("by") or origin, to
    if flow.sense == "buy":
        importer = owner or ends.get("by") or to
        return source or (origin if origin != importer else None), importer
    return source or origin or owner, to


def _prepositions(
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
            if role == "and" and "between" not in found:
                role = None
            if role:
                found.setdefault(role, mention.actor)
        elif flow.verb and flow.sense == "sell" and not words and mention.form != "demonym":
            found.setdefault("to", mention.actor)
        elif flow.verb and mention.form == "demonym" and len(words) <= 8:
            found.setdefault("of", mention.actor)
        at = mention.end
    tail = reading.text[flow.end : min(end, flow.end + 40)]
    if (match := re.match(r"(?:\s\w+){0,3}?\s(to|from|with)\sus\b", tail)) and context.perspective:
        found.setdefault(match[1], context.perspective)
    if (match := re.match(r"(?:\s\w+){0,2}?\s(to|from|with)\s(.*)", tail)) and THERE.match(
        match[2]
    ):
        found.setdefault("there", match[1])
    return found


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


def _owner(reading: Reading, token: Token, mentions: Sequence[Mention], start: int) -> str | None:
    """The country before a noun of flow: "Kenya's", "Kenyan", "Kenya's tea"."""
    for mention in reversed(mentions):
        if mention.end > token.idx:
            continue
        between = reading.text[mention.end : token.idx]
        if len(between) > 60:
            return None
        if re.fullmatch(r"(?:'s|')?\s(?:[\w&-]+(?:,|\sand)?\s){0,4}", between) and not re.search(
            r"\b(?:to|from|with|by|for|in|on|at|was|were|is|are|had|has|that|which|while|as|than"
            r"|said|says|buys?|sells?|bought|sold)\b",
            between,
        ):
            bare = not between.startswith("'") and mention.form == "name"
            if bare and len(between.split()) > 2 and not reading.text[mention.start].isupper():
                return None
            return mention.actor
        return None
    return None


def _subject(reading: Reading, token: Token, mentions: Sequence[Mention], start: int) -> str | None:
    """The country that is, or is named in, the subject of a verb of flow."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    if passive:
        return None
    verb: Token = token
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj"):
                if child.lower_ in ("which", "that", "who") and verb.dep_ == "relcl":
                    return _in_span(reading, verb.head, verb.head.left_edge.idx, verb.head.idx + 40)
                left, right = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
                return _in_span(reading, child, left, min(right, token.idx))
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "acl") and verb.head.pos_ in (
            "VERB",
            "AUX",
        ):
            verb = verb.head
            continue
        break
    return None


def _in_span(reading: Reading, head: Token, left: int, right: int) -> str | None:
    """The country a noun phrase names, or whose organisation or person it names."""
    inside = [m for m in reading.mentions if left <= m.start < right]
    for mention in inside:
        if mention.kind in ("country", "bloc"):
            return mention.actor
    for mention in inside:
        if country := country_of(reading, mention):
            return country
    return None


def _has_pronoun_owner(token: Token) -> bool:
    return any(c.lower_ in OWNERS for c in token.lefts)


def _carried_owner(
    reading: Reading,
    token: Token,
    mentions: Sequence[Mention],
    ends: dict[str, str],
    context: Context,
    last: Flow | None,
    start: int,
) -> str | None:
    """Whom "its", "they" or a missing subject stand for: the country named or owning before."""
    first_person = any(c.lower_ in ("our", "we", "my") for c in token.children)
    if first_person:
        return context.perspective
    left = [m.actor for m in mentions if m.end <= token.idx]
    left = [c for c in left if c not in ends.values()]
    if left:
        return left[0] if _has_pronoun_owner(token) else left[-1]
    if last is not None and last.owner is not None and last.owner not in ends.values():
        return last.owner
    named = {v for k, v in ends.items() if k in ("to", "from", "of")}
    if len(named) == 1:
        return partner(min(named), context)
    return context.perspective
