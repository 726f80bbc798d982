"""Say what two or more independent sources tell alike: figures, stages of agreements, occasions.

    note.txt    "exports reached $3.1 billion in 2022"
    reference   3,100,000,000 USD, with the sources Gazette and Customs
        -> Confirmation("flow, Kenya to Uganda, all goods, 2022, USD", "3,100,000,000 USD",
                        ("Customs", "Gazette", "note.txt"), both rows)

in    a store
out   Confirmations, those with most sources first
next  kg conflicts --confirmed prints them

Sources are independent where their publishers differ; of a document without a publisher the
name of its file counts, and a source that is a document which was read counts as that one.
The sources of a row of the reference stand behind all that the row states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from kg.graph.comparable import CONCLUDED, FACTUAL, figure_frame, grouped, same
from kg.graph.conflicts import all_rows
from kg.graph.reference_rows import document_origins
from kg.graph.tables import Row

__all__ = ["Confirmation", "confirmations"]


@dataclass(frozen=True)
class Confirmation:
    """Rows that say the same, on independent sources."""

    about: str  #: what they are about, in words
    says: str  #: what they say
    sources: tuple[str, ...]  #: publishers and documents, by name; two at least
    rows: tuple[Row, ...]


def confirmations(store: Store) -> list[Confirmation]:
    """Return what two or more independent sources say alike.

    Args:
        store: With the graphs of documents, of the reference, or of both.

    Returns:
        Those with most sources first, then by what they are about; [] where there are none.

    """
    rows = all_rows(store)
    read = document_origins(store)
    found = [
        *_figures(rows["trade"], read),
        *_stages(rows["agreements"], read),
        *_occasions(rows["occasions"], read),
    ]
    return sorted(found, key=lambda c: (-len(c.sources), c.about, c.says))


def _figures(rows: Sequence[Row], read: Mapping[str, str]) -> Iterator[Confirmation]:
    """Figures of one frame that are the same, rounded to different digits at most."""
    for key, group in grouped(rows, figure_frame).items():
        left = sorted(group, key=lambda row: (abs(row["value"]), row["id"]))
        while left:
            value = abs(left[0]["value"])
            alike = [row for row in left if same(value, abs(row["value"]))]
            left = [row for row in left if row not in alike]
            finest = max((abs(row["value"]) for row in alike), key=lambda v: (len(f"{v:.15g}"), v))
            yield from _confirmed(key[:-1], f"{finest:,.15g} {key[4]}", alike, read)


def _stages(rows: Sequence[Row], read: Mapping[str, str]) -> Iterator[Confirmation]:
    """Agreements signed or in force, on the same day where one is given.

    A month or year confirms the day in it. A row that gives no day confirms the status alone.
    """
    for key, group in grouped(rows, _stage).items():
        about = (str(group[0]["label"]), key[1])
        dates = {str(row["date"] or "") for row in group}
        finest = [d for d in sorted(dates) if not any(o != d and o.startswith(d) for o in dates)]
        for date in finest:
            alike = [r for r in group if not date or (r["date"] and date.startswith(r["date"]))]
            yield from _confirmed(about, f"{key[2]} {date}".strip(), alike, read)
        if "" in dates - set(finest):
            yield from _confirmed(about, key[2], group, read)


def _stage(row: Row) -> tuple[str, ...] | None:
    if row["status"] not in CONCLUDED or row["modality"] not in FACTUAL:
        return None
    parties = " and ".join(sorted(row["parties"] or ()))
    return str(row["label"]).casefold(), parties, str(row["status"])


def _occasions(rows: Sequence[Row], read: Mapping[str, str]) -> Iterator[Confirmation]:
    """Summits, visits and the like that took place, with the day that the reference gives."""
    for group in grouped(rows, _occasion).values():
        first = next((row for row in group if row.get("origins")), group[0])
        about = (str(first["label"]), " and ".join(sorted(first["parties"] or ())))
        yield from _confirmed(about, f"took place {first['date']}", group, read)


def _occasion(row: Row) -> tuple[str, ...] | None:
    return (str(row["whole"]),) if row["modality"] in FACTUAL else None


def _confirmed(
    about: tuple[str, ...], says: str, rows: Sequence[Row], read: Mapping[str, str]
) -> Iterator[Confirmation]:
    """A confirmation, where the rows rest on more than one source."""
    sources = {
        origin
        for row in rows
        for origin in row.get("origins") or (read.get(row["document"], row["document"]),)
    }
    if len(sources) > 1:
        words = ", ".join(part for part in about if part)
        yield Confirmation(words, says, tuple(sorted(sources)), tuple(rows))
