"""Plans without a verb of planning: items under a heading of what is to come, and priorities."""

import pytest

from kg.claims.clauses import find_statements
from kg.claims.plan_items import emphasised, foreseen_items
from kg.claims.plan_labels import label_of
from kg.model import Document
from kg.reading.reading import read_document

HEAD = "Chile and Peru met in Lima.\n\nNext Steps\n"


def read(text):
    return read_document(Document("note.txt", text, ""))


def items(text):
    reading = read(text)
    spans = [s for x in find_statements(reading) for s in foreseen_items(reading, x)]
    return [label_of(reading, *span) for span in spans]


def stressed(text):
    reading = read(text)
    spans = [emphasised(reading, s) for s in find_statements(reading)]
    return [text[a:b] for a, b in filter(None, spans)]


@pytest.mark.parametrize(
    ("item", "labels"),
    [
        ("Fisheries: Opening two ports to trawlers.", ["open two ports to trawlers"]),
        ("Health: Joint production of vaccines.", ["joint production of vaccines"]),
        (
            "Health: Joint production of vaccines and staff exchange.",
            ["joint production of vaccines", "staff exchange"],
        ),
        ("Power: Long-term contracts, plus research on wind.", ["research on wind"]),
        ("Roads: Widening roads, bridges and tunnels.", ["widen roads, bridges and tunnels"]),
        ("Fisheries pact: Admitting trawlers to both ports.", []),  # an agreement
        ("Power: The dam was opened in 2011.", []),  # a fact
    ],
)
def test_items_under_a_heading_of_what_is_to_come_are_plans(item, labels):
    assert items(f"{HEAD}{item}\nEnergy: New wind farms.") == [*labels, "new wind farms"]


def test_items_under_another_heading_are_no_plans():
    assert items("Chile and Peru met.\n\nExports\nFish: Tinned tuna.\nOre: Copper.") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Cutting the deficit is a priority for both.", ["Cutting the deficit"]),
        ("The talks focused on building a bridge.", ["building a bridge"]),
        ("The visit emphasises deepening trade with Peru.", ["deepening trade with Peru"]),
        ("Cutting the deficit is not a priority for Chile.", []),
        ("Cutting the deficit is a mistake.", []),
        ("Farmers focused on building a bridge.", []),  # people, not talks
    ],
)
def test_priorities_are_plans(text, spans):
    assert stressed(text) == spans


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The second bridge is due to open next spring.", "second bridge to open next spring"),
        (
            "A sea link between Lima and Quito is to be discussed.",
            "discuss sea link between Lima and Quito",
        ),
        (
            "The work on a second line goes on between the firms.",
            "work on a second line between the firms",
        ),
        ("The joint commission was to meet in Quito.", "joint commission to meet in Quito"),
        ("Farmers will pay less.", "pay less"),
        ("They want the pipeline to be ready by 2030.", "pipeline ready by 2030"),
        ("Peru will sell gas.", "sell gas"),
        ("and open a school in Arica", "open a school in Arica"),
    ],
)
def test_labels_name_what_happens(text, label):
    assert label_of(read(text), 0, len(text)) == label
