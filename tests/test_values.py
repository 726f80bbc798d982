"""Amounts of money and quantities, in base units."""

import pytest

from kg.reading.units import declared_marks, units
from kg.reading.values import find_amounts, find_numbers


def amounts(text):
    return [(text[a.start : a.end], a.value, a.high, a.unit) for a in find_amounts(text)]


CASES = [
    ("Rs 450 crore", [("Rs 450 crore", 4.5e9, None, "INR")]),
    ("Rs.1,20,000 crore", [("Rs.1,20,000 crore", 1.2e12, None, "INR")]),
    ("1.5 lakh crore rupees", [("1.5 lakh crore rupees", 1.5e12, None, "INR")]),
    ("US$ 2.86 billion", [("US$ 2.86 billion", 2.86e9, None, "USD")]),
    ("EUR 5.4 bn", [("EUR 5.4 bn", 5.4e9, None, "EUR")]),
    ("€930m", [("€930m", 9.3e8, None, "EUR")]),
    ("RM5.2bn", [("RM5.2bn", 5.2e9, None, "MYR")]),
    ("40 billion Norwegian kroner", [("40 billion Norwegian kroner", 4e10, None, "NOK")]),
    ("half a billion dollars", [("half a billion dollars", 5e8, None, "USD")]),
    ("$2-3 billion", [("$2-3 billion", 2e9, 3e9, "USD")]),
    ("500 to 600 million dollars", [("500 to 600 million dollars", 5e8, 6e8, "USD")]),
    (
        "rose from 500 to 600 million dollars",
        [("500", 5e8, None, "USD"), ("600 million dollars", 6e8, None, "USD")],
    ),
    ("50.78 million kg", [("50.78 million kg", 50780.0, None, "tonne")]),
    ("1.2mt", [("1.2mt", 1.2e6, None, "tonne")]),
    ("5,000 MT", [("5,000 MT", 5000.0, None, "tonne")]),
    ("4 million barrels a day", [("4 million barrels a day", 4e6, None, "barrel_per_day")]),
    ("105,845 barrels for 2023", [("105,845 barrels", 105845.0, None, "barrel")]),
    ("20 bcm in 2024", [("20 bcm", 2e10, None, "cubic_metre")]),
    ("546 million kWh", [("546 million kWh", 5.46e8, None, "kilowatt_hour")]),
    ("9.6 gigawatts", [("9.6 gigawatts", 9600.0, None, "megawatt")]),
    ("rose 9.1 per cent", [("9.1 per cent", 9.1, None, "percent_change")]),
    ("a share of 9.1 per cent", [("9.1 per cent", 9.1, None, "percent")]),
    (
        "$1.5bn in 2019, 1.7bn in 2020",
        [("$1.5bn", 1.5e9, None, "USD"), ("1.7bn", 1.7e9, None, "USD")],
    ),
    (
        "4.26 and 61.4 billion dollars",
        [("4.26", 4.26e9, None, "USD"), ("61.4 billion dollars", 6.14e10, None, "USD")],
    ),
    ("$3m for 1.2 million people", [("$3m", 3e6, None, "USD")]),
    ("one point nine billion dollars", [("one point nine billion dollars", 1.9e9, None, "USD")]),
    ("a hundred thousand tonnes", [("a hundred thousand tonnes", 1e5, None, "tonne")]),
    (
        "nine hundred and twenty million euros",
        [("nine hundred and twenty million euros", 9.2e8, None, "EUR")],
    ),
    ("thirty-five megawatts", [("thirty-five megawatts", 35.0, None, "megawatt")]),
    ("one and a half tonnes", [("one and a half tonnes", 1.5, None, "tonne")]),
    (
        "three quarters of a million tonnes",
        [("three quarters of a million tonnes", 7.5e5, None, "tonne")],
    ),
    ("one hundred members and a tonne", []),
    ("Zambia bought K410 million", [("K410 million", 4.1e8, None, "ZMW")]),
    ("Peru bought K410 million", []),
    ("Chad paid 2 billion CFA francs", [("2 billion CFA francs", 2e9, None, "XAF")]),
    ("Mali paid 2 billion CFA francs", [("2 billion CFA francs", 2e9, None, "XOF")]),
    ("Sweden paid 3 billion kr", [("3 billion kr", 3e9, None, "SEK")]),
    (
        "120 head of cattle and 5 TEU",
        [("120 head of cattle", 120.0, None, "item"), ("5 TEU", 5.0, None, "item")],
    ),
    ("In 2019 some 12 ministers met 5 m from the gate.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda x: str(x)[:40])
def test_an_amount_is_read_in_base_units(text, expected):
    assert amounts(text) == expected


def test_a_text_may_declare_what_a_mark_means():
    assert amounts("Values in Nepalese rupees (Rs). Sales: Rs 5 billion") == [
        ("Rs 5 billion", 5e9, None, "NPR")
    ]


def test_a_shared_name_means_the_currency_of_the_country_named_most():
    assert declared_marks("Sri Lanka paid Rs 4 billion; Sri Lanka owes more.") == {
        "Rs": "LKR",
        "rupees": "LKR",
    }
    assert declared_marks("It paid Rs 4 billion.") == {}


def test_a_bare_number_is_found_where_its_unit_is_declared_elsewhere():
    text = "Fuels: 47,824.9 (56,873.2) in 2024, $5 more"
    assert [a.value for a in find_numbers(text, 7, len(text))] == [47824.9, 56873.2]
    assert find_numbers("none", 0, 4) == []


def test_every_currency_code_is_a_mark():
    assert {"USD", "INR", "AED", "JPY"} <= set(units().before)
