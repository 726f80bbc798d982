"""The fast way of taking an address apart gives what the standard library gives, for any text."""

from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.serving.problems import ProblemError
from kg.serving.requests import form_pairs

#: The same examples each time, none kept.
same = settings(derandomize=True, database=None, deadline=None, max_examples=500)
#: What decides: percent signs with and without two digits, in either case, bytes of UTF-8 in order
#: and out of it, and what parts names and values.
ESCAPES = "% %2 %g %25 %2525 %2B %2b %26 %3D %20 %C3%A9 %c3%a9 %E9 %FF %00"
PIECES = st.sampled_from([*ESCAPES.split(), *"+&=;aAF02é€😀"])
ADDRESSES = st.lists(PIECES, max_size=12).map("".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def as_the_library(address):
    """Names and values, or None where the bytes are no UTF-8."""
    try:
        return parse_qsl(address, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        return None


def as_we(address):
    try:
        return form_pairs(address)
    except ProblemError as problem:
        return None if "is not UTF-8" in problem.detail else problem


@same
@given(ADDRESSES)
def test_any_address_is_taken_apart_as_the_library_does(address):
    assert as_we(address) == as_the_library(address)


@same
@given(ADDRESSES)
def test_any_form_is_taken_apart_as_the_library_does(address):
    assert as_we(address.encode()) == as_the_library(address)


@pytest.mark.parametrize("encode", [quote, quote_plus])
@same
@given(name=TEXTS, value=TEXTS)
def test_what_was_encoded_comes_back(encode, name, value):
    assert form_pairs(f"{encode(name, safe='')}={encode(value, safe='')}") == [(name, value)]
    lower = encode(value, safe="").replace("%3C", "%3c").replace("%0A", "%0a")
    assert form_pairs(f"query={lower}") == [("query", value)]
