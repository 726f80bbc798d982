"""Figures that follow from what was said: balances, and totals checked against the sum.

    exports A to B 120, imports from B 80   -> balance 40, B in deficit
    exports + imports 200, stated total 210 -> difference 10

in    the quads of documents
out   quads of one graph, each figure with the observations it comes from (PROV-O)
next  the store, kg conflicts

Nothing here enters the graph of a document. Only figures that a source asserts or
reports count, in money, for the same parties, commodity and period; where sources
disagree, every combination is worked out and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.literals import decimal_literal, year_literal
from kg.graph.vocab import DERIVED_GRAPH, RDF_TYPE, concept, mint, term

__all__ = ["derive_quads"]

#: Modalities of a figure that may be worked with.
FACTUAL = ("asserted", "reported")


@dataclass(frozen=True, order=True)
class _Figure:
    """An observation of trade, as far as sums need it."""

    iri: str
    kind: str
    exporter: str
    importer: str
    parties: tuple[str, ...]
    value: Decimal


#: Period, unit and commodity: what two figures must share to be added.
_Frame = tuple[str, str, str]


def derive_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return what follows from the trade observations among *quads*.

    Args:
        quads: The graphs of any number of documents.

    Returns:
        Sorted quads in the derived graph; none where no two figures go together.

    """
    frames = _figures(quads)
    derived: set[Quad] = set()
    for frame, figures in sorted(frames.items()):
        flows: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
        totals: dict[tuple[str, ...], list[_Figure]] = defaultdict(list)
        for figure in sorted(figures):
            if figure.kind in ("exports", "imports") and figure.exporter and figure.importer:
                flows[figure.exporter, figure.importer].append(figure)
            elif figure.kind == "total" and len(figure.parties) == 2:
                totals[figure.parties].append(figure)
        for one, other in sorted(flows):
            if one < other and (other, one) in flows:
                for there, back in product(flows[one, other], flows[other, one]):
                    derived |= _balance(frame, there, back)
                    for total in totals[one, other]:
                        derived |= _reconciliation(frame, there, back, total)
    return sorted(derived, key=str)


def _figures(quads: Iterable[Quad]) -> dict[_Frame, set[_Figure]]:
    """The observations that may be worked with, by what they must share."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(
            quad.object, NamedNode | Literal
        ):
            continue
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
        name = predicate.rsplit("/", 1)[1]
        if name in ("claims", "hasModality"):
            claims[subject + str(quad.graph_name)][name] = value
        elif value not in values[subject][name]:
            values[subject][name].append(value)
    factual = {
        claim["claims"]
        for claim in claims.values()
        if claim.get("hasModality", "").rsplit("/", 1)[1] in FACTUAL
    }
    observation = term("irk:TradeObservation").value
    frames: dict[_Frame, set[_Figure]] = defaultdict(set)
    for iri in sorted(factual):
        about = values[iri]
        if observation not in about["22-rdf-syntax-ns#type"]:
            continue
        unit, period = _first(about["unit"]), _first(about["period"])
        if not period or not about["value"] or not (len(unit) == 3 and unit.isupper()):
            continue
        figure = _Figure(
            iri=iri,
            kind=_first(about["tradeKind"]).rsplit("/", 1)[-1],
            exporter=_first(about["exporter"]),
            importer=_first(about["importer"]),
            parties=tuple(sorted(about["hasParty"])),
            value=Decimal(about["value"][0]),
        )
        frames[period, unit, _first(about["commodity"])].add(figure)
    return frames


def _balance(frame: _Frame, there: _Figure, back: _Figure) -> set[Quad]:
    """The gap between two flows; the side that sells less is in deficit."""
    gap = abs(there.value - back.value)
    deficit = there.exporter if there.value < back.value else back.exporter
    iri = mint("derived", "balance", *frame, there.iri, back.iri)
    return _describe(iri, frame, "irk:DerivedObservation", "derive-balance", (there, back)) | {
        _quad(iri, "irk:tradeKind", concept("trade-kind", "balance")),
        _quad(iri, "irk:value", decimal_literal(gap)),
        *([_quad(iri, "irk:deficitSide", NamedNode(deficit))] if gap else []),
    }


def _reconciliation(frame: _Frame, there: _Figure, back: _Figure, total: _Figure) -> set[Quad]:
    """Exports and imports together, beside a total that was stated."""
    computed = there.value + back.value
    iri = mint("derived", "total", *frame, there.iri, back.iri, total.iri)
    sources = (there, back, total)
    return _describe(iri, frame, "irk:Reconciliation", "reconcile-total", sources) | {
        _quad(iri, "irk:computedValue", decimal_literal(computed)),
        _quad(iri, "irk:statedValue", decimal_literal(total.value)),
        _quad(iri, "irk:difference", decimal_literal(total.value - computed)),
    }


def _describe(
    iri: NamedNode, frame: _Frame, kind: str, activity: str, sources: tuple[_Figure, ...]
) -> set[Quad]:
    """What every derived figure has: type, parties, period, unit, sources, activity."""
    period, unit, commodity = frame
    made_by = mint("activity", activity)
    label = f"{activity.split('-')[1]} worked out for {period}"
    quads = {
        _quad(iri, "irk:unit", Literal(unit)),
        _quad(iri, "irk:period", Literal(period)),
        _quad(iri, "rdfs:label", Literal(label)),
        Quad(iri, RDF_TYPE, term(kind), DERIVED_GRAPH),
        Quad(made_by, RDF_TYPE, term("prov:Activity"), DERIVED_GRAPH),
        _quad(made_by, "rdfs:label", Literal(activity.replace("-", " "))),
        _quad(iri, "prov:wasGeneratedBy", made_by),
    }
    year = year_literal(period)
    if year is not None:
        quads.add(_quad(iri, "irk:year", year))
    quads |= {_quad(iri, "prov:wasDerivedFrom", NamedNode(figure.iri)) for figure in sources}
    parties = {sources[0].exporter, sources[0].importer}
    quads |= {_quad(iri, "irk:hasParty", NamedNode(party)) for party in parties}
    if commodity:
        quads.add(_quad(iri, "irk:commodity", NamedNode(commodity)))
    return quads


def _quad(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    """A quad of the derived graph."""
    return Quad(subject, term(predicate), value, DERIVED_GRAPH)


def _first(values: list[str]) -> str:
    """The first of some values, empty where there is none."""
    return values[0] if values else ""
