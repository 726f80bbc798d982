"""Say which word of flow an amount measures.

"Exports came to $3 bn, against imports of $2 bn" -> the first is exports, the second imports.

in    a Reading, a sentence, its amounts and flows, the flow of the sentence before
out   one Link an amount, None for an amount that measures no flow
next  kg.claims.trade makes figures of them

The nearest word decides, and words of other sums (loans, contracts, projects) compete with
those of flow. Two amounts after two flows and "respectively" are given out in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.claims.commodities import find_goods
from kg.claims.flows import OTHER_WAY, Flow
from kg.claims.patterns import DIRECTED
from kg.claims.trade_continuing import continues, has_goods
from kg.claims.trade_cue_words import cues
from kg.model import Amount, Sentence
from kg.reading.reading import Reading

__all__ = ["Link", "is_price", "link_amounts"]

#: Between two amounts of one flow: nothing but comparison, time and goods.
GOES_ON = re.compile(
    r"(?i)\b(?:from|against|compared|and|to|or|versus|than|up|down|after|then|in|for|of\swhich|another"
    r"|but|only|with|worth|at|including|ahead|followed|while|paying|plus|as|by|again|on)\b|[,(;|/]"
)
#: Words that show that what follows an amount is another thing.
PARTED = re.compile(
    r"\b(?:and|to|from|was|were|which|against|versus|while|than|but|with|over|as|after|on|at|by"
    r"|for|compared|leaving|that|plus|of\swhich|in\s\d|\d{4})\b"
)
SUMMED = re.compile(
    r"(?i)\b(?:together|in all|altogether|combined|the sum|(?:the|a|bigger) total)\b"
)


#: What stands for the two flows spoken of before.
BOTH = re.compile(
    r"(?i)\brespectively\b|\bthe\s(?:two|same)\s(?:two\s)?(?:flows|figures|sums)\b|\bthe\sfigures\s(?:were|had|are)\b"
)
RED = re.compile(r"(?i)\s(?:\w+\s)?in\s(?:the\sred|deficit|surplus|the\sblack)\b")
GOAL_OF = re.compile(
    r"(?i)\b(?:goals?|targets?|aims?|objectives?|ambition|mark|promised?)\b(?:(?:\sfor\s[\w-]+)?:"
    r"|\s(?:of|is|was|remains|at|to|set|reach|said|named|be|for))+\s(?:[\w-]+\s){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Link:
    """The flow an amount measures, and the rule that says so."""

    flow: Flow
    rule: str


def is_price(reading: Reading, amount: Amount) -> bool:
    """Whether an amount is a price: "$522 a tonne", "Rs 5 per kg".

    Args:
        reading: The document as read.
        amount: One of its amounts.

    """
    match = re.match(
        r"\s?(?:a|an|per|the|each|/)\s?(\w[\w-]*)", reading.text[amount.end : amount.end + 24]
    )
    return match is not None and cues()["rate"].fullmatch(match[1]) is not None


def link_amounts(
    reading: Reading,
    sentence: Sentence,
    amounts: Sequence[Amount],
    flows: Sequence[Flow],
    before: Flow | None,
    lead: Flow | None,
    labelled: bool,
    two: Sequence[Flow] = (),
) -> list[Link | None]:
    """Give each amount of a sentence to a flow.

    Args:
        reading: The document as read.
        sentence: The sentence, its term included where it has one.
        amounts: Its amounts in order, shares left out.
        flows: Its words of flow in order, those of other sums too.
        before: The flow of the sentence before, in the same section.
        lead: The flow the heading or the lead-in of an item names.
        labelled: Whether the sentence is an item with a term.
        two: The flows of the figures of the sentence before, in order.

    Returns:
        As many entries as amounts; None for an amount that measures no flow.

    """
    links: list[Link | None] = []
    if (paired := _respectively(reading, sentence, amounts, flows, before, two)) is not None:
        return paired
    for index in range(len(amounts)):
        previous = amounts[index - 1] if index else None
        last = links[-1] if links else None
        links.append(
            _link(reading, sentence, amounts, index, previous, last, flows, before, lead, labelled)
        )
    return links


def _link(
    reading: Reading,
    sentence: Sentence,
    amounts: Sequence[Amount],
    index: int,
    previous: Amount | None,
    last: Link | None,
    flows: Sequence[Flow],
    before: Flow | None,
    lead: Flow | None,
    labelled: bool,
) -> Link | None:
    text, amount = reading.text, amounts[index]
    left = previous.end if previous else sentence.start
    if RED.match(text[amount.end : amount.end + 40]):
        return Link(
            Flow(amount.start, amount.end, "balance", "balance-phrase", "red"), "word after"
        )
    if (flow := _after(text, amount, flows)) is not None:
        return None if flow.sense == "none" else Link(flow, "word after")
    candidates = [f for f in flows if left <= f.start and f.end <= amount.start]
    candidates = [f for f in candidates if not _compared(text, f)]
    if candidates:
        flow = _nearest(text, candidates, amount)
        if flow.sense == "none":
            return None
        if flow.sense == "go" and (
            not (flow.exporter or flow.importer)
            or not (flow.sure or has_goods(reading, sentence, amount))
        ):
            return None
        if flow.weak and flow.sense == "sell" and text[flow.end : flow.end + 5] == " home":
            return None
        if flow.weak and flow.verb and not _is_object(text, flow, amount):
            return None
        if flow.verb and _is_takeover(reading, flow):
            return None
        if previous is not None and flow.sure:
            flow = _turned(text, sentence, amount, flow)
        return Link(flow, "word before")
    between = text[left : amount.start]
    if last is not None and previous is not None and GOES_ON.search(between):
        later = _verb_after(flows, amount, amounts, index, sentence)
        if last.flow.sense == "go" and not (last.flow.sure or has_goods(reading, sentence, amount)):
            return None
        if not (later and not between.strip(" ,").startswith(("from", "against"))):
            return Link(_turned(text, sentence, amount, last.flow), "same flow")
        return Link(later, "goods after")
    if previous is None and (flow := _verb_after(flows, amount, amounts, index, sentence)):
        return Link(flow, "goods after")
    if previous is not None:
        earlier = [f for f in flows if f.end <= amount.start]
        if last is None and earlier and earlier[-1].sense == "none":
            return None
    if labelled and lead is not None and not [f for f in flows if f.sense == "none"]:
        return Link(lead, "heading")
    head = text[sentence.start : amount.start]
    if labelled and before is not None and before.sense in ("sell", "buy") and not flows:
        colon = text.find(":", sentence.start, amount.start)
        if colon > 0 and find_goods(reading, sentence.start, colon):
            return Link(before, "sentence before")
    anchor = before or lead
    if anchor is not None and anchor.sense == "go" and not has_goods(reading, sentence, amount):
        anchor = None
    if anchor is not None and not labelled and continues(reading, sentence, amount, flows, head):
        flow = replace(anchor, sense="total") if SUMMED.search(head) else anchor
        return Link(flow, "sentence before")
    if GOAL_OF.search(head) and amount.unit.isupper():
        goal = before or lead
        total = Flow(amount.start, amount.end, "total", "goal", "goal")
        return Link(goal if goal is not None and goal.sense == "total" else total, "goal")
    return None


def _turned(text: str, sentence: Sentence, amount: Amount, flow: Flow) -> Flow:
    """*flow*, the other way round where the words after the amount say so."""
    after = re.split(r"[,;.]\s|\d", text[amount.end : min(sentence.end, amount.end + 40)])[0]
    if flow.sense not in DIRECTED or not OTHER_WAY.search(after):
        return flow
    return replace(flow, exporter=flow.importer, importer=flow.exporter)


def _after(text: str, amount: Amount, flows: Sequence[Flow]) -> Flow | None:
    """A noun of flow that the amount measures from the left: "$9 bn in exports"."""
    for flow in flows:
        if not amount.end <= flow.start <= amount.end + 48:
            continue
        between = text[amount.end : flow.start]
        if flow.verb:
            done = flow.word.endswith("ed") or flow.word in ("sold", "bought", "sent")
            if done and re.fullmatch(
                r"\s(?:(?:worth\s)?(?:of|in)\s)?(?:goods\s|products\s)?", between
            ):
                return flow
            continue
        if re.fullmatch(
            r"(?:[\s-]|\s?(?:worth\s)?(?:of|in|as)\s)(?:(?:the|its|their|a|an|total|annual)\s)?"
            r"(?:[\w'.&-]+\s){0,3}",
            between,
        ) and not PARTED.search(between):
            return flow
        if flow.sense in ("sell", "buy") and re.fullmatch(
            r"\s(?:was|were|is|are)\s(?:[A-Z][\w'-]+\s)?", between
        ):
            return flow
        if (
            flow.sense == "none"
            and len(between) < 26
            and re.fullmatch(r"[\s-](?:[\w-]+\s){0,2}", between)
        ):
            return flow
        break
    return None


def _compared(text: str, flow: Flow) -> bool:
    """Whether a flow only serves to compare: "faster than imports"."""
    return (
        re.search(r"\b(?:than|unlike|excluding|without)\s(?:\w+\s){0,2}$", text[: flow.start][-30:])
        is not None
    )


def _nearest(text: str, flows: Sequence[Flow], amount: Amount) -> Flow:
    """The last flow before an amount; a noun with ends rather than a word inside its phrase."""
    flow = flows[-1]
    if flow.weak and flow.verb and len(flows) > 1:
        earlier = flows[-2]
        between = text[earlier.end : flow.start]
        if (
            earlier.sense in ("sell", "buy")
            and not earlier.verb
            and not re.search("[,;:]", between)
        ):
            return earlier  # "shipments to Peru fetched"
    if flow.sense in ("sell", "buy") and flow.verb is False and len(flows) > 1:
        earlier = flows[-2]
        between = text[earlier.end : flow.start]
        if earlier.sense in ("balance", "total") and re.fullmatch(
            r"\s(?:in|of|on|for)\s(?:\w+\s)?", between
        ):
            return earlier
    return flow


def _is_object(text: str, flow: Flow, amount: Amount) -> bool:
    """Whether an amount can be the object of a weak verb: near it, no other verb between."""
    between = text[flow.end : amount.start]
    return len(between) < 60 and not re.search(
        r"[;.]|\b(?:to|that|which|who)\b\s(?:[a-z]\w*\s){0,2}$", between
    )


def _is_takeover(reading: Reading, flow: Flow) -> bool:
    """Whether what is bought or sold is a company: "bought Haven Port Company for $4 billion"."""
    if flow.sense not in ("sell", "buy"):
        return False
    found = [m for m in reading.mentions if flow.end < m.start <= flow.end + 5]
    if not found or found[0].kind != "organisation":
        return False
    between = reading.text[flow.end : found[0].start]
    after = reading.text[found[0].end : found[0].end + 2]
    return re.fullmatch(r"\s(?:the\s)?", between) is not None and not after.startswith("'")


def _verb_after(
    flows: Sequence[Flow], amount: Amount, amounts: Sequence[Amount], index: int, sentence: Sentence
) -> Flow | None:
    """The verb whose subject the amount's goods are: "3 tonnes of tea went to Peru"."""
    for flow in flows:
        if flow.start < amount.end:
            continue
        if flow.sense == "none" or not flow.verb or (flow.weak and flow.sense == "buy"):
            return None
        if flow.start - amount.end > 90:
            return None
        return flow if flow.exporter or flow.importer else None
    return None


