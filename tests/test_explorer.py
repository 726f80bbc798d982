"""The explorer's page as text: what is in it, that it is safe, the same bytes each time."""

import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from graphs import HOSTILE, hostile, small
from synthetic_network import generated

from kg.errors import KGError
from kg.showing.explorer import ExplorerNetwork, explorer_html, write_explorer
from kg.showing.explorer.blocks import blocks, sums
from kg.showing.explorer.data import pack
from kg.showing.explorer.layout import SPRING_LIMIT, place
from kg.showing.explorer.overview import MOST, overview
from kg.showing.explorer.page import SCRIPTS, STYLES, TEMPLATE
from kg.showing.explorer.states import STATES, state_of


def block_in(page: bytes, name: str) -> str:
    """Return a block that a page carries, as the page reads it."""
    block = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', page.decode())
    return gzip.decompress(base64.b64decode(block[1])).decode()


def names_in(page: bytes):
    """Return the id and the label of each thing that a page carries."""
    return [tuple(json.loads(line)[:2]) for line in block_in(page, "names").splitlines()]


def test_the_page_carries_every_thing_and_every_relation_parallel_ones_too():
    network = generated(150)
    page = explorer_html(network, "Test")
    named = names_in(page)
    assert named == sorted(network.nodes(data="label"))
    edges = json.loads(block_in(page, "data"))["edges"]
    ends = zip(sums(edges["from"]), sums(edges["to"]), strict=True)
    pairs = [(named[a][0], named[b][0]) for a, b in ends]
    assert len(pairs) == network.number_of_edges() == 450
    assert sorted(pairs) == sorted(network.edges())


def test_a_relation_keeps_what_is_said_of_it():
    g = nx.MultiDiGraph()
    g.add_node("a", label="Norland", type="country")
    g.add_node("b", label="cod", type="commodity")
    said = {"id": "c1", "quote": "Norland sells cod.", "document": "n.txt", "span_start": 3,
            "span_end": 21, "modality": "reported", "confidence": 0.75}  # fmt: skip
    g.add_edge("a", "b", predicate="exports", modality="reported", value=2.5e9, unit="EUR",
               period="2020-21 (fiscal)", claims=(said,))  # fmt: skip
    packed = pack(g, "Test")
    word = packed["words"]
    edge = {key: column[0] for key, column in packed["edges"].items()}
    assert (edge["from"], edge["to"], edge["value"], edge["years"]) == (0, 1, 2500000000, [2020])
    assert [word[edge[k]] for k in ("predicate", "label", "unit", "period")] == [
        "exports", "exports", "EUR", "2020-21 (fiscal)",
    ]  # fmt: skip
    assert packed["states"][edge["state"]] == "reported"
    claim = {key: column[edge["claims"][0]] for key, column in packed["claims"].items()}
    assert (claim["quote"], claim["span"], claim["confidence"]) == (
        "Norland sells cod.", [3, 21], 0.75,
    )  # fmt: skip
    assert word[claim["document"]] == "n.txt"
    assert claim["attribution"] == -1


def test_a_claim_that_supports_two_relations_is_kept_once():
    packed = pack(small(), "Test")
    quotes = packed["claims"]["quote"]
    assert quotes.count("Norland and Sudmark signed the Fisheries Accord in Portavik.") == 1


def test_an_empty_network_gives_a_page():
    page = explorer_html(nx.MultiDiGraph(), "Nothing")
    assert json.loads(block_in(page, "data"))["nodes"] == {}
    assert block_in(page, "names") == block_in(page, "claims") == ""


def test_each_claim_is_a_line_whose_span_is_short_where_the_quote_tells_its_end():
    g = nx.MultiDiGraph()
    said = {"quote": "Größe 😀\nzwei", "document": "n.txt", "span_start": 3, "span_end": 15}
    g.add_node("a", claims=(said, {**said, "span_end": 16}, {"quote": "no place"}))
    lines = block_in(explorer_html(g, "Test"), "claims").splitlines()
    at = json.loads(lines[0])[1]
    assert [json.loads(line) for line in lines] == [
        ["Größe 😀\nzwei", at, -1, -1, -1, -1, 3],
        ["Größe 😀\nzwei", at, -1, -1, -1, -1, [3, 16]],
        ["no place"],
    ]


def test_a_value_that_json_cannot_hold_becomes_text():
    g = nx.MultiDiGraph()
    g.add_node("a", value=float("nan"))
    assert pack(g, "Test")["nodes"]["value"] == ["nan"]
    assert blocks(pack(g, "Test"))["names"]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (("asserted", "signed", False), "stated"),
        (("asserted", None, True), "derived"),
        (("negated", "signed", False), "denied"),
        (("asserted", "denied", False), "denied"),
        (("asserted", "expired", False), "ended"),
        (("planned", "expired", False), "ended"),
        (("asserted", "under negotiation", False), "planned"),
        (("planned", None, False), "planned"),
        (("hedged", None, False), "uncertain"),
        (("reported", None, False), "reported"),
        (("unheard of", "unheard of", None), "stated"),
    ],
)
def test_modality_and_status_give_one_state(given, state):
    assert state_of(*given) == state
    assert state in STATES


