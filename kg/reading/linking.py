"""Join the forms of one name, and give every actor its mentions.

"Sergei Lavrov ... Lavrov", "International Energy Agency (IEA) ... the IEA".

in    the known forms, the candidates and the kind of each name
out   Mentions in order, not overlapping, each with the canonical name of its actor
data  data/lexicon/same.csv: reviewed decisions about names, applied last
next  kg.reading.mentions makes Actors of them

The canonical name is the fullest form in the document. A short form is joined
to a longer one only where a single longer one has it; a family name that two
persons share goes to the one named last before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.model import ActorKind, Mention
from kg.reading.decisions import decide, load_decisions
from kg.reading.gazetteer import town
from kg.reading.kinds import LOCATIVE
from kg.reading.lexicon import fold
from kg.reading.scan import Known, Unknown
from kg.reading.words import head_kind, is_ordinary

__all__ = ["link"]

ACRONYM = re.compile(
    r' ?\("?(?:the |or |known as )?"?(?P<short>[A-Z][A-Za-z&+-]{1,11}|[A-Z][a-z]+)"?[,;)]'
)
INITIALS = re.compile(r"\b([^\W\d_]\.) (?=[^\W\d_]\.)")
#: The article of Arabic names, which a short form drops.
ARTICLE = re.compile(r"^(?:al|el)-")
#: Endings that one and the same name is spelled with, and the length of names that have them.
ENDING = re.compile(r"(?:yy|iy|yi|ii|ij|y|i)$")
LONG = 5
#: What follows a family name.
GENERATION = frozenset(("Jr", "Sr", "II", "III"))
SMALL = frozenset(("of", "the", "and", "for", "on", "in", "&", "de", "da", "do"))


def link(
    text: str,
    known: Iterable[Known],
    unknown: Sequence[Unknown],
    kinds: Mapping[str, ActorKind | None],
) -> list[Mention]:
    """Return the mentions of the document in order.

    Args:
        text: The levelled text.
        known: Forms of the lexicon.
        unknown: Candidates.
        kinds: The kind of each surface form of a candidate, None where it is no actor.

    Returns:
        Mentions that do not overlap; [] where nobody is named.

    """
    names = {name: kind for name, kind in kinds.items() if kind is not None}
    persons = _merge(sorted(n for n, kind in names.items() if kind == "person" and " " in n))
    mentions = [_known_mention(text, k, persons) for k in known]
    shorts = _acronyms(text, mentions, unknown, names)
    shorts.update(_short_organisations(names, kinds))
    last_seen: dict[str, str] = {}
    for u in unknown:
        form = text[u.start : u.end]
        found = _resolve(text, form, u, kinds[form], names, persons, shorts, last_seen)
        if found is not None:
            name, kind = found
            mentions.append(Mention(u.start, u.end, name, kind, "name"))
            if kind == "person":
                for word in name.split():
                    last_seen[fold(word)] = name
    named = [_rename(m, text, shorts) for m in _disjoint(mentions)]
    return decide(text, named, load_decisions())


def _known_mention(text: str, k: Known, persons: Mapping[str, str]) -> Mention:
    """The mention of a known form; a family name that is also a country's is the person's."""
    if k.entry.form == "name" and not k.heading:
        bearers = {full for full in persons.values() if full.split()[-1] == text[k.start : k.end]}
        if len(bearers) == 1:
            return Mention(k.start, k.end, bearers.pop(), "person", "name")
    return Mention(k.start, k.end, k.entry.name, k.entry.kind, k.entry.form)


def _resolve(
    text: str,
    form: str,
    u: Unknown,
    kind: ActorKind | None,
    names: Mapping[str, ActorKind],
    persons: Mapping[str, str],
    shorts: Mapping[str, tuple[str, ActorKind]],
    last_seen: Mapping[str, str],
) -> tuple[str, ActorKind] | None:
    """The actor that a candidate names, or None."""
    if form in shorts:
        return shorts[form]
    if form in persons:
        return persons[form], "person"
    if form.isupper() and len(form) > 3:
        for name, other in names.items():
            if other is not None and name != form and name.casefold() == form.casefold():
                return persons.get(name, name), other
    if " " not in form and (kind != "place" or u.candidate.title or not _is_entered(text, u)):
        full = last_seen.get(fold(form)) or _bearer(form, persons)
        if full is not None and (
            kind in ("person", None) or _without_article(_family(full)) == _without_article(form)
        ):
            return full, "person"
    if kind is None or (u.heading and not _in_text(form, names)):
        return None
    return form, kind


def _is_entered(text: str, u: Unknown) -> bool:
    """Whether a candidate stands after "in", "to", "from" ..., as a place does."""
    return LOCATIVE.search(text[max(0, u.start - 9) : u.start]) is not None


def _in_text(form: str, names: Mapping[str, ActorKind]) -> bool:
    return form in names


def _bearer(word: str, persons: Mapping[str, str]) -> str | None:
    """The one person of the document whose name has *word* as its first or last word."""
    for level in (fold, _without_article, _spelling):
        bearers = {
            full
            for full in persons.values()
            if level(word) in (level(_family(full)), level(full.split()[0]))
        }
        if bearers:
            return bearers.pop() if len(bearers) == 1 and len(level(word)) > 2 else None
    return None


def _without_article(word: str) -> str:
    """A name without its Arabic article: "el-Sisi" and "Sisi" are the same."""
    return ARTICLE.sub("", fold(word))


def _spelling(word: str) -> str:
    """A name in one of its spellings: "Zelenskyy", "Zelenskiy" and "Zelensky" are the same."""
    folded = _without_article(word)
    return ENDING.sub("y", folded) if len(folded) > LONG else folded


def _family(full: str) -> str:
    """The last word of a name that is not "Jr" or the like."""
    words = [w for w in full.split() if w.rstrip(".") not in GENERATION]
    return words[-1] if words else full


def _merge(names: Sequence[str]) -> dict[str, str]:
    """Each form of a person's name -> the fullest form, if it runs on in just one longer name."""
    merged = {name: name for name in names}
    for name in names:
        own = _plain(name)
        longer = [n for n in names if n != name and _contains(_plain(n), own)]
        longest = max(longer, key=lambda n: (len(n), n), default=name)
        if _plain(longest) == own:
            longest = max(longest, name)
        if all(n == longest or _contains(_plain(longest), _plain(n)) for n in longer):
            merged[name] = longest
    return merged


