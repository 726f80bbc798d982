"""Files of every format become Documents, with metadata, or are refused in one clear line."""

import codecs
import io
from pathlib import Path

import pytest

from kg.documents import (
    LONGEST_TEXT,
    READERS,
    find_document_files,
    read_document_bytes,
    read_document_file,
    unsupported_language,
)
from kg.documents.page import DocumentWarning
from kg.documents.pdf import join_lines
from kg.errors import DataFileError, InputError

TEXT = "Kenya sold tea to Egypt.\nEgypt paid $5 million — in cash.\n"


def made(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "utf-16", "utf-16-be"],
)
def test_the_same_text_in_any_encoding_is_the_same_document(content):
    document = read_document_bytes("note.txt", content)
    assert document.text == TEXT
    assert document.sha256 == read_document_bytes("other.txt", TEXT.encode()).sha256


def test_windows_1252_is_read_with_a_warning():
    with pytest.warns(DocumentWarning, match=r"note\.txt: not UTF-8, read as Windows-1252"):
        document = read_document_bytes("note.txt", TEXT.encode("cp1252"))
    assert document.text == TEXT


def test_utf_8_is_read_without_a_warning(recwarn):
    read_document_bytes("note.txt", "Türkiye’s “lira”".encode())
    assert [w for w in recwarn if w.category is DocumentWarning] == []


def test_metadata_beside_the_document_is_read(tmp_path):
    note = made(tmp_path, "note.txt", TEXT)
    made(tmp_path, "note.meta.yaml", "title: Tea\ndate: 2024-05-01\nlanguage: en\nurl: \n")
    document = read_document_file(note)
    assert (document.title, document.date, document.language) == ("Tea", "2024-05-01", "en")
    assert (document.url, document.publisher, document.licence) == (None, None, None)
    made(tmp_path, "note.txt.meta.yaml", "title: Nearer\n")
    assert read_document_file(note).title == "Nearer"


@pytest.mark.parametrize(
    ("yaml", "line", "problem"),
    [
        ("title: Tea\ncolour: red\n", 2, "unknown field 'colour'"),
        ("title: Tea\ndate: May 2024\n", 2, "date 'May 2024'"),
        ("- title\n", 1, "not a mapping"),
        ("title: [a, b]\n", 1, "one line of text expected"),
        ("title: 'Tea\n", 2, "not YAML"),
    ],
)
def test_malformed_metadata_names_file_and_line(tmp_path, yaml, line, problem):
    note = made(tmp_path, "note.txt", TEXT)
    meta = made(tmp_path, "note.meta.yaml", yaml)
    with pytest.raises(DataFileError) as caught:
        read_document_file(note)
    assert (caught.value.path, caught.value.line) == (meta, line)
    assert problem in str(caught.value)


def test_a_page_gives_its_article_and_what_its_head_says():
    html = """<html lang="en"><head><title>Tea | News</title>
    <meta property="og:title" content="Tea goes up">
    <meta property="article:published_time" content="2024-05-01T10:00:00Z"></head>
    <body><nav>Home About Contact</nav><article><h2>Prices</h2>
    <p>Kenya sold tea to Egypt in 2023, and the two countries are content with it.</p>
    <ul><li>Tea: black and green</li><li>Coffee</li></ul>
    <p>Egypt paid five million dollars for the tea, more than in any year before.</p>
    </article><footer>Copyright</footer></body></html>"""
    document = read_document_bytes("tea.html", html.encode())
    assert (document.title, document.date, document.language) == (
        "Tea goes up",
        "2024-05-01",
        "en",
    )
    lines = [line for line in document.text.splitlines() if line]
    assert lines == [
        "Prices",
        "Kenya sold tea to Egypt in 2023, and the two countries are content with it.",
        "- Tea: black and green",
        "- Coffee",
        "Egypt paid five million dollars for the tea, more than in any year before.",
    ]


def test_a_pdf_gives_paragraphs_whose_lines_are_joined():
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setTitle("Tea report")
    rows = [
        "Kenya sold tea to Egypt in the year 2023 and the two",
        "countries are content with the trade they have built.",
        "- Tea",
        "- Coffee",
    ]
    for i, row in enumerate(rows):
        page.drawString(72, 750 - 14 * i, row)
    page.showPage()
    page.save()
    document = read_document_bytes("tea.pdf", out.getvalue())
    assert document.title == "Tea report"
    assert document.text.splitlines() == [f"{rows[0]} {rows[1]}", "- Tea", "- Coffee"]


