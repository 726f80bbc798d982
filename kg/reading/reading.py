"""A document as read: everything the claim finders look at, in one value.

in    a Document
out   a Reading: levelled text, blocks, sentences, parse, actors, mentions, amounts, periods
next  kg.claims finds the claims in it
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.model import Actor, Amount, Block, Document, Mention, Period, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Reading", "between", "read_all", "read_document", "within"]


class _Spanned(Protocol):
    """Anything with a span."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


_T = TypeVar("_T", bound=_Spanned)


@dataclass(frozen=True)
class Reading:
    """One document, read up to the point where claims can be found in it.

    All spans are offsets into `document.text`; `text` is its levelled copy of
    the same length (plain quotes and hyphens, no line ends inside a block).
    """

    document: Document
    text: str
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]
    doc: Doc  #: spaCy parse of `text`; token.idx is an offset into the document
    actors: Mapping[str, Actor]  #: by canonical name
    mentions: Sequence[Mention]  #: in order of start, not overlapping
    amounts: Sequence[Amount]  #: in order of start
    periods: Sequence[Period]  #: in order of start
    date: str | None  #: ISO date of the document: metadata, else its dateline
    _spans: dict[tuple[int, int], Span] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def span(self, sentence: Sentence) -> Span:
        """The parsed tokens of *sentence*."""
        place = sentence.start, sentence.end
        if place not in self._spans:
            found = self.doc.char_span(*place, alignment_mode="expand")
            assert found is not None, sentence
            self._spans[place] = found
        return self._spans[place]

    def words(self, x: _Spanned) -> str:
        """The levelled text of anything with a span."""
        return self.text[x.start : x.end]

    def quote(self, start: int, end: int) -> str:
        """The exact text of a span, as the document has it."""
        return self.document.text[start:end]

    def block(self, sentence: Sentence) -> Block:
        """The block *sentence* stands in."""
        return self.blocks[sentence.block]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers *offset*, if one does."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None

    def mentions_in(self, x: _Spanned) -> Sequence[Mention]:
        """Mentions that begin inside the span of *x*."""
        return within(self.mentions, x)

    def amounts_in(self, x: _Spanned) -> Sequence[Amount]:
        """Amounts that begin inside the span of *x*."""
        return within(self.amounts, x)

    def periods_in(self, x: _Spanned) -> Sequence[Period]:
        """Periods that begin inside the span of *x*."""
        return within(self.periods, x)


def within(things: Sequence[_T], x: _Spanned) -> Sequence[_T]:
    """Those of *things*, ordered by start, that begin inside the span of *x*."""
    return between(things, x.start, x.end)


def between(things: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """Those of *things*, ordered by start, that begin from *start* on and before *end*."""
    low = bisect_left(things, start, key=_start_of)
    high = bisect_left(things, end, low, key=_start_of)
    return things[low:high]


_start_of = attrgetter("start")


def read_document(document: Document) -> Reading:
    """Read one document."""
    return next(read_all([document]))


def read_all(documents: Iterable[Document], batch: int = 16) -> Iterator[Reading]:
    """Read many documents in batches, in order; memory does not grow with their number."""
    from itertools import islice

    from kg.reading.blocks import find_blocks, level_text
    from kg.reading.former_states import of_their_time
    from kg.reading.mentions import find_mentions
    from kg.reading.parse import parse_all
    from kg.reading.periods import document_date, find_periods
    from kg.reading.sentences import split_sentences
    from kg.reading.values import find_amounts

    remaining = iter(documents)
    while chunk := list(islice(remaining, batch)):
        laid_out = []
        for document in chunk:
            blocks = find_blocks(document.text)
            text = level_text(document.text, blocks)
            laid_out.append((document, blocks, text, split_sentences(text, blocks)))
        docs = parse_all(((text, sentences) for _, _, text, sentences in laid_out), batch)
        for (document, blocks, text, sentences), doc in zip(laid_out, docs, strict=True):
            date = document_date(document, text, blocks)
            periods = find_periods(text, date)
            actors, mentions = of_their_time(
                *find_mentions(text, blocks, sentences, doc), sentences, periods, date
            )
            yield Reading(
                document=document,
                text=text,
                blocks=blocks,
                sentences=sentences,
                doc=doc,
                actors=actors,
                mentions=mentions,
                amounts=find_amounts(text),
                periods=periods,
                date=date,
            )
