"""Two small documents about invented facts, with the claims a careful reader makes of them.

tests/data/tiny.trig is the graph of these claims, and of the small tables of tests/data/reference:
every class and property is in it. To show a new term, add a sentence and a claim here, or a row
there, and run `python tests/tiny.py`, which rewrites the file.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from kg.model import Actor, Claim, Document

TRIG = Path(__file__).parent / "data" / "tiny.trig"
#: Tables like those of data/reference, about two other countries.
TABLES = Path(__file__).parent / "data" / "reference"

NAIROBI = """\
Kenya and Ethiopia: the Nairobi talks
Ethiopian Prime Minister Lemma Tadesse visited Nairobi on 3-4 March 2024. He met Wanjiru Otieno.
Trade
Kenya's exports to Ethiopia were $120 million in 2023. Imports from Ethiopia stood at $80 million.
Bilateral trade between Kenya and Ethiopia reached $210 million in 2023.
Kenya's trade deficit with Ethiopia was never large.
The two sides want trade of $500 million by 2028.
Kenya sells coffee and wooden clogs to Ethiopia. Ethiopia does not sell tea to Kenya.
Ethiopia delivered 40,000 tonnes of maize to Kenya in 2023.
Agreements
The Moyale border trade pact was signed on 4 March 2024. It has been proposed since 2019.
No agreement on Lake Turkana was signed.
The two countries plan to build a power line together.
Outlook
For Kenya, the power line means cheaper electricity.
Otieno said that droughts would hurt Ethiopia.
Kenya criticised Ethiopia over fishing on Lake Turkana in 2022.
Trade grew because the road to Moyale was paved.
The East African Community and Kenya Pipeline Company watched the talks.
"""

HANOI = """\
Japan and Vietnam in brief
Bilateral trade between Kenya and Ethiopia reached $230 million in 2023.
Vietnam's exports to Japan were $26 billion in 2023.
Japan's exports to Vietnam were $21 billion in 2023.
The trade deficit of Japan with Vietnam was $5 billion in 2023.
Vietnam supplies garments to Japan. Kenya sells coffee to Ethiopia.
The Hanoi skills programme between Japan and Vietnam is in force since May 2021.
Minister Haruka Mori may visit Hanoi in June 2024. She did not visit Hue.
According to the Mekong Review, Japan helped Vietnam after the 2020 floods.
For Japan, Vietnam is a useful partner.
Chile and Peru signed an accord on fisheries on 4 May 2021.
"""


def _document(name, text, **metadata):
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text.split("\n", 1)[0],
        language="en",
        **metadata,
    )


def _claim(document, kind, quote, slots, *, section=None, modality="asserted", by=None, sure=0.9):
    start = document.text.index(quote)
    return Claim(
        kind=kind,
        document=document.name,
        start=start,
        end=start + len(quote),
        quote=quote,
        slots=slots,
        section=section,
        modality=modality,
        attribution=by,
        confidence=sure,
    )


KENYA = _document(
    "nairobi-talks.txt",
    NAIROBI,
    publisher="Rift Valley Gazette",
    date="2024-03-05",
    url="https://example.org/nairobi-talks",
    licence="CC0-1.0",
)
JAPAN = _document("japan-vietnam-brief.txt", HANOI, date="2024-05")

KENYA_ACTORS = (
    Actor("East African Community", "bloc"),
    Actor("Ethiopia", "country"),
    Actor("Kenya", "country"),
    Actor("Kenya Pipeline Company", "organisation", country="Kenya"),
    Actor("Lemma Tadesse", "person", country="Ethiopia"),
    Actor("Nairobi", "place", country="Kenya"),
    Actor("Wanjiru Otieno", "person", aliases=("Otieno",), country="Kenya"),
)
JAPAN_ACTORS = (
    Actor("Chile", "country"),
    Actor("Ethiopia", "country"),
    Actor("Hanoi", "place", country="Vietnam"),
    Actor("Haruka Mori", "person", country="Japan"),
    Actor("Hue", "place", country="Vietnam"),
    Actor("Japan", "country"),
    Actor("Kenya", "country"),
    Actor("Mekong Review", "organisation"),
    Actor("Peru", "country"),
    Actor("Vietnam", "country"),
)


def _trade(kind, exporter, importer, parties, value, period, unit="USD", commodity=None):
    return {
        "kind": kind,
        "exporter": exporter,
        "importer": importer,
        "parties": parties,
        "commodity": commodity,
        "value": value,
        "unit": unit,
        "period": period,
    }


def _agreement(label, kind, parties, sector, status, date=None):
    return {
        "label": label,
        "kind": kind,
        "parties": parties,
        "sector": sector,
        "status": status,
        "date": date,
    }


def _visit(visitor, place, start=None, end=None):
    return {"visitor": visitor, "host_place": place, "start_date": start, "end_date": end}


def _flow(exporter, importer, commodity):
    return {"exporter": exporter, "importer": importer, "commodity": commodity}


def _event(kind, source, target, date=None, sector=None):
    return {"type": kind, "source": source, "target": target, "date": date, "sector": sector}


def _implication(holder, subject, affected, effect, polarity):
    return {
        "holder": holder,
        "subject": subject,
        "affected": affected,
        "effect": effect,
        "polarity": polarity,
    }


BOTH = ("Kenya", "Ethiopia")
PAIR = ("Japan", "Vietnam")

KENYA_CLAIMS = (
    _claim(
        KENYA,
        "visits",
        "Lemma Tadesse visited Nairobi on 3-4 March 2024",
        _visit("Lemma Tadesse", "Nairobi", "2024-03-03", "2024-03-04"),
    ),
    _claim(
        KENYA,
        "trade",
        "Kenya's exports to Ethiopia were $120 million in 2023",
        _trade("exports", "Kenya", "Ethiopia", BOTH, 120e6, "2023"),
        section="Trade",
    ),
    _claim(
        KENYA,
        "trade",
        "Imports from Ethiopia stood at $80 million",
        _trade("imports", "Ethiopia", "Kenya", BOTH, 80e6, "2023"),
        section="Trade",
        sure=0.75,
    ),
    _claim(
        KENYA,
        "trade",
        "Bilateral trade between Kenya and Ethiopia reached $210 million in 2023",
        _trade("total", None, None, BOTH, 210e6, "2023"),
        section="Trade",
    ),
    _claim(
        KENYA,
        "trade",
        "The two sides want trade of $500 million by 2028",
        _trade("target", None, None, BOTH, 500e6, "2028"),
        section="Trade",
        modality="planned",
    ),
    _claim(
        KENYA,
        "trade",
        "Ethiopia delivered 40,000 tonnes of maize to Kenya in 2023",
        _trade("quantity", "Ethiopia", "Kenya", BOTH, 40000.0, "2023", "tonne", "maize"),
        section="Trade",
    ),
    _claim(
        KENYA,
        "exports",
        "Kenya sells coffee and wooden clogs to Ethiopia",
        _flow("Kenya", "Ethiopia", "coffee"),
        section="Trade",
    ),
    _claim(
        KENYA,
        "exports",
        "Kenya sells coffee and wooden clogs to Ethiopia",
        _flow("Kenya", "Ethiopia", "wooden clogs"),
        section="Trade",
    ),
    _claim(
        KENYA,
        "exports",
        "Ethiopia does not sell tea to Kenya",
        _flow("Ethiopia", "Kenya", "tea"),
        section="Trade",
        modality="negated",
    ),
    _claim(
        KENYA,
        "agreements",
        "The Moyale border trade pact was signed on 4 March 2024",
        _agreement("Moyale border trade pact", "pact", BOTH, "trade", "signed", "2024-03-04"),
        section="Agreements",
    ),
    _claim(
        KENYA,
        "agreements",
        "It has been proposed since 2019",
        _agreement("Moyale border trade pact", "pact", BOTH, "trade", "proposed", "2019"),
        section="Agreements",
        sure=0.6,
    ),
    _claim(
        KENYA,
        "agreements",
        "No agreement on Lake Turkana was signed",
        _agreement("agreement on Lake Turkana", "other", BOTH, "fishing", "denied"),
        section="Agreements",
    ),
    _claim(
        KENYA,
        "plans",
        "The two countries plan to build a power line together",
        {"label": "build a power line together", "sector": "energy", "parties": BOTH},
        section="Agreements",
        modality="planned",
    ),
    _claim(
        KENYA,
        "implications",
        "For Kenya, the power line means cheaper electricity",
        _implication("Kenya", "the power line", "Kenya", "cheaper electricity", "positive"),
        section="Outlook",
        sure=0.8,
    ),
    _claim(
        KENYA,
        "implications",
        "Otieno said that droughts would hurt Ethiopia",
        _implication("Wanjiru Otieno", "droughts", "Ethiopia", "hurt Ethiopia", "negative"),
        section="Outlook",
        modality="reported",
        by="Wanjiru Otieno",
        sure=0.7,
    ),
    _claim(
        KENYA,
        "events",
        "Kenya criticised Ethiopia over fishing on Lake Turkana in 2022",
        _event("ACCUSE", "Kenya", "Ethiopia", "2022", "fishing"),
        section="Outlook",
    ),
    _claim(
        KENYA,
        "causes",
        "Trade grew because the road to Moyale was paved",
        {"cause": "the road to Moyale was paved", "effect": "Trade grew"},
        section="Outlook",
    ),
)

JAPAN_CLAIMS = (
    _claim(
        JAPAN,
        "trade",
        "Bilateral trade between Kenya and Ethiopia reached $230 million in 2023",
        _trade("total", None, None, BOTH, 230e6, "2023"),
    ),
    _claim(
        JAPAN,
        "trade",
        "Vietnam's exports to Japan were $26 billion in 2023",
        _trade("exports", "Vietnam", "Japan", PAIR, 26e9, "2023"),
    ),
    _claim(
        JAPAN,
        "trade",
        "Japan's exports to Vietnam were $21 billion in 2023",
        _trade("exports", "Japan", "Vietnam", PAIR, 21e9, "2023"),
    ),
    _claim(
        JAPAN,
        "trade",
        "The trade deficit of Japan with Vietnam was $5 billion in 2023",
        _trade("balance", None, None, PAIR, 5e9, "2023"),
    ),
    _claim(
        JAPAN,
        "exports",
        "Vietnam supplies garments to Japan",
        _flow("Vietnam", "Japan", "garments"),
    ),
    _claim(
        JAPAN,
        "exports",
        "Kenya sells coffee to Ethiopia",
        _flow("Kenya", "Ethiopia", "coffee"),
    ),
    _claim(
        JAPAN,
        "agreements",
        "The Hanoi skills programme between Japan and Vietnam is in force since May 2021",
        _agreement(
            "Hanoi skills programme", "programme", PAIR, "labour mobility", "in_force", "2021-05"
        ),
    ),
    _claim(
        JAPAN,
        "visits",
        "Minister Haruka Mori may visit Hanoi in June 2024",
        _visit("Haruka Mori", "Hanoi", "2024-06"),
        modality="hedged",
        sure=0.65,
    ),
    _claim(
        JAPAN,
        "visits",
        "She did not visit Hue",
        _visit("Haruka Mori", "Hue"),
        modality="negated",
        sure=0.7,
    ),
    _claim(
        JAPAN,
        "events",
        "Japan helped Vietnam after the 2020 floods",
        _event("AID", "Japan", "Vietnam", "2020"),
        modality="reported",
        by="Mekong Review",
        sure=0.7,
    ),
    _claim(
        JAPAN,
        "implications",
        "For Japan, Vietnam is a useful partner",
        _implication("Japan", "Vietnam", "Japan", "a useful partner", "positive"),
    ),
    _claim(
        JAPAN,
        "agreements",
        "Chile and Peru signed an accord on fisheries on 4 May 2021",
        _agreement(
            "accord on fisheries", "pact", ("Chile", "Peru"), "agriculture", "signed", "2021-05-04"
        ),
    ),
)

#: (document, actors, claims), as kg.graph.rdf.document_quads takes them.
TINY = ((KENYA, KENYA_ACTORS, KENYA_CLAIMS), (JAPAN, JAPAN_ACTORS, JAPAN_CLAIMS))


def tiny_quads():
    """Everything in tests/data/tiny.trig."""
    from kg.graph.cube import cube_quads
    from kg.graph.derive import derive_quads
    from kg.graph.matching import match_quads
    from kg.graph.rdf import document_quads
    from kg.graph.reference import statement_quads

    said = [quad for one in TINY for quad in document_quads(*one)]
    stated = statement_quads(TABLES)
    links = match_quads(said + stated, TABLES)
    return said + derive_quads(said) + stated + links + cube_quads(said + stated)


def tiny_trig():
    """tests/data/tiny.trig: prefixes in order, a blank line before each subject."""
    from pyoxigraph import RdfFormat, serialize

    from kg.graph.vocab import PREFIXES

    text = serialize(tiny_quads(), format=RdfFormat.TRIG, prefixes=dict(PREFIXES)).decode()
    head = sorted(line for line in text.splitlines() if line.startswith("@prefix"))
    body = [line for line in text.splitlines() if not line.startswith("@prefix")]
    spaced = ["\n" + x if x.startswith("\t") and not x.startswith("\t\t") else x for x in body]
    return "\n".join([*head, "", *spaced]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(f"{TRIG}\n")
    TRIG.write_text(tiny_trig(), encoding="utf-8")
