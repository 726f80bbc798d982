"""Say which country a person, an organisation or a place belongs to, where the text shows it.

"Kenya's trade minister, Moses Kuria" -> Moses Kuria: Kenya.

in    the text, the mentions of named actors, the candidates they came from
out   canonical name of the actor -> canonical name of the country
data  data/lexicon/actor_nouns.csv, titles.csv, name_heads.csv
next  kg.reading.mentions puts it into Actor.country

What is looked at, first hit wins: the table of statespeople, the country before the title ("Kenyan
President William Ruto"), a country inside the name ("Bank of Ghana"), the
table the name came from, a country before a noun before the name ("the Kenyan
miner Base"), a country in the phrase after the name ("Kuria, Kenya's
minister").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.model import Mention
from kg.reading.gazetteer import province_country, town
from kg.reading.lexicon import is_country, rows, wide_regions
from kg.reading.scan import Known, Unknown
from kg.reading.statespeople import country_of_statesperson
from kg.reading.words import head_kind, title_words

__all__ = ["countries_of"]

#: What may stand between a country and a name: "'s trade minister, ", " state-run miner ".
BETWEEN = re.compile(
    r"(?:'s?)? (?P<words>(?:[a-z][a-z-]+ |and ){0,5}(?:[A-Z][a-z]+ ){0,3}[a-z-]*)"
    r"(?:, (?:[A-Z][a-z]+\.? ){1,3}|,? ?)$"
)
#: "the President of Kenya, H.E. Mr. ": an office before the country, titles after it.
OFFICE = re.compile(r"\b(?P<words>(?:[A-Za-z]+ ){1,5})of (?:the )?$")
TITLED = re.compile(r",? (?:[A-Z][a-z]*\.? ?){0,5}$")
AFTER = re.compile(
    r"(?:,| is| was|, who is|, who was) (?:(?:the|a|an|then|now|former) )?"
    r"(?P<words>[^,.;:()]{0,60})"
)
#: How far apart, in characters, a country and a name may stand.
NEAR = 60


def countries_of(
    text: str,
    mentions: Sequence[Mention],
    known: Iterable[Known],
    unknown: Sequence[Unknown],
) -> dict[str, str]:
    """Return the country of each actor whose country the text shows.

    Args:
        text: The levelled text.
        mentions: The mentions of the document, in order.
        known: Known forms, whose entries may carry a country.
        unknown: Candidates, with the country before their title.

    Returns:
        Actor -> country, both canonical; {} where nothing is shown.

    """
    found: dict[str, str] = {}
    for mention in mentions:
        country = country_of_statesperson(mention.actor) if mention.kind == "person" else None
        if country is not None:
            found[mention.actor] = country
    by_start = {m.start: m for m in mentions}
    for u in unknown:
        m = by_start.get(u.start)
        if m is None or m.kind in ("country", "bloc"):
            continue
        if u.candidate.country is not None:
            found.setdefault(m.actor, u.candidate.country)
        inside = [k.entry.name for k in u.inner if k.entry.kind == "country"]
        if m.kind != "person" and len(set(inside)) == 1:
            found.setdefault(m.actor, inside[0])
    for k in known:
        if k.entry.country is not None:
            found.setdefault(k.entry.name, k.entry.country)
    for before, m in zip([None, *mentions], mentions, strict=False):
        if m.kind in ("person", "organisation") and m.actor not in found:
            country = _before(text, before, m)
            if country is not None:
                found[m.actor] = country
    for m, after in zip(mentions, [*mentions[1:], None], strict=False):
        if m.kind in ("person", "organisation") and m.actor not in found:
            country = _after(text, m, after)
            if country is not None:
                found[m.actor] = country
    regions = wide_regions()
    for m in mentions:
        if m.kind == "place" and m.actor not in found and m.actor not in regions:
            place = town(m.actor)
            country = place.country if place else province_country(m.actor)
            if country is not None and is_country(country):
                found[m.actor] = country
    return found


def _before(text: str, country: Mention | None, m: Mention) -> str | None:
    """The country in "the Kenyan miner Base", "Kenya's trade minister, Moses Kuria"."""
    if country is None or country.kind != "country" or m.start - country.end > NEAR:
        return None
    if m.kind == "person" and TITLED.fullmatch(text, country.end, m.start):
        office = OFFICE.search(text[max(0, country.start - NEAR) : country.start])
        words = office["words"].split() if office is not None else []
        if any(_calls(w, m) for w in words if w[0].isupper() or w == words[-1]):
            return country.actor
    match = BETWEEN.fullmatch(text, country.end, m.start)
    if match is None:
        return None
    words = match["words"].split()
    if not words:  # "Kenya's Moses Kuria", "the Kenyan Base"
        own = m.kind == "person" and match[0].startswith("'s")
        demonym = m.kind == "organisation" and country.form == "demonym"
        return country.actor if own or demonym else None
    if _calls(words[-1], m) or (m.kind == "person" and _calls(words[0], m)):
        return country.actor
    return None


def _after(text: str, m: Mention, country: Mention | None) -> str | None:
    """The country in "Moses Kuria, Kenya's trade minister", "Base, a Kenyan miner"."""
    if country is None or country.kind != "country" or country.start - m.end > NEAR:
        return None
    match = AFTER.match(text, m.end)
    if match is None or not match.start("words") <= country.start < match.end("words"):
        return None
    between = text[match.start("words") : country.start].split()
    following = text[country.end : match.end("words")].removeprefix("'s").split()
    if not between and any(_calls(word, m) for word in following[:5]):
        return country.actor
    if between and between[-1] in ("of", "to", "the") and _calls(between[0], m):
        return country.actor
    return country.actor if between and between[-1] == "of" and _any(between, m) else None


def _any(words: Sequence[str], m: Mention) -> bool:
    return any(_calls(word, m) for word in words)


def _calls(word: str, m: Mention) -> bool:
    """Whether *word* is a noun for such an actor: "minister" for a person, "bank" for a firm."""
    if m.kind == "person":
        return word.title() in title_words() or (word, "person") in _nouns()
    return head_kind(word) == "organisation" or (word, "organisation") in _nouns()


@cache
def _nouns() -> frozenset[tuple[str, str]]:
    """Nouns for an actor beside titles and heads of names, each with the kind of actor."""
    return frozenset((row["noun"], row["kind"]) for row in rows("actor_nouns.csv"))
