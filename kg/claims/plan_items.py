"""Find plans that have no verb of planning: items under a heading of what is to come, priorities.

    "Next Steps" / "Fisheries: Opening new ports, plus exchange of data."
        -> "Opening new ports", "exchange of data"
    "Cutting the deficit is a priority for both."    -> "Cutting the deficit"
    "The talks focused on building a bridge."        -> "building a bridge"

in    a Reading and a Statement of it
out   spans of what is planned
data  data/lexicon/planning.csv: nouns of priority, verbs of emphasis, events, actions;
      data/patterns/agreements.yaml: words of headings (kg.claims.agreement_prospects)
next  kg.claims.plans makes plans of them

An item whose noun names an agreement ("fisheries pact") is none: that is an agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.agreement_context import term_of
from kg.claims.agreement_prospects import looks_ahead
from kg.claims.agreement_words import load_words
from kg.claims.clauses import Statement
from kg.claims.plan_words import planning
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["emphasised", "foreseen_items"]

FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
#: Endings of nouns that name an action.
ACTION = re.compile(r"\w{3,}(?:tion|sion|ment|ing|ance|al)s?")
#: Most words of an item.
ITEM_WORDS = 30


def foreseen_items(reading: Reading, statement: Statement) -> list[tuple[int, int]]:
    """The spans of what an item under a heading of what is to come plans.

    Args:
        reading: The document as read.
        statement: One of its statements.

    Returns:
        Spans in order; [] where the statement is no item, has a finite verb, or names an
        agreement.

    """
    block = reading.block(statement.sentence)
    if block.kind not in ("item", "numbered") or not looks_ahead(reading, block):
        return []
    span = reading.doc.char_span(statement.start, statement.end, alignment_mode="contract")
    if span is None or not 0 < len(span) <= ITEM_WORDS or term_of(reading, block) is not None:
        return []
    finite = [t for t in span if t.tag_ in FINITE and t.pos_ in ("VERB", "AUX")]
    if any(not any(a.dep_ == "relcl" for a in (t, *t.ancestors)) for t in finite):
        return []
    return [(part[0].idx, _end(part)) for part in _parts(span) if not _names_agreement(part)]


def _end(part: Span) -> int:
    last = part[len(part) - 1]
    return last.idx + len(last)


def _parts(span: Span) -> Iterator[Span]:
    """The heads that are joined in an item, each with its words."""
    tokens = list(span)
    cuts = [0]
    for n, token in enumerate(tokens[:-1]):
        if n and token.dep_ == "cc" and _begins_another(span, token):
            cuts.append(n)
    for first, last in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        part = tokens[first:last]
        while part and (part[0].dep_ == "cc" or part[0].is_punct):
            part = part[1:]
        while part and part[-1].is_punct:
            part = part[:-1]
        if part:
            yield span.doc[part[0].i : part[-1].i + 1]


def _begins_another(span: Span, joint: Token) -> bool:
    """Whether a conjunction joins another thing planned, not another object of the first."""
    joined = next((c for c in joint.head.children if c.dep_ == "conj" and c.i > joint.i), None)
    if joined is None or joined.i >= span.end:
        return False
    root = span.root
    if root.tag_ == "VBG":
        return bool(joined.tag_ == "VBG" and joint.head.i == root.i)
    if joint.head.i == root.i:
        return joint.lower_ == "plus" or (_is_action(root) and _is_action(joined))
    return _is_action(root) and _is_action(joined) and not _is_action(joint.head)


def _is_action(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in planning("action") or ACTION.fullmatch(lemma) is not None


def _names_agreement(part: Span) -> bool:
    """Whether the head of a phrase is a noun of agreement."""
    known = load_words().nouns.get(part.root.lemma_.lower())
    return known is not None and known.strong


def emphasised(reading: Reading, statement: Statement) -> tuple[int, int] | None:
    """The span of what a statement calls a priority, or what an event is said to be about.

    Args:
        reading: The document as read.
        statement: One of its statements.

    Returns:
        (start, end) of the gerund with its words; None where nothing is emphasised.

    """
    span = reading.doc.char_span(statement.start, statement.end, alignment_mode="expand")
    for token in span or ():
        if token.lemma_ == "be" and token.tag_ in ("VBZ", "VBP") and not _negated(token):
            found = _priority(token)
        elif token.lemma_.lower() in planning("emphasis") and not _negated(token):
            found = _emphasis(token)
        else:
            continue
        if found is not None:
            return found
    return None


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _priority(be: Token) -> tuple[int, int] | None:
    """What is a priority: a gerund as subject, or an infinitive after it."""
    about = next((c for c in be.children if c.dep_ in ("attr", "nsubj") and _is_aim(c)), None)
    if about is None:
        return None
    for child in be.children:
        gerund = child.dep_ in ("csubj", "nsubj") and child.tag_ == "VBG" and about.dep_ == "attr"
        infinitive = child.dep_ == "xcomp" and child.tag_ in ("VB", "VBG") and child.i > be.i
        if gerund or (infinitive and about.dep_ == "nsubj"):
            return _covered(child)
    return None


def _is_aim(noun: Token) -> bool:
    return noun.lemma_.lower() in planning("priority")


def _emphasis(verb: Token) -> tuple[int, int] | None:
    """The gerund that a verb of emphasis governs, if an event or a policy is its subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma_.lower() not in planning("event"):
        return None
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "dobj") and child.tag_ == "VBG":
            return _covered(child)
        for inner in child.children if child.dep_ == "prep" else ():
            if inner.dep_ == "pcomp" and inner.tag_ == "VBG":
                return _covered(inner)
    return None


def _covered(head: Token) -> tuple[int, int]:
    inside = [t for t in head.subtree if not (t.is_punct and t.i == head.right_edge.i)]
    return inside[0].idx, inside[-1].idx + len(inside[-1])
