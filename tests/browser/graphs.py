"""Invented networks for the explorer: a small one by hand, and hostile ones."""

import networkx as nx
from synthetic_network import claim

QUOTE = "Norland and Sudmark signed the Fisheries Accord in Portavik."
HOSTILE = '<img src=x onerror="window.hurt=1"></script><script>window.hurt=1</script>{{ 7*7 }}'

#: Thirty ways to be taken for something else than text.
HOSTILES = (
    "<img src=x onerror=window.hurt=1>", "<svg onload=window.hurt=1>", "</script><script>hurt=1",
    "<script>window.hurt=1</script>", "javascript:window.hurt=1", "data:text/html,<script>hurt=1",
    "\"><b onmouseover=window.hurt=1>", "' onclick='window.hurt=1", "{{ 7*7 }}", "{% raw %}",
    "{# #}", "${window.hurt=1}", "`window.hurt=1`", "<!--", "-->", "]]>", "<iframe srcdoc=x>",
    "<style>*{display:none}", "&lt;b&gt;", "&#60;b&#62;", "__proto__", "constructor", "toString",
    "\u202eabc", "\u0000", "\ud83d\ude00", "=1+1", "@SUM(A1)", "a" * 3000, "%3Cscript%3E",
)  # fmt: skip


def small():
    """Return ten things and thirteen relations in every state."""
    g = nx.MultiDiGraph()
    things = [
        ("norland", "Norland", "country", {"aliases": ("Kingdom of Norland",)}),
        ("sudmark", "Sudmark", "country", {}),
        ("ostland", "Ostland", "country", {}),
        ("accord", "Fisheries Accord", "agreement", {"sector": "fisheries", "years": (2019,)}),
        ("pact", "Rail Pact", "agreement", {"sector": "transport", "status": "under_negotiation"}),
        ("treaty", "Grain Treaty", "agreement", {"years": (1998,), "status": "expired"}),
        ("visit", "Visit to Portavik", "visit", {"years": (2019,)}),
        ("cod", "cod", "commodity", {"aliases": ("codfish",)}),
        ("total", "Trade in 2021", "trade", {"years": (2021,), "derived": True}),
        ("lone", "Astrid Holm", "person", {"aliases": ("Ms Hólm",)}),
    ]
    for key, label, kind, more in things:
        g.add_node(f"https://example.org/id/{key}", label=label, type=kind, **more)

    def say(a, b, predicate, **more):
        ends = (f"https://example.org/id/{a}", f"https://example.org/id/{b}")
        g.add_edge(*ends, predicate=predicate, label=predicate, **more)

    say("norland", "accord", "is party to", claims=(claim(QUOTE),), status="signed")
    say("sudmark", "accord", "is party to", claims=(claim(QUOTE),), status="signed")
    say(
        "norland",
        "pact",
        "is party to",
        status="under_negotiation",
        claims=(claim("Talks go on."),),
    )
    say("sudmark", "treaty", "is party to", status="expired", claims=(claim("It lapsed."),))
    say("norland", "sudmark", "exports", value=3_500_000, unit="EUR", period="2020")
    say("norland", "sudmark", "exports", value=4_100_000, unit="EUR", period="2021")
    say(
        "sudmark",
        "norland",
        "sanctions",
        modality="negated",
        claims=(claim("It denied any sanctions."),),
    )
    say(
        "norland",
        "cod",
        "exports",
        claims=(claim("Norland sells cod."), claim("Cod is its main export.")),
    )
    say(
        "cod",
        "ostland",
        "is sold to",
        modality="hedged",
        claims=(claim("Some may go to Ostland."),),
    )
    say("visit", "norland", "takes place in", modality="planned", claims=(claim("She will come."),))
    say("visit", "sudmark", "is paid by", modality="reported", claims=(claim("Aides said so."),))
    say("total", "norland", "is between", derived=True)
    say("total", "sudmark", "is between", derived=True)
    return g


def hostile():
    """Return a network that has hostile text in every field."""
    g = nx.MultiDiGraph()
    bad = claim(
        HOSTILE, id=HOSTILE, document=HOSTILE, title=HOSTILE, url="javascript:window.hurt=1",
        section=HOSTILE, modality=HOSTILE, attribution=HOSTILE,
    )  # fmt: skip
    for n in range(3):
        g.add_node(
            HOSTILE + str(n), label=HOSTILE, type="country" if n < 2 else HOSTILE, sector=HOSTILE,
            years=(2020,), aliases=(HOSTILE,), status=HOSTILE, note=HOSTILE,
        )  # fmt: skip
    for a, b in ((0, 1), (1, 2), (0, 2)):
        g.add_edge(
            HOSTILE + str(a), HOSTILE + str(b), predicate=HOSTILE, label=HOSTILE, status=HOSTILE,
            modality=HOSTILE, value=HOSTILE, unit=HOSTILE, period=HOSTILE + " 2021", claims=(bad,),
        )  # fmt: skip
    return g


def hostile_everywhere():
    """Return a network in which each of the thirty strings stands in every field there is."""
    g = nx.MultiDiGraph()
    for bad in HOSTILES:
        said = claim(bad, **dict.fromkeys(("id", "document", "title", "url", "section"), bad))
        said |= dict.fromkeys(("modality", "attribution", "before", "after", "note", "worth"), bad)
        row = {**said, "sources": (dict.fromkeys(("title", "publisher", "url", "date"), bad),)}
        more = dict.fromkeys(("sector", "kind", "date", "status", "unit", "period", bad), bad)
        more |= {"names": {bad: bad, "ru": bad}, "aliases": (bad,), "claims": (said, row)}
        g.add_node(bad, label=bad, type=bad, value=1.5, years=(2020,), **more)
        g.add_node(
            f"trade {bad}", **{**more, "label": bad, "type": "trade", "value": 2, "years": (2021,)}
        )
        for end, predicate in ((bad, bad), (bad, f"{bad}/exporter")):
            also = dict.fromkeys(("modality", "status", "value", "unit", "period"), bad)
            also |= {"predicate": predicate, "label": bad, "claims": (said, row)}
            g.add_edge(f"trade {bad}", end, **also)
        side = {"says": bad, "thing": bad, "claim": row}
        g.graph.setdefault("conflicts", []).append(
            {"sort": bad, "about": bad, "gap": bad, "sides": (side, {**side, "says": bad + "2"})}
        )
    terms = {bad: {"ru": bad} for bad in HOSTILES}
    g.graph["terms"] = {"predicates": terms, "types": terms, "words": terms}
    return g