def test_the_overview_of_a_small_network_is_all_of_it_with_the_two_best_connected_countries():
    first = overview(small())
    assert [n.rsplit("/")[-1] for n in first.hubs] == ["norland", "sudmark"]
    assert {*first.hubs, *first.things} == set(small())


def test_the_overview_of_a_large_network_is_a_mixture():
    network = generated(1000)
    first = overview(network)
    assert len(first.hubs) == 2
    assert 30 <= len(first.things) <= 60
    kinds = {network.nodes[n]["type"] for n in first.things[:12]}
    assert len(kinds) >= 5


def test_a_network_without_countries_has_no_hubs():
    g = nx.MultiDiGraph()
    g.add_node("a", type="person")
    assert overview(g) == ((), ("a",))


def test_a_network_without_countries_starts_with_what_hangs_together():
    g = nx.MultiDiGraph()
    g.add_edges_from((f"centre {i}", f"leaf {i} {j}") for i in range(30) for j in range(3 + i % 2))
    first = overview(g).things
    assert len(first) == MOST
    assert first[:6] == ("centre 1", "leaf 1 0", "leaf 1 1", "leaf 1 2", "leaf 1 3", "centre 11")


@pytest.mark.parametrize("n", [40, SPRING_LIMIT + 100])
def test_places_do_not_depend_on_the_order_of_insertion(n):
    network = generated(n)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert place(turned) == place(network)
    assert len(set(place(network).values())) > n * 0.9


def test_the_order_of_insertion_changes_no_byte():
    network = small()
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert explorer_html(turned, "Test") == explorer_html(network, "Test")


def test_another_process_writes_the_same_bytes():
    folder = Path(__file__).parent
    paths = [str(folder.parent), str(folder / "benchmarks")]
    code = (
        f"import sys, hashlib; sys.path[:0] = {paths!r}\n"
        "from synthetic_network import generated\nfrom kg.showing.explorer import explorer_html\n"
        "print(hashlib.sha256(explorer_html(generated(400), 'Test')).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "77"},
    )  # fmt: skip
    mine = hashlib.sha256(explorer_html(generated(400), "Test")).hexdigest()
    assert run.stdout.strip() == mine


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page():
    page = explorer_html(small(), "Test").decode()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    parts = [
        *re.findall(r"<script>(.*?)</script>", page, re.S),
        *re.findall(r"<style>(.*?)</style>", page, re.S),
        block_in(page.encode(), "vis"),
    ]
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in parts
    ]
    assert len(hashes) == 3
    assert sorted(re.findall(r"sha256-[^']*", policy)) == sorted(hashes)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_page_names_no_other_host():
    page = explorer_html(small(), "Test").decode()
    assert re.findall(r"""(?:src|href)=["']?(?!#|data:)[^\s"'>]+""", page) == []
    assert set(re.findall(r"https?://[^\s\"')]+", page)) == {"http://www.w3.org/2000/svg"}


def test_hostile_text_is_in_the_page_only_as_data():
    page = explorer_html(hostile(), HOSTILE).decode()
    assert "<img" not in page
    assert page.count("window.hurt") == 4  # twice in the title, twice in the heading
    assert page.count(html.escape(HOSTILE, quote=False).replace('"', "&#34;")) == 2
    harmless = explorer_html(small(), "Test").decode()
    assert page.count("<script") == harmless.count("<script")
    assert [label for _, label in names_in(page.encode())] == [HOSTILE] * 3


def test_no_script_makes_markup_of_text():
    for name in SCRIPTS:
        text = (TEMPLATE / f"{name}.js").read_text(encoding="utf-8")
        assert (
            re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text) == []
        )


def test_every_file_of_the_template_is_used_and_short():
    scripts = {path.stem for path in TEMPLATE.glob("*.js")}
    assert scripts == set(SCRIPTS)
    assert {path.stem for path in TEMPLATE.glob("*.css")} == set(STYLES)
    for path in TEMPLATE.iterdir():
        assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_a_relation_to_an_unknown_thing_is_refused():
    page = ExplorerNetwork("Test")
    page.add_node("a")
    with pytest.raises(KGError, match="add b as a thing first"):
        page.add_edge("a", "b")


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(KGError, match="cannot write the explorer: No such file"):
        write_explorer(small(), tmp_path / "none" / "page.html")


def test_what_is_written_is_the_page_in_utf_8(tmp_path):
    write_explorer(small(), tmp_path / "page.html", title="Größe हिन्दी")
    text = (tmp_path / "page.html").read_bytes()
    assert text == explorer_html(small(), "Größe हिन्दी")
    assert "<h1>Größe हिन्दी</h1>" in text.decode("utf-8")
