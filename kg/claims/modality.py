"""Tell how a statement stands: asserted, negated, planned, hedged or reported.

    "Chile will sign the accord"      -> planned
    "Chile did not sign the accord"   -> negated
    "Chile may sign the accord"       -> hedged
    "Chile signed the accord"         -> asserted

in    a Reading and a span of it
out   a Modality
data  data/lexicon/modality.csv: words by the part they play
next  every claim finder asks it for the claims it makes

Negation wins over plan, plan over hedge, hedge over report. The look goes from
the head of the span up through the verbs that govern it, inside its sentence.
To add a word, add a row; the roles are governor ("hope to sign"), undoing
("the visit was cancelled"), auxiliary ("may sign"), adverb ("perhaps signed") and
saying ("said that ... signed").
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import DataFileError
from kg.model import Modality
from kg.reading.reading import Reading
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["head_of", "is_negated", "modality_of", "verb_modality"]

#: Which modality wins where several are marked, strongest first.
ORDER: tuple[Modality, ...] = ("negated", "planned", "hedged", "reported")
ROLES = ("governor", "undoing", "auxiliary", "adverb", "saying")
NEGATIVES = frozenset(["no", "not", "n't", "never", "neither", "nor", "none", "nobody", "nothing"])
#: Dependencies by which a verb stands under the verb that colours it.
CLAUSAL = frozenset(["ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass"])


def modality_of(reading: Reading, start: int, end: int) -> Modality:
    """How the document states what stands at a span.

    Args:
        reading: The document as read.
        start: First character of the span; the first sentence it touches counts.
        end: One past its last character.

    Returns:
        The strongest modality marked, "asserted" where none is.

    """
    head = head_of(reading, start, end)
    if head is None:
        return "asserted"
    return verb_modality(head)[0]


def verb_modality(verb: Token, undone: bool = True) -> tuple[Modality, frozenset[str]]:
    """How a verb stands, and the verbs and auxiliaries that govern it.

    Args:
        verb: A verb of a parsed sentence, or a noun.
        undone: Whether a verb such as "cancel" negates what it is said of.

    Returns:
        The strongest modality marked, and lemmas of governing verbs with the forms of auxiliaries.

    """
    marked = set(_marks(verb, undone))
    governors = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    token = verb
    for _ in range(6):
        if token.dep_ not in CLAUSAL or token.head == token:
            break
        if token.dep_ == "acl" and not _has(token, "to"):
            break
        token = token.head
        governors.add(_lemma(token))
        governors |= {c.lower_ for c in token.children if c.dep_ == "aux"}
    return next((m for m in ORDER if m in marked), "asserted"), frozenset(governors)


def head_of(reading: Reading, start: int, end: int) -> Token | None:
    """The token of a span nearest the root of its sentence; None where the span holds none.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.

    """
    sentence = reading.sentence_at(start)
    if sentence is None:
        return None
    span: Span | None = reading.doc.char_span(
        start, max(start + 1, min(end, sentence.end)), alignment_mode="expand"
    )
    if span is None or not len(span):
        return None
    root: Token = span.root
    if root.pos_ not in ("VERB", "AUX"):
        verbs = [t for t in span if t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "conj")]
        root = verbs[0] if verbs else root
    return _content(root, span)


def _content(root: Token, span: Span) -> Token:
    """The verb that carries the statement: "sign" in "hopes to sign", "said that it signed"."""
    words = _words()
    for _ in range(6):
        inner = [
            c
            for c in root.children
            if c.dep_ in ("xcomp", "ccomp", "acomp") and span.start <= c.i < span.end
        ]
        lemma = _lemma(root)
        if lemma == "be" or ("governor", lemma) in words or ("saying", lemma) in words:
            down = next((c for c in inner if c.pos_ in ("VERB", "AUX")), None)
            if down is None and lemma == "be":
                down = next((c for c in inner if ("governor", c.lemma_.lower()) in words), None)
            if down is not None:
                root = down
                continue
        return root
    return root


def is_negated(token: Token) -> bool:
    """Whether *token*, or an argument of it, carries a word of negation.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> doc = read_document(Document("a", "No accord was signed.", "")).doc
        >>> [t.text for t in doc if is_negated(t)]
        ['No', 'accord', 'signed']

    """
    if token.lower_ in NEGATIVES:
        return True
    for child in token.children:
        if child.lower_ in NEGATIVES and child.dep_ in (
            *("neg", "det", "preconj", "advmod", "nsubj", "nsubjpass", "dobj", "attr", "cc"),
        ):
            return True
        if (
            child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl")
            and token.pos_ in ("VERB", "AUX")
            and any(g.lower_ in NEGATIVES and g.dep_ in ("det", "neg") for g in child.children)
        ):
            return True
    return False


def _marks(head: Token, undone: bool) -> Iterator[Modality]:
    """Every modality marked on *head* and on the verbs above it."""
    words = _words()
    token, outer = head, False
    for _ in range(12):
        yield from _marks_on(token, words, outer or not undone)
        if token.dep_ == "ROOT" or token.head == token:
            return
        clausal = token.dep_ in CLAUSAL or (token.dep_ == "advcl" and _has(token, "if"))
        if token.dep_ == "acl" and _has(token, "that"):
            # "denied reports that it was signed": the report is denied, and so is the signing
            yield from _governed(token.head.head, words)
            return
        if token.dep_ == "acl" and not _has(token, "to"):
            return  # "a pact signed in May": what governs the pact does not govern the signing
        if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.tag_ != "VBD":
            return
        if token.pos_ in ("VERB", "AUX") and not clausal and token.dep_ not in ("conj", "relcl"):
            return
        if token.dep_ == "conj" and any(c.dep_.startswith("nsubj") for c in token.children):
            return
        if token.dep_ == "relcl" or (token.dep_ == "ccomp" and token.i < token.head.i):
            return  # "Boric was in Lima; no pact was signed": the parser joins what stands apart
        token, outer = token.head, clausal or outer
        if outer:
            yield from _governed(token, words)


def _marks_on(
    token: Token, words: Mapping[tuple[str, str], Modality], outer: bool
) -> Iterator[Modality]:
    """Marks on one verb or noun: negation, auxiliaries, adverbs, a condition."""
    if is_negated(token):
        yield "negated"
    if token.pos_ in ("VERB", "AUX") and not outer and _has(token, "if", "unless", "whether"):
        yield "hedged"
    if _is_to_be_done(token):
        yield "planned"
    if not outer and (m := words.get(("undoing", _phrase(token)))):
        yield m
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and (m := words.get(("auxiliary", child.lower_))):
            yield m
        if child.dep_ in ("advmod", "npadvmod") and (m := words.get(("adverb", child.lower_))):
            yield m
        if child.dep_ == "prep" and child.lower_ == "according":
            yield "reported"


def _governed(governor: Token, words: Mapping[tuple[str, str], Modality]) -> Iterator[Modality]:
    """What a governing verb, adjective or noun says of the clause under it."""
    for form in (_phrase(governor), _lemma(governor)):
        for role in ("governor", "saying"):
            if modality := words.get((role, form)):
                yield modality
                return


def _phrase(token: Token) -> str:
    """Lemma and particle: "call off"."""
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    return f"{_lemma(token)} {particle}".strip()


def _lemma(token: Token) -> str:
    """The lemma; the e that the lemmatiser cuts from "hopes" is put back."""
    lemma: str = token.lemma_.lower()
    full = lemma + "e"
    if token.lower_.startswith(full) and any((role, full) in _words() for role in ROLES):
        return full
    return lemma


def _is_to_be_done(token: Token) -> bool:
    """Whether *token* stands in "is to sign", "are going to sign"."""
    if token.dep_ != "xcomp" or token.head.lemma_ not in ("be", "go"):
        return False
    return _has(token, "to")


def _has(token: Token, *marks: str) -> bool:
    return any(c.dep_ in ("mark", "aux") and c.lower_ in marks for c in token.children)


@cache
def _words() -> Mapping[tuple[str, str], Modality]:
    """Modality by (role, lemma)."""
    path = resource("data/lexicon") / "modality.csv"
    words: dict[tuple[str, str], Modality] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            modality = next((m for m in ORDER if m == row["modality"]), None)
            if modality is None or row["role"] not in ROLES:
                raise DataFileError(path, line, f"expected a role {ROLES} and a modality {ORDER}")
            words[row["role"], row["lemma"]] = modality
    return words