def _respectively(
    reading: Reading,
    sentence: Sentence,
    amounts: Sequence[Amount],
    flows: Sequence[Flow],
    before: Flow | None,
    two: Sequence[Flow] = (),
) -> list[Link | None] | None:
    """Flows and amounts given out in order: "exports and imports were 3 and 4 billion"."""
    if len(amounts) < 2:
        return None
    text = reading.text
    directed = [f for f in flows if f.sense in ("sell", "buy", "total")]
    first, second = amounts[0], amounts[1]
    joined = re.fullmatch(r"\s?(?:and|,|,\sand|&|/)\s?(?:\w+\s)?", text[first.end : second.start])
    if not joined:
        return None
    ahead = [f for f in directed if f.end <= first.start]
    if len(two) == 2 and len(amounts) == 2 and BOTH.search(text, sentence.start, sentence.end):
        nearer = [f for f in ahead if not re.search(r";\s", text[f.end : first.start])]
        if not nearer:
            return [Link(two[0], "respectively"), Link(two[1], "respectively")]
    if len(ahead) >= 2 and re.fullmatch(
        r"(?:\s(?:to|from)\s[\w\s]{1,30})?\s(?:and|&)\s(?:\w+\s)?",
        text[ahead[-2].end : ahead[-1].start],
    ):
        links: list[Link | None] = [
            Link(ahead[-2], "respectively"),
            Link(ahead[-1], "respectively"),
        ]
        rest = amounts[2:]
        tail = link_amounts(reading, sentence, rest, flows, before, None, False) if rest else []
        return links + tail
    return None
