"""Training of the kinds of names: what an example is, and that the bytes are always the same.

To add a case of the class of a name, add a row to CLASSES.
"""

import json

import pytest

from kg.training.kinds import kind_of, name_examples, right_unseen, train

ACTORS = [
    {"name": "Tom Mboya", "kind": "person", "aliases": []},
    {"name": "Lima Chamber of Commerce", "kind": "organisation", "aliases": ["LCC"]},
    {"name": "Peru", "kind": "country", "aliases": ["Lima"]},
]
CLASSES = [
    ("Tom Mboya", "person"),
    ("TOM MBOYA", "person"),
    ("Mboya", "person"),
    ("Comrade Tom Mboya", "person"),
    ("Tom Smith", "none"),
    ("the LCC", "organisation"),
    ("Lima Chamber", "none"),
    ("Lima", "none"),
    ("Acme", "none"),
]


def test_classes_are_counted():
    assert len(CLASSES) == 9


@pytest.mark.parametrize(("name", "expected"), CLASSES, ids=[c[0] for c in CLASSES])
def test_class_of_a_name(name, expected):
    assert kind_of(name, ACTORS) == expected


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    for i in range(8):
        text = f"Mr Jon Obanor{'x' * i} of the Acme Board met the Xolo Board in May."
        actors = [{"name": f"Jon Obanor{'x' * i}", "kind": "person", "aliases": []}]
        actors += [{"name": "Acme Board", "kind": "organisation", "aliases": []}]
        (tmp_path / "docs" / f"d{i}.txt").write_text(text)
        (tmp_path / "gold" / f"d{i}.json").write_text(json.dumps({"actors": actors}))
    return tmp_path


def test_every_name_is_an_example(folder):
    found = [(e.document, e.name, e.label) for e in name_examples([folder])]
    assert found[:3] == [
        ("d0", "Jon Obanor", "person"),
        ("d0", "Acme Board", "organisation"),
        ("d0", "Xolo Board", "none"),
    ]
    assert len(found) == 24


def test_the_same_documents_give_the_same_bytes(folder):
    first, second = (train(name_examples([folder])) for _ in range(2))
    assert first == second
    assert json.loads(first)["classes"] == ["none", "organisation", "person"]


def test_names_of_documents_left_out_are_called_right_where_they_are_alike(folder):
    assert right_unseen(name_examples([folder])) == 1.0
