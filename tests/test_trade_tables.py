"""Figures of trade in tables: heads, titles, origins, notes, and what is only foreseen."""

from kg.claims.trade import ruled_trade
from kg.model import Document
from kg.reading.reading import read_document


def rows(text):
    return [
        tuple(c.slots[k] for k in ("kind", "exporter", "importer", "value", "unit", "period"))
        for c in ruled_trade(read_document(Document("a", text, "")))
    ]


def test_a_row_under_origin_names_the_seller():
    table = (
        "Green coffee unloaded in Peru, thousand tonnes\n"
        "Origin        2023   2024\nKenya     9.6    18.5\n"
    )
    expected = [
        ("quantity", "Kenya", "Peru", 9600.0, "tonne", "2023"),
        ("quantity", "Kenya", "Peru", 18500.0, "tonne", "2024"),
    ]
    assert rows("COFFEE DESK\n\n" + table) == expected


def test_a_row_under_destination_names_the_buyer():
    text = (
        "KENYA AND PERU\n\nKenyan exports by destination, US$ million\n"
        "Destination | 2024\nPeru | 5\nChile | 7\n"
    )
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 5e6, "USD", "2024"),
        ("exports", "Kenya", "Chile", 7e6, "USD", "2024"),
    ]


def test_a_title_may_name_the_direction_alone():
    text = (
        "GAS WEEKLY\n\nPipeline gas, Kenya to Uganda (million cubic metres)\n\n"
        "  Crossing     May 2025   June 2025\n  Malaba        189        120\n"
    )
    assert rows(text) == [
        ("quantity", "Kenya", "Uganda", 1.89e8, "cubic_metre", "2025-05"),
        ("quantity", "Kenya", "Uganda", 1.2e8, "cubic_metre", "2025-06"),
    ]


def test_a_title_without_flow_or_direction_gives_nothing():
    text = (
        "RAIN WEEKLY\n\nRain in Kenya and Uganda (million cubic metres)\n\n"
        "  Station     May 2025   June 2025\n  Malaba        189        120\n"
    )
    assert rows(text) == []


NOTED = (
    "KENYA AND PERU\n\n   Year       Kenyan exports     Kenyan imports\n"
    "   2021         29                  16\n   2022         31                  18\n"
)


def test_a_note_under_a_table_declares_its_unit():
    assert rows(NOTED + "   (US$ million.)\n") == [
        ("exports", "Kenya", "Peru", 2.9e7, "USD", "2021"),
        ("imports", "Peru", "Kenya", 1.6e7, "USD", "2021"),
        ("exports", "Kenya", "Peru", 3.1e7, "USD", "2022"),
        ("imports", "Peru", "Kenya", 1.8e7, "USD", "2022"),
    ]


def test_a_sentence_under_a_table_declares_nothing():
    assert rows(NOTED + "\nThe two banks lent US$ million after US$ million.\n") == []


def test_a_head_may_be_a_unit_and_a_row_a_forecast():
    text = (
        "KENYA AND PERU\n\nKenya's sales to Peru\n  Season      tonnes    US$ million\n"
        "  2024         900         0.06\n  2026 (fc)    947         9.4\n"
    )
    assert rows(text) == [
        ("quantity", "Kenya", "Peru", 900.0, "tonne", "2024"),
        ("exports", "Kenya", "Peru", 60000.0, "USD", "2024"),
    ]


def test_a_first_row_of_one_cell_is_a_caption():
    text = (
        "Kenya and Peru\n\n| Kenya's trade with Peru, US$ million |  |  | \n|---|---|---|\n"
        "| Year | Exports to Peru | Imports from Peru | \n|---|---|---|\n| 2024 | 14.0 | 8.8 | \n"
    )
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 1.4e7, "USD", "2024"),
        ("imports", "Peru", "Kenya", 8.8e6, "USD", "2024"),
    ]


def test_a_head_of_years_alone_and_a_unit_in_a_first_cell_hold_for_the_rows_below():
    text = (
        "Kenya and Peru\n\nB. Trade\n                        2022     2023\n"
        "To Peru (US$ m)          379      301\nFrom Peru             72      715\n"
    )
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 379e6, "USD", "2022"),
        ("exports", "Kenya", "Peru", 301e6, "USD", "2023"),
        ("imports", "Peru", "Kenya", 72e6, "USD", "2022"),
        ("imports", "Peru", "Kenya", 715e6, "USD", "2023"),
    ]


def test_a_head_of_one_word_is_a_flow_however_it_is_parsed():
    text = (
        "Kenya and Peru: a brief\n\nTrade, US$ million\nYear\tExports\tImports\tTotal\n"
        "2022\t37\t72\t109\n"
    )
    assert rows(text) == [
        ("exports", "Kenya", "Peru", 37e6, "USD", "2022"),
        ("imports", "Peru", "Kenya", 72e6, "USD", "2022"),
        ("total", None, None, 109e6, "USD", "2022"),
    ]


def test_a_head_of_one_word_that_is_no_flow_gives_nothing():
    text = "Kenya and Peru: a brief\n\nUS$ million\nYear\tRainfall\tPupils\n2022\t37\t72\n"
    assert rows(text) == []
