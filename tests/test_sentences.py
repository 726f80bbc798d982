"""kg.reading.sentences and parse: where a sentence ends, and that the parser keeps to it."""

import pytest

from kg.model import Sentence
from kg.reading.blocks import find_blocks
from kg.reading.parse import parse, parse_all
from kg.reading.sentences import split_sentences


def sentences(text):
    return [text[s.start : s.end] for s in split_sentences(text, find_blocks(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Treasury and Mr. Kagame met Gen. Otieno on Jan. 20, 2026, at 10 a.m. sharp.",
        "Trade rose to $4.88 billion, or about Rs. 400 crore, says No. 7 of the series.",
        "The President of Kenya, H.E. Mr. Tom Mboya, and H.E. Jane Doe spoke.",
        "K. P. Oli flew to Seoul with officers of Tata Power Ltd. and three others, viz. Rao.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


def test_ends_at_stops_quotes_and_questions():
    text = 'He said: "We agree." They left! Who pays? Nobody in the U.S. They know.'
    assert sentences(text) == [
        'He said: "We agree."',
        "They left!",
        "Who pays?",
        "Nobody in the U.S.",
        "They know.",
    ]


def test_the_term_of_an_item_stands_outside_its_sentences():
    assert sentences("Plans\nRail: A line is planned. It is long.") == [
        "Plans",
        "A line is planned.",
        "It is long.",
    ]


def test_no_sentence_crosses_a_block_or_is_empty():
    text = "Heading\nFirst. Second.\n- item one\n- item two\n"
    blocks = find_blocks(text)
    for s in split_sentences(text, blocks):
        block = blocks[s.block]
        assert block.start <= s.start < s.end <= block.end


def test_the_parser_starts_its_sentences_where_ours_start():
    text = "Heading one\nKenya sells tea. It buys power.\n"
    found = split_sentences(text, find_blocks(text))
    doc = parse(text, found)
    starts = {t.idx for t in doc if t.is_sent_start}
    assert {s.start for s in found} <= starts
    assert doc.text == text
    assert [t.text for t in doc if t.dep_ == "nsubj"] == ["Kenya", "It"]


def test_documents_come_back_in_order_whatever_the_batch():
    texts = [(f"Kenya sells {n} tonnes.", [Sentence(0, 0, 16 + len(str(n)), 0)]) for n in range(5)]
    assert [d.text for d in parse_all(texts, batch=2)] == [t for t, _ in texts]


def test_nothing_gives_no_sentence():
    assert split_sentences("", []) == []


def test_a_parsed_sentence_begins_where_ours_does_and_where_one_of_ours_ends():
    text = "Tea - Kenya sold it. ## I pay! x"
    ours = [Sentence(0, 0, 20, 0), Sentence(1, 24, 30, 0)]
    starts = [token.text for token in parse(text, ours) if token.is_sent_start]
    assert starts == ["Tea", "#", "I", "x"]
    assert [t.text for t in parse("Tea", []) if t.is_sent_start] == ["Tea"]
    assert len(parse("", [])) == 0
