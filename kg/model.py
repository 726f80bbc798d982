"""The values that pass from step to step: frozen, no logic.

    Document -> Block -> Sentence -> Mention, Amount, Period -> Claim

Every `start` and `end` counts characters (Python code points) of
`Document.text`, end exclusive, so `document.text[x.start:x.end]` is always
exactly what x was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

ActorKind = Literal["person", "country", "organisation", "bloc", "place"]
BlockKind = Literal["heading", "paragraph", "item", "numbered", "question", "answer", "row"]
Modality = Literal["asserted", "negated", "planned", "hedged", "reported"]
ClaimKind = Literal[
    "visits", "trade", "exports", "agreements", "plans", "implications", "events", "causes"
]

CLAIM_KINDS: tuple[ClaimKind, ...] = (
    "visits",
    "trade",
    "exports",
    "agreements",
    "plans",
    "implications",
    "events",
    "causes",
)

#: A slot of a claim: a string, a number, a list of names, or nothing.
Slot = str | float | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, and what is known about it."""

    name: str  #: file name, "note.txt"
    text: str
    sha256: str  #: of the text in UTF-8: the identity of the document
    title: str | None = None
    publisher: str | None = None
    date: str | None = None  #: ISO day, month or year of publication
    url: str | None = None
    language: str | None = None  #: BCP 47, "en"
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item: what the layout sets apart."""

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()  #: headings above it, outermost first
    label: str | None = None  #: the term of a "Term: text" item, the number of a paragraph
    body: int = 0  #: where the text after marker and label begins
    cells: tuple[tuple[int, int], ...] = ()  #: spans of the cells of a table row


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or the whole of a heading or item that is none."""

    index: int  #: its place in the document, from 0
    start: int
    end: int
    block: int  #: index of its block


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names, describes or stands for an actor."""

    start: int
    end: int
    actor: str  #: canonical name: key into `Reading.actors`
    kind: ActorKind
    form: Literal["name", "capital", "demonym", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something with a name in one document."""

    name: str  #: the fullest form in the text, or the usual English name
    kind: ActorKind
    aliases: tuple[str, ...] = ()  #: the other forms in the text
    country: str | None = None  #: canonical name of the country it belongs to, if the text shows it


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a physical quantity, in base units."""

    start: int
    end: int
    value: float  #: 68.7 billion -> 68700000000.0
    unit: str  #: ISO 4217 code, or tonne, barrel, barrel_per_day, cubic_metre, percent, item ...
    high: float | None = None  #: upper end of a range


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month, year, fiscal year or part of a year."""

    start: int
    end: int
    value: str  #: "2025", "2025-01", "2025-12-04", "2024-25 (fiscal)", "2025 H1", "2024 Jan-Jul"
    first: str | None = None  #: ISO day the period begins, where known
    last: str | None = None  #: ISO day the period ends, where known


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a document says, with the exact characters that say it.

    `slots` holds the columns of the kind's table (see kg.graph.tables), without
    the columns that every table has.
    """

    kind: ClaimKind
    document: str  #: Document.name
    start: int
    end: int
    quote: str  #: text[start:end]
    slots: Mapping[str, Slot]
    section: str | None = None  #: innermost heading
    modality: Modality = "asserted"
    attribution: str | None = None  #: who says so, if not the document itself
    confidence: float = 0.5
    because: tuple[str, ...] = field(default=(), compare=False)  #: rules and words that made it

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", MappingProxyType(dict(self.slots)))
