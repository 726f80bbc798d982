"""Read the layout: headings, paragraphs, items, questions and answers, rows of tables.

in    the text of a document (str)
out   Blocks in order, each with its span, its section and, for "Term: text", its term
next  kg.reading.sentences splits each block into sentences

Nothing here looks at what a line says, only at how it stands: blank lines,
markers, length, capitals and final punctuation. Texts with no blank lines,
texts wrapped at a column and texts with one paragraph a line are all read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Block, BlockKind

__all__ = ["find_blocks", "level_text"]

#: Longest line, in characters, that can be a heading.
HEADING_LENGTH = 100
#: Most words before the colon of a "Term: text" item.
TERM_WORDS = 8
#: A line at least this long may run on in the next line.
WRAP_LENGTH = 50

BULLET = re.compile(r"[-–—•*·▪◦‣]\s+(?=\S)")
LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=\S)")
NUMBERED = re.compile(
    r"(?:§\s?)?(?:\d{1,3}(?:\.\d{1,2})*[.)]|[IVX]{1,4}\.)\s+(?=\S)|\d{1,3}\.\d{1,2}\s+(?=[A-Z])"
)
QUESTION = re.compile(r"Q(?:uestion)?\s?\d{0,2}\s?[.:)]\s+(?=\S)", re.IGNORECASE)
ANSWER = re.compile(r"A(?:nswer)?\s?\d{0,2}\s?[.:)]\s+(?=\S)")
TERM = re.compile(r"(?P<term>[A-Z0-9“\"'(][^:\n.?!]{0,160}?)\s?:\s+(?=[^\s\"“])")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
COLUMNS = re.compile(r"\s*\|\s*|\t+|\s+/\s+")
#: Columns set apart by white space alone: two gaps or more in a line.
ALIGNED = re.compile(r" {3,}")
#: Columns of figures, or of the heads over them, may stand nearer.
NEARER = re.compile(r" {2,}")
#: A cell that holds a figure or says that there is none.
FIGURE = re.compile(
    r"[^\w\s]{0,3}(?:[A-Z]{1,3}[$ ]?)?\s?\d[\d.,]*(?:\s?(?:%|[a-z]{1,8}))?|[-–—]|n/?a|\.{2,3}"
)
LEADERS = re.compile(r"(?P<term>[A-Z0-9][^\n.]{0,100}?(?:\.\d[^\n.]*?)?)\s*(?:\.\s?){4,}\s*(?=\S)")
#: "PLACE, 12 January 2026: text" opens a report; it is no term.
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,}(?:\([^)]*\))?,\s.*\d$")
#: A term is a noun phrase or a question word with its clause; these begin or make a clause.
CLAUSE = re.compile(
    r"^(?:he|she|it|they|we|you|i|this|that|these|those|there)\b"
    r"|^(?!who|what|how|where|when|why).*\b(?:is|are|was|were|has|have|had|will|would|do|does|did|"
    r"can|cannot|says?|said|adds|added)\b",
    re.IGNORECASE,
)

LEVEL = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\r": " ",
        "\t": " ",
    }
)


def level_text(text: str, blocks: list[Block]) -> str:
    r"""Return *text* with its typography levelled, character for character.

    Curly quotes, hard spaces and hyphens of every kind become plain, and line
    ends inside a block become spaces. The result is as long as *text*, so a
    span in the one is the same span in the other.

    Examples:
        >>> text = "Kenya’s\nshare"
        >>> level_text(text, find_blocks(text))
        "Kenya's\nshare"

    """
    levelled = list(text.translate(LEVEL))
    for block in blocks:
        for at in range(block.start, block.end):
            if levelled[at] == "\n":
                levelled[at] = " "
    return "".join(levelled)


def find_blocks(text: str) -> list[Block]:
    r"""Return the blocks of *text* in order; they do not overlap.

    Args:
        text: A whole document. Spans count its characters, end exclusive.

    Returns:
        One Block for each heading, paragraph, item, question, answer and table
        row; an empty list where there is nothing but white space.

    Examples:
        >>> [(b.kind, b.label) for b in find_blocks("Plans\n- Energy: more gas.\n- Rail: a line.")]
        [('heading', None), ('item', 'Energy'), ('item', 'Rail')]

    """
    lines = _with_rows(list(_lines(text)))
    wrapped = _is_wrapped(lines)
    blocks: list[Block] = []
    for group in _join(lines, wrapped):
        blocks.extend(_read_group(text, group, first=not blocks))
    return _with_sections(text, blocks)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool
    before_blank: bool
    row: bool = False  #: a row of a table, by itself or by the row below it


def _lines(text: str) -> Iterator[_Line]:
    """Lines that are not blank, stripped, each knowing whether blank lines stand around it."""
    spans: list[tuple[int, int]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        start = at + (len(raw) - len(raw.lstrip())) if body else at
        spans.append((start, start + len(body)))
        at += len(raw)
    blank = [start == end for start, end in spans]
    for i, (start, end) in enumerate(spans):
        if not blank[i]:
            after = i == 0 or blank[i - 1]
            before = i + 1 == len(spans) or blank[i + 1]
            yield _Line(start, end, text[start:end], after, before)


def _with_rows(lines: list[_Line]) -> list[_Line]:
    """*lines*, the rows of tables marked, heads over columns of figures among them."""
    marked: list[_Line] = []
    below = False
    for line in reversed(lines):
        cells = NEARER.split(line.text)
        figures = len(cells) > 2 and all(FIGURE.fullmatch(c) for c in cells[1:])
        heads = below and len(cells) > 1 and not line.before_blank
        below = figures or heads or _is_row(line.text)
        marked.append(replace(line, row=below))
    return marked[::-1]


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether lines are broken at a column: most long lines end in mid-sentence."""
    inner = [line for line in lines if not line.before_blank and len(line.text) >= WRAP_LENGTH]
    if len(inner) < 4:
        return False
    open_ended = sum(not ENDS_SENTENCE.search(line.text) for line in inner)
    return open_ended >= 0.6 * len(inner) and max(len(line.text) for line in inner) <= 130


