"""Keep what is looked up again and again while the flows of goods of a document are judged.

    "Kenya sells tea to Peru", Kenya > Peru  ->  S sell tea to B

in    a Reading and what the rules found in it
out   a Scene: the words of a sentence with its actors by their part, its flows, the rows near it
next  kg.claims.export_traits makes features of them
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from kg.claims.commodities import Goods
from kg.claims.export_lists import Row
from kg.claims.export_rules import Ends, Ruled
from kg.claims.flow_denials import is_denied
from kg.claims.flows import Flow, find_flows, partner
from kg.claims.patterns import DIRECTED, flow_words
from kg.claims.trade_modes import is_wished
from kg.model import Sentence
from kg.reading.context import country_of
from kg.reading.reading import Reading, within

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["FIRST", "Scene", "part_of", "sense_of"]

T = TypeVar("T")

#: Between a word of the text and who says it.
FIRST = {"we": 0, "us": 0, "our": 0, "ours": 0, "my": 0, "you": 1, "your": 1, "yours": 1}


class Scene:
    """A document, what the rules found in it, and what is looked up again and again."""

    def __init__(self, reading: Reading, ruled: Ruled) -> None:
        """Take a reading and the rows of its rules."""
        self.reading = reading
        self.ruled = ruled
        self.flows: dict[int, list[Flow]] = {}
        self.told: Counter[tuple[str, Ends]] = Counter(
            (r.goods.label, (r.exporter, r.importer)) for r in ruled.rows
        )
        self.directions = Counter((r.exporter, r.importer) for r in ruled.rows)
        self._words: dict[tuple[int, Ends], list[tuple[int, str]]] = {}
        self._made: dict[tuple[str, Hashable], Any] = {}

    def once(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What *make* gives, made once for a name and key: directions share much of a sentence."""
        if (name, key) not in self._made:
            self._made[name, key] = make()
        made: T = self._made[name, key]
        return made

    def flows_in(self, sentence: Sentence) -> list[Flow]:
        """The words of flow of a sentence."""
        if sentence.index not in self.flows:
            context = self.ruled.contexts[sentence.index]
            self.flows[sentence.index] = find_flows(
                self.reading, sentence.start, sentence.end, context, None
            )
        return self.flows[sentence.index]

    def is_open(self, sentence: Sentence, rows: Sequence[Row]) -> bool:
        """Whether a sentence may tell of goods that no rule found in it."""
        behind = self.ruled.behind[sentence.index]
        return bool(
            rows
            or behind.lead
            or behind.near <= 2
            or any(f.sense != "none" for f in self.flows_in(sentence))
            or any(self.rows_near(sentence))
        )

    def is_void(self, sentence: Sentence, goods: Goods) -> bool:
        """Whether the flow that goods belong to is only wished, foreseen, denied or over."""
        if is_denied(self.reading, sentence, goods.start):
            return True
        flows = [f for f in self.flows_in(sentence) if f.sense in DIRECTED]
        before = [f for f in flows if f.end <= goods.start]
        flow = before[-1] if before else flows[0] if flows else None
        return flow is not None and is_wished(self.reading, sentence, flow)

    def rows_near(self, sentence: Sentence) -> Iterator[Row]:
        """The rows of the sentences just before and after."""
        first = self.reading.sentences[max(0, sentence.index - 2)].start
        last = self.reading.sentences[min(len(self.reading.sentences), sentence.index + 2) - 1].end
        for row in self.ruled.rows:
            if first <= row.goods.start < last and not (
                sentence.start <= row.goods.start < sentence.end
            ):
                yield row

    def words(self, sentence: Sentence, ends: Ends) -> list[tuple[int, str]]:
        """Where each word of a sentence begins and what it is, the countries by their part."""
        key = sentence.index, ends
        if key not in self._words:
            self._words[key] = list(_words(self.reading, self.ruled, sentence, ends))
        return self._words[key]


def _words(
    reading: Reading, ruled: Ruled, sentence: Sentence, ends: Ends
) -> Iterator[tuple[int, str]]:
    """Lemmas with actors by their part, amounts and names by what they are."""
    context = ruled.contexts[sentence.index]
    we = context.we or context.perspective
    names = {m.start: m for m in within(reading.mentions, sentence)}
    amounts = {a.start: a for a in within(reading.amounts, sentence)}
    skip, last = -1, ""
    for token in reading.span(sentence):
        if token.idx < skip or token.is_space:
            continue
        word = token.lemma_.lower()
        if token.lower_ in FIRST and we:
            who = we if FIRST[token.lower_] == 0 else partner(we, context)
            word = part_of(who, ends) + ("'s" if token.tag_ == "PRP$" else "")
        elif mention := names.get(token.idx):
            word, skip = part_of(country_of(reading, mention), ends), mention.end
            if mention.form == "demonym" or token.tag_ == "PRP$":
                word += "'s"
        elif token.idx in amounts:
            word, skip = "AMOUNT", amounts[token.idx].end
        elif token.like_num:
            word = "NUMBER"
        elif token.pos_ == "PROPN":
            word = "NAME"
        elif token.is_punct and token.text in ".'\"":
            continue
        if word == last == "NAME":
            continue
        last = word
        yield token.idx, word


def part_of(country: str | None, ends: Ends) -> str:
    """S for the seller, B for the buyer, C for another country, X for nobody's.

    Args:
        country: Of an actor, None where it has none.
        ends: Exporter and importer.

    Examples:
        >>> part_of("Peru", ("Kenya", "Peru")), part_of(None, ("Kenya", "Peru"))
        ('B', 'X')

    """
    return "S" if country == ends[0] else "B" if country == ends[1] else "C" if country else "X"


def sense_of(token: Token) -> str | None:
    """The sense of a word of flow."""
    pos = "verb" if token.pos_ in ("VERB", "AUX") else "noun"
    pattern = flow_words().get((pos, token.lemma_.lower()))
    return pattern.sense if pattern else None
