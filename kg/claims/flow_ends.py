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
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.flow_phrases import US, Flow, by_compass, ends_after, opening_end, partner, reachable
from kg.model import Mention
from kg.reading.context import Context, countries_in, country_of
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OTHER_WAY", "OWNERS", "Flow", "partner", "with_ends"]

WORLD = re.compile(
    r"(?i)\b(?:to|from|with|in)\s(?:all\sof\s|the\swhole\sof\s|all\s(?:countries|destinations|customers|markets|comers|buyers"
    r"|sources|suppliers|partners|origins)|the\s(?:rest\sof\sthe\s)?world|abroad|everywhere)\b"
    r"|\bworldwide\b|\b(?:total|all|overall|global)\s(?:[\w-]+\s)?(?:exports|imports)\b"
    r"|\bsold abroad"
)
OTHER_WAY = re.compile(
    r"(?i)\b(?:in\sthe\sother\sdirection|the\sother\sway|in\sreturn"
    r"|the\s(?:opposite|contrary)\s(?:way|direction)"
    r"|in\sthe\sreverse\sdirection|(?:go(?:es|ing)?|went|com(?:e|es|ing)|came)\s(?:back|home)"
    r"|(?:travel|pour|flow|head|move|return|ship|carr|bring)(?:s|led|ed|ies|y|ing)?\s(?:back|home)"
    r"|return\s(?:voyage|trip|journey|leg|cargo(?:es)?|freight|flow|traffic)|on\sthe\sway\s(?:back|home)"
    r"|the\sreverse\s(?:way|direction)|in\sexchange)\b"
)
OWNERS = frozenset(["its", "their", "our", "my", "his", "her", "your"])


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
    ends = ends_after(reading, flow, reachable(reading, start, end, context), end, context)
    ends = {**opening_end(reading, flow, mentions, start), **ends}
    owner = (
        _subject(reading, token, mentions, start)
        if flow.verb
        else _owner(reading, token, mentions, start)
    )
    here = context.perspective or (last.owner if last is not None else None)
    if (there := ends.get("there")) and here:
        ends.setdefault(there, partner(here, context) or "")
        ends = {k: v for k, v in ends.items() if v}
    origin = ends.get("of")
    told = {"from", "by"} if flow.sense == "sell" else {"by"}
    stated = bool(told & set(ends)) and not _has_pronoun_owner(token)
    if (
        owner is None
        and not stated
        and flow.sense != "go"
        and (flow.verb or _has_pronoun_owner(token))
    ):
        owner = _carried_owner(reading, token, mentions, ends, context, last, start)
    if flow.sense == "buy" and flow.neutral and owner and _is_called(mentions, owner, token):
        origin, owner = owner, None  # "Peruvian copper arrivals"
    if owner is not None and owner == ends.get(ends.get("us", "")) and flow.sense != "go":
        ends[ends["us"]] = partner(owner, context) or owner  # "Kenya sold us": we are the other
    if owner is not None and owner in (ends.get("to"), ends.get("from")) and flow.sense != "go":
        owner = None
    if owner is not None and flow.sense == "buy" and flow.verb and owner == origin:
        owner = None
    around = reading.text[start:end]
    beside = reading.text[max(start, flow.start - 24) : min(end, flow.end + 60)]
    world = WORLD.search(beside) is not None
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
    if exporter is None or importer is None:
        exporter, importer = by_compass(reading, flow, (exporter, importer), context, end)
    named = (exporter is not None) + (importer is not None)
    near = last if last is not None and (not named or last.start >= start) else None
    open_way = not named or (flow.sense == "go" and not {"to", "from"} & set(ends))
    if other_way and last is not None and last.exporter and open_way:
        return replace(flow, exporter=last.importer, importer=last.exporter, named=1)
    if not named and flow.sense == "go":
        before = last if last is not None and last.start >= start else None
        seller, buyer = _by_side(reading, token, context, before)
        if seller and buyer:
            return replace(flow, exporter=seller, importer=buyer, named=1)
    if (
        not named
        and last is not None
        and last.exporter
        and last.importer
        and (flow.sense == "go" or flow.neutral)
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
    return replace(
        flow, exporter=exporter, importer=importer, owner=owner, sure=named == 2, named=named
    )


#: After a verb of going: which side of the one who tells it goods end on.
INWARD = re.compile(r"\s(?:in|here)(?=[.,;]|\s(?:from|by|and)\b)")
OUTWARD = re.compile(r"\sout(?=[.,;]|\s(?:to|by|and)\b)")


def _by_side(
    reading: Reading, token: Token, context: Context, before: Flow | None
) -> tuple[str | None, str | None]:
    """Exporter and importer where only the teller's side is said: "pour in", "come up the hill"."""
    side = context.we or context.perspective
    other = partner(side, context)
    tail = reading.text[token.idx + len(token) :][:12]
    if before is not None and before.word.startswith(("com", "cam")) and token.lemma_ == "go":
        return before.importer, before.exporter
    if INWARD.match(tail) or token.lemma_ == "come":
        return other, side
    if OUTWARD.match(tail):
        return side, other
    return None, None


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


def _is_called(mentions: Sequence[Mention], country: str, token: Token) -> bool:
    """Whether a country before a noun is named by an adjective: "Peruvian copper arrivals"."""
    before = [m for m in mentions if m.end <= token.idx]
    return bool(before) and before[-1].actor == country and before[-1].form == "demonym"


def _subject(reading: Reading, token: Token, mentions: Sequence[Mention], start: int) -> str | None:
    """The country that is, or is named in, the subject of a verb of flow."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    if passive:
        return None
    verb: Token = token
    for _ in range(4):
        for child in verb.children:
            if ";" in reading.text[min(verb.idx, token.idx) : max(verb.idx, token.idx)]:
                return None
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
    first_person = any(c.lower_ in ("our", "we", "my", "i") for c in token.children)
    if first_person:
        theirs = last.owner if last is not None and last.named else None
        return context.we or context.perspective or partner(theirs, context)
    if any(c.lower_ in ("you", "your") and c.idx < token.idx for c in token.children):
        return partner(context.we or context.perspective, context)
    if any(c.lower_ in ("they", "their") and c.idx < token.idx for c in token.children) and (
        US.match(reading.text[token.idx + len(token) :][:30])
    ):
        return partner(context.we or context.perspective, context)
    if (
        last is not None
        and last.verb
        and last.owner
        and last.start >= start
        and re.search(r"\band\s(?:\w+ly\s)?$", reading.text[last.end : token.idx])
    ):
        return last.owner
    if (
        last is not None
        and last.start >= start
        and last.owner is not None
        and last.owner not in ends.values()
        and any(c.lower_ in ("it", "they") and c.dep_ == "nsubj" for c in token.lefts)
    ):
        return last.owner
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
