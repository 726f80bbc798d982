"""Figures of trade as a Data Cube: every dimension filled, no two observations in one place.

    trade:exports-kenya-to-uganda-… a irk:TradeObservation ; irk:value 120 …      (two sources)
      -> the same node a qb:Observation ; qb:dataSet trade-cube:data ; irk:referenceArea
         actor:kenya ; irk:counterpartArea actor:uganda ; irk:goods trade-cube:all-goods ;
         irk:forPeriod period:2023 ; irk:unitCode unit:USD ; irk:alternative 1 ;
         irk:value 120 ; irk:statementCount 2 ; irk:statedAs modality:asserted .

in    quads of documents and of the reference
out   sorted quads of the graph id:graph/cube: observations, periods, series, code lists
data  ontology/vocab/trade-cube.ttl (structure, data set, codes for what is left open)
next  the store; tests/cube holds the integrity constraints

Figures that differ for one place of the cube stand side by side as alternatives: 1 is the one
that most statements give, then the firmest, then the smallest value.
A figure with three parties or more has no place between two areas and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import date_literal, decimal_literal, integer_literal, year_literal
from kg.graph.vocab import CUBE_GRAPH, ID, RDF_TYPE, VOCAB, concept, labels, mint, term

__all__ = ["UNDATED", "cube_quads", "period_span"]

#: The period of a figure that names none.
UNDATED = "no period stated"
#: Ways of stating, the firmest first.
MODALITIES = ("asserted", "reported", "hedged", "planned", "negated")
#: Properties of an observation that are read.
NODES = ("tradeKind", "exporter", "importer", "hasParty", "deficitSide", "commodity")
TEXTS = ("value", "unit", "period")
HALVES = {"H1": ("01", "06"), "H2": ("07", "12")}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_CODES = f"{VOCAB}trade-cube/"
_ALL_GOODS, _NOT_STATED = NamedNode(_CODES + "all-goods"), NamedNode(_CODES + "not-stated")
_DATA, _SERIES = NamedNode(_CODES + "data"), NamedNode(_CODES + "series")
_GOODS_LIST, _UNIT_LIST = NamedNode(_CODES + "goods-list"), NamedNode(_CODES + "unit-list")

#: Kind, area, other area, goods, unit: a line of the cube. With the period, a place in it.
_Line = tuple[NamedNode, NamedNode, NamedNode, NamedNode, NamedNode]


@dataclass(frozen=True)
class _Cell:
    """An observation and where in the cube it stands."""

    node: NamedNode
    line: _Line
    period: str
    value: Decimal
    modality: str
    statements: int


def cube_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the cube of the figures of trade among *quads*.

    Args:
        quads: The graphs of documents and of the reference.

    Returns:
        Sorted quads of the graph of the cube; none where no figure of trade is stated.

    """
    cells = _cells(quads)
    places: dict[tuple[_Line, str], list[_Cell]] = defaultdict(list)
    for cell in cells:
        places[cell.line, cell.period].append(cell)
    triples: list[Triple] = []
    series: dict[tuple[_Line, int], list[_Cell]] = defaultdict(list)
    for _, group in sorted(places.items(), key=str):
        for number, cell in enumerate(sorted(group, key=_rank), 1):
            triples += _observation(cell, number)
            series[cell.line, number].append(cell)
    for (line, number), group in sorted(series.items(), key=str):
        if len(group) > 1:
            triples += _slice(line, number, group)
    for period in sorted({cell.period for cell in cells}):
        triples += _period(period)
    triples += _code_list(_GOODS_LIST, "Goods of the figures", {cell.line[3] for cell in cells})
    triples += _code_list(_UNIT_LIST, "Units of the figures", {cell.line[4] for cell in cells})
    return sorted({Quad(t.subject, t.predicate, t.object, CUBE_GRAPH) for t in triples}, key=str)