def _starts_item(line: str) -> bool:
    return any(
        p.match(line) for p in (BULLET, LETTERED, NUMBERED, QUESTION, ANSWER, MARKDOWN_HEADING)
    )


def _join(lines: list[_Line], wrapped: bool) -> Iterator[list[_Line]]:
    """Groups of lines that belong to one block."""
    group: list[_Line] = []
    for line in lines:
        if group and not _continues(group, line, wrapped):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(group: list[_Line], line: _Line, wrapped: bool) -> bool:
    last = group[-1]
    if line.after_blank or _starts_item(line.text) or line.row or last.row:
        return False
    if last.text.endswith("-") and last.text[-2:-1].isalpha() and line.text[:1].islower():
        return True
    if not wrapped:
        # One paragraph a line: only a line that plainly breaks off runs on.
        return (
            len(last.text) >= WRAP_LENGTH
            and not ENDS_SENTENCE.search(last.text)
            and not last.text.endswith((":", ";"))
            and line.text[:1].islower()
        )
    return len(last.text) >= WRAP_LENGTH and not (
        ENDS_SENTENCE.search(last.text) and TERM.match(line.text)
    )


def _is_row(line: str) -> bool:
    if len(ALIGNED.findall(line.strip())) >= 2:
        return True
    separators = COLUMNS.findall(line.strip("| "))
    slashes = sum("/" in separator for separator in separators)
    return len(separators) > slashes or slashes >= 2


