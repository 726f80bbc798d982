"""The linear scorer: what it adds up, what it explains, what it keeps in its file."""

import json

import pytest

from kg.errors import DataFileError
from kg.scoring import Scorer, ngrams, unit_length
from kg.scoring.fitting import Example, fit
from kg.scoring.linear import read_model, write_model

SCORER = Scorer(
    name="kind",
    classes=("plan", "view"),
    bias=(0.0, 0.5),
    scale=2.0,
    shift=(0.0, -1.0),
    weights={"will": (1.0, -1.0), "hail": (-0.5, 0.5)},
)


@pytest.mark.parametrize(
    ("features", "scores"),
    [
        (["will"], (2.0, -2.0)),
        ({"will": 0.5, "hail": 1.0}, (0.0, 0.0)),
        (["unknown"], (0.0, 0.0)),
        ([], (0.0, 0.0)),
    ],
)
def test_adds_up_weights_then_calibrates(features, scores):
    assert SCORER.scores(features) == scores


def test_names_and_values_of_one_are_the_same():
    assert SCORER.probabilities(["will"]) == SCORER.probabilities({"will": 1.0})


def test_best_class_and_probability_of_a_class():
    name, probability = SCORER.best(["will"])
    assert (name, round(probability, 3)) == ("plan", 0.982)
    assert SCORER.probability(["will"], of="plan") == probability


def test_unknown_class_is_an_error():
    with pytest.raises(KeyError):
        SCORER.probability(["will"], of="treaty")


def test_explains_by_the_strongest_parts_and_leaves_out_the_unknown():
    assert SCORER.explain({"hail": 1.0, "will": 1.0, "x": 9.0}, of="view") == [
        ("will", -2.0),
        ("hail", 1.0),
    ]


def test_no_model_file_no_scorer():
    assert Scorer.load("there-is-no-such-model") is None


def test_file_gives_back_the_scorer_and_the_same_bytes(tmp_path):
    path = tmp_path / "kind.json"
    write_model(SCORER, path, {"examples": 2})
    first = path.read_bytes()
    assert read_model(path) == SCORER
    write_model(read_model(path), path, {"examples": 2})
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not JSON"),
        ('{"format": "kg-linear/0"}', "not a model of format kg-linear/1"),
        ("[]", "not a model of format kg-linear/1"),
        (
            json.dumps(
                {
                    "format": "kg-linear/1",
                    "classes": ["a", "b"],
                    "weights": {"x": [1.0]},
                }
            ),
            "every feature needs 2 weights",
        ),
    ],
)
def test_malformed_model_names_the_file(tmp_path, text, problem):
    path = tmp_path / "kind.json"
    path.write_text(text)
    with pytest.raises(DataFileError, match=rf"kind\.json:1: {problem}"):
        read_model(path)


EXAMPLES = [
    Example(f"{i}.txt", {word: 1.0, "common": 1.0}, label)
    for i in range(16)
    for word, label in (("will", "yes"), ("did", "no"))
]


def test_fit_learns_what_tells_the_classes_apart_and_repeats_itself():
    fitted = fit("toy", EXAMPLES)
    assert fitted.scorer.probability(["will", "common"]) > 0.9
    assert fitted.scorer.probability(["did", "common"]) < 0.1
    assert len(fitted.unseen) == len(EXAMPLES)
    assert fit("toy", EXAMPLES) == fitted


def test_fit_leaves_out_features_of_one_document():
    odd = [*EXAMPLES, Example("0.txt", {"once": 1.0}, "yes")]
    assert "once" not in fit("toy", odd).scorer.weights


@pytest.mark.parametrize(
    ("examples", "problem"),
    [
        ([Example("a", {"x": 1.0}, "yes")], "1 class"),
        ([Example("a", {"x": 1.0}, "yes"), Example("a", {"y": 1.0}, "no")], "one fold"),
    ],
)
def test_fit_refuses_what_it_cannot_measure(examples, problem):
    with pytest.raises(ValueError, match=problem):
        fit("toy", examples)


def test_ngrams_of_no_words_and_of_three():
    assert ngrams([], "w") == set()
    assert ngrams(["a", "b", "c"], "w") == {"w=a", "w=b", "w=c", "w=a_b", "w=b_c"}


def test_unit_length_has_that_length():
    values = unit_length(["b", "a", "b"]).values()
    assert round(sum(v * v for v in values), 4) == 1.0
    assert unit_length([]) == {}
