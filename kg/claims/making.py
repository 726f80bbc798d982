"""Make a Claim from a span of a Reading: quote and section come from the document itself."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Claim, ClaimKind, Modality, Slot
from kg.reading.reading import Reading

__all__ = ["make_claim"]


def make_claim(
    reading: Reading,
    kind: ClaimKind,
    start: int,
    end: int,
    slots: Mapping[str, Slot],
    *,
    modality: Modality = "asserted",
    attribution: str | None = None,
    confidence: float = 0.5,
    because: tuple[str, ...] = (),
) -> Claim:
    """Return a Claim whose quote is the text of `start:end`, white space trimmed.

    Raises:
        ValueError: The span is empty or lies outside the document.

    """
    text = reading.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not 0 <= start < end <= len(text):
        raise ValueError(f"empty span {start}:{end} in {reading.document.name}")
    block = next((b for b in reading.blocks if b.start <= start < b.end), None)
    section = block.section[-1] if block and block.section else None
    return Claim(
        kind=kind,
        document=reading.document.name,
        start=start,
        end=end,
        quote=text[start:end],
        slots=slots,
        section=section,
        modality=modality,
        attribution=attribution,
        confidence=round(confidence, 3),
        because=because,
    )
