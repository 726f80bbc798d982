"""A store is written whole or not at all, and opened with one clear line where it cannot be."""

import fcntl
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.graph.store import content_digest, open_store, store_spec, write_store

TINY = Path(__file__).parent / "data" / "tiny.trig"


def quads(*words):
    node = NamedNode("http://x/s")
    return [Quad(node, NamedNode("http://x/p"), Literal(w), NamedNode("http://x/g")) for w in words]


def generations(folder):
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(("graph-", "building-")))


def test_what_is_written_is_read_back(tmp_path):
    assert write_store(tmp_path / "s", quads("tea", "coffee", "tea")) is True
    assert sorted(map(str, open_store(tmp_path / "s"))) == sorted(map(str, quads("tea", "coffee")))


def test_the_same_quads_in_another_order_change_nothing(tmp_path):
    folder = tmp_path / "s"
    write_store(folder, quads("tea", "coffee"))
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.name != "lock"}
    assert write_store(folder, quads("coffee", "tea")) is False
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.name != "lock"} == before
    assert content_digest(quads("tea", "coffee")) == content_digest(quads("coffee", "tea"))
    assert content_digest(quads("tea")) != content_digest(quads("coffee"))


def test_new_quads_replace_the_old_and_leave_nothing_behind(tmp_path):
    folder = tmp_path / "s"
    write_store(folder, quads("tea"))
    assert write_store(folder, quads("coffee")) is True
    assert len(generations(folder)) == 1
    assert sorted(map(str, open_store(folder))) == list(map(str, quads("coffee")))


def test_a_build_that_died_leaves_the_graph_and_is_cleaned_up_by_the_next(tmp_path):
    folder = tmp_path / "s"
    write_store(folder, quads("tea"))
    (folder / "building-999").mkdir()
    (folder / "building-999" / "half").write_text("x", encoding="utf-8")
    assert len(open_store(folder)) == 1
    write_store(folder, quads("coffee"))
    assert [name for name in generations(folder) if name.startswith("building")] == []


def test_two_builds_at_once_are_refused(tmp_path):
    folder = tmp_path / "s"
    write_store(folder, quads("tea"))
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another build is writing it"):
            write_store(folder, quads("coffee"))
    assert write_store(folder, quads("coffee")) is True


def test_a_folder_of_other_things_is_never_written_to(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files"):
        write_store(tmp_path, quads("tea"))
    with pytest.raises(StoreError, match="a file stands there"):
        write_store(tmp_path / "thesis.txt", quads("tea"))
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_rdf_files_are_opened_in_memory():
    assert len(open_store(TINY)) > 500
    assert len(open_store("memory:")) == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing", None, "no store there; build one with"),
        ("a.trig", "this is not { TriG", "cannot be opened"),
        ("a.txt", "tea", "not a store; give a store folder or a file of"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=message) as caught:
        open_store(path)
    assert "\n" not in str(caught.value)


def test_a_damaged_store_and_an_empty_folder_are_told(tmp_path):
    with pytest.raises(StoreError, match="no graph in this folder"):
        open_store(tmp_path)
    write_store(tmp_path / "s", quads("tea"))
    (tmp_path / "s" / "LATEST").write_text("graph-gone\n", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "s")


def test_the_default_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("KG_STORE", "elsewhere")
    assert (store_spec(), store_spec("here")) == ("elsewhere", "here")
    monkeypatch.delenv("KG_STORE")
    assert store_spec() == "build/store"
