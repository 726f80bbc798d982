"""Days, months, years, fiscal years and parts of them; the date of a document."""

import pytest

from kg.model import Document, Period
from kg.reading.blocks import find_blocks, level_text
from kg.reading.periods import document_date, find_periods

TODAY = "2026-02-18"  # a Wednesday


def periods(text, date=TODAY):
    return [(text[p.start : p.end], p.value) for p in find_periods(text, date)]


WRITTEN = [
    ("4 December 2025", ["2025-12-04"]),
    ("Dec. 4, 2025", ["2025-12-04"]),
    ("4-5 December 2025", ["2025-12-04/2025-12-05"]),
    ("30 May - 2 June 2024", ["2024-05-30/2024-06-02"]),
    ("No. 20 - 16 May 2025", ["2025-05-16"]),
    ("December 2025", ["2025-12"]),
    ("in 2025 and 2030", ["2025", "2030"]),
    ("FY25, fiscal 2024/25, FY 2024-25, 2024-25", ["2024-25 (fiscal)"] * 4),
    ("January-July 2024", ["2024 Jan-Jul"]),
    ("the first seven months of 2025", ["2025 Jan-Jul"]),
    ("H1 2025, the first half of 2025", ["2025 H1", "2025 H1"]),
    ("Q3 2024, the third quarter of 2024", ["2024 Q3", "2024 Q3"]),
    ("April-September 2025-26", ["2025-26 Apr-Sep (fiscal)"]),
    ("the year to June 2024", ["2023-07/2024-06"]),
    ("between June 2023 and May 2024", ["2023-06/2024-05"]),
    ("from 2015 to 2019; 2010-14", ["2015/2019", "2010/2014"]),
    ("the last six months of 2024", ["2024 Jul-Dec"]),
    ("summer of 2024", ["2024 Jun-Aug"]),
    ("2,025 tonnes; 2025 tonnes; $2025; the 1990s", []),
    ("They may march.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "values"), WRITTEN, ids=lambda x: str(x)[:40])
def test_a_written_period_needs_no_date_of_the_document(text, values):
    assert [value for _, value in periods(text, None)] == values


RELATIVE = [
    ("this year, last year", ["2026", "2025"]),
    ("last fiscal year, this fiscal", ["2024-25 (fiscal)", "2025-26 (fiscal)"]),
    ("this month", ["2026-02"]),
    ("last July", ["2025-07"]),
    ("on Monday, yesterday, today", ["2026-02-16", "2026-02-17", "2026-02-18"]),
    ("last week", ["2026-02-09/2026-02-15"]),
    ("three months ago, two years ago", ["2025-11", "2024"]),
    ("the fiscal year that ended in March", ["2024-25 (fiscal)"]),
    ("in October it fell", ["2025-10"]),
    ("it will meet in October", ["2026-10"]),
    ("In 2019 it fell; in September it rose", ["2019", "2019-09"]),
    ("In 2019 it fell; a year later it rose", ["2019", "2020"]),
    ("In January-May 2025 it fell; a year earlier", ["2025 Jan-May", "2024 Jan-May"]),
    ("in the first half of 2025; the same months of 2024", ["2025 H1", "2024 H1"]),
    ("In 2021 it was so; that year", ["2021", "2021"]),
    ("In June 2024; the month before", ["2024-06", "2024-05"]),
]


@pytest.mark.parametrize(("text", "values"), RELATIVE, ids=lambda x: str(x)[:40])
def test_a_relative_period_is_counted_from_the_document_or_the_period_before(text, values):
    assert [value for _, value in periods(text)] == values


def test_a_relative_day_without_a_date_to_count_from_is_none():
    assert periods("on Monday, last year, two years ago", None) == []


def test_a_period_has_its_first_and_last_day():
    assert find_periods("in FY25", None) == [
        Period(3, 7, "2024-25 (fiscal)", "2024-04-01", "2025-03-31")
    ]


def test_a_text_may_say_when_its_fiscal_year_begins():
    text = "The fiscal year runs from July to June. In 2024-25 it grew."
    assert find_periods(text, None)[-1].first == "2024-07-01"


def dated(text, date=None):
    blocks = find_blocks(text)
    return document_date(Document("a", text, "", date=date), level_text(text, blocks), blocks)


DATED = [
    ("LIMA, Jan. 20, 2026 - The two sides met on 3 May 2025.", "2026-01-20"),
    ("LIMA, 30 July 2025. Last week they met.", "2025-07-30"),
    ("Tea\n\nPrepared in March 2024\n\nIt sells tea.", "2024-03"),
    ("COUNTRY BRIEF: PERU, November 2025\n\nThe accord came on 3 May 2019.", "2025-11"),
    ("Tea\n\nThe sides signed an accord on 3 May 2025 in Lima, and it holds.", None),
]


@pytest.mark.parametrize(("text", "date"), DATED, ids=lambda x: str(x)[:40])
def test_a_document_is_dated_by_its_dateline(text, date):
    assert dated(text) == date


def test_the_metadata_win_over_the_dateline():
    assert dated("LIMA, Jan. 20, 2026 - They met.", "2026-01-21") == "2026-01-21"


def test_a_day_may_take_its_year_from_the_date_of_the_document():
    text = "He came on 9 November last year, on the 27th of May this year, and on 3 July."
    values = [p.value for p in find_periods(text, "2025-08-12")]
    assert values == ["2024-11-09", "2025-05-27", "2025-07-03"]


def test_a_day_of_last_year_is_unknown_where_the_document_has_no_date():
    assert find_periods("He came on 9 November last year.", None) == []


def test_a_month_may_follow_its_year():
    assert [p.value for p in find_periods("2014 May - to Tokyo", None)] == ["2014-05"]
    assert [p.value for p in find_periods("2014 May 3", None)] == ["2014", "2014-05-03"]


def test_a_year_to_come_does_not_date_what_is_told_as_past():
    past = "The goal is for 2036. He was there on 25 September."
    ahead = "The goal is for 2036. It is due on 25 September."
    assert [p.value for p in find_periods(past, "2025-12-22")] == ["2036", "2025-09-25"]
    assert [p.value for p in find_periods(ahead, "2025-12-22")] == ["2036", "2036-09-25"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, Feb 18 (wire copy) - The ship came. It left on January 30, 2025.", "2025-02-18"),
        ("LIMA, Feb 18 - The ship came. It left on 30 December 2024.", "2025-02-18"),
        ("LIMA, Feb 18 - The ship came.", None),
        ("LIMA, Dec 22 - It came. From January to October 2025 it lay in port.", "2025-12-22"),
        ("LIMA, Sep 2 - It came. From January to October 2025 it lay in port.", "2026-09-02"),
        ("Radio script. Studio of Cusco, 4 February 2025. Read aloud.", "2025-02-04"),
        ("He was in the studio of Cusco, 4 February 2025. He read aloud.", None),
        ("12 May 2025. The harbour wakes early and the cranes begin to move.", "2025-05-12"),
        ("12 May 1969. A pact is signed.\n\n3 June 1974. It is renewed.", None),
        ("12 May 1969. A pact is signed. It was renewed in 1994 and lapsed in 2004.", None),
        ("Talk with a miner (Interview: A. Paz. Published 4 May 2026.)", "2026-05-04"),
        (
            "The pact of the two was published 4 May 2026 in Lima and in Cusco, and it was read"
            " by many who had not read a pact before they read this one.",
            None,
        ),
        ("Sir - Why?\n\n[The letters are closed. - Ed. Cusco, 10 May 2026]", "2026-05-10"),
        ("Sir - Why?\n\nThe two ministers signed the long pact in Cusco, 10 May 2026.", None),
        ("TO BE ANSWERED ON 20.03.2025\n\nWill the minister say?", "2025-03-20"),
        ("QUESTIONS\n(Revised 2 September 2025)\n\nImports were stopped in March 2023. So it was.",
         "2025-09-02"),
        ("Imports from Cusco were stopped in March 2023. So it was.", None),
    ],
)  # fmt: skip
def test_a_head_dates_the_document(text, expected):
    assert document_date(Document("a.txt", text, ""), text, find_blocks(text)) == expected


def test_last_month_is_the_month_before_the_document():
    assert [p.value for p in find_periods("during last month's visit", "2025-08-12")] == ["2025-07"]
    assert [p.value for p in find_periods("the last months of 2024", "2025-08-12")] != ["2025-07"]
