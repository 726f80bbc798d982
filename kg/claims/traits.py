"""Say what a statement looks like: the features by which it is judged a plan, a view, or neither.

    "Chile will lower the duty"  ->  w=COUNTRY_will, w=will_lower, root=lower, tense=will, ...

in    a Reading and a Statement of it
out   feature names with values
data  data/lexicon/polarity.csv: words that praise and words that blame;
      data/lexicon/consequences.csv: verbs that tell what something brings about
next  kg.claims.plans and kg.claims.implications give them to their scorers

Names, sums and dates are replaced by what they are, so that nothing is learned about
any one country, company or year. Words count in n-grams of a fixed total weight
(kg.scoring.features); grammar, layout and neighbours count singly.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.claims.attribution import Attribution, find_attribution, first_person, quoted
from kg.claims.clauses import Statement, find_statements
from kg.claims.modality import modality_of
from kg.claims.polarity import polarity_of_word, signs
from kg.claims.wording import top_of
from kg.reading.memo import once_a_reading
from kg.reading.reading import Reading, between
from kg.resources import resource
from kg.scoring.features import ngrams, unit_length

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Judged", "judged_statements", "traits", "words_of"]

#: Total weight of the n-grams of a statement, and of the words around it.
TEXT_WEIGHT = 3.0
AROUND_WEIGHT = 1.0
#: Turns the polarity of the words after it.
NEGATIONS = frozenset(["no", "not", "n't", "never", "neither", "nor", "without", "hardly", "none"])
#: Words after a negation that it turns.
SCOPE = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with what it looks like and who holds it."""

    statement: Statement
    features: Mapping[str, float]
    attribution: Attribution


@once_a_reading
def judged_statements(reading: Reading) -> list[Judged]:
    """Every statement of a reading with its features and its attribution, in order."""
    found = []
    for statement in find_statements(reading):
        said = find_attribution(reading, statement.start, statement.end)
        found.append(Judged(statement, traits(reading, statement, said), said))
    return found


def words_of(reading: Reading, start: int, end: int) -> list[str]:
    """Lemmas of a span, in order; names, sums and numbers by what they are."""
    names = {m.start: m for m in between(reading.mentions, start, end)}
    amounts = {a.start: a for a in between(reading.amounts, start, end)}
    periods = {p.start: p for p in between(reading.periods, start, end)}
    found: list[str] = []
    skip = -1
    for token in reading.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.idx < skip or token.is_space:
            continue
        mention = names.get(token.idx)
        if mention is not None and mention.form != "pronoun":
            found.append(mention.kind.upper())
            skip = mention.end
        elif token.idx in amounts:
            found.append("AMOUNT")
            skip = amounts[token.idx].end
        elif token.idx in periods:
            found.append("PERIOD")
            skip = periods[token.idx].end
        elif token.like_num:
            found.append("NUMBER")
        elif token.pos_ == "PROPN":
            if not found or found[-1] != "NAME":
                found.append("NAME")
        elif token.is_punct and token.text not in ('"', ":", "?", "!"):
            continue
        else:
            found.append(token.lemma_.lower())
    return found


@once_a_reading
def _words_of_sentence(reading: Reading, index: int) -> list[str]:
    sentence = reading.sentences[index]
    return words_of(reading, sentence.start, sentence.end)


def traits(reading: Reading, statement: Statement, said: Attribution) -> dict[str, float]:
    """The features of a statement.

    Args:
        reading: The document as read.
        statement: One of its statements.
        said: Who holds it.

    Returns:
        Value by feature name. Never empty.

    """
    start, end = statement.start, statement.end
    words = words_of(reading, start, end)
    features = dict(unit_length(ngrams(words, "w", 3), TEXT_WEIGHT))
    features.update(dict.fromkeys(_grammar(reading, statement), 0.5))
    features.update(dict.fromkeys(_voice(reading, statement, said), 0.5))
    features.update(dict.fromkeys(_place(reading, statement), 0.5))
    features.update(_sentiment(words))
    features.update(signs(reading, start, end, said.word))
    features.update(unit_length(_around(reading, statement), AROUND_WEIGHT))
    features["length"] = min(len(words), 60) / 30
    for word in ("AMOUNT", "NUMBER", "PERIOD", "COUNTRY", "ORGANISATION", "PERSON"):
        if count := words.count(word):
            features[f"count={word}"] = min(count, 4) / 4
    return features


