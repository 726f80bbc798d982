"""kg.reading.blocks: what the layout sets apart, in every way people lay out a text."""

import pytest

from kg.reading.blocks import find_blocks, level_text


def shape(text):
    return [(b.kind, b.label, text[b.body : b.end]) for b in find_blocks(text)]


def test_reads_structure_without_blank_lines():
    text = (
        "Kenya and Ethiopia trade tea and power across a long border.\n"
        "What Kenya sells\n"
        "- Tea: black and green.\n"
        "Outlook\n"
        "Power line: A second link is planned.\n"
        "Q1: Who pays? Both do."
    )
    assert shape(text) == [
        ("paragraph", None, "Kenya and Ethiopia trade tea and power across a long border."),
        ("heading", None, "What Kenya sells"),
        ("item", "Tea", "black and green."),
        ("heading", None, "Outlook"),
        ("item", "Power line", "A second link is planned."),
        ("question", None, "Who pays?"),
        ("answer", None, "Both do."),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. The Parties met.", ("numbered", "1.", "The Parties met.")),
        ("(b) a protocol on fish;", ("item", None, "a protocol on fish;")),
        ("• Cement", ("item", None, "Cement")),
        ("2. Trade in 2024", ("heading", "2.", "Trade in 2024")),
        ("3. How big is it?", ("question", "3.", "How big is it?")),
        ("A. It is large.", ("answer", None, "It is large.")),
        ("Memorandum between the two banks on rice : signed", None),
    ],
)
def test_markers(line, expected):
    block = shape("A title\n\nSome words that are plainly a paragraph.\n\n" + line)[2]
    if expected is None:
        expected = ("item", "Memorandum between the two banks on rice", "signed")
    assert block == expected


def test_a_wrapped_paragraph_is_one_block_and_keeps_its_offsets():
    lines = [
        "The ministry in Nairobi said on Tuesday that the two sides would",
        "meet again in the spring, and that experts were to prepare a text",
        "on the sharing of power. Nobody in Addis Ababa objected to the elec-",
        "tricity price that had been named, though the opposition called it",
        "too high for households in the north of the country.",
    ]
    text = "\n".join(lines)
    [block] = find_blocks(text)
    assert (block.kind, block.start, block.end) == ("paragraph", 0, len(text))
    assert level_text(text, [block]) == text.replace("\n", " ")


def test_lines_that_end_their_sentences_are_paragraphs_of_their_own():
    text = "The first paragraph says one thing and then it ends.\nThe second says another thing."
    assert [b.kind for b in find_blocks(text)] == ["paragraph", "paragraph"]


def test_a_row_has_cells():
    text = "Trade\n\nYear | Exports | Imports\n2023 | 1.5 | 2.5\n"
    rows = [b for b in find_blocks(text) if b.kind == "row"]
    assert [[text[a:b] for a, b in row.cells] for row in rows] == [
        ["Year", "Exports", "Imports"],
        ["2023", "1.5", "2.5"],
    ]


def test_sections_are_the_title_the_heading_and_the_question():
    text = "Power across the border\n\nTrade\n\nQ: How much?\n\nA: Little, they say."
    assert [b.section for b in find_blocks(text)] == [
        (),
        ("Power across the border",),
        ("Power across the border", "Trade"),
        ("Power across the border", "Trade", "How much?"),
    ]


def test_levelling_keeps_every_offset():
    text = "Kenya’s “long‑term” plan\u00a0stands.\nIt’s here."
    levelled = level_text(text, find_blocks(text))
    assert levelled == "Kenya's \"long-term\" plan stands.\nIt's here."
    assert len(levelled) == len(text)


@pytest.mark.parametrize("text", ["", "   \n\t\n  "])
def test_nothing_gives_no_block(text):
    assert find_blocks(text) == []


def test_a_colon_before_a_quotation_makes_no_term():
    assert shape('He told reporters: "We are ready." They nodded.')[0][:2] == ("paragraph", None)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Tea from the highlands ........ USD 1.5 bn", "Tea from the highlands"),
        ("Imports from Ghana, first four months of fiscal year 2025/26: Rs 13 bn", None),
        ("What it was not: an alliance.", "What it was not"),
        ("NAIROBI, 12 January 2026: The two ministers met.", ""),
        ("They do not, and they cannot: the law says no.", ""),
        ("The price was clear: nobody would pay it.", ""),
    ],
)
def test_what_is_a_term(line, label):
    block = find_blocks("A title\n\n" + line)[1]
    expected = line.split(":")[0] if label is None else label or None
    assert (block.kind, block.label) == ("item" if expected else "paragraph", expected)


def test_slashes_make_columns_only_where_there_are_several():
    text = (
        "Years\n\nYear / Exports / Imports\n2012 / EUR 1 bn / EUR 2 bn\n\nCanada / Peru: a brief."
    )
    assert [b.kind for b in find_blocks(text)] == ["heading", "row", "row", "item"]


def test_a_first_line_with_a_bar_that_stands_alone_is_the_title():
    assert shape("TRADE NOTE | 20 June 2025\n\nThey met and they talked for two long days.")[0] == (
        "heading",
        None,
        "TRADE NOTE | 20 June 2025",
    )


def test_columns_of_figures_may_stand_near_and_years_alone_head_them():
    text = (
        "Trade\n               2022   2023\nTo Peru       37   30\nFrom Peru  72.4   71.5\nWe sell."
    )
    rows = [b for b in find_blocks(text) if b.kind == "row"]
    assert [[text[a:b] for a, b in row.cells] for row in rows] == [
        ["2022", "2023"],
        ["To Peru", "37", "30"],
        ["From Peru", "72.4", "71.5"],
    ]


def test_two_gaps_between_words_make_no_row():
    text = "Kenya and Peru\n\nTea  for  Peru left on Monday.\n\nThe  end of  it."
    assert [b.kind for b in find_blocks(text)] == ["heading", "paragraph", "paragraph"]


def test_a_short_line_over_a_blank_line_heads_no_table():
    text = "Brief\n\n2022   2023\n\nTo Peru       37   30\nTo Chile     7   3"
    assert [b.kind for b in find_blocks(text)] == ["heading", "heading", "row", "row"]
