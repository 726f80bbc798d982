r"""Turn the bytes of a text file into text, or say why that cannot be done.

    decode("note.txt", b"\xef\xbb\xbfKenya")  ->  "Kenya"

in    bytes
out   str
next  kg.documents makes a Document of it

UTF-8 first, UTF-16 where a byte order mark says so, else Windows-1252 if the
result looks like text of a Latin alphabet, with a warning. Nothing is guessed
beyond that: a wrong guess would put wrong characters into quotes.
"""

from __future__ import annotations

import codecs

from kg.documents.page import warn
from kg.errors import InputError

__all__ = ["decode"]

#: Largest share of control characters that text may have.
CONTROL_SHARE = 0.001
#: Largest share of characters beyond ASCII that Windows-1252 text may have.
ACCENT_SHARE = 0.15
CONTROLS = {chr(i) for i in range(32)} - set("\t\n\r\f") | {"\x7f"}


def decode(name: str, data: bytes) -> str:
    r"""Return the text in *data*, without byte order mark.

    Args:
        name: Name of the file, for messages.
        data: Bytes of a text file.

    Returns:
        The text; "" for no bytes.

    Raises:
        InputError: The bytes are no text, or of an encoding that cannot be told.

    Examples:
        >>> decode("note.txt", "Türkiye".encode())
        'Türkiye'
        >>> decode("note.txt", b"\x00\x01\x02\x03")
        Traceback (most recent call last):
        kg.errors.InputError: note.txt: binary, not text; give the document as .txt, .md, .html...

    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return _checked(name, data.decode("utf-16"))
        except UnicodeDecodeError:
            raise InputError(f"{name}: begins as UTF-16 and is not; save it as UTF-8") from None
    try:
        return _checked(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _windows(name, data, error)


def _windows(name: str, data: bytes, error: UnicodeDecodeError) -> str:
    """*data* as Windows-1252, if that is sensible."""
    try:
        text = _checked(name, data.decode("cp1252"))
    except UnicodeDecodeError:
        raise _unknown(name, data, error) from None
    accents = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in accents)
    if len(accents) > ACCENT_SHARE * len(text) or letters > ACCENT_SHARE * len(text):
        raise _unknown(name, data, error)
    warn(f"{name}: not UTF-8, read as Windows-1252; check its accents and quotation marks")
    return text


def _unknown(name: str, data: bytes, error: UnicodeDecodeError) -> InputError:
    """Say where the bytes stop being UTF-8."""
    if _is_binary(data.decode("latin-1")):
        return _binary(name)
    return InputError(
        f"{name}: unknown encoding (byte {error.start:,} is not UTF-8); save it as UTF-8"
    )


def _checked(name: str, text: str) -> str:
    if _is_binary(text):
        raise _binary(name)
    return text


def _is_binary(text: str) -> bool:
    """Whether *text* has more control characters than text has."""
    controls = sum(text.count(c) for c in sorted(CONTROLS))
    return "\x00" in text or controls > CONTROL_SHARE * len(text) + 1


def _binary(name: str) -> InputError:
    return InputError(
        f"{name}: binary, not text; give the document as .txt, .md, .html, .pdf or .docx"
    )
