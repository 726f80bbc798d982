"""The same documents give the same bytes, whatever the seed of Python's hashes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from kg.resources import resource


def build(out, seed, *documents):
    command = [sys.executable, "-m", "kg", "build", *documents, "--store", f"{out}-store"]
    done = subprocess.run(
        [*command, "--out", str(out)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def digests(folder):
    files = sorted(p for p in Path(folder).rglob("*") if p.is_file())
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files
    }


def test_two_builds_are_identical_byte_for_byte(tmp_path):
    documents = str(resource("data/documents"))
    build(tmp_path / "a", "1", documents)
    build(tmp_path / "b", "2", documents)
    first = digests(tmp_path / "a")
    assert len(first) == 21
    assert digests(tmp_path / "b") == first
    again = build(tmp_path / "a", "3", documents)
    assert "(unchanged)" in again.stdout
    assert digests(tmp_path / "a") == first
