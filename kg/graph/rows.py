"""Rows of an answer: a list of dictionaries that pandas, Polars and a notebook take.

    g.query("exports").pandas()

in    dictionaries with the same keys
out   the same, as a data frame or as HTML
next  kg.graph.queries gives them, notebooks show them

pandas and Polars are optional: `pip install 'kg[frames]'`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from kg.errors import InputError

__all__ = ["Rows"]

_T = TypeVar("_T")
#: Rows that a notebook shows.
SHOWN = 60


class Rows(list[dict[str, _T]]):
    """A list of rows that knows its columns, also where there is no row.

    Examples:
        >>> rows = Rows([{"goods": "tea", "year": 2024}], ["goods", "year"])
        >>> rows == [{"goods": "tea", "year": 2024}], rows.columns
        (True, ('goods', 'year'))

    """

    def __init__(self, rows: Iterable[dict[str, _T]], columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    def pandas(self) -> Any:
        """Return a pandas.DataFrame; its columns are there without rows too.

        Raises:
            InputError: pandas is not installed.

        Examples:
            >>> list(Rows([], ["goods"]).pandas().columns)
            ['goods']

        """
        return _module("pandas").DataFrame(list(self), columns=list(self.columns))

    def polars(self) -> Any:
        """Return a polars.DataFrame; a column of different sorts of values becomes text.

        Raises:
            InputError: Polars is not installed.

        Examples:
            >>> Rows([{"year": None}, {"year": 2024}], ["year"]).polars()["year"].to_list()
            [None, 2024]
            >>> Rows([{"v": 1}, {"v": "a"}], ["v"]).polars()["v"].to_list()
            ['1', 'a']

        """
        polars = _module("polars")
        data = {}
        for name in self.columns:
            values: list[Any] = [row[name] for row in self]
            if len({type(value) for value in values if value is not None}) > 1:
                values = [None if value is None else str(value) for value in values]
            data[name] = values
        return polars.DataFrame(data, schema=None if self else list(self.columns))

    def _repr_html_(self) -> str:
        """Return the first rows as a table, for notebooks."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{_cells(row, self.columns)}</tr>" for row in self[:SHOWN])
        more = f"<p>and {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f"<table><tr>{head}</tr>{body}</table>{more}"


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    """The cells of a row, nothing in them that could be a tag."""
    return "".join(
        f"<td>{'' if row[name] is None else html.escape(str(row[name]))}</td>" for name in columns
    )


def _module(name: str) -> ModuleType:
    """An optional package.

    Raises:
        InputError: It is not installed.

    """
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(f"{name} is not installed: pip install {name}") from error
