"""A document says the same in every format: its claims are those of its plain text."""

import io

import pytest

from kg.claims import find_claims
from kg.documents import read_document_bytes
from kg.reading.reading import read_document

HEADING = "Trade between Kenya and Egypt"
PARAGRAPHS = (
    "Kenyan exports of tea to Egypt reached $500 million in 2023, more than in any year before.",
    "On 4 May 2024 the two countries signed a fisheries agreement in Cairo after a year of talks.",
    "Trade between Kenya and Egypt amounted to $1.2 billion in 2022, and Kenya imported rice "
    "worth $80 million from Egypt in 2021.",
    "Kenya and Egypt will build a joint container terminal near Mombasa next year.",
)
ITEMS = ("Tea: Kenya supplies Egypt with black tea.", "Rice: Egypt sells rice to Kenya.")


def plain():
    return "\n\n".join((HEADING, *PARAGRAPHS)) + "\n\n" + "".join(f"- {i}\n" for i in ITEMS)


def markdown():
    return f"# {plain()}"


def page(around_before="", around_after=""):
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    items = "".join(f"<li>{i}</li>" for i in ITEMS)
    return (
        f"<html lang='en'><head><title>{HEADING}</title></head><body>{around_before}"
        f"<article><h1>{HEADING}</h1>{body}<ul>{items}</ul></article>{around_after}</body></html>"
    )


def page_with_menus():
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    cookies = (
        "<div id='cookie-banner' class='cookie-consent'><p>We and our partners in Peru and Japan "
        "use cookies to store data.</p><button>Accept all</button></div>"
    )
    foot = (
        "<aside><h3>Most read</h3><ul><li><a href='/x'>Peru exports copper to Japan</a></li></ul>"
        "</aside><footer><p>Copyright 2024. Terms of use.</p></footer>"
    )
    return page(cookies + menu, foot)


def word_file():
    docx = pytest.importorskip("docx")
    file = docx.Document()
    file.add_heading(HEADING, 1)
    for paragraph in PARAGRAPHS:
        file.add_paragraph(paragraph)
    for item in ITEMS:
        file.add_paragraph(item, style="List Bullet")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def pdf(columns):
    platypus = pytest.importorskip("reportlab.platypus")
    styles = pytest.importorskip("reportlab.lib.styles").getSampleStyleSheet()
    out = io.BytesIO()
    file = platypus.BaseDocTemplate(out, pagesize=(595, 842))
    width = (595 - 144 - 24 * (columns - 1)) / columns
    height = 600 if columns == 1 else 150
    frames = [
        platypus.Frame(72 + (width + 24) * i, 770 - height, width, height) for i in range(columns)
    ]
    file.addPageTemplates([platypus.PageTemplate(frames=frames)])
    story = [platypus.Paragraph(HEADING, styles["Heading1"])]
    story += [platypus.Paragraph(p, styles["BodyText"]) for p in PARAGRAPHS]
    story += [platypus.Paragraph(f"- {i}", styles["BodyText"]) for i in ITEMS]
    file.build(story)
    return out.getvalue()


def claims_of(name, content):
    """Every claim but for its place: what differs by format is where a line ends."""
    data = content if isinstance(content, bytes) else content.encode()
    reading = read_document(read_document_bytes(name, data))
    return sorted(
        (
            c.kind,
            " ".join(c.quote.split()),
            sorted((k, str(v)) for k, v in c.slots.items()),
            c.modality,
            c.attribution or "",
            c.confidence,
        )
        for c in find_claims(reading)
    )


FORMATS = {
    "markdown": ("t.md", markdown),
    "html": ("t.html", page),
    "html with menus and cookies": ("t.html", page_with_menus),
    "docx": ("t.docx", word_file),
    "pdf": ("t.pdf", lambda: pdf(1)),
    "pdf of two columns": ("t.pdf", lambda: pdf(2)),
    "utf-16": ("t.txt", lambda: plain().encode("utf-16")),
    "windows line ends": ("t.txt", lambda: plain().replace("\n", "\r\n")),
}


def test_the_text_has_claims_of_many_kinds():
    kinds = {claim[0] for claim in claims_of("t.txt", plain())}
    assert {"trade", "exports", "agreements"} <= kinds


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_claims_of_its_text(form):
    name, make = FORMATS[form]
    assert claims_of(name, make()) == claims_of("t.txt", plain())


@pytest.mark.filterwarnings("ignore::kg.documents.page.DocumentWarning")
def test_a_windows_text_gives_the_claims_of_its_text():
    text = plain().replace("more than", "– more than").replace("$80 million", "€80 million")
    assert claims_of("t.txt", text.encode("cp1252")) == claims_of("t.txt", text)
