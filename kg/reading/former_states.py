"""Take a capital of earlier days for that of the state that sat there then.

"Prague lent crowns to Ghana in 1965. Czechoslovakia ..." -> Prague: Czechoslovakia

in    the actors and mentions of a document, its periods and date
out   the same with the former state wherever the year is one of its years
data  data/lexicon/former_states.csv: state, successor, the last year of the state
next  kg.reading.reading puts them into the Reading

Only where the document speaks of the former state, and never where it names the
successor. The year is the last one told before the mention in its sentence, or the
first one in it. Where the document nowhere names the successor, the last year told
before, or that of the document, counts as well, and its people are those of the state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.model import Actor, Mention, Period, Sentence
from kg.reading.lexicon import rows

__all__ = ["of_their_time"]

YEAR = re.compile(r"\d{4}")
#: How many sentences back a year is looked for.
REACH = 3


def of_their_time(
    actors: Mapping[str, Actor],
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    periods: Sequence[Period],
    date: str | None,
) -> tuple[dict[str, Actor], list[Mention]]:
    """Return the actors and mentions, those of a former state's days given to it.

    Args:
        actors: The actors of the document by name.
        mentions: Their mentions in order.
        sentences: The sentences of the document.
        periods: The periods it names, in order.
        date: Its date, if known.

    Returns:
        Actors and mentions; the same ones where the document names no former state.

    """
    former = {s: (state, until) for state, (s, until) in _states().items() if state in actors}
    if not former:
        return dict(actors), list(mentions)
    both = {m.actor for m in mentions if m.form == "name"} & set(former)
    moved = []
    for m in mentions:
        if m.actor in former and m.form != "name" and (m.actor not in both or m.form == "capital"):
            own, told = _years(m, sentences, periods, date)
            year = own if m.actor in both else own or told
            state, until = former[m.actor]
            m = replace(m, actor=state) if year is not None and year <= until else m
        moved.append(m)
    left = {m.actor for m in moved}
    return {name: actor for name, actor in actors.items() if name in left}, moved


def _years(
    mention: Mention, sentences: Sequence[Sentence], periods: Sequence[Period], date: str | None
) -> tuple[int | None, int | None]:
    """The year that the sentence of a mention tells, and the one told before it."""
    dated = [(p.start, int(y[0])) for p in periods if (y := YEAR.search(p.value))]
    day = YEAR.search(date or "")
    told = int(day[0]) if day else None
    index = next((s.index for s in sentences if s.start <= mention.start < s.end), None)
    if index is None:
        return None, told
    start, end = sentences[index].start, sentences[index].end
    low = sentences[max(0, index - REACH)].start
    here = [year for at, year in dated if start <= at < mention.start]
    after = [year for at, year in dated if mention.start <= at < end]
    before = [year for at, year in dated if low <= at < start]
    own = here[-1] if here else after[0] if after else None
    return own, before[-1] if before else told


@cache
def _states() -> dict[str, tuple[str, int]]:
    """Former state -> its successor and its last year."""
    return {r["state"]: (r["successor"], int(r["until"])) for r in rows("former_states.csv")}
