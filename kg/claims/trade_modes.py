"""Tell a figure that is from one that is wanted or only foreseen.

"They want trade of $50 billion by 2030" -> target; "trade could reach $50 billion" -> forecast.

in    a Reading, a sentence, an amount in it and its flow
out   a Mode
data  data/lexicon/trade_cues.csv
next  kg.claims.trade drops forecasts and marks targets

To add a cue, add a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.claims.flows import Flow
from kg.claims.trade_cue_words import cues
from kg.model import Amount, Modality, Sentence
from kg.reading.reading import Reading

__all__ = ["Mode", "is_wished", "mode_of"]

NEGATED = re.compile(r"(?i)\b(?:not|never|no|denied|denies|n't)\b[^,;]{0,40}$")


#: A year that a sum is to be reached by.
AHEAD = re.compile(
    r"\s(?:(?:a\syear|annually|in\strade|both\sways)\s)?by\s(?:the\send\sof\s)?(20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How a figure stands."""

    kind: Literal["fact", "target", "forecast"]
    modality: Modality = "asserted"


def mode_of(reading: Reading, sentence: Sentence, amount: Amount, flow: Flow) -> Mode:
    """How the sentence states an amount.

    Args:
        reading: The document as read.
        sentence: The sentence, its term included where it has one.
        amount: The amount.
        flow: The flow it is given to.

    Returns:
        "target" for a goal, "forecast" for what is only foreseen, proposed or conditional,
        else "fact"; a volume under a contract is a fact that is planned.

    """
    text = reading.text
    before = text[sentence.start : amount.start]
    clause = re.split(r";\s|,\s(?:but|while|whereas|after|from)\s|\)\s|\.\s", before)[-1]
    after = re.split(r"[;.]\s|,\s(?:but|while|and)\s", text[amount.end : sentence.end])[0]
    goal = _has("goal", clause)
    if goal is None and re.search(r"\bby\s(?:the\send\sof\s)?20\d\d", after[:40]):
        goal = _has("goal", before)
    if goal is None:
        goal = (
            _has("goal", after[:70])
            if re.search(r"(?i)\b(?:target|goal|aim)", after[:70])
            else None
        )
    ahead = AHEAD.match(after)
    if (
        ahead is not None
        and flow.sense in ("total", "sell", "buy")
        and reading.date is not None
        and ahead[1] > reading.date[:4]
    ):
        return Mode("target", "planned")
    done = re.search(
        r"(?i)\b(?:missed|met|reached|passed|exceeded|overshot)\b", clause[goal or 0 :]
    )
    if goal is not None and not (done and _has("goal", clause[:0])):
        missed = re.search(
            r"(?i)\b(?:below|short of|above|past)\s(?:its|the|that)\s(?:goal|target)", clause
        )
        if not (missed and missed.end() < len(clause) - 12):
            return Mode("target", "planned")
    if _has("forecast", clause) is not None:
        return Mode("forecast", "hedged")
    if _has("future", clause) is not None:
        bound = _has("bound", text[sentence.start : sentence.end]) is not None
        if bound and flow.verb and not amount.unit.isupper():
            return Mode("fact", "planned")
        return Mode("forecast", "planned")
    if NEGATED.search(clause[-48:]) and not re.search(
        r"(?i)\bno(?:t)? (?:less|fewer|more) than", clause
    ):
        return Mode("fact", "negated")
    return Mode("fact")


def is_wished(reading: Reading, sentence: Sentence, flow: Flow) -> bool:
    """Whether a flow is only wanted, foreseen, denied or over, not a fact.

    Args:
        reading: The document as read.
        sentence: The sentence it stands in.
        flow: The flow.

    """
    text = reading.text
    before = re.split(r"[;:]\s|,\s(?:but|while|whereas)\s", text[sentence.start : flow.start])[-1]
    after = re.split(r"[;:.,]\s", text[flow.end : sentence.end])[0]
    whole = text[sentence.start : sentence.end]
    bound = _has("bound", whole) is not None
    if NEGATED.search(before[-44:]) or _has("stopped", before[-60:]) is not None:
        return True
    if _has("forecast", before) is not None:
        return True
    if flow.verb and (_has("future", before[-50:]) is not None or before.endswith(" to ")):
        return not bound
    goal = _has("goal", before)
    return goal is not None or (not flow.verb and _has("forecast", after[:40]) is not None)


def _has(role: str, words: str) -> int | None:
    """Where the last cue of a role stands in *words*; None where there is none."""
    last = None
    for match in cues()[role].finditer(words):
        last = match.start()
    return last
