"""Names of actors in one document, and the IRIs they stand for.

    Names([Actor("Nairobi", "place")]).iri("Nairobi")  -> id:place/nairobi

in    the actors of a document and the names its claims use
out   IRIs and the triples that say who is who
next  kg.graph.things, kg.graph.rdf

Places have IRIs of their own, since a city and a state may share a name.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.vocab import RDF_TYPE, digest, mint, term
from kg.model import Actor, ActorKind

__all__ = ["KIND_CLASSES", "Names"]

#: The class of each kind of actor.
KIND_CLASSES: dict[ActorKind, str] = {
    "person": "irk:Person",
    "country": "irk:Country",
    "organisation": "irk:Organisation",
    "bloc": "irk:Bloc",
    "place": "irk:Place",
}


class Names:
    """The actors of one document by name: two names never share an IRI."""

    def __init__(self, actors: Iterable[Actor], others: Iterable[str] = ()) -> None:
        self.actors = {actor.name: actor for actor in sorted(actors, key=lambda a: a.name)}
        self._iris: dict[str, NamedNode] = {}
        taken: set[str] = set()
        countries = [a.country for a in self.actors.values() if a.country]
        for name in sorted({*self.actors, *others, *countries}):
            folder = "place" if self._kind(name) == "place" else "actor"
            iri = mint(folder, name)
            if iri.value in taken:
                iri = NamedNode(f"{iri.value}-{digest(name)}")
            taken.add(iri.value)
            self._iris[name] = iri

    def iri(self, name: str) -> NamedNode:
        """Return the IRI of an actor of this document.

        Raises:
            KeyError: The name was not among those the Names was made from.

        """
        return self._iris[name]

    def known(self, name: str | None) -> NamedNode | None:
        """Return the IRI of a name that is an actor of the document, None where it is not."""
        return self._iris[name] if name is not None and name in self.actors else None

    def triples(self, name: str) -> list[Triple]:
        """Return what is said of an actor: kind, name, aliases, the country it belongs to."""
        iri = self._iris[name]
        triples = [
            Triple(iri, RDF_TYPE, term("irk:Actor")),
            Triple(iri, term("rdfs:label"), Literal(name)),
        ]
        kind = self._kind(name)
        if kind is not None:
            triples.append(Triple(iri, RDF_TYPE, term(KIND_CLASSES[kind])))
        actor = self.actors.get(name)
        if actor is not None:
            triples += [
                Triple(iri, term("skos:altLabel"), Literal(alias)) for alias in actor.aliases
            ]
            if actor.country and actor.country != name:
                triples.append(Triple(iri, term("irk:belongsTo"), self._iris[actor.country]))
        return triples

    def _kind(self, name: str) -> ActorKind | None:
        """The kind of an actor; whatever another belongs to is a country."""
        if name in self.actors:
            return self.actors[name].kind
        if any(actor.country == name for actor in self.actors.values()):
            return "country"
        return None