def _read_group(text: str, group: list[_Line], first: bool) -> list[Block]:
    start, end = group[0].start, group[-1].end
    line = text[start:end]
    if group[0].row and not (first and group[0].before_blank):
        return [_row(start, end, line)]
    if match := QUESTION.match(line):
        return _question(start, end, line, match.end())
    if (match := ANSWER.match(line)) and not _is_heading(line, group, first):
        return [Block("answer", start, end, body=start + match.end())]
    if match := MARKDOWN_HEADING.match(line):
        return [Block("heading", start, end, body=start + match.end())]
    if match := BULLET.match(line):
        return [_item("item", start, end, line, match.end())]
    if match := LETTERED.match(line):
        return [_item("item", start, end, line, match.end())]
    if match := NUMBERED.match(line):
        rest = line[match.end() :]
        if _is_heading(rest, group, first) and (group[0].before_blank or len(rest) <= 60):
            return [Block("heading", start, end, label=match[0].strip(), body=start + match.end())]
        if rest.endswith("?") and len(rest) <= HEADING_LENGTH:
            return [Block("question", start, end, label=match[0].strip(), body=start + match.end())]
        block = _item("numbered", start, end, line, match.end())
        return [replace(block, label=block.label or match[0].strip())]
    if first and _is_heading(line, group, first):
        return [Block("heading", start, end, body=start)]
    if match := _term(line):
        return [Block("item", start, end, label=match["term"].strip(), body=start + match.end())]
    if _is_heading(line, group, first):
        return [Block("heading", start, end, body=start)]
    if line.endswith("?") and len(line) <= HEADING_LENGTH:
        return [Block("question", start, end, body=start)]
    return [Block("paragraph", start, end, body=start)]


def _term(line: str) -> re.Match[str] | None:
    if leaders := LEADERS.match(line):
        return leaders
    match = TERM.match(line)
    if match is None:
        return None
    term = match["term"]
    if CLAUSE.search(term) or DATELINE.match(term):
        return None
    spaced = line[match.end("term") : match.end("term") + 1] == " "
    figure = re.match(r"[^\w\s]{0,3}(?:[A-Z][A-Za-z]{0,2}[$.]?\s?)?\d", line[match.end() :])
    most = 2 * TERM_WORDS if figure else TERM_WORDS
    return match if spaced or len(term.split()) <= most else None


def _item(kind: BlockKind, start: int, end: int, line: str, at: int) -> Block:
    match = _term(line[at:])
    if match is None:
        return Block(kind, start, end, body=start + at)
    return Block(kind, start, end, label=match["term"].strip(), body=start + at + match.end())


def _question(start: int, end: int, line: str, at: int) -> list[Block]:
    """Split "Q1: What? This." into a question and its answer."""
    mark = line.find("?", at)
    if mark < 0 or mark + 1 >= len(line.rstrip()):
        return [Block("question", start, end, body=start + at)]
    rest = mark + 1 + (len(line[mark + 1 :]) - len(line[mark + 1 :].lstrip()))
    return [
        Block("question", start, start + mark + 1, body=start + at),
        Block("answer", start + rest, end, body=start + rest),
    ]


def _row(start: int, end: int, line: str) -> Block:
    cells: list[tuple[int, int]] = []
    at = 0
    columns = COLUMNS if COLUMNS.search(line.strip("| ")) else NEARER
    for match in [*columns.finditer(line), None]:
        stop = match.start() if match else len(line)
        cells.append((start + at, start + stop))
        at = match.end() if match else stop
    return Block("row", start, end, body=start, cells=tuple(c for c in cells if c[0] < c[1]))


def _is_heading(line: str, group: list[_Line], first: bool) -> bool:
    """A short line without final punctuation that begins like a title."""
    if len(group) > 1 and not first:
        return False
    if len(line) > HEADING_LENGTH or ENDS_SENTENCE.search(line) or line.endswith((":", ";", ",")):
        return False
    return not line[:1].islower() and (first or len(line.split()) <= 14)


def _with_sections(text: str, blocks: list[Block]) -> list[Block]:
    """Give each block the headings above it: the title, and the last heading or question."""
    title: str | None = None
    current: str | None = None
    question: str | None = None
    placed = []
    for i, block in enumerate(blocks):
        words = text[block.body : block.end]
        if block.kind == "heading":
            if i == 0:
                title = words
            else:
                current = words
            question = None
        elif block.kind == "question":
            question = words
        above = [title, current, question if block.kind != "question" else None]
        if block.kind == "heading":
            above = [title if i else None]
        placed.append(replace(block, section=tuple(x for x in above if x)))
    return placed
