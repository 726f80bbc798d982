"""Questions about the actors of a Reading: which countries, and whose.

in    a Reading
out   canonical names
next  the claim finders
"""

from __future__ import annotations

from kg.model import Sentence
from kg.reading.lexicon import is_country
from kg.reading.reading import Reading

__all__ = ["actor_country", "countries_in", "is_country"]


def countries_in(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The countries mentioned in *sentence*, by name, capital or demonym.

    Args:
        reading: The document.
        sentence: One of its sentences.

    Returns:
        Canonical names in order of first mention, each once; () where there is none.

    Examples:
        >>> import kg.reading.reading as r, kg.model as m
        >>> note = r.read_document(m.Document("a.txt", "Kenyan tea goes to Egypt.", "0"))
        >>> countries_in(note, note.sentences[0])
        ('Kenya', 'Egypt')

    """
    found = (m.actor for m in reading.mentions_in(sentence) if m.kind == "country")
    return tuple(dict.fromkeys(found))


def actor_country(reading: Reading, name: str) -> str | None:
    """The country an actor is or belongs to.

    Args:
        reading: The document.
        name: Canonical name of an actor of that document.

    Returns:
        For a country itself; for a person, organisation or place the canonical
        name of its country; None where the text does not show one.

    Examples:
        >>> import kg.reading.reading as r, kg.model as m
        >>> note = r.read_document(m.Document("a.txt", "Kenya met Egypt.", "0"))
        >>> actor_country(note, "Kenya"), actor_country(note, "Nobody")
        ('Kenya', None)

    """
    actor = reading.actors.get(name)
    if actor is None:
        return None
    return actor.name if actor.kind == "country" else actor.country
