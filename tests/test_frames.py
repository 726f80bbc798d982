"""Rows of answers as data frames, and questions that are asked by calling them."""

import pytest

import kg

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")


@pytest.fixture(scope="module")
def graph():
    return kg.open("tests/data/tiny.trig")


def test_a_question_is_asked_by_calling_it(graph):
    exports = graph.questions["exports"]
    assert exports(exporter="Kenya") == graph.query("exports", exporter="Kenya") != []
    assert exports(exporter=None) == graph.query("exports")
    assert exports.question == "What does one country export to another?"
    assert repr(exports) == (
        "<exports(exporter, importer): What does one country export to another?>"
    )


def test_every_question_gives_the_same_rows_to_both_kinds_of_frame(graph):
    for name, question in graph.questions.items():
        rows = question()
        columns = tuple(rows.columns)
        frame, polars = rows.pandas(), rows.polars()
        assert (tuple(frame.columns), tuple(polars.columns)) == (columns, columns), name
        as_text = [{k: None if v is None else str(v) for k, v in row.items()} for row in rows]
        assert [
            {k: None if pd.isna(v) else str(v) for k, v in row.items()}
            for row in frame.astype(object).to_dict("records")
        ] == as_text, name
        assert [
            {k: None if v is None else str(v) for k, v in row.items()} for row in polars.to_dicts()
        ] == as_text, name


def test_no_rows_still_have_columns(graph):
    rows = graph.query("SELECT ?a ?b { ?a irk:noSuchThing ?b }")
    assert rows == []
    assert list(rows.pandas().columns) == rows.polars().columns == ["a", "b"]


def test_a_notebook_shows_rows_and_runs_nothing_in_them(graph):
    rows = graph.query('SELECT ("<script>" AS ?a) ?b {}')
    assert rows._repr_html_() == (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>&lt;script&gt;</td><td></td></tr></table>"
    )