def test_a_word_at_the_end_of_a_pdf_line_is_joined_at_its_hyphen():
    assert join_lines("Kenya ex\ufffe\nports tea.") == "Kenya exports tea."
    assert join_lines("Short.\nNext line.") == "Short.\nNext line."


def test_a_word_file_gives_headings_items_and_rows_in_order():
    docx = pytest.importorskip("docx")
    file = docx.Document()
    file.core_properties.title = "Tea"
    file.add_heading("Trade", 1)
    file.add_paragraph("Kenya sold tea.")
    file.add_paragraph("Coffee", style="List Bullet")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2023", "5 million"
    file.add_paragraph("The end.")
    out = io.BytesIO()
    file.save(out)
    document = read_document_bytes("tea.docx", out.getvalue())
    assert document.title == "Tea"
    assert [line for line in document.text.splitlines() if line] == [
        "# Trade",
        "Kenya sold tea.",
        "- Coffee",
        "2023 | 5 million",
        "The end.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "no text in it"),
        ("a.txt", b" \n\t\n", "no text in it"),
        ("a.txt", bytes(range(256)) * 4, "binary, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary, not text"),
        ("a.txt", "Москва продаёт нефть и газ".encode("cp1251"), "unknown encoding"),
        ("a.txt", codecs.BOM_UTF16_LE + b"abc", "begins as UTF-16 and is not"),
        ("a.txt", b"tea " * (LONGEST_TEXT // 4 + 1), "split it into files"),
        ("a.html", b"<html><body></body></html>", "no article in this page"),
        ("a.html", b"", "no article in this page"),
        ("a.pdf", b"%PDF-1.4 not really", "damaged or no PDF"),
        ("a.docx", b"PK\x03\x04 not really", "damaged or no Word file"),
        ("a.xyz", b"tea", "unknown format '.xyz'"),
        ("a.meta.yaml", b"title: x", "this is metadata"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(name, content, message):
    with pytest.raises(InputError) as caught:
        read_document_bytes(name, content)
    assert message in str(caught.value)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_document_file(tmp_path / "nothing.txt")
    with pytest.raises(InputError, match="not a file"):
        read_document_file(tmp_path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    noise = made(tmp_path, "noise.txt", b"\xff" * (4 * LONGEST_TEXT + 1))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    with pytest.raises(InputError, match="too large"):
        read_document_file(noise)


def test_documents_are_found_in_folders_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    names = ["z.txt", "a.md", "b/c.TXT", ".hidden/d.txt", "x.meta.yaml", "y.png"]
    paths = {name: made(tmp_path, name, TEXT) for name in names}
    found = find_document_files([tmp_path, paths["z.txt"]])
    assert found == [paths["a.md"], paths["b/c.TXT"], paths["z.txt"]]


def test_an_empty_folder_is_told_apart_from_a_missing_one(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no document in this folder"):
        find_document_files([tmp_path / "empty"])
    with pytest.raises(InputError, match="no such file or folder"):
        find_document_files([tmp_path / "missing"])


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("Kenya sold tea to Egypt.", None, None),
        ("Kenya sold tea to Egypt.", "en-GB", None),
        ("Kenya sold tea to Egypt.", "ru", "language 'ru'"),
        ("Кения продала чай Египту.", None, "Cyrillic script"),
        ("केन्या ने मिस्र को चाय बेची", None, "Devanagari script"),
        ("肯尼亚向埃及出售茶叶", None, "Cjk script"),
        ("The word for tea is чай.", None, None),
        ("2023 | 5,000", None, None),
        (
            "Le Kenya a vendu du thé en Égypte cette année. " * 12,
            None,
            "a language that is not English",
        ),
        ("The sale of tea to Egypt is the largest of the year. " * 12, None, None),
    ],
)
def test_a_document_that_is_not_english_is_told(text, stated, expected):
    assert unsupported_language(text, stated) == expected


def test_every_format_has_a_reader():
    assert set(READERS) == {".txt", ".md", ".html", ".htm", ".pdf", ".docx"}
