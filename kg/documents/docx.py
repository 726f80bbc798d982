"""Text of a Word file: python-docx reads paragraphs and tables in their order.

in    bytes of a .docx
out   Page: one paragraph a line, headings as "# Heading", items as "- item",
      table rows as "cell | cell"; title and day from the file's properties
"""

from __future__ import annotations

import io
import re
from typing import Any

from kg.documents.page import Page
from kg.errors import InputError

__all__ = ["read_docx"]

HEADING = re.compile(r"(?i)heading (\d)|title")


def read_docx(name: str, data: bytes) -> Page:
    """Return the text of the Word file *data*.

    Raises:
        InputError: The file is damaged or no Word file.

    """
    import zipfile

    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise InputError(f"{name}: damaged or no Word file; save its text as .txt") from error
    lines: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines.extend(_row(row) for row in part.rows)
            lines.append("")
        else:
            lines.append(_paragraph(part))
    title = (document.core_properties.title or "").strip()
    return Page("\n".join(lines).strip(), {"title": title} if title else {})


def _paragraph(paragraph: Any) -> str:
    """A paragraph as a line, with the marker its style stands for."""
    text = " ".join(paragraph.text.split())
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    heading = HEADING.match(style)
    if heading and text:
        return "#" * int(heading[1] or 1) + " " + text
    if style.startswith("List") and text:
        return "- " + text
    return text


def _row(row: Any) -> str:
    """A table row as a line; merged cells once."""
    cells: list[Any] = []
    for cell in row.cells:
        if not cells or cells[-1]._tc is not cell._tc:
            cells.append(cell)
    return " | ".join(" ".join(cell.text.split()) for cell in cells)