def _grammar(reading: Reading, statement: Statement) -> set[str]:
    """Root, tense, modals and subject of a statement."""
    tokens = list(
        reading.doc.char_span(statement.start, statement.end, alignment_mode="expand") or ()
    )
    if not tokens:
        return set()
    found: set[str] = set()
    root = top_of(reading.doc[tokens[0].i : tokens[-1].i + 1])
    found.add(f"root={root.lemma_.lower()}")
    found.add(f"root_tag={root.tag_}")
    found.add(f"opens={tokens[0].lower_ if tokens[0].pos_ != 'PROPN' else 'NAME'}")
    found.add(f"joined={root.dep_}")
    found.add(f"root_tense={_tense(root)}")
    for child in root.children:
        if child.dep_ in ("nsubj", "nsubjpass", "expl"):
            found.add(f"subject={child.pos_}")
            found.add(f"subject_word={child.lemma_.lower() if child.pos_ != 'PROPN' else 'NAME'}")
            found.add(f"voice={child.dep_}")
        if child.dep_ in ("attr", "acomp", "oprd", "xcomp", "dobj", "ccomp", "prep"):
            found.add(f"{child.dep_}={child.lemma_.lower() if child.pos_ != 'PROPN' else 'NAME'}")
        if child.dep_ == "neg":
            found.add("negated_root")
    if root.lemma_.lower() in _consequences():
        found.add("consequence")
        found.add(f"consequence={root.tag_}")
        found.add(f"consequence_joined={root.dep_}")
    for token in tokens:
        if token.tag_ == "MD":
            found.add(f"modal={token.lower_}")
            found.add(f"modal_verb={token.lower_}_{token.head.lemma_.lower()}")
        if token.tag_ in ("JJR", "JJS", "RBR", "RBS"):
            found.add(f"degree={token.tag_}")
        if token.dep_ == "ccomp":
            found.add(f"said_tense={_tense(token)}")
            found.add(f"said={token.lemma_.lower()}")
        if token.dep_ in ("advcl", "mark"):
            found.add(f"{token.dep_}={token.lemma_.lower()}")
        if token.dep_ in ("acomp", "attr", "oprd") and token.pos_ in ("ADJ", "NOUN"):
            found.add(f"complement={token.lemma_.lower()}")
            found.add("has_complement")
    return found


def _tense(verb: Token) -> str:
    marks = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return "_".join([*marks, verb.tag_])


def _voice(reading: Reading, statement: Statement, said: Attribution) -> set[str]:
    """Who says it and how."""
    found = {f"way={said.way}", f"holder={said.kind}", f"way_holder={said.way}_{said.kind}"}
    if said.word:
        found.add(f"says={said.word}")
    if quoted(reading, statement.start, statement.end):
        found.add("quoted")
    if '"' in reading.text[statement.start : statement.end]:
        found.add("has_quote")
    found.add(f"modality={modality_of(reading, statement.start, statement.end)}")
    found.add(f"first_person={min(first_person(reading), 4)}")
    return found


def _place(reading: Reading, statement: Statement) -> set[str]:
    """Where a statement stands in the layout."""
    sentence = statement.sentence
    block = reading.block(sentence)
    found = {f"block={block.kind}", f"part={min(statement.part, 2)}_{min(statement.parts, 3)}"}
    if sentence.block == 0 or sentence.start == reading.blocks[0].start:
        found.add("title")
    total = max(1, len(reading.text))
    found.add(f"tenth={10 * sentence.start // total}")
    if block.section:
        found.update(f"section={w}" for w in _plain_words(block.section[-1]))
    if block.label and not block.label[:1].isdigit():
        found.update(f"label={w}" for w in _plain_words(block.label))
    first = not sentence.index or reading.sentences[sentence.index - 1].block != sentence.block
    last = (
        sentence.index + 1 == len(reading.sentences)
        or reading.sentences[sentence.index + 1].block != sentence.block
    )
    found.add(f"in_block={'first' if first else ''}{'last' if last else ''}")
    numbered = sum(b.kind in ("numbered", "item") for b in reading.blocks)
    found.add(f"numbered={min(3, 6 * numbered // max(1, len(reading.blocks)))}")
    return found


def _plain_words(text: str) -> set[str]:
    return {w.strip(".,:;?!()\"'").lower() for w in text.split()} - {""}


def _around(reading: Reading, statement: Statement) -> set[str]:
    """Words of the sentences before and after."""
    found: set[str] = set()
    for name, step in (("before", -1), ("after", 1)):
        at = statement.sentence.index + step
        if 0 <= at < len(reading.sentences):
            other = reading.sentences[at]
            if other.block == statement.sentence.block:
                found |= ngrams(_words_of_sentence(reading, other.index), name, 1)
            else:
                found.add(f"{name}=BLOCK")
    return found


def _sentiment(words: list[str]) -> dict[str, float]:
    """How much a statement praises and blames; a negation turns the words after it."""
    found = {"positive": 0.0, "negative": 0.0}
    turned = -SCOPE - 1
    for i, word in enumerate(words):
        if word in NEGATIONS:
            turned = i
            continue
        polarity = polarity_of_word(word)
        if polarity in ("positive", "negative"):
            if i - turned <= SCOPE:
                polarity = "positive" if polarity == "negative" else "negative"
                found[f"turned_{polarity}"] = found.get(f"turned_{polarity}", 0.0) + 0.5
            found[polarity] += 0.5
    balance = found["positive"] - found["negative"]
    found["balance"] = max(-1.5, min(1.5, balance))
    if found["positive"] or found["negative"]:
        found["has_polarity"] = 0.5
    return {k: v for k, v in found.items() if v}


@cache
def _consequences() -> frozenset[str]:
    """Verbs that tell what something brings about."""
    path = resource("data/lexicon") / "consequences.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["lemma"] for row in csv.DictReader(file))
