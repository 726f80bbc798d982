"""What a sentence leaves unsaid is carried by structure, and reset by it."""

from kg.model import Document
from kg.reading.context import contexts, country_of, document_pair
from kg.reading.reading import read_document

BRIEF = """Kenya and Peru: trade in 2024

Prepared in March 2025. Amounts in US$ million. Figures in brackets are for 2023.

Overview

Kenya's exports to Peru were small.

Exports: 12.4 (11.0)

Kenya and Chile, 2022

Exports: 3.1
"""


def read(text):
    return read_document(Document("a", text, ""))


def context_of(text, words):
    reading = read(text)
    sentence = next(s for s in reading.sentences if words in reading.words(s))
    return contexts(reading)[sentence.index]


def test_a_note_in_the_head_holds_for_the_whole_document():
    context = context_of(BRIEF, "12.4")
    assert (context.pair, context.perspective) == (("Kenya", "Peru"), "Kenya")
    assert (context.unit, context.scale) == ("USD", 1e6)
    assert context.period.value == "2024"
    assert context.bracket.value == "2023"


def test_a_heading_sets_pair_and_period_for_its_section():
    context = context_of(BRIEF, "3.1")
    assert context.pair == ("Kenya", "Chile")
    assert context.period.value == "2022"
    assert context.unit == "USD"


def test_a_period_in_running_text_holds_for_its_paragraph_only():
    text = "Peru and Kenya\n\nIn 2019 Peru sold tea to Kenya. It grew.\n\nIt fell later."
    assert context_of(text, "It grew").period.value == "2019"
    assert context_of(text, "It fell").period is None


def test_there_is_one_context_a_sentence_and_none_for_an_empty_text():
    reading = read(BRIEF)
    assert [c.sentence for c in contexts(reading)] == [s.index for s in reading.sentences]
    assert contexts(read("")) == []


def test_a_document_that_names_one_country_has_no_pair():
    assert document_pair(read("Peru sold tea. Peru sold more.")) is None


def test_a_demonym_speaks_of_its_country():
    reading = read("Kenyan tea was sold.")
    assert [country_of(reading, m) for m in reading.mentions] == ["Kenya"]


def test_towns_and_people_speak_for_the_country_they_belong_to():
    text = (
        "Uzbekistan and China matter less. The Peruvian ambassador was in Lima. "
        "Arequipa, Cusco and Trujillo sell tea. Kenya buys it, and Kenya pays."
    )
    assert document_pair(read(text)) == ("Peru", "Kenya")
    assert document_pair(read("Lima, Cusco and Arequipa sell tea.")) is None


def test_the_second_of_two_countries_that_trade_is_between_owns_no_figures():
    text = "Brief\n\nKenya-Peru trade grew; Kenya/Peru trade shrank. Kenya and Peru trade tea."
    text += " Kenya's exports to Peru grew."
    assert contexts(read_document(Document("a", text, "")))[-1].perspective == "Kenya"


def test_a_country_that_opens_a_flow_owns_it():
    text = "Brief\n\nKenya and Peru met. Peru trade grew. Peru's exports to Kenya grew."
    assert contexts(read_document(Document("a", text, "")))[-1].perspective == "Peru"
