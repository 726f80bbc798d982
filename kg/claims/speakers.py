"""Name who speaks in a block, where the layout gives each speaker blocks of his own.

    "DIAZ: The port is full."  "ROJAS: Our ships wait."   -> Carlos Diaz, Ana Rojas: turns of a talk
    "Sir - I grow grapes. ..."  "Carlos Diaz, Arica"       -> Carlos Diaz: a signed letter
    "Was it worth it?"          "It cost me my trucks."    -> whom the lines above the talk present

in    a Reading
out   a person for the blocks that are his, None for all others
next  kg.claims.attribution: what nobody else says in such a block, its speaker says

To know another layout, add a function that gives speakers by block to LAYOUTS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.model import Block, Mention
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading, within

__all__ = ["speaker_of"]

#: Words of a line that signs a letter: a name, a town, a title.
SIGNATURE = 8
#: Blocks of a kind that make a layout: turns of one speaker, signed letters, questions.
TURNS, LETTERS, QUESTIONS = 2, 2, 3
FIRST = frozenset(["i", "we", "my", "our", "me", "us"])


def speaker_of(reading: Reading, block: int) -> str | None:
    """Who speaks in a block.

    Args:
        reading: The document as read.
        block: Index of one of its blocks.

    Returns:
        The name of a person; None where the layout gives the block to nobody.

    """
    return _speakers(reading).get(block)


@once_a_reading
def _speakers(reading: Reading) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for layout in LAYOUTS:
        found = {**layout(reading), **found}
    return found


def _turns(reading: Reading) -> dict[int, str]:
    """Blocks labelled with the name of a person, several times."""
    persons = [a.name for a in reading.actors.values() if a.kind == "person"]
    labels = Counter(b.label.casefold() for b in reading.blocks if b.label)
    found: dict[int, str] = {}
    for i, block in enumerate(reading.blocks):
        label = block.label.casefold() if block.label else ""
        if labels[label] >= TURNS:
            named = [p for p in persons if label in (p.casefold(), p.split()[-1].casefold())]
            if len(named) == 1:
                found[i] = named[0]
    return found


def _letters(reading: Reading) -> dict[int, str]:
    """Paragraphs in the first person, each above a line that begins with a name."""
    found: dict[int, str] = {}
    for i, block in enumerate(reading.blocks[1:], 1):
        signed = _signature(reading, block)
        if signed is not None and _speaks(reading, reading.blocks[i - 1]):
            found[i - 1] = signed.actor
    return found if len(found) >= LETTERS else {}


def _signature(reading: Reading, block: Block) -> Mention | None:
    """The person whose name, alone or with a town, is all there is in a block."""
    text = reading.text[block.start : block.end]
    if len(text.split()) > SIGNATURE or text.rstrip().endswith(("?", ".", ":")):
        return None
    first = next((m for m in within(reading.mentions, block) if m.kind == "person"), None)
    if first is None or reading.text[block.start : first.start].strip(" -\u2014"):
        return None
    rest = reading.text[first.end : block.end].strip()
    return first if not rest or rest[0] in ",(" else None


def _interview(reading: Reading) -> dict[int, str]:
    """Answers in the first person, under lines that present one person."""
    blocks = reading.blocks
    asked = [i for i, b in enumerate(blocks) if reading.text[b.start : b.end].endswith("?")]
    if len(asked) < QUESTIONS:
        return {}
    before = [
        m.actor
        for b in blocks[: asked[0]]
        for m in within(reading.mentions, b)
        if m.kind == "person"
    ]
    answers = [
        i for i in range(asked[0] + 1, len(blocks)) if blocks[i].kind in ("paragraph", "answer")
    ]
    personal = sum(_speaks(reading, blocks[i]) for i in answers)
    if len(set(before)) != 1 or personal < QUESTIONS:
        return {}
    return {i: before[0] for i in answers if i not in asked}


def _speaks(reading: Reading, block: Block) -> bool:
    """Whether a block says "I" or "we"."""
    span = reading.doc.char_span(block.start, block.end, alignment_mode="expand")
    return span is not None and any(t.lower_ in FIRST and t.text != "US" for t in span)


#: What gives speakers to blocks; the first that gives one wins.
LAYOUTS = (_turns, _letters, _interview)
