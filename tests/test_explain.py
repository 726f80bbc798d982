"""kg explain says where a claim was read, what coloured it, and what weighed most."""

import json

import pytest
from click.testing import CliRunner

from kg import pipeline
from kg.cli import cli
from kg.errors import InputError, UnknownNameError
from kg.graph.tables import store_rows

TEXT = (
    "Kenyan exports of tea to Egypt reached $500 million in 2023. "
    "The minister said that Kenya will build a port with Egypt next year.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "t.txt").write_text(TEXT, encoding="utf-8")
    summary = pipeline.build([docs], folder / "s")
    ids = {kind: store_rows(summary.store, kind)[0]["id"] for kind in ("trade", "plans")}
    return ["--store", str(folder / "s"), "--documents", str(docs)], ids


def run(*arguments):
    return CliRunner().invoke(cli, ["explain", *arguments], standalone_mode=False)


def explained(built, kind):
    options, ids = built
    return json.loads(run(ids[kind], *options, "--json").output)


def test_each_slot_names_the_words_it_was_read_from(built):
    found = explained(built, "trade")
    assert found["sentence"] == "Kenyan exports of tea to Egypt reached $500 million in 2023."
    assert (found["start"], found["scorer"], found["features"]) == (0, None, [])
    read = {
        slot: [(o["words"], o["how"]) for o in origins] for slot, origins in found["slots"].items()
    }
    assert read["exporter"] == [("Kenyan", "demonym")]
    assert read["importer"] == [("Egypt", "name")]
    assert read["value"] == read["unit"] == [("$500 million", "amount")]
    assert read["period"] == [("2023", "period")]
    assert "commodity" not in read or read["commodity"] == [("tea", "words")]
    for origins in found["slots"].values():
        assert all(o["words"] == TEXT[o["start"] : o["end"]] for o in origins if o["words"])


def test_a_judged_claim_shows_speaker_modality_and_the_strongest_features(built):
    found = explained(built, "plans")
    assert found["modality"] == "planned"
    assert {"say", "will"} <= set(found["modality_words"])
    assert found["attribution_words"] == "say"
    assert found["scorer"] == "plans"
    assert found["probability"] == found["raw"]
    parts = [abs(part) for _, part in found["features"]]
    assert parts == sorted(parts, reverse=True)
    assert "modality=planned" in [name for name, _ in found["features"]]


def test_the_beginning_of_an_id_and_an_iri_are_enough(built):
    options, ids = built
    whole = run(ids["trade"], *options)
    assert whole.output.splitlines()[:2] == [
        ids["trade"],
        "Kenyan [[exports of tea to Egypt reached $500 million]] in 2023.",
    ]
    assert run("trade", *options).output == whole.output
    iri = f"https://w3id.org/irk/id/claim/{ids['trade']}"
    assert run(iri, *options).output == whole.output


def test_an_unknown_claim_names_near_ones(built):
    options, ids = built
    error = run("trade-xxxx", *options).exception
    assert isinstance(error, UnknownNameError)
    assert ids["trade"] in str(error)
    several = run("", *options).exception
    assert isinstance(several, InputError)
    assert "give more of the id" in str(several)


def test_a_document_that_is_not_there_or_has_changed_is_told(built, tmp_path):
    options, ids = built
    (tmp_path / "t.txt").write_text(TEXT + "More.", encoding="utf-8")
    error = run(ids["trade"], *options[:2], "--documents", str(tmp_path)).exception
    assert isinstance(error, InputError)
    assert "say where with --documents" in str(error)
