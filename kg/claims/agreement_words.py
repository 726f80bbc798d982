"""The words of agreements: what is one, what kind it is, what can happen to it.

    "memorandum" -> kind mou; "fall through" with an agreement as subject -> cancelled

in    data files
out   AgreementWords, loaded once and checked
data  data/lexicon/agreement_nouns.csv, agreement_noun_companions.csv, agreement_names.csv,
      data/patterns/agreements.yaml
next  kg.claims.agreement_candidates, agreement_status

To add a kind of agreement, add a row; to add a verb of status, add it to its
list with a sentence that must and one that must not give it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["KINDS", "ROLES", "STATUSES", "AgreementWords", "Noun", "load_words", "read_words"]

KINDS = ("treaty", "mou", "contract", "declaration", "programme", "joint_venture", "pact", "other")
STATUSES = (
    "signed",
    "in_force",
    "under_negotiation",
    "proposed",
    "expected",
    "cancelled",
    "denied",
)
#: How surely a noun names an agreement: in any company, under a verb that is said of one, beside
#: a companion, or as a prospect that came to nothing.
STRENGTHS = ("strong", "weak", "company", "prospect")
#: Sets of words of the status file that stand beside the words of status.
SETS = ("generic", "soft", "heading", "content", "container", "listing", "denying", "another")
#: How a word of status stands to the agreement.
ROLES = ("object", "subject", "noun", "preposition", "cue")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can name an agreement."""

    kind: str
    strong: bool  #: whether it names one in any company
    alone: bool = True  #: whether it can name one without a companion
    prospect: bool = False  #: whether it names what only counts when it comes to nothing


@dataclass(frozen=True)
class AgreementWords:
    """Everything the data files say of agreements."""

    nouns: Mapping[str, Noun]  #: by lemma
    companions: Mapping[tuple[str, str], str]  #: (weak noun, word beside it) -> kind
    names: Mapping[str, tuple[str, str]]  #: short name -> (label, kind)
    statuses: Mapping[tuple[str, str], str]  #: (role, word) -> status
    generic: frozenset[str]  #: words of status that tell only of a strong noun
    soft: frozenset[str]  #: verbs by which "agreed to" tells of a plan
    headings: frozenset[str]  #: words of headings of what is to come
    content: frozenset[str]  #: verbs by which a text says what it is about
    container: frozenset[str]  #: nouns whose complement is what is agreed: "a request to reopen it"
    listing: frozenset[str]  #: verbs that only list: "among them were"
    denying: frozenset[str]  #: words that deny, whatever is denied
    another: frozenset[str]  #: what follows "another" that stands for an agreement
    examples: tuple[tuple[str, str | None], ...]  #: sentence, status it must give or None


@cache
def load_words() -> AgreementWords:
    """The shipped words.

    Raises:
        DataFileError: A data file is malformed.

    """
    return read_words(resource("data/lexicon"), resource("data/patterns") / "agreements.yaml")


def read_words(lexicon: Path, patterns: Path) -> AgreementWords:
    """Read the words from a folder of tables and a file of statuses.

    Args:
        lexicon: Folder with the three tables.
        patterns: The YAML file of status words.

    Raises:
        DataFileError: A kind, strength or status is not one of those that exist.

    """
    nouns: dict[str, Noun] = {}
    path = lexicon / "agreement_nouns.csv"
    for line, row in _rows(path):
        strength = row["strength"]
        if strength not in STRENGTHS:
            raise DataFileError(path, line, f"strength {strength!r}: {', '.join(STRENGTHS)}")
        kind = _kind(path, line, row["kind"])
        nouns[row["noun"]] = Noun(
            kind, strength == "strong", strength != "company", strength == "prospect"
        )
    path = lexicon / "agreement_noun_companions.csv"
    companions = {
        (row["noun"], row["companion"]): _kind(path, line, row["kind"]) for line, row in _rows(path)
    }
    path = lexicon / "agreement_names.csv"
    names = {
        row["name"]: (row["label"], _kind(path, line, row["kind"])) for line, row in _rows(path)
    }
    statuses, sets, examples = _read_statuses(patterns)
    return AgreementWords(
        nouns,
        companions,
        names,
        statuses,
        sets["generic"],
        sets["soft"],
        sets["heading"],
        sets["content"],
        sets["container"],
        sets["listing"],
        sets["denying"],
        sets["another"],
        examples,
    )


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), 2))


def _kind(path: Path, line: int, kind: str) -> str:
    if kind not in KINDS:
        raise DataFileError(path, line, f"kind {kind!r}: one of {', '.join(KINDS)}")
    return kind


def _read_statuses(
    path: Path,
) -> tuple[
    dict[tuple[str, str], str], dict[str, frozenset[str]], tuple[tuple[str, str | None], ...]
]:
    """Status by (role, word), the generic and the soft words, and the examples."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    statuses: dict[tuple[str, str], str] = {}
    examples: list[tuple[str, str | None]] = []
    for number, entry in enumerate(entries, 1):
        status = entry.get("status")
        if status not in STATUSES:
            raise DataFileError(path, number, f"entry {number}: unknown status {status!r}")
        for role in ROLES:
            for word in entry.get(role, []):
                other = statuses.setdefault((role, word), status)
                if other != status:
                    raise DataFileError(path, number, f"{word!r} is both {other} and {status}")
        examples += [(text, expected) for text, expected in entry.get("says", [])]
        examples += [(text, None) for text in entry.get("not", [])]
    sets = {key: frozenset(w for entry in entries for w in entry.get(key, [])) for key in SETS}
    return statuses, sets, tuple(examples)
