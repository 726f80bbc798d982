"""Find the visits a document tells of: somebody from one country who is in another.

    "Chilean President Gabriel Boric flew to Lima on 4 March 2023."
    -> visitor Gabriel Boric, host_place Lima, start_date 2023-03-04

in    a Reading
out   visit Claims: visitor, host_place, start_date, end_date
data  data/patterns/visits.yaml, data/models/visits.json
next  kg.graph

One row for each visitor, place and date. Who is at home in the place is a host,
not a visitor; where the country of a person is not known, only words of going count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.claims.making import make_claim
from kg.claims.modality import modality_of
from kg.claims.visit_dates import dates_of
from kg.claims.visit_frames import Frame, find_frames
from kg.claims.visit_homes import country_of_place, homes_of
from kg.claims.visit_judged import judge_visits
from kg.claims.visit_referents import places_in
from kg.claims.visit_undone import is_undone
from kg.claims.visit_words import load_words
from kg.model import Claim
from kg.reading.actors import actor_country
from kg.reading.context import document_pair
from kg.reading.gazetteer import town
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading
from kg.reading.statespeople import statesperson

__all__ = ["RuledVisits", "find_visits", "ruled_visits"]

#: Ways of saying it that suffice where the country of the person is not known.
PLAIN = frozenset(["move", "visit", "noun", "line", "stay"])
#: How often each way of saying it is a visit, from the annotated documents.
CONFIDENCE = {
    "move": 0.85,
    "visit": 0.9,
    "stay": 0.85,
    "noun": 0.85,
    "host": 0.85,
    "line": 0.9,
    "act": 0.75,
    "from": 0.7,
    "companion": 0.7,
    "other": 0.6,
}
#: Ways of saying it that suffice where no place is named.
LOOSE = frozenset(["host", "noun", "companion", "visit"])


@dataclass(frozen=True, slots=True)
class RuledVisits:
    """What the rules read of visits in a document."""

    claims: tuple[Claim, ...]  #: in order of place
    frames: tuple[Frame, ...]  #: who is said to be where
    homes: Mapping[str, str]  #: home of each person whose home is known


def find_visits(reading: Reading) -> list[Claim]:
    """Return the visits that *reading* tells of, in order.

    Args:
        reading: The document as read.

    Returns:
        One Claim for each visitor, place and date; an empty list where there is none.

    """
    ruled = ruled_visits(reading)
    kept = judge_visits(reading, ruled.claims, ruled.frames, ruled.homes)
    return sorted(kept, key=lambda c: (c.start, c.end))


@once_a_reading
def ruled_visits(reading: Reading) -> RuledVisits:
    """What rules read, before any scorer judges it: the same whatever models are shipped.

    Args:
        reading: The document as read.

    """
    frames = find_frames(reading)
    homes = homes_of(reading, frames)
    return RuledVisits(tuple(_claims(reading, frames, homes)), tuple(frames), homes)


def _claims(reading: Reading, frames: Sequence[Frame], homes: Mapping[str, str]) -> list[Claim]:
    """One claim for each visitor, place and date, in order of place."""
    claims: dict[tuple[str, str, str], Claim] = {}
    at: dict[tuple[str, str, str], tuple[int, int | None]] = {}
    dated: set[tuple[str, str]] = set()
    last: str | None = None
    for frame in _visits(reading, frames, homes):
        place = _host_place(reading, frame)
        if place is None and frame.how == "companion":
            place = last
        if place is None:
            continue
        last = place
        country = country_of_place(reading, place) or place
        for start, end, where in dates_of(reading, frame):
            if where in ("passage", "document") and (frame.person.actor, country) in dated:
                continue  # told again
            if where == "sentence":
                dated.add((frame.person.actor, country))
            key = (frame.person.actor, (start or "")[:7], country)
            if key in claims:
                joined = frame.place is not None and (frame.sentence, frame.verb) == at.get(key)
                onward = where == "sentence" and _is_town(
                    frame, place, str(claims[key].slots["host_place"])
                )
                if not (joined or onward) or place in (country, claims[key].slots["host_place"]):
                    continue
                key = (frame.person.actor, (start or "")[:7], place)  # "Lima and Cusco"
                if key in claims:
                    continue
            at[key] = (frame.sentence, frame.verb)
            claims[key] = make_claim(
                reading,
                "visits",
                frame.start,
                frame.end,
                {
                    "visitor": frame.person.actor,
                    "host_place": place,
                    "start_date": start,
                    "end_date": end,
                },
                modality=modality_of(reading, frame.start, frame.end),
                confidence=CONFIDENCE[frame.how] - (0.1 if where != "sentence" else 0.0),
                because=(frame.how, frame.word, where),
            )
    dated |= {(who, country) for who, start, country in claims if start}
    kept = [
        claim
        for (who, start, country), claim in claims.items()
        if start or (who, country) not in dated  # told again, without its date
    ]
    return sorted(kept, key=lambda c: (c.start, c.end))


def _visits(reading: Reading, frames: Sequence[Frame], homes: Mapping[str, str]) -> Iterator[Frame]:
    """Frames of people who are abroad."""
    pair = document_pair(reading)
    for frame in frames:
        if frame.how == "toward" or _is_called_off(reading, frame) or _is_remote(reading, frame):
            continue
        home = homes.get(frame.person.actor)
        if frame.how == "from" and home is None:
            continue
        if frame.place is None:
            if frame.how in LOOSE or (home is not None and frame.how == "move"):
                yield frame
            continue
        abroad = country_of_place(reading, frame.place.actor)
        if home is None:
            third = abroad is not None and pair is not None and abroad not in pair
            if frame.how in PLAIN or (third and frame.how == "act"):
                yield frame
        elif abroad != home and (abroad is not None or frame.how in PLAIN):
            yield frame


def _is_town(frame: Frame, place: str, other: str) -> bool:
    """Whether a frame puts somebody in another town than the one told of."""
    named = frame.place is not None and frame.place.form in ("name", "capital")
    return named and place != other and all(town(name) is not None for name in (place, other))


def _is_called_off(reading: Reading, frame: Frame) -> bool:
    """Whether the journey is said not to have happened, here or in the next sentence."""
    if is_undone(reading, reading.sentences[frame.sentence]):
        return True
    if frame.verb is None:
        return False
    token = reading.doc[frame.verb]
    words = load_words()
    return any(
        words.is_a("never", t.lemma_.lower()) for t in (token, token.head) if t.pos_ == "VERB"
    )


def _is_remote(reading: Reading, frame: Frame) -> bool:
    """Whether somebody takes part from afar: "joined the talks in Lima online"."""
    if frame.verb is None or frame.how not in ("act", "stay", "other"):
        return False
    words = load_words()
    return any(words.is_a("remote", t.lower_) for t in reading.doc[frame.verb].subtree)


def _host_place(reading: Reading, frame: Frame) -> str | None:
    """The place of a visit: the one named, else one of the sentence, else the other of the pair."""
    if frame.place is not None:
        if frame.place.form == "capital":
            return reading.words(frame.place)
        return frame.place.actor
    home = statesperson(frame.person.actor) or actor_country(reading, frame.person.actor)
    for mention in places_in(reading, reading.sentences[frame.sentence], ()):
        before = reading.text[max(0, mention.start - 4) : mention.start]
        if before.endswith(("in ", "at ", "to ")):
            there = country_of_place(reading, mention.actor)
            if there is not None and there != home:
                return mention.actor
    pair = document_pair(reading)
    if pair is not None and home in pair:
        return pair[0] if pair[1] == home else pair[1]
    for mention in reading.mentions:
        if mention.kind == "place" and home is not None:
            there = country_of_place(reading, mention.actor)
            if there is not None and there != home:
                return mention.actor
    return None