def period_span(period: str) -> tuple[str, str] | None:
    """Return the first and last month of a period, or its first and last day; None where unsure.

    A fiscal year begins in different months in different countries.

    Examples:
        >>> period_span("2023"), period_span("2024-05"), period_span("2015-2019")
        (('2023-01', '2023-12'), ('2024-05', '2024-05'), ('2015-01', '2019-12'))
        >>> period_span("2023 H1"), period_span("2023 Jan-Aug"), period_span("2024-25 (fiscal)")
        (('2023-01', '2023-06'), ('2023-01', '2023-08'), None)

    """
    if found := re.fullmatch(r"(\d{4})(?:-(\d{4}))?", period):
        return f"{found[1]}-01", f"{found[2] or found[1]}-12"
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", period):
        return period, period
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", period):
        return found[1], found[2]
    if found := re.fullmatch(r"(\d{4}) (H[12])", period):
        first, last = HALVES[found[2]]
        return f"{found[1]}-{first}", f"{found[1]}-{last}"
    found = re.fullmatch(r"(\d{4}) ([A-Z][a-z]{2})-([A-Z][a-z]{2})", period)
    if found and found[2] in MONTHS and found[3] in MONTHS:
        first, last = (f"{found[1]}-{MONTHS.index(found[n]) + 1:02}" for n in (2, 3))
        return first, last
    return None


