"""Join the forms of one name, and give every actor its mentions.

"Sergei Lavrov ... Lavrov", "International Energy Agency (IEA) ... the IEA".

in    the known forms and the candidates with their kinds
out   Actors by canonical name, Mentions in order
next  kg.reading.mentions returns them
"""

from __future__ import annotations

import re

from kg.model import Actor, ActorKind, Mention
from kg.reading.scan import Known, Unknown

__all__ = ["link"]

ACRONYM = re.compile(r' \("?(?:the )?([A-Z][A-Za-z&-]{1,11})"?[,;)]')


def link(
    text: str, known: list[Known], unknown: list[tuple[Unknown, ActorKind | None]]
) -> tuple[dict[str, Actor], list[Mention]]:
    """Return the actors by name, in order of first mention, and their mentions in order."""
    mentions = [Mention(k.start, k.end, k.entry.name, k.entry.kind, k.entry.form) for k in known]
    countries = {k.entry.name: k.entry.country for k in known}
    full = _full_names(text, unknown)
    aliases = _aliases(text, full)
    for u, _ in unknown:
        form = text[u.start : u.end]
        name = aliases.get(form, form)
        if name in full:
            mentions.append(Mention(u.start, u.end, name, full[name], "name"))
            if u.candidate.demonym:
                countries.setdefault(name, u.candidate.demonym)
    mentions.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    for m in mentions:
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return _actors(text, kept, countries), kept


def _full_names(text: str, unknown: list[tuple[Unknown, ActorKind | None]]) -> dict[str, ActorKind]:
    return {text[u.start : u.end]: kind for u, kind in unknown if kind is not None}


def _aliases(text: str, full: dict[str, ActorKind]) -> dict[str, str]:
    """Shorter form -> full name."""
    found: dict[str, str] = {}
    for name, kind in full.items():
        words = name.split()
        if kind == "person" and len(words) > 1:
            for form in (words[-1], words[0]):
                if form not in full or len(words) > len(form.split()):
                    found.setdefault(form, name)
        at = text.find(name)
        acronym = ACRONYM.match(text, at + len(name)) if at >= 0 else None
        if acronym:
            found[acronym[1]] = name
    return found


def _actors(
    text: str, mentions: list[Mention], countries: dict[str, str | None]
) -> dict[str, Actor]:
    forms: dict[str, list[str]] = {}
    kinds: dict[str, ActorKind] = {}
    for m in mentions:
        kinds.setdefault(m.actor, m.kind)
        form = text[m.start : m.end]
        if form != m.actor and form not in forms.setdefault(m.actor, []) and m.form != "demonym":
            forms[m.actor].append(form)
    return {
        name: Actor(name, kind, tuple(forms.get(name, ())), countries.get(name))
        for name, kind in kinds.items()
    }
