"""Content negotiation: which of the formats we have a client wants most.

    choose("text/csv;q=0.5, application/json", RESULTS)  -> "csv"

in    an Accept header, formats by name
out   the name of a format
next  kg.serving.answering
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat

__all__ = ["DATASETS", "GRAPHS", "PAGES", "RESULTS", "Format", "choose"]


@dataclass(frozen=True)
class Format:
    """A format that answers are written in."""

    media_type: str
    also: tuple[str, ...] = ()  #: other media types that mean it
    results: QueryResultsFormat | None = None
    rdf: RdfFormat | None = None

    @property
    def content_type(self) -> str:
        """The media type with its encoding where that is not fixed."""
        plain = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if plain else self.media_type


#: Of rows and of yes or no; the first is sent where a client does not care.
RESULTS: Mapping[str, Format] = {
    "json": Format(
        "application/sparql-results+json", ("application/json",), QueryResultsFormat.JSON
    ),
    "xml": Format(
        "application/sparql-results+xml", ("application/xml", "text/xml"), QueryResultsFormat.XML
    ),
    "csv": Format("text/csv", (), QueryResultsFormat.CSV),
    "tsv": Format("text/tab-separated-values", (), QueryResultsFormat.TSV),
}
#: Of triples.
GRAPHS: Mapping[str, Format] = {
    "turtle": Format("text/turtle", ("application/x-turtle", "text/n3"), rdf=RdfFormat.TURTLE),
    "nt": Format("application/n-triples", ("text/plain",), rdf=RdfFormat.N_TRIPLES),
    "jsonld": Format("application/ld+json", ("application/json",), rdf=RdfFormat.JSON_LD),
    "rdfxml": Format("application/rdf+xml", ("application/xml", "text/xml"), rdf=RdfFormat.RDF_XML),
}
#: Of quads, which are read only.
DATASETS: Mapping[str, RdfFormat] = {
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}
#: Of what has a page of its own.
PAGES: Mapping[str, Format] = {
    "html": Format("text/html", ("application/xhtml+xml",)),
    **GRAPHS,
}


@lru_cache(maxsize=256)
def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    """Media ranges of an Accept header with their weights."""
    found = []
    for part in accept.split(","):
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = max(0.0, min(1.0, float(parameter[2:])))
                except ValueError:
                    weight = 0.0
        if media:
            found.append((media, weight))
    return tuple(found)


def choose(accept: str, formats: Mapping[str, Format]) -> str | None:
    """Return the name of the format that an Accept header prefers.

    Args:
        accept: The header; "" takes anything.
        formats: What there is, what we like most first.

    Returns:
        A name; None where nothing is acceptable.

    Examples:
        >>> choose("text/html, */*;q=0.1", RESULTS), choose("image/png", RESULTS)
        ('json', None)
        >>> choose("application/rdf+xml, text/turtle;q=0.9", GRAPHS)
        'rdfxml'

    """
    if accept in ("", "*/*"):
        return next(iter(formats))
    best: tuple[float, int, str] | None = None
    for place, (name, form) in enumerate(formats.items()):
        weight = _weight(_ranges(accept[:2000]), form)
        if weight > 0 and (best is None or (weight, -place) > best[:2]):
            best = (weight, -place, name)
    return best[2] if best else None


def _weight(ranges: tuple[tuple[str, float], ...], form: Format) -> float:
    """How much a client wants a format: what it names most exactly counts."""
    kind = form.media_type.partition("/")[0]
    found: dict[int, float] = {}
    for media, weight in ranges:
        if media == form.media_type:
            rank = 3
        elif media in form.also:
            rank = 2
        elif media == f"{kind}/*":
            rank = 1
        elif media == "*/*":
            rank = 0
        else:
            continue
        found[rank] = max(weight, found.get(rank, 0.0))
    return found[max(found)] if found else 0.0
