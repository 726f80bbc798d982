"""Know what a sentence leaves unsaid: which two countries, whose figures, which period, which unit.

In a brief headed "Kenya and Peru", under "Trade in 2024 (US$ million)", the line "Exports: 12.4"
is about Kenya and Peru, in 2024, in millions of US dollars, as Kenya counts.

in    a Reading
out   one Context a sentence
next  the claim finders complete their roles from it

State is carried and reset by structure: a declaration in the head of the document holds
for all of it, one in a heading or a line of its own for its section, a period in running text for
its paragraph. What a sentence says itself always wins; the finders look there first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Block, Mention, Period, Sentence
from kg.reading.issuer import dated_in, home, issuer
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading, between
from kg.reading.units import units

__all__ = ["Context", "contexts", "countries_in", "country_of", "declared_unit", "document_pair"]

#: Nouns of a flow with its two ends, enough to see whose figures a document gives.
FLOW = r"(?:exports?|imports?|sales|purchases|shipments|deliveries|deficit|surplus|trade|turnover)"
TOWARDS = re.compile(rf"(?i)\b{FLOW}\s(?:to|from|with)\s(?:the\s)?$")
#: Before the second of two countries that a flow is between: "Kenya-Peru trade".
BESIDE = re.compile(r"(?i)\w(?:-|/|\sand\s)(?:the\s)?$")
#: A line that dates the document, not its figures.
DATED = re.compile(r"(?i)\b(?:prepared|updated|published|issued|as of|position|status|date)\b")
#: A note that says which period its figures cover.
COVERS = re.compile(r"(?i)\b(?:figures|data|values|amounts|sums|numbers)\b.{0,40}\b(?:for|cover)\b")
#: Blocks at the head of a document whose declarations hold for the whole of it.
HEAD = 6


@dataclass(frozen=True, slots=True)
class Context:
    """What stands behind one sentence."""

    sentence: int  #: Sentence.index
    pair: tuple[str, str] | None = None  #: the two countries in focus, the subject's first
    perspective: str | None = None  #: the country whose figures or side the text gives
    period: Period | None = None  #: the period carried by heading, note or paragraph
    bracket: Period | None = None  #: the period of figures in brackets, where a note says it
    unit: str | None = None  #: ISO 4217 code or measure declared by structure
    scale: float = 1.0  #: what a bare number is multiplied by: 1e6 for "US$ million"
    place: str | None = None  #: the place named last, to host what happens
    speaker: str | None = None  #: the person or organisation that spoke last
    we: str | None = None  #: the country for which "we" and "our" stand


def contexts(reading: Reading) -> list[Context]:
    r"""Return one Context for each sentence of *reading*, in order.

    Args:
        reading: A document as read.

    Returns:
        A list as long as `reading.sentences`; slots are None where nothing is known.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> text = "Kenya and Peru: trade in 2024 (US$ million)\\n\\nExports to Peru: 12.4"
        >>> last = contexts(read_document(Document("a", text, "")))[-1]
        >>> last.pair, last.unit, last.scale, last.period.value
        (('Kenya', 'Peru'), 'USD', 1000000.0, '2024')

    """
    return _contexts(reading)


@once_a_reading
def _contexts(reading: Reading) -> list[Context]:
    pair = document_pair(reading)
    office = issuer(reading, pair)
    perspective = office or _perspective(reading, pair)
    we = office or home(reading, pair) or perspective
    whole = Context(-1, pair=pair, perspective=perspective, we=we)
    for index, block in enumerate(reading.blocks[:HEAD]):
        if block.kind == "heading" and index > 1:
            break
        if _is_note(reading, block):
            whole = _declared(reading, block, whole, period=True)
    result: list[Context] = []
    here = whole
    running: Period | None = None
    block_index = -1
    for sentence in reading.sentences:
        block = reading.block(sentence)
        if block.kind == "heading" and sentence.block != block_index:
            here = replace(whole, place=here.place, speaker=here.speaker)
            here = _focused(reading, block, here)
        if block.kind == "heading" or _is_note(reading, block):
            here = _declared(reading, block, here, period=True)
        if sentence.block != block_index:
            running = None
            block_index = sentence.block
        now = replace(here, sentence=sentence.index, period=running or here.period)
        result.append(now)
        mine = reading.periods_in(sentence)
        if mine and block.kind not in ("heading",):
            running = mine[-1] if len(mine) == 1 else mine[0]
        here = _moved(reading, sentence, here)
    return result


def country_of(reading: Reading, mention: Mention) -> str | None:
    """The country or bloc a mention speaks of: itself, or the one its actor belongs to.

    Args:
        reading: The document as read.
        mention: One of its mentions.

    Returns:
        A canonical name; None for a person or organisation of no known country.

    """
    if mention.kind in ("country", "bloc"):
        return mention.actor
    actor = reading.actors.get(mention.actor)
    return actor.country if actor else None


def countries_in(reading: Reading, start: int, end: int) -> list[Mention]:
    """Mentions of countries and blocs that begin in a span, in order.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.

    Returns:
        Mentions of the kinds country and bloc, pronouns left out; [] where there is none.

    """
    return [*between(_countries(reading), start, end)]


@once_a_reading
def _countries(reading: Reading) -> tuple[Mention, ...]:
    """Every mention of a country or a bloc by name."""
    return tuple(
        m
        for m in reading.mentions
        if m.kind in ("country", "bloc")
        and m.form != "pronoun"
        and reading.text[m.end : m.end + 1] != "$"
    )


#: What speaks for the country it belongs to, and how much, where a name counts ten.
BELONGING = frozenset(["place", "organisation", "person"])
BELONGING_WEIGHT = 4
#: What the place speaks for that a document is dated in.
DATED_WEIGHT = 20


@once_a_reading
def document_pair(reading: Reading) -> tuple[str, str] | None:
    """The two countries a document is about: the two it names most, headings counted more.

    Who and what belongs to a country counts for it, but less: an opinion piece names its
    towns and its people oftener than the country it is written in.

    Args:
        reading: A document as read.

    Returns:
        The one named first in the title, else first in the text, comes first; None
        where fewer than two are named.

    """
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    title_end = reading.blocks[0].end if reading.blocks else 0
    for mention in countries_in(reading, 0, len(reading.text)):
        weight = 1.0 if mention.kind == "country" else 0.8
        counts[mention.actor] += int(10 * weight * (4 if mention.start < title_end else 1))
        first.setdefault(mention.actor, mention.start)
    for mention in reading.mentions:
        actor = reading.actors.get(mention.actor)
        if mention.kind in BELONGING and actor is not None and actor.country:
            counts[actor.country] += BELONGING_WEIGHT
            first.setdefault(actor.country, mention.start)
    here = dated_in(reading)
    if here is not None and here in counts:
        counts[here] += DATED_WEIGHT
    if len(counts) < 2:
        return None
    best = sorted(counts, key=lambda a: (-counts[a], first[a]))[:2]
    one, two = sorted(best, key=lambda a: first[a])
    return one, two


def _perspective(reading: Reading, pair: tuple[str, str] | None) -> str | None:
    """The country whose figures a document gives: owner of flows, not their other end."""
    if pair is None:
        return None
    votes: Counter[str] = Counter()
    for mention in countries_in(reading, 0, len(reading.text)):
        if mention.actor not in pair:
            continue
        other = pair[1] if mention.actor == pair[0] else pair[0]
        after = reading.text[mention.end : mention.end + 34]
        if BESIDE.search(
            reading.text, max(0, mention.start - 12), mention.start
        ) is None and re.match(
            rf"(?i)(?:'s|')?\s(?:[\w-]+\s){{0,2}}(?:{FLOW}|statistics|data|figures|customs|count)\b",
            after,
        ):
            votes[mention.actor] += 1
        if TOWARDS.search(reading.text[max(0, mention.start - 40) : mention.start]):
            votes[other] += 1
    if not votes:
        return None
    return max(pair, key=lambda c: (votes[c], -pair.index(c)))


def _is_note(reading: Reading, block: Block) -> bool:
    """Whether a block may declare a unit or a period for what follows."""
    text = reading.text[block.body : block.end]
    if block.kind == "heading":
        return True
    if block.kind == "row":
        return False
    return (
        len(text) <= 260
        and re.search(
            r"(?i)\b(?:unless|all (?:values|figures|amounts)|(?:values|figures|amounts|sums|data)"
            r"(?: are)?(?: \w+)? in|basis|in (?:US\$|USD|EUR|€)|table \d)",
            text,
        )
        is not None
    )


def _declared(reading: Reading, block: Block, context: Context, period: bool) -> Context:
    """*context* with the unit and the period that a heading or note declares."""
    text = reading.text[block.start : block.end]
    if found := declared_unit(text):
        context = replace(context, unit=found[0], scale=found[1])
    mine = [p for p in reading.periods if block.start <= p.start < block.end]
    if bracket := re.search(r"(?i)\b(?:brackets|parentheses)\b", text):
        later = [p for p in mine if p.start >= block.start + bracket.start()]
        return replace(context, bracket=later[0]) if later else context
    if not period or DATED.search(text) or len(mine) != 1:
        return context
    if mine[0].value == reading.date or re.match(r"\d{4}-\d\d-\d\d", mine[0].value):
        return context
    if block.kind == "heading" or COVERS.search(text):
        context = replace(context, period=mine[0])
    return context


def declared_unit(text: str) -> tuple[str, float] | None:
    """The unit and scale that a line declares: "(US$ million)", "in billions of euros".

    Args:
        text: A heading, a note or the head of a column.

    Returns:
        An ISO 4217 code or measure and what a bare number is multiplied by; None where
        nothing is declared.

    Examples:
        >>> declared_unit("Exports (US$ million)"), declared_unit("Exports of tea")
        (('USD', 1000000.0), None)

    """
    known = units()
    mark = rf"(?P<mark>{known.before_pattern})"
    factor = r"(?P<factor>[Tt]housands?|[Mm]illions?|[Bb]illions?|mn|bn|m|crores?|lakhs?)"
    for pattern in (
        rf"(?<![\w\d]){mark}\s?{factor}\b(?!\s?\d)",
        rf"(?<!\d\s)(?<![\w\d.,]){factor}\s(?:of\s)?(?P<name>{known.after_pattern})(?!\w)",
        rf"(?:values?|amounts?|figures?|sums?)(?:\sare)?(?:\s\w+)?\sin\s(?P<name>{known.after_pattern})(?!\w)",
    ):
        if (match := re.search(pattern, text)) is None:
            continue
        group = match.groupdict()
        scale = 1.0
        if group.get("factor"):
            word = group["factor"]
            scale = known.factors.get(word) or known.factors[word.casefold().rstrip("s")]
        if group.get("mark"):
            return known.before[group["mark"]], scale
        name = group["name"]
        unit, own = known.exact.get(name) or known.after[name.casefold()]
        if unit in ("percent", "percentage_point"):
            continue
        return unit, scale * own
    return None


def _focused(reading: Reading, block: Block, context: Context) -> Context:
    """*context* with the pair or the perspective that a heading names."""
    named = list(dict.fromkeys(m.actor for m in countries_in(reading, block.start, block.end)))
    if block.start == 0 or not named:
        return context
    pair = context.pair
    if len(named) == 2 and set(named) != set(pair or ()):
        return replace(context, pair=(named[0], named[1]))
    if len(named) == 1 and pair is not None:
        if named[0] in pair:
            text = reading.text[block.start : block.end]
            if re.search(r"(?i)statistic|data|figures|customs", text):
                return replace(context, perspective=named[0])
        elif context.perspective is not None:
            return replace(context, pair=(context.perspective, named[0]))
    return context


def _moved(reading: Reading, sentence: Sentence, context: Context) -> Context:
    """*context* after a sentence: its last place and its last speaker."""
    mentions: Sequence[Mention] = reading.mentions_in(sentence)
    places = [m for m in mentions if m.kind == "place"]
    speakers = [
        m
        for m in mentions
        if m.kind in ("person", "organisation")
        and re.match(
            r"(?:,[^,]{0,60},)?\s(?:said|says|told|added|noted|argued|argues|warned)\b",
            reading.text[m.end : m.end + 80],
        )
    ]
    if places:
        context = replace(context, place=places[-1].actor)
    if speakers:
        context = replace(context, speaker=speakers[-1].actor)
    return context
