"""Confidences are shares of right claims: learned from held-out documents, applied in one place."""

import json

import pytest

from kg.claims import confidence as shipped
from kg.claims import find_claims
from kg.claims.confidence import FORMAT, calibrated, rule_of
from kg.errors import DataFileError
from kg.model import Claim, Document
from kg.reading.reading import read_document
from kg.scoring.linear import Scorer, using
from kg.training.confidence import FEWEST, steps, write


def claim(raw, *because):
    return Claim("exports", "a.txt", 0, 3, "tea", {}, confidence=raw, because=because)


def test_a_claim_goes_by_its_rule_else_by_its_kind_else_stays():
    groups = {"exports": [(0.0, 0.2), (0.5, 0.4)], "exports verb": [(0.0, 0.9)]}
    assert calibrated(claim(0.6, "verb"), groups).confidence == 0.9
    assert calibrated(claim(0.6, "noun"), groups).confidence == 0.4
    assert calibrated(claim(0.5), groups).confidence == 0.4
    assert calibrated(claim(0.49), groups).confidence == 0.2
    assert calibrated(claim(0.6), {"trade": [(0.0, 0.1)]}) == claim(0.6)
    assert rule_of(claim(0.6, "verb", "sell")) == "exports verb"


def test_shares_never_fall_and_few_claims_are_drawn_to_the_usual_and_less():
    mixed = [(0.3, True)] * 20 + [(0.6, False)] * 20 + [(0.9, True)] * 40
    made = steps(mixed, 0.75)
    assert made == [(0.0, 0.48), (0.9, 0.919)]
    assert steps([(0.9, True)], 0.5) == [(0.0, 0.395)]
    assert steps([], 0.5) == []


def test_only_large_groups_are_written_and_the_bytes_are_the_same(tmp_path):
    large = [(0.5, True), (0.7, False)] * FEWEST
    groups = {"trade": large, "trade verb": large, "trade noun": large[: FEWEST - 1]}
    path = tmp_path / "confidence.json"
    assert list(write(groups, path)) == ["trade", "trade verb"]
    first = path.read_bytes()
    write(dict(reversed(list(groups.items()))), path)
    assert path.read_bytes() == first
    content = json.loads(first)
    assert (content["format"], list(content["groups"])) == (FORMAT, ["trade", "trade verb"])


@pytest.fixture
def models(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "resource", lambda _name: tmp_path)
    shipped._shipped.cache_clear()
    yield tmp_path
    shipped._shipped.cache_clear()


def test_what_is_found_has_the_shipped_confidence(models):
    reading = read_document(Document("a.txt", "Kenya exports tea to Egypt.", "0"))
    raw = find_claims(reading)
    assert [c.kind for c in raw] == ["exports"]
    file = {"format": FORMAT, "groups": {"exports": [[0.0, 0.123]]}}
    (models / "confidence.json").write_text(json.dumps(file), encoding="utf-8")
    shipped._shipped.cache_clear()
    assert [c.confidence for c in find_claims(reading)] == [0.123]


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "other"}'])
def test_a_malformed_file_is_told(models, content):
    (models / "confidence.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"confidence\.json:1: not"):
        calibrated(claim(0.5))


def test_other_scorers_stand_in_for_a_while():
    before = Scorer.load("plans")
    other = Scorer("plans", ("no", "yes"), (0.0, 0.0), 1.0, (0.0, 0.0), {})
    with using({"plans": other}):
        assert Scorer.load("plans") is other
    assert Scorer.load("plans") is before