def _plain(name: str) -> list[str]:
    """The words of a name, initials together: "K. P. Oli" and "K.P. Oli" are the same.

    So are "Moon Jae-in" and "Moon Jae In".
    """
    return fold(INITIALS.sub(r"\1", name)).replace(".", "").replace("-", " ").split()


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether *part* ends or begins *words*, or lacks only its middle names."""
    width = len(part)
    if list(words[-width:]) == list(part) or list(words[:width]) == list(part):
        return len(words) >= width
    return width > 1 and words[0] == part[0] and words[-1] == part[-1] and set(part) <= set(words)


def _acronyms(
    text: str,
    mentions: Iterable[Mention],
    unknown: Sequence[Unknown],
    names: Mapping[str, ActorKind],
) -> dict[str, tuple[str, ActorKind]]:
    """Short forms that the text itself brings in: "Gas Exporting Countries Forum (GECF)"."""
    found: dict[str, tuple[str, ActorKind]] = {}
    spans: list[tuple[int, str, ActorKind]] = [
        (m.end, m.actor, m.kind) for m in mentions if m.kind != "country"
    ]
    for u in unknown:
        name = text[u.start : u.end]
        if name in names:
            spans.append((u.end, name, names[name]))
    for end, name, kind in spans:
        match = ACRONYM.match(text, end)
        if match is not None and match["short"] != name and _abbreviates(match["short"], name):
            found.setdefault(match["short"], (name, kind))
    for name, kind in names.items():
        if kind in ("organisation", "bloc") and name.count(" ") > 1:
            initials = "".join(w[0] for w in name.split() if w not in SMALL)
            if initials in names and len(initials) > 2:
                found.setdefault(initials, (name, kind))
    return found


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of *short* begin words of *name*, or *short* is a word of it."""
    if short in name.split():
        return True
    letters = iter(fold(name))
    return short[0].casefold() == fold(name)[0] and all(c in letters for c in fold(short))


def _short_organisations(
    names: Mapping[str, ActorKind], kinds: Mapping[str, ActorKind | None]
) -> dict[str, tuple[str, ActorKind]]:
    """Parts that stand for one organisation: "Rotem" for "Hyundai Rotem"."""
    found: dict[str, tuple[str, ActorKind]] = {}
    longer = [n for n, kind in names.items() if kind in ("organisation", "bloc") and " " in n]
    for form in kinds:
        holders = [n for n in longer if n != form and form in _runs(n)]
        if len(holders) == 1 and (kinds[form] in ("organisation", None) and _may_shorten(form)):
            found[form] = (holders[0], names[holders[0]])
    return found


def _may_shorten(form: str) -> bool:
    words = form.split()
    if len(words) > 1:
        return not all(is_ordinary(w) for w in words) or head_kind(words[-1]) == "organisation"
    return not is_ordinary(form) and town(form) is None


def _runs(name: str) -> set[str]:
    """The beginnings and the ends of a name, in whole words."""
    words = name.split()
    return {" ".join(words[:i]) for i in range(1, len(words))} | {
        " ".join(words[i:]) for i in range(1, len(words))
    }


def _rename(m: Mention, text: str, shorts: Mapping[str, tuple[str, ActorKind]]) -> Mention:
    """The mention under the name the document itself gives its short form."""
    own = shorts.get(text[m.start : m.end])
    if own is not None and m.kind != "country" and m.actor != own[0]:
        return Mention(m.start, m.end, own[0], own[1], m.form)
    return m


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return kept
