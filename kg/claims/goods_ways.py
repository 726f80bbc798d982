"""Know which way each kind of goods goes in a document, where its sentences name who sells or buys.

"Kenya sells tea to Peru. ... Deliveries of tea fell." -> tea: Kenya > Peru, for the second too.

in    a Reading
out   exporter and importer by the label of the goods
next  kg.claims.trade and kg.claims.exports turn to it where a sentence names neither end
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.claims.commodities import find_goods
from kg.claims.flows import find_flows, partner
from kg.claims.goods_lists import goods_of
from kg.reading.context import contexts, countries_in
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading

__all__ = ["goods_ways"]


@once_a_reading
def goods_ways(reading: Reading) -> Mapping[str, tuple[str, str]]:
    """Return the one way that each kind of goods goes.

    Args:
        reading: The document as read.

    Returns:
        Exporter and importer by label of goods; goods that go both ways are left out. What
        flows with a named end say comes first, then whose goods they are called ("Peruvian tin").

    """
    ways: dict[str, set[tuple[str, str]]] = {}
    called: dict[str, set[tuple[str, str]]] = {}
    for sentence, context in zip(reading.sentences, contexts(reading), strict=True):
        flows = find_flows(reading, sentence.start, sentence.end, context, None)
        for index, flow in enumerate(flows):
            if not (flow.named and flow.exporter and flow.importer):
                continue
            after = flows[index + 1].start if index + 1 < len(flows) else sentence.end
            before = flows[index - 1].end if index else sentence.start
            bounds = sentence.start, sentence.end
            for goods, _ in goods_of(reading, flow, before, after, bounds):
                ways.setdefault(goods.label, set()).add((flow.exporter, flow.importer))
        for mention in countries_in(reading, sentence.start, sentence.end):
            other = partner(mention.actor, context)
            if mention.form != "demonym" or other is None:
                continue
            for goods in find_goods(reading, mention.end, min(mention.end + 30, sentence.end)):
                if goods.start == mention.end + 1:
                    called.setdefault(goods.label, set()).add((mention.actor, other))
    sure = {label: min(found) for label, found in ways.items() if len(found) == 1}
    likely = {label: min(found) for label, found in called.items() if len(found) == 1}
    both = {label for label, found in ways.items() if len(found) > 1}
    return {**{k: v for k, v in likely.items() if k not in both}, **sure}
