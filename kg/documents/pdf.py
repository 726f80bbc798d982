r"""Text of a PDF: pdfium reads the pages, lines that run on are joined again.

in    bytes of a PDF
out   Page: paragraphs on lines of their own, hyphenated words joined, title from the file

A line that fills most of the column and does not end a sentence runs on in
the next. Scanned pages have no text: that is said, not guessed at.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.documents.page import Page
from kg.errors import InputError

__all__ = ["join_lines", "read_pdf"]

#: A line at least this share of the longest line is full.
FULL_LINE = 0.75
#: pdfium's marks for a hyphen at the end of a line.
SOFT_HYPHEN = re.compile("[\x02\ufffe\u00ad]\\s*\\n?")
MARKER = re.compile(r"(?:[-–—•*▪◦‣]|\(?\d{1,3}(?:\.\d+)*[.)]|\(?[a-zivx]{1,3}\)|#+)\s")
ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
PAGE_NUMBER = re.compile(r"(?i)(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?")


def read_pdf(name: str, data: bytes) -> Page:
    """Return the text of the PDF *data*.

    Raises:
        InputError: The file is damaged, needs a password, or has no text.

    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = []
            for page in pdf:
                textpage = page.get_textpage()
                pages.append(textpage.get_text_bounded())
                textpage.close()
                page.close()
            title = (pdf.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        reason = "needs a password" if "assword" in str(error) else "damaged or no PDF"
        raise InputError(f"{name}: {reason}; save its text as .txt") from error
    if not any(page.strip() for page in pages):
        raise InputError(f"{name}: a PDF without text (a scan?); save its text as .txt")
    text = "\n".join(_without_running_heads(pages))
    return Page(join_lines(text), {"title": title} if title else {})


def join_lines(text: str) -> str:
    r"""Join lines that run on, and words parted by a hyphen pdfium has marked.

    Args:
        text: Lines as they stand on the page.

    Returns:
        One paragraph a line; "" for no lines.

    Examples:
        >>> join_lines("Tea goes from Kenya to\nEgypt by sea.\n- Coffee\n- Beans")
        'Tea goes from Kenya to Egypt by sea.\n- Coffee\n- Beans'

    """
    text = SOFT_HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.strip() for line in text.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and line and not MARKER.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
        full = len(line) >= FULL_LINE * longest
        runs_on = bool(line) and full and not ENDS_SENTENCE.search(line)
    return "\n".join(joined).strip()


def _without_running_heads(pages: list[str]) -> list[str]:
    """Pages without page numbers, and without first and last lines that most pages share."""
    split = [[x.strip() for x in p.replace("\r", "").split("\n") if x.strip()] for p in pages]
    edges = Counter(line for lines in split for line in {*lines[:1], *lines[-1:]})
    common = {line for line, count in edges.items() if count > 2 and count * 2 > len(pages)}
    kept = []
    for lines in split:
        while lines and (lines[0] in common or PAGE_NUMBER.fullmatch(lines[0])):
            lines = lines[1:]
        while lines and (lines[-1] in common or PAGE_NUMBER.fullmatch(lines[-1])):
            lines = lines[:-1]
        kept.append("\n".join(lines))
    return kept
