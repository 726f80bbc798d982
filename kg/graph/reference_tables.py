"""Read curated tables: each row becomes slots, as the mapping beside the tables says.

    trade.csv    …,kenya,uganda,,FY2021-22,…,250000000,USD,export,gazette-2022,
        -> Entry("trade", "…", "trade", {"kind": "exports", "exporter": "Kenya",
                 "importer": "Uganda", "period": "2021-22 (fiscal)", "value": 250000000.0, …})

in    a folder of CSV files, and the mapping
out   Entries, by table and row
data  data/reference/mapping.yaml; the tables beside it
next  kg.graph.reference makes triples of them

To add a column to the graph, name it in the mapping; to read cells another way, write a
function and name it in READINGS.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataFileError
from kg.resources import resource

__all__ = ["Entry", "period_name", "read_entries"]

#: What parts the values of a cell.
SEPARATOR = ";"
FISCAL = re.compile(r"FY(\d{4}-\d\d)((?: .+)?)")


@dataclass(frozen=True)
class Entry:
    """A row of a table: what it is called, what it describes, and its cells as slots."""

    table: str
    key: str
    make: str  #: a name among MAKERS of kg.graph.reference
    slots: Mapping[str, Any]  #: empty cells are left out
    base: str | None = None  #: row of the same table of which this is another statement


def read_entries(folder: Path | None = None) -> list[Entry]:
    """Return the rows of the tables that the mapping names, in order of mapping and file.

    Args:
        folder: Where the tables are; those of data/reference by default. The mapping is
            that of data/reference for every folder.

    Returns:
        Entries; of a table that the folder lacks, none.

    Raises:
        DataFileError: A cell names an actor that the table of actors lacks, or holds words
            where a number is wanted.

    """
    home = resource("data/reference")
    mapping = yaml.safe_load((home / "mapping.yaml").read_text(encoding="utf-8"))
    place = folder or home
    rows = {name: _rows(place / f"{name}.csv") for name in mapping["tables"]}
    who = mapping["actors"]
    key = mapping["tables"][who["table"]]["key"]
    names = {row[key]: row[who["column"]] for row in rows[who["table"]]}
    entries: dict[tuple[str, str], Entry] = {}
    raw: dict[tuple[str, str], Mapping[str, str]] = {}
    for table, block in mapping["tables"].items():
        for line, row in enumerate(rows[table], 2):
            path = place / f"{table}.csv"
            slots = {
                slot: value
                for slot, column in block["slots"].items()
                if (value := _slot(column, row, names, path, line)) not in (None, "", ())
            }
            key = row[block["key"]]
            entries[table, key], raw[table, key] = Entry(table, key, block["make"], slots), row
    for (table, key), entry in list(entries.items()):
        found = _named_rows(entry, mapping["tables"][table], entries, place)
        entries[table, key] = replace(entry, slots={**entry.slots, **found})
    first = _Alternatives(re.compile(mapping["alternative"]), mapping.get("alternatives", {}))
    return [
        _with_base(
            entry, mapping["tables"][entry.table], first, entries, raw[entry.table, entry.key]
        )
        for entry in entries.values()
    ]


def period_name(cell: str) -> str:
    """Return a period as documents' periods are written.

    Examples:
        >>> period_name("FY2021-22"), period_name("FY2021-22 Apr-Aug"), period_name("2021 H1")
        ('2021-22 (fiscal)', '2021-22 Apr-Aug (fiscal)', '2021 H1')

    """
    found = FISCAL.fullmatch(cell)
    return f"{found[1]}{found[2]} (fiscal)" if found else cell


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table by column; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


#: What a cell is read with: its text, the names of actors by id, the pattern of its parts.
_Reading = Callable[[str, Mapping[str, str], str], Any]


def _list(cell: str, _names: Mapping[str, str], _pattern: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _all_names(cell: str, names: Mapping[str, str], pattern: str) -> tuple[str, ...]:
    found = [names[part] for part in _list(cell, names, pattern)]
    return tuple(dict.fromkeys(found))


def _only(cell: str, names: Mapping[str, str], _pattern: str) -> str | None:
    return None if not cell or SEPARATOR in cell else names[cell]


def _records(cell: str, names: Mapping[str, str], pattern: str) -> tuple[dict[str, str], ...]:
    """The named groups of each part; a part that does not match is all of the first group."""
    first = min(re.compile(pattern).groupindex.items(), key=lambda group: group[1])[0]
    parts = _list(cell, names, pattern)
    matches = [(part, re.fullmatch(pattern, part)) for part in parts]
    return tuple(
        {k: v for k, v in found.groupdict().items() if v} if found else {first: part}
        for part, found in matches
    )


#: How a cell may be read, by the word of the mapping.
READINGS: Mapping[str, _Reading] = {
    "text": lambda cell, _names, _pattern: cell,
    "list": _list,
    "name": lambda cell, names, _pattern: names[cell] if cell else None,
    "names": _all_names,
    "only": _only,
    "number": lambda cell, _names, _pattern: float(cell) if cell else None,
    "period": lambda cell, _names, _pattern: period_name(cell),
    "records": _records,
    "row": lambda cell, _names, _pattern: cell,  # see _named_rows
}


def _slot(
    column: str | Mapping[str, Any],
    row: Mapping[str, str],
    names: Mapping[str, str],
    path: Path,
    line: int,
) -> Any:
    """What a row holds for one slot."""
    said: Mapping[str, Any] = {"column": column} if isinstance(column, str) else column
    columns: Sequence[str] = said.get("columns") or [said["column"]]
    cell = SEPARATOR.join(row[name] for name in columns)
    cell = said.get("values", {}).get(cell, cell)
    try:
        return READINGS[said.get("as", "text")](cell, names, said.get("pattern", ""))
    except KeyError as error:
        raise DataFileError(path, line, f"{'/'.join(columns)}: no actor {error}") from error
    except ValueError as error:
        raise DataFileError(path, line, f"{'/'.join(columns)}: no number {cell!r}") from error


def _named_rows(
    entry: Entry,
    block: Mapping[str, Any],
    entries: Mapping[tuple[str, str], Entry],
    place: Path,
) -> dict[str, Mapping[str, Any]]:
    """Slots whose cell names a row of another table: what that row holds."""
    found: dict[str, Mapping[str, Any]] = {}
    for slot, said in block["slots"].items():
        if isinstance(said, str) or said.get("as") != "row" or slot not in entry.slots:
            continue
        key = said["table"], entry.slots[slot]
        if key not in entries:
            problem = f"{entry.key}: {said['table']} has no row {key[1]!r}"
            raise DataFileError(place / f"{entry.table}.csv", 1, problem)
        found[slot] = entries[key].slots
    return found


@dataclass(frozen=True)
class _Alternatives:
    """Which row another is a second statement of: by the ending of its key, or by name."""

    ending: re.Pattern[str]
    named: Mapping[str, str]

    def first(self, key: str) -> str | None:
        found = self.ending.fullmatch(key)
        return self.named.get(key, found["base"] if found else None)


def _with_base(
    entry: Entry,
    block: Mapping[str, Any],
    alternatives: _Alternatives,
    entries: Mapping[tuple[str, str], Entry],
    row: Mapping[str, str],
) -> Entry:
    """The entry, with what it shares with the row that describes the same thing."""
    first = alternatives.first(entry.key)
    key = first if first is not None and (entry.table, first) in entries else None
    base: Entry | None = None
    if "base" in block:
        described = block["base"]["row"].format(**row)
        base = entries.get((block["base"]["table"], described))
    elif key is not None:
        base = entries[entry.table, key]
    names = block.get("shared", ()) if base is not None else ()
    shared = {slot: base.slots[slot] for slot in names if base and slot in base.slots}
    return Entry(entry.table, entry.key, entry.make, {**entry.slots, **shared}, key)