@dataclass
class _Figure:
    """What the graphs say of one figure of trade."""

    nodes: dict[str, set[NamedNode]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    statements: set[NamedNode] = field(default_factory=set)

    def node(self, name: str) -> NamedNode | None:
        """The first node of a property, None where there is none."""
        return min(self.nodes[name], key=str, default=None)

    def areas(self) -> tuple[NamedNode, NamedNode] | None:
        """Whose figure it is, and with whom; None for three parties or more.

        Imports are the buyer's, a balance is the debtor's.
        """
        seller, buyer, debtor = map(self.node, ("exporter", "importer", "deficitSide"))
        kind = self.node("tradeKind")
        if seller or buyer:
            sides = seller or _NOT_STATED, buyer or _NOT_STATED
            return sides[::-1] if kind and kind.value.endswith("/imports") else sides
        parties = sorted(self.nodes["hasParty"], key=lambda node: (node != debtor, str(node)))
        if len(parties) > 2:
            return None
        first, second, *_ = [*parties, _NOT_STATED, _NOT_STATED]
        return first, second


def _figures(quads: Iterable[Quad]) -> tuple[dict[NamedNode, _Figure], dict[NamedNode, str]]:
    """Every figure of trade, and the modality of every claim."""
    listed = list(quads)
    observation = term("irk:TradeObservation")
    figures = {
        q.subject: _Figure()
        for q in listed
        if q.predicate == RDF_TYPE and q.object == observation and isinstance(q.subject, NamedNode)
    }
    names = {term(f"irk:{name}"): name for name in (*NODES, *TEXTS)}
    stating, modality = (term("irk:claims"), term("irk:states")), term("irk:hasModality")
    modalities: dict[NamedNode, str] = {}
    for quad in listed:
        subject, predicate, node = quad.subject, quad.predicate, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if isinstance(node, Literal):
            if subject in figures and predicate in names:
                figures[subject].texts[names[predicate]].add(node.value)
        elif isinstance(node, NamedNode):
            if subject in figures and predicate in names:
                figures[subject].nodes[names[predicate]].add(node)
            elif predicate in stating and node in figures:
                figures[node].statements.add(subject)
            elif predicate == modality:
                modalities[subject] = node.value.rsplit("/", 1)[1]
    return figures, modalities


def _cells(quads: Iterable[Quad]) -> list[_Cell]:
    """Every figure of trade that has a place in the cube, by IRI."""
    figures, modalities = _figures(quads)
    cells = []
    for node, figure in sorted(figures.items(), key=str):
        areas, kind = figure.areas(), figure.node("tradeKind")
        if areas is None or kind is None or not figure.texts["value"] or not figure.texts["unit"]:
            continue
        line = (
            kind,
            *areas,
            figure.node("commodity") or _ALL_GOODS,
            _unit(min(figure.texts["unit"])),
        )
        ways = [modalities.get(s, MODALITIES[0]) for s in figure.statements]
        cells.append(
            _Cell(
                node,
                line,
                min(figure.texts["period"], default=UNDATED),
                Decimal(min(figure.texts["value"])),
                min(ways, key=MODALITIES.index, default=MODALITIES[0]),
                len(figure.statements),
            )
        )
    return cells


def _unit(code: str) -> NamedNode:
    """The concept of a unit; one that the scheme lacks is minted."""
    known = f"{VOCAB}unit/{code}"
    return NamedNode(known) if known in labels("unit").values() else mint("unit", code)


def _rank(cell: _Cell) -> tuple[int, int, Decimal, str]:
    """What alternatives are ordered by."""
    firmness = MODALITIES.index(cell.modality)
    return -cell.statements, firmness, cell.value, cell.node.value


def _where(line: _Line, number: int) -> list[tuple[str, NamedNode | Literal]]:
    """The dimensions that a series fixes."""
    kind, area, other, goods, unit = line
    return [
        ("irk:tradeKind", kind),
        ("irk:referenceArea", area),
        ("irk:counterpartArea", other),
        ("irk:goods", goods),
        ("irk:unitCode", unit),
        ("irk:alternative", integer_literal(number)),
    ]


def _observation(cell: _Cell, number: int) -> list[Triple]:
    parts: list[tuple[str, NamedNode | Literal]] = [
        *_where(cell.line, number),
        ("qb:dataSet", _DATA),
        ("irk:forPeriod", mint("period", cell.period)),
        ("irk:value", decimal_literal(cell.value)),
        ("irk:statedAs", concept("modality", cell.modality)),
        ("irk:statementCount", integer_literal(cell.statements)),
    ]
    return [
        Triple(cell.node, RDF_TYPE, term("qb:Observation")),
        *(Triple(cell.node, term(name), node) for name, node in parts),
    ]


def _slice(line: _Line, number: int, cells: Sequence[_Cell]) -> list[Triple]:
    """A series: the figures of one line through the periods."""
    words = "-".join(node.value.rsplit("/", 1)[1] for node in line[:4])
    iri = mint("series", words, *(node.value for node in line), str(number))
    parts = [*_where(line, number), ("qb:sliceStructure", _SERIES)]
    named = ", ".join(node.value.rsplit("/", 1)[1].replace("-", " ") for node in line)
    label = f"{named}, by period" + (f" (alternative {number})" if number > 1 else "")
    return [
        Triple(iri, RDF_TYPE, term("qb:Slice")),
        Triple(iri, term("rdfs:label"), Literal(label)),
        Triple(_DATA, term("qb:slice"), iri),
        *(Triple(iri, term(name), node) for name, node in parts),
        *(Triple(iri, term("qb:observation"), cell.node) for cell in cells),
    ]


def _period(period: str) -> list[Triple]:
    """A period by name, with the year it begins in, and its first and last month where sure."""
    iri = mint("period", period)
    triples = [
        Triple(iri, RDF_TYPE, term("irk:Period")),
        Triple(iri, term("rdfs:label"), Literal(period)),
    ]
    if (year := year_literal(period)) is not None:
        triples.append(Triple(iri, term("irk:year"), year))
    for name, day in zip(("irk:startDate", "irk:endDate"), period_span(period) or (), strict=False):
        triples.append(Triple(iri, term(name), date_literal(day)))
    return triples


def _code_list(iri: NamedNode, label: str, codes: Iterable[NamedNode]) -> list[Triple]:
    """The concepts that occur in a dimension, as a collection; nothing where none occurs."""
    members = sorted(codes, key=str)
    if not members:
        return []
    triples = [
        Triple(iri, RDF_TYPE, term("skos:Collection")),
        Triple(iri, term("skos:prefLabel"), Literal(label, language="en")),
        *(Triple(iri, term("skos:member"), code) for code in members),
    ]
    for code in members:
        if code.value.startswith(f"{ID}unit/"):
            name = code.value.rsplit("/", 1)[1].replace("-", " ")
            triples.append(Triple(code, RDF_TYPE, term("skos:Concept")))
            triples.append(Triple(code, term("skos:prefLabel"), Literal(name, language="en")))
    return triples
