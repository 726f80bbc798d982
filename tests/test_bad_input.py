"""What people really give by mistake: one clear line on stderr, status 2, nothing lost."""

import os
import subprocess
import sys

import pytest

GOOD = "Kenya exports tea to Egypt."


def kg(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True
    )


@pytest.fixture
def store(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    path = tmp_path / "s"
    assert kg("build", tmp_path / "good.txt", "--store", path).returncode == 0
    return path


BAD = {
    "missing": (None, "no such file or folder"),
    "empty": (b"", "no text in it"),
    "binary": (b"\x7fELF\x02\x01\x01\x00" + bytes(200), "binary, not text"),
    "wrong encoding": ("Кения продаёт чай Египту".encode("koi8-r"), "unknown encoding"),
    "50 MB of noise": (b"\xa7\x01noise \xf0" * 5_000_000, "too large"),
    "too long": (b"Kenya exports tea. " * 60_000, "too long"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_document_is_one_line_and_the_graph_stays(case, store, tmp_path):
    content, message = BAD[case]
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    before = sorted(os.listdir(store)), kg("query", "sources", "--store", store).stdout
    done = kg("build", tmp_path / "good.txt", path, "--store", store, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "bad.txt" in done.stderr
    assert message in done.stderr
    assert (sorted(os.listdir(store)), kg("query", "sources", "--store", store).stdout) == before
    assert not (tmp_path / "out").exists()


def test_a_windows_file_is_read_with_a_word_on_stderr(store, tmp_path):
    (tmp_path / "win.txt").write_bytes("Kenya sold tea to Egypt – at last.".encode("cp1252"))
    done = kg("build", tmp_path / "win.txt", "--store", store)
    assert done.returncode == 0
    assert done.stderr.startswith("kg: win.txt: not UTF-8, read as Windows-1252")


def test_a_document_that_is_not_english_is_skipped_with_a_word(store, tmp_path):
    (tmp_path / "ru.txt").write_text("Кения продаёт чай Египту.", encoding="utf-8")
    done = kg("build", tmp_path / "good.txt", tmp_path / "ru.txt", "--store", store)
    assert (done.returncode, done.stderr) == (
        0,
        "kg: skipped ru.txt: Cyrillic script: kg reads English\n",
    )


def test_bad_files_of_a_folder_are_listed_at_the_end(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    done = kg("build", folder, "--store", tmp_path / "s")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0] == "kg: 1 files cannot be read and are not in the graph"
    assert len(lines) == 2
    assert lines[1].startswith(f"kg:   {folder / 'bad.txt'}  binary, not text")
    assert "good.txt" in kg("query", "sources", "--store", tmp_path / "s").stdout
