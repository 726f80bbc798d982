"""The figures of kg evaluate are those of the reference scorer, and its parts do what they say.

tests/data/scoring/rows.json holds rows made from gold facts by leaving out, shifting and
spoiling some; expected.txt is what the reference scorer printed for them.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.documents import read_document_file
from kg.errors import DataFileError, InputError
from kg.evaluate import (
    KINDS,
    DocumentScore,
    Evaluation,
    evaluate_folder,
    score_document,
    trained_on,
)
from kg.evaluate.calibration import calibration
from kg.evaluate.frozen import differences, figures, freeze, read_frozen
from kg.evaluate.matching import match, right_slots
from kg.evaluate.scoring import Counts, count, interval, macro_f1, total

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data" / "scoring"
DOCUMENTS = {
    "seed": ["000_ca7f14e56d700761"],
    "dev": [
        "A01-s400-qingdao-wire",
        "B02-lok-sabha-answer",
        "B03-customs-data-note",
        "C01-china-deficit-wire",
        "H01-friendship-treaty-wire",
        "M01-toulon-council",
    ],
}


def scored():
    rows = json.loads((DATA / "rows.json").read_text(encoding="utf-8"))
    scores = []
    for folder, stems in DOCUMENTS.items():
        for stem in stems:
            base = ROOT / "data" / "gold" / folder
            gold = json.loads((base / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
            document = read_document_file(base / "docs" / gold["doc"])
            own = {k: [r for r in rs if r["document"] == gold["doc"]] for k, rs in rows.items()}
            scores.append(score_document(document, own, gold))
    return Evaluation(tuple(scores))


def test_the_figures_are_those_of_the_reference_scorer():
    result = scored()
    lines = []
    for kind in KINDS:
        c = result.kind(kind)
        slots = " ".join(f"{name}={hit}/{of}" for name, (hit, of) in c.slots.items())
        lines.append(
            f"{kind:13s} gold {c.gold:4d} found {c.found:4d}  P {c.precision:.2f} "
            f"R {c.recall:.2f} F1 {c.f1:.2f}  all slots right F1 {c.strict_f1:.2f}  {slots}"
        )
    lines.append(f"macro-F1 (all slots) {result.macro_f1:.3f}")
    assert lines == (DATA / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_interval_holds_the_figure_and_is_the_same_twice():
    counts = [d.counts for d in scored().documents]
    low, high = interval(counts)
    assert low < macro_f1(counts) < high
    assert interval(counts) == (low, high)
    assert interval(counts[:1]) is None
    low, high = interval(counts, ["trade"])
    assert low < total(c["trade"] for c in counts).strict_f1 < high


def test_empty_rows_score_nothing_and_perfect_rows_everything():
    text = "Kenya sold tea to Egypt."
    fact = {"exporter": "Kenya", "importer": "Egypt", "commodity": "tea", "quote": text}
    assert count("exports", [], [fact], text).strict_f1 == 0.0
    perfect = count("exports", [fact], [fact], text)
    assert (perfect.precision, perfect.recall, perfect.strict_f1) == (1.0, 1.0, 1.0)
    swapped = {**fact, "exporter": "Egypt", "importer": "Kenya"}
    wrong = count("exports", [swapped], [fact], text)
    assert [f.sort for f in wrong.findings] == ["missed", "false"]
    assert count("exports", [], [], text) == Counts()


def test_negated_rows_and_percentages_count_neither_way():
    fact = {"value": 5.0, "unit": "percent", "kind": "total", "quote": "5 per cent"}
    assert count("trade", [fact], [fact], "5 per cent") == Counts()
    row = {"exporter": "A", "importer": "B", "commodity": "tea", "modality": "negated"}
    assert count("exports", [row], [], "") == Counts()


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ({"status": "signed", "parties": ["Kenya", "Egypt"]}, {"status": True, "parties": True}),
        ({"status": "expected", "parties": ["Kenya"]}, {"status": False, "parties": False}),
        (
            {"status": "in_force", "parties": ["Egypt", "Kenya", "Peru"]},
            {"status": False, "parties": True},
        ),
    ],
)
def test_slots_of_an_agreement(row, right):
    fact = {"status": "signed", "parties": ["Kenya", "Egypt"]}
    assert right_slots("agreements", row, fact) == right


def test_values_within_the_tolerance_match():
    fact = {"value": 1000.0, "unit": "USD"}
    spans = {"span_start": 0, "span_end": 10}
    assert match("trade", {"value": 1005.0, "unit": "usd", **spans}, fact, (0, 10)) == 2.0
    assert match("trade", {"value": 1010.0, "unit": "USD", **spans}, fact, (0, 10)) == 0.0
    assert match("trade", {"value": 1000.0, "unit": "EUR", **spans}, fact, (0, 10)) == 0.0
    assert match("trade", {"value": None, "unit": "USD", **spans}, fact, (0, 10)) == 0.0


def gold_folder(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    text = "Kenya sold tea worth $5 million to Egypt in 2023."
    (tmp_path / "docs" / "A1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "B1.txt").write_text(text + " Peru did not.", encoding="utf-8")
    facts = {kind: [] for kind in KINDS}
    for stem in ("A1", "B1"):
        gold = {"doc": f"{stem}.txt", **facts, "negatives": ["a sale by Peru"]}
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "groups.csv").write_text("prefix,group\nA,first\nB,second\n", encoding="utf-8")
    return tmp_path


def test_a_folder_is_evaluated_by_group(tmp_path):
    folder = gold_folder(tmp_path)
    result = evaluate_folder(folder)
    assert [d.name for d in result.documents] == ["A1.txt", "B1.txt"]
    assert list(result.groups()) == ["first", "second"]
    assert result.documents[0].negatives == ("a sale by Peru",)
    assert [d.name for d in evaluate_folder(folder, ["B"]).documents] == ["B1.txt"]
    with pytest.raises(InputError, match="no gold document begins with Z"):
        evaluate_folder(folder, ["Z"])


def test_groups_beside_the_folder_serve_every_set_without_its_own(tmp_path):
    base = tmp_path / "set"
    base.mkdir()
    folder = gold_folder(base)
    (tmp_path / "groups.csv").write_text("prefix,group\nA,shared\n", encoding="utf-8")
    assert list(evaluate_folder(folder).groups()) == ["first", "second"]
    (folder / "groups.csv").unlink()
    result = evaluate_folder(folder)
    assert [d.group for d in result.documents] == ["shared", None]
    (tmp_path / "groups.csv").unlink()
    assert evaluate_folder(folder).groups() == {}


def test_the_models_that_saw_a_set_are_named():
    assert "visits" in trained_on("dev")
    assert trained_on("test") == []


def test_an_asserted_denial_is_counted(tmp_path):
    text = "No rail pact between Kenya and Egypt was signed."
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    fact = {"label": "rail pact", "status": "denied", "parties": [], "quote": text}
    row = {
        "label": "rail pact",
        "status": "signed",
        "parties": [],
        "modality": "asserted",
        "span_start": 0,
        "span_end": 20,
    }
    gold = {"agreements": [fact]}
    document = read_document_file(path)
    assert len(score_document(document, {"agreements": [row]}, gold).denied) == 1
    denied = {**row, "status": "denied"}
    assert score_document(document, {"agreements": [denied]}, gold).denied == ()


def test_bad_gold_is_told(tmp_path):
    with pytest.raises(InputError, match="give a folder with docs/ and gold/"):
        evaluate_folder(tmp_path)
    folder = gold_folder(tmp_path)
    (folder / "gold" / "A1.json").write_text('{"doc": "A1.txt"}', encoding="utf-8")
    with pytest.raises(DataFileError, match="no key 'actors'"):
        evaluate_folder(folder)
    (folder / "gold" / "A1.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFileError, match="not JSON"):
        evaluate_folder(folder)


def evaluation(rows, facts, text):
    counts = {kind: Counts() for kind in KINDS}
    counts["exports"] = count("exports", rows, facts, text)
    return Evaluation((DocumentScore("a.txt", None, counts, (), 0, ()),))


def test_claims_are_judged_by_how_sure_they_are():
    text = "Kenya sold tea to Egypt."
    fact = {"exporter": "Kenya", "importer": "Egypt", "commodity": "tea", "quote": text}
    wrong = {**fact, "exporter": "Peru", "importer": "Chile"}
    rows = [{**fact, "confidence": 1.0}, {**wrong, "confidence": 0.9}, {**wrong, "confidence": 0.2}]
    bins = calibration(evaluation(rows, [fact], text), edges=(0.0, 0.5, 0.9, 1.0))
    assert [(b.low, b.claims, b.right, b.share, b.mean) for b in bins] == [
        (0.0, 1, 0, 0.0, 0.2),
        (0.5, 0, 0, 0.0, 0.0),
        (0.9, 2, 1, 0.5, 0.95),
    ]


def test_frozen_figures_are_kept_by_set_and_compared(tmp_path):
    text = "Kenya sold tea to Egypt."
    fact = {"exporter": "Kenya", "importer": "Egypt", "commodity": "tea", "quote": text}
    good, bad = evaluation([fact], [fact], text), evaluation([], [fact], text)
    path = tmp_path / "results.json"
    assert read_frozen(path) == {}
    freeze(path, "one", good)
    freeze(path, "two", bad)
    assert list(read_frozen(path)) == ["one", "two"]
    before = read_frozen(path)["one"]
    assert differences(before, figures(good)) == []
    fell = differences(before, figures(bad))
    assert [(str(d), d.worse) for d in fell] == [
        ("macro-F1 0.143 -> 0.000 (-0.143)", True),
        ("exports 1.000 -> 0.000 (-1.000)", True),
    ]
    assert not differences(read_frozen(path)["two"], figures(good))[0].worse
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DataFileError, match="not JSON"):
        read_frozen(path)


def test_the_command_freezes_compares_and_says_so_in_its_status(tmp_path):
    base = tmp_path / "set"
    base.mkdir()
    folder = gold_folder(base)
    run = CliRunner().invoke
    assert isinstance(run(cli, ["evaluate", str(folder), "--frozen"]).exception, InputError)
    first = run(cli, ["evaluate", str(folder), "--freeze", "--calibration"], standalone_mode=False)
    assert first.return_value == 0
    assert "confidence  claims  right  share  mean" in first.output
    assert "denied agreements asserted: 0 of 0" in first.output
    again = run(cli, ["evaluate", str(folder), "--frozen"], standalone_mode=False)
    assert (again.return_value, "since frozen" in again.output) == (0, False)
    kept = tmp_path / "results.json"
    frozen = json.loads(kept.read_text(encoding="utf-8"))
    frozen["set"]["macro_f1"] = 0.9
    kept.write_text(json.dumps(frozen), encoding="utf-8")
    worse = run(cli, ["evaluate", str(folder), "--frozen"], standalone_mode=False)
    assert worse.return_value == 1
    assert "since frozen: macro-F1 0.900 -> " in worse.output
