"""Say at home in which country a person is.

    "Chilean President Gabriel Boric" -> Chile; "Boluarte received Boric in Lima" -> Boluarte: Peru

in    a Reading and its Frames
out   person -> canonical name of a country or bloc
data  data/lexicon/statespeople.csv: holders of high office, for documents that take them as known
next  kg.claims.visits tells guests from hosts

The table of statespeople wins, being the surest; then what the text says of the person;
then what the frames show: a traveller to one country of the pair that the document is
about comes from the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from kg.claims.visit_frames import Frame
from kg.claims.visit_words import load_words
from kg.reading.actors import actor_country
from kg.reading.context import document_pair
from kg.reading.gazetteer import town
from kg.reading.issuer import home, issuer
from kg.reading.lexicon import is_country
from kg.reading.reading import Reading
from kg.reading.statespeople import statesperson

__all__ = ["country_of_place", "homes_of"]

#: "Boric of Chile", "Boric (Chile", "Boric signed for Chile"; "Boric, head of Codelco".
OF = re.compile(r" of (?:the )?| \(| (?:had )?signed (?:it )?(?:for|on behalf of) (?:the )?")
#: "our trade minister, Ana Paz", "Ana Paz, our trade minister".
OURS = re.compile(r"\b[Oo]ur (?:own )?(?:[a-z]+ ){1,4}(?:, )?$")
OURS_AFTER = re.compile(r", our (?:own )?[a-z]")
HEAD_OF = re.compile(r", [a-z][\w' -]{0,40} (?:of|at|for) (?:the )?")


def homes_of(reading: Reading, frames: Sequence[Frame]) -> Mapping[str, str]:
    """Return the home of each person of *reading* whose home is known.

    Args:
        reading: The document as read.
        frames: Who is said to be where.

    Returns:
        Canonical name of the person -> country or bloc; {} where nothing is known.

    """
    homes: dict[str, str] = {}
    for actor in reading.actors.values():
        if actor.kind != "person":
            continue
        country = statesperson(actor.name) or actor_country(reading, actor.name)
        if country is not None:
            homes[actor.name] = country
    for mention, following in pairwise(reading.mentions):
        if mention.kind == "person" and mention.actor not in homes:
            between = reading.text[mention.end : following.start]
            country = actor_country(reading, following.actor)
            said = OF.fullmatch(between) or (
                following.kind == "organisation" and HEAD_OF.fullmatch(between)
            )
            if said and following.kind in ("country", "organisation") and country is not None:
                homes[mention.actor] = country
    for mention, following in pairwise(reading.mentions):
        said = _led().fullmatch(reading.text, mention.end, following.start)
        if mention.kind == "country" and following.kind == "person" and said:
            homes.setdefault(following.actor, mention.actor)
    pair = document_pair(reading)
    own = issuer(reading, pair) or home(reading, pair)
    for mention in reading.mentions:
        if own is None or mention.kind != "person" or mention.actor in homes:
            continue
        before = reading.text[max(0, mention.start - 50) : mention.start]
        if OURS.search(before) or OURS_AFTER.match(reading.text, mention.end):
            homes[mention.actor] = own
    for frame in frames:
        person = frame.person.actor
        if person in homes or frame.place is None or pair is None:
            continue
        there = country_of_place(reading, frame.place.actor)
        if frame.how in ("move", "visit", "noun", "stay") and there in pair:
            homes[person] = pair[0] if pair[1] == there else pair[1]
    for frame in frames:
        person = frame.person.actor
        if person in homes or frame.place is None or pair is None or frame.how != "act":
            continue
        there = country_of_place(reading, frame.place.actor)
        hosted = any(
            other.verb == frame.verb and homes.get(other.person.actor) == there
            for other in frames
            if other.sentence == frame.sentence
        )
        if hosted and there in pair:  # who meets somebody at home there is a guest
            homes[person] = pair[0] if pair[1] == there else pair[1]
    return homes


def country_of_place(reading: Reading, name: str) -> str | None:
    """The country a place is or lies in; None where it is not known.

    Args:
        reading: The document as read.
        name: Canonical name of a place or country.

    """
    if is_country(name):
        return name
    known = actor_country(reading, name)
    if known is not None:
        return known
    found = town(name)
    return found.country if found is not None else None


@cache
def _led() -> re.Pattern[str]:
    """What stands between a country and who leads its people: " trade delegation led by "."""
    groups = "|".join(sorted(load_words().words["group"]))
    return re.compile(
        rf" (?:[a-z-]+ ){{0,2}}(?:{groups})(?:, which [^.;,]{{1,50}},)?"
        r"(?: was| is)? (?:led|headed) by (?:[A-Za-z][\w'-]* ){0,6}"
    )
