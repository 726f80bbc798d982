"""Say which agreement, visit or actor of a document is one that the curated tables know.

    note.txt    "An accord on fisheries was signed on 4 May 2021"   Chile and Peru
    tables      fish-2021: Fisheries pact, 2021-05-04               Chile and Peru
        -> Match(thing=…/agreement/accord-on-fisheries-…, table=…/agreement/fisheries-pact-…,
                 row="agreements/fish-2021", verdict="found", why="same day; fisheri")

in    the quads of documents and of the reference
out   Matches; the quads `irk:correspondsTo` of those that hold, in a graph of their own
data  data/reference/matching.yaml, matches.csv
next  kg.graph.conflicts and kg.graph.confirmations set what is matched side by side; kg matches

Only what is certain is matched: the same parties, kinds that go together, dates that do not
exclude each other, words of the title that tell it from others, and one row alone that fits.
A decision in matches.csv goes before all rules. Nothing is merged: both things stay, with a
triple between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import DataFileError
from kg.graph.match_facts import Facts, Journey, TitledAgreement
from kg.graph.match_rules import (
    Decision,
    MatchRules,
    load_match_rules,
    read_match_decisions,
)
from kg.graph.titles import Titles, stems
from kg.graph.vocab import ID, LINKS_GRAPH, labels, term
from kg.reading.lexicon import lexicon
from kg.resources import resource

__all__ = ["VERDICTS", "Match", "find_matches", "match_quads"]

#: Found by the rules; decided by hand; open: near, but not certain.
VERDICTS = ("found", "same", "different", "open")
COUNTRY = "irk:Country"
#: Schemes whose labels tell no agreement from another.
SCHEMES = ("agreement-kind", "agreement-status")


@dataclass(frozen=True, order=True)
class Match:
    """That a thing of documents is, may be or is not one that the tables state."""

    thing: str  #: IRI
    table: str  #: IRI
    row: str  #: table and key of the first row that states it
    verdict: str  #: one of VERDICTS
    why: str  #: what the two share, or the reason of a decision

    @property
    def holds(self) -> bool:
        """Whether the two are one."""
        return self.verdict in ("found", "same")


def match_quads(quads: Iterable[Quad], folder: Path | None = None) -> list[Quad]:
    """Return what ties the things of documents to those of the tables.

    Args:
        quads: The graphs of documents, and that of the reference.
        folder: Of the tables, for matches.csv; data/reference by default.

    Returns:
        Sorted quads in the graph of links; none where nothing is certain.

    Raises:
        DataFileError: matches.csv or matching.yaml cannot be read, or names an unknown row.

    """
    predicate = term("irk:correspondsTo")
    return sorted(
        (
            Quad(NamedNode(match.thing), predicate, NamedNode(match.table), LINKS_GRAPH)
            for match in find_matches(quads, folder)
            if match.holds
        ),
        key=str,
    )


def find_matches(quads: Iterable[Quad], folder: Path | None = None) -> list[Match]:
    """Return what is matched, what was decided, and what is near but open.

    Args:
        quads: As for `match_quads`.
        folder: As for `match_quads`.

    Returns:
        Matches by thing; [] where the quads hold no documents or no reference.

    Raises:
        DataFileError: As for `match_quads`.

    """
    rules, facts = load_match_rules(), Facts(quads)
    rows = facts.rows()
    same = dict(_actors(facts))
    pairs = [(thing, table, "found", "another name of it") for thing, table in same.items()]
    pairs += _agreements(facts, rules, same)
    pairs += _visits(facts, rules, same)
    home = folder or resource("data/reference")
    decided = _decided(read_match_decisions(home), rows, facts, home / "matches.csv")
    first = {thing: keys[0] for thing, keys in rows.items()}
    matches = {(a, b): Match(a, b, first.get(b, ""), v, why) for a, b, v, why in pairs}
    tied = {a for (a, _), (verdict, _) in decided.items() if verdict == "same"}
    kept = [
        m for m in matches.values() if m.thing not in tied and (m.thing, m.table) not in decided
    ]
    kept += [Match(a, b, first[b], v, why) for (a, b), (v, why) in decided.items()]
    return sorted(kept)


#: Thing, thing of the tables, verdict, why.
_Pair = tuple[str, str, str, str]


def _decided(
    decisions: Iterable[Decision], rows: Mapping[str, list[str]], facts: Facts, path: Path
) -> dict[tuple[str, str], tuple[str, str]]:
    """Decisions about things that are there: by thing and thing of the tables, verdict and why."""
    things = {key: thing for thing, keys in sorted(rows.items()) for key in keys}
    found = {}
    for one in decisions:
        if rows and one.row not in things:
            raise DataFileError(path, one.line, f"no row {one.row!r} in the tables")
        if ID + one.thing in facts.reading and one.row in things:
            verdict = "same" if one.same else "different"
            found[ID + one.thing, things[one.row]] = (verdict, one.source)
    return found


def _actors(facts: Facts) -> Iterator[tuple[str, str]]:
    """Actors that a document calls by another name that the tables give to one actor alone."""
    known: dict[str, set[str]] = defaultdict(set)
    actors = facts.of_class("irk:Actor")
    for actor in actors & facts.stated:
        for name in facts.names(actor):
            known[name.casefold()].add(actor)
    for actor in sorted(actors - facts.stated):
        found = {t for name in facts.names(actor) for t in known.get(name.casefold(), ())}
        kind = facts.kind_of_actor(actor)
        for table in found if len(found) == 1 else ():
            states = kind == COUNTRY or facts.country(actor) == facts.country(table)
            if kind == facts.kind_of_actor(table) and states:
                yield actor, table


def _visits(facts: Facts, rules: MatchRules, same: Mapping[str, str]) -> Iterator[_Pair]:
    """Visits that are occasions of the tables: visitor, place and days go together."""
    occasions = facts.occasions(rules.visits)
    for visit in facts.visits(same):
        near = {one: why for one in occasions if (why := _meets(facts, visit, one))}
        exact = [o for o in near if visit.end and (o.start, o.end) == (visit.start, visit.end)]
        by_kind = [[o for o in exact or near if o.kind == kind] for kind in rules.visits]
        best = next(filter(None, by_kind), [])
        for one in best:
            yield visit.iri, one.iri, "found" if len(best) == 1 else "open", near[one]


def _meets(facts: Facts, visit: Journey, occasion: Journey) -> str:
    """Why a visit is an occasion; empty where it is not."""
    if not visit.who <= occasion.who:
        return ""
    [visitor] = visit.who
    hosts = {facts.country(who) for who in occasion.who} - {facts.country(visitor)}
    city = visit.place == occasion.place
    if not city and visit.place not in hosts:
        return ""
    days = (visit.start, visit.end or visit.start, occasion.start, occasion.end or occasion.start)
    size = min(map(len, days))
    start, end, first, last = (day[:size] for day in days)
    if size < (7 if city else 10) or end < first or last < start:
        return ""
    when = "the same days" if size == 10 else "the same month"
    return f"visitor, {'city' if city else 'country'}, {when}"


def _agreements(facts: Facts, rules: MatchRules, same: Mapping[str, str]) -> Iterator[_Pair]:
    """Agreements of documents that are, or may be, agreements of the tables."""
    compare = _Comparison(facts, rules)
    for told in facts.agreements(False, same):
        near = [(one.iri, *found) for one in compare.known if (found := compare(told, one))]
        certain = sum(sure for _, sure, _ in near)
        for iri, sure, why in near:
            if sure or not certain:
                yield told.iri, iri, "found" if sure and certain == 1 else "open", why


class _Comparison:
    """Compares agreements of documents with those of the tables, by the rules."""

    def __init__(self, facts: Facts, rules: MatchRules) -> None:
        self.facts, self.rules = facts, rules
        self.known = facts.agreements(True, {})
        common = set(stems(rules.common_words))
        for scheme in SCHEMES:
            common |= {stem for label in labels(scheme) for stem in stems(label)}
        for form, entry in lexicon().entries.items():
            if entry.kind == "country" and entry.form in ("name", "demonym"):
                common |= stems(form)
        self.titles = Titles([title for one in self.known for title in one.titles], common)
        self.words: dict[str, frozenset[str]] = {}

    def __call__(self, told: TitledAgreement, known: TitledAgreement) -> tuple[bool, str] | None:
        """Whether the two are one, and what speaks for it; None where nothing does."""
        date = self._closeness(told, known)
        kinds = {told.kind, known.kind}
        if not date or (len(kinds) == 2 and not kinds & self.rules.any_kind):
            return None
        if not self._same_parties(told, known):
            return None
        ours, theirs = self._words(told), self._words(known)
        overlap = self.titles.overlap(ours, theirs)
        when = {"day": "same day", "month": "same month", "year": "same year"}.get(date, "no day")
        why = f"{when}; {' '.join(sorted(ours & theirs))}"
        for rule in self.rules.rules:
            if (
                rule.date == date
                and overlap.words >= rule.words
                and overlap.document >= rule.document
                and overlap.table >= rule.table
                and (not rule.alone or self._alone(told))
            ):
                return True, why
        return (False, why) if overlap.words > (date not in ("day", "month")) else None

    def _words(self, one: TitledAgreement) -> frozenset[str]:
        if one.iri not in self.words:
            found = map(self.titles.words, one.titles)
            self.words[one.iri] = frozenset[str]().union(*found)
        return self.words[one.iri]

    def _alone(self, told: TitledAgreement) -> bool:
        """Whether the tables know one agreement alone of these parties and this day."""
        return sum(self._same_day(told, one) for one in self.known) == 1

    def _same_day(self, told: TitledAgreement, known: TitledAgreement) -> bool:
        return self._closeness(told, known) == "day" and self._same_parties(told, known)

    def _closeness(self, told: TitledAgreement, known: TitledAgreement) -> str:
        """How close the dates of signing are; empty where they exclude each other."""
        if told.signed and known.signed:
            return min((_close(a, b) for a in told.signed for b in known.signed), key=_FAR.index)
        pending = told.statuses <= self.rules.pending
        if pending != (known.statuses <= self.rules.pending):
            return ""
        if not pending and known.signed and told.told:
            latest, first = max(told.told), min(known.signed)
            size = min(len(latest), len(first))
            return "none" if first[:size] <= latest[:size] else ""
        return "none"

    def _same_parties(self, told: TitledAgreement, known: TitledAgreement) -> bool:
        """Whether the parties are the same: by name, or as far as one side tells them."""
        one, other = told.parties, known.parties
        if one == other:
            return bool(one)
        shared, states = (
            one & other,
            [{*map(self.facts.country, side)} - {""} for side in (one, other)],
        )
        countries = self.facts.of_class(COUNTRY)
        if states[0] == states[1]:
            return bool(shared) or one <= countries or other <= countries
        inside = one <= other or other <= one
        return inside and len(shared) > 1 and one & countries == other & countries


#: Closeness of dates, the closest first.
_FAR = ("day", "month", "year", "")


def _close(one: str, other: str) -> str:
    """How close two dates are: told to the day and equal, of one month, of one year."""
    size = min(len(one), len(other))
    if size == 10 and one == other:
        return "day"
    if size >= 7 and one[:7] == other[:7]:
        return "month"
    return "year" if one[:4] == other[:4] else ""
