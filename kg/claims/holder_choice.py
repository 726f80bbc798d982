"""Choose who holds a view among all whom the text offers.

    "Growers, she said, fear the quota."  -> growers, she, the writer, nobody: "growers"

in    a Reading, its statements with what the rules say of their holder, and one of them
out   the most probable holder; the rules' own where there is no model file
data  data/models/holders.json, made by `python -m kg.training`
next  kg.claims.implications

Offered are: nobody, the writer, whom the rules give (kg.claims.attribution), who speaks in
the block, and every noun that can hold a view in the sentence and the three before it. Each
is judged by where it stands, what it is to which verb, and what the rules make of it. To
teach another sign of a holder, add a feature here and train again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.attribution import first_person, quoted, says_i
from kg.claims.holders import AUTHOR, FIRST, can_hold, mention_at, resolve
from kg.claims.saying import lemma_of, saying_words
from kg.claims.speakers import speaker_of
from kg.claims.traits import Judged
from kg.model import Sentence
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading
from kg.scoring.linear import Scorer

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["choose_holder", "holder_candidates"]

#: Sentences before that are searched.
BACK = 3
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
NOUNS = frozenset(["NOUN", "PROPN", "PRON"])
#: Parts of a name or a noun phrase, which do not hold a view themselves.
PARTS = frozenset(["compound", "amod", "nmod"])
COMPLEMENTS = frozenset(["ccomp", "xcomp", "acomp", "dobj", "prep", "oprd", "attr", "advcl", "neg"])
WORDED = frozenset(["acomp", "dobj", "attr"])
#: What counts people and does not belong to what they are called.
QUANTITY = re.compile(r"^(?:some|most|many|several|one|two|three)\s+(?=\w)", re.IGNORECASE)

#: Features by candidate: its name, None for nobody.
Candidates = list[tuple[str | None, dict[str, float]]]


def choose_holder(reading: Reading, statements: Sequence[Judged], at: int) -> str | None:
    """Return who holds the view that a statement is.

    Args:
        reading: The document as read.
        statements: All its statements, in order.
        at: Index of the statement that is a view.

    Returns:
        A name, a noun phrase, "author", or None where the text itself says it.

    """
    scorer = Scorer.load("holders")
    if scorer is None:
        return _without_quantity(statements[at].attribution.holder)
    offered = holder_candidates(reading, statements, at)
    return max(offered, key=lambda c: scorer.leaning(c[1]))[0]


def holder_candidates(reading: Reading, statements: Sequence[Judged], at: int) -> Candidates:
    """Return everybody who may hold a statement, with what speaks for each.

    Args:
        reading: The document as read.
        statements: All its statements, in order.
        at: Index of one of them.

    Returns:
        Candidates in a fixed order, nobody (None) first.

    """
    scene = _Scene(reading, statements, at)
    offered: dict[str, tuple[str | None, set[str]]] = {}

    def offer(name: str | None, features: Iterator[str]) -> None:
        offered.setdefault((name or "").casefold(), (name, set()))[1].update(features)

    rule = _without_quantity(scene.said.holder)
    offer(None, scene.of_nobody())
    if scene.person or scene.said.kind == "author":
        offer(AUTHOR, scene.of_the_writer())
    if rule is not None:
        offer(rule, scene.of_the_rule())
    if scene.speaker is not None:
        offer(scene.speaker, iter(["speaker", f"speaker_quoted={scene.quoted}"]))
    for sentence, where in scene.places():
        for person in _people(reading, sentence.index):
            if scene.may_hold(person, where):
                offer(person.name, scene.of_a_noun(person, where))
    for neighbour, feature in scene.beside():
        if neighbour and neighbour.casefold() in offered:
            offered[neighbour.casefold()][1].add(feature)
    return [
        (name, dict.fromkeys(sorted({*found, *scene.of_another(name, rule)}), 1.0))
        for name, found in offered.values()
    ]


def _without_quantity(name: str | None) -> str | None:
    """A holder without what counts him: "growers" for "some growers"."""
    return QUANTITY.sub("", name) if name else name


@dataclass(frozen=True, slots=True)
class _Person:
    """The head of a noun phrase that names somebody who may hold a view."""

    token: Token
    name: str
    kind: str
    quoted: bool  #: stands inside quotation marks


@once_a_reading
def _people(reading: Reading, index: int) -> list[_Person]:
    """Everybody whom a sentence names, in order."""
    found = []
    for token in reading.span(reading.sentences[index]):
        if token.pos_ not in NOUNS or token.lower_ in FIRST:
            continue
        if token.dep_ in PARTS and token.head.pos_ in ("NOUN", "PROPN"):
            mention = mention_at(reading, token)
            if mention is None or mention.kind != "person":
                continue
        holder = resolve(reading, token)
        if holder is not None:
            name, kind = holder
            inside = quoted(reading, token.idx, token.idx + len(token))
            found.append(_Person(token, QUANTITY.sub("", name), kind, inside))
    return found


class _Scene:
    """A statement, and what is known of the voices around it."""

    def __init__(self, reading: Reading, statements: Sequence[Judged], at: int) -> None:
        self.reading = reading
        self.statement = statements[at].statement
        self.said = statements[at].attribution
        self.sentence = self.statement.sentence
        start, end = self.statement.start, self.statement.end
        span = reading.doc.char_span(start, end, alignment_mode="expand")
        self.tokens = [*span] if span is not None else []
        self.inside = {t.i for t in self.tokens}
        self.quoted = quoted(reading, start, end)
        self.person = min(first_person(reading), 4)
        self.singular = says_i(reading)
        self.speaker = speaker_of(reading, self.sentence.block)
        self.block = reading.block(self.sentence).kind
        holders = [s.attribution.holder for s in statements]
        self.before = holders[at - 1] if at else None
        self.after = holders[at + 1] if at + 1 < len(holders) else None
        self.writers = round(4 * holders.count(AUTHOR) / len(holders))
        self.nobodies = round(4 * holders.count(None) / len(holders))

    def of_nobody(self) -> Iterator[str]:
        """What speaks for the text itself."""
        yield "null"
        yield f"null_rule={self.said.holder is None}"
        yield f"null_way={self.said.way}"
        yield f"null_kind={self.said.kind}"
        yield f"null_before={self.before is None}"
        yield f"null_part={min(self.statement.part, 2)}"
        yield from (f"null_{x}" for x in self._voice())

    def of_the_writer(self) -> Iterator[str]:
        """What speaks for the writer."""
        mine = self.said.holder == AUTHOR
        yield "author"
        yield f"author_rule={mine}"
        yield f"author_way={self.said.way if mine else ''}"
        yield f"author_speaker={self.speaker is not None}"
        yield f"author_before={self.before == AUTHOR}"
        yield from (f"author_{x}" for x in self._voice())

    def _voice(self) -> Iterator[str]:
        """Whether the document and the statement speak in the first person."""
        own = any(t.lower_ in FIRST for t in self.tokens)
        yield f"quoted={self.quoted}"
        yield f"person={self.person}"
        yield f"singular={self.singular}"
        yield f"block={self.block}"
        yield f"writers={self.writers}"
        yield f"nobodies={self.nobodies}"
        yield f"own={own}_{self.quoted}"
        yield from (f"modal={t.lower_}" for t in self.tokens if t.tag_ == "MD")

    def of_the_rule(self) -> Iterator[str]:
        """How the rules came to whom they give."""
        yield "rule"
        yield f"rule_way={self.said.way}"
        yield f"rule_word={self.said.word}"
        yield f"rule_kind={self.said.kind}"
        yield f"rule_way={self.said.way}_{self.quoted}"

    def of_another(self, name: str | None, rule: str | None) -> Iterator[str]:
        """What stands against anybody whom the rules do not give."""
        if name is None:
            return
        if name != AUTHOR:
            yield f"person={self.person}"
        if rule is None:
            yield "rule_none"
            yield f"rule_none={self.quoted}"
        elif name.casefold() != rule.casefold():
            yield "other"
            yield f"other_way={self.said.way}"
            yield f"other_way={self.said.way}_{self.quoted}"

    def beside(self) -> Iterator[tuple[str | None, str]]:
        """Whom the rules give for the statements before and after."""
        yield _without_quantity(self.before), "before_rule"
        yield _without_quantity(self.after), "after_rule"

    def places(self) -> Iterator[tuple[Sentence, str]]:
        """The sentences in which a holder may be named, and what they are to the statement."""
        sentences = self.reading.sentences
        yield self.sentence, "same"
        for back in range(1, BACK + 1):
            at = self.sentence.index - back
            if at < 0 or sentences[at].block < self.sentence.block - 1:
                break
            other = "" if sentences[at].block == self.sentence.block else "_block"
            yield sentences[at], f"before{back}{other}"
        if self.quoted and self.sentence.index + 1 < len(sentences):
            yield sentences[self.sentence.index + 1], "next"

    def may_hold(self, person: _Person, where: str) -> bool:
        """Whether he is no more than a word of a quotation."""
        return not person.quoted or (where == "same" and person.token.dep_ in SUBJECTS)

    def of_a_noun(self, person: _Person, where: str) -> Iterator[str]:
        """What a noun is, where it stands, and what it is to its verb."""
        token, kind = person.token, person.kind
        if where == "same":
            ahead = "ahead" if token.idx < self.statement.start else "behind"
            where = "in" if token.i in self.inside else ahead
        role = token.dep_
        yield f"at={where}"
        yield f"role={role}"
        yield f"at_role={where}_{role}"
        yield f"at_role={self.quoted}_{where}_{role}"
        yield f"at={self.quoted}_{where}"
        yield f"kind={kind}"
        yield f"kind={kind}_{where}"
        yield f"inside={person.quoted}"
        yield f"inside={person.quoted}_{where}"
        yield from self._verb(token, where)
        mention = mention_at(self.reading, token)
        yield f"pos={token.pos_}"
        yield f"form={mention.form if mention is not None else ''}"
        if mention is None:
            yield f"noun={token.lemma_.lower()}"
            yield f"can_hold={can_hold(token)}"
        if token.left_edge.is_sent_start:
            yield f"opens={where}"
        after = self.reading.text[token.idx + len(token) :][:1]
        yield f"after={after if after in (',', ':', ';', chr(34)) else ''}"

    def _verb(self, token: Token, where: str) -> Iterator[str]:
        """What the verb, or the preposition, that a noun stands under tells of it."""
        verb = _verb_over(token)
        if token.dep_ == "pobj":
            prep = token.head
            yield f"prep={prep.lower_}"
            yield f"prep={where}_{prep.lower_}"
            yield f"prep_under={prep.head.lemma_.lower()}"
        elif token.dep_ == "poss":
            yield f"poss={token.head.lemma_.lower()}"
        elif verb is not None and (token.dep_ in SUBJECTS or token.dep_ == "conj"):
            lemma = lemma_of(verb)
            way = saying_words().get(lemma, "")
            governs = "apart"
            if verb.i in self.inside:
                governs = "in"
            elif any(t.i in self.inside for t in verb.subtree):
                governs = "over"
            root = verb.dep_ == "ROOT"
            yield f"verb={lemma}"
            yield f"verb_way={way}"
            yield f"verb_way={way}_{governs}_{where}"
            yield f"governs={governs}"
            yield f"verb_role={verb.dep_}"
            yield f"verb_tag={verb.tag_}"
            yield f"root={root}"
            yield f"root={where}_{root}_{governs}"
            for child in verb.children:
                if child.dep_ in COMPLEMENTS:
                    yield f"has={child.dep_}"
                if child.dep_ in WORDED:
                    yield f"complement={child.lemma_.lower()}"
                if child.dep_ == "prep":
                    yield f"verb_prep={lemma}_{child.lower_}"


def _verb_over(token: Token) -> Token | None:
    """The nearest verb that governs a word."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            found: Token = above
            return found
    return None
