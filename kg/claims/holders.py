"""Name who holds a view, from the noun that stands for him.

    "Mr Diaz" -> "Carlos Diaz"        "its head, Carlos Diaz" -> "Carlos Diaz"
    "the Chilean side" -> "Chile"     "the two sides" -> "Chile and Peru"
    "a hotel owner in Arica" -> "hotel owner in Arica"

in    a Reading and the head of a noun phrase
out   a holder's name and kind, or None where the noun cannot hold a view
data  data/lexicon/people.csv: nouns for people and bodies that can; kg.claims.view_words
next  kg.claims.attribution finds the verbs that show a holder
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from kg.claims.saying_verbs import is_before_that
from kg.claims.view_words import view_words
from kg.model import Mention
from kg.reading.context import document_pair
from kg.reading.reading import Reading, between
from kg.resources import resource

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["AUTHOR", "FIRST", "HolderKind", "can_hold", "mention_at", "noun_phrase", "resolve"]

#: The holder of what a writer says in the first person.
AUTHOR = "author"
HolderKind = Literal["person", "organisation", "country", "bloc", "place", "generic", "author"]
FIRST = frozenset(["i", "we", "my", "our", "me", "us", "ours", "mine", "ourselves", "myself"])
PERSONAL = frozenset(["he", "she", "him", "her", "his"])
PLURAL = frozenset(["they", "them", "their", "both"])
NEUTER = frozenset(["it", "its"])
OTHERS = frozenset(["another", "others"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: Parts of a noun phrase, before its head, that belong to the name of a holder.
KEPT = frozenset(["det", "amod", "compound", "poss", "nummod", "nmod", "case", "punct", "quantmod"])
AFTER = frozenset(["of", "in", "at", "from", "for"])
AGENT = re.compile(r"\w{3,}(?:er|or|ist|ian|ant|man|woman)s?")
#: Sentences that an antecedent may lie back.
REACH = 4


def resolve(reading: Reading, head: Token) -> tuple[str, HolderKind] | None:
    """The holder that a noun or pronoun stands for.

    Args:
        reading: The document as read.
        head: Head of the noun phrase.

    Returns:
        (name, kind); None where the noun is no actor and no word for people.

    """
    word = head.lower_
    if word in FIRST:
        return AUTHOR, "author"
    if (mention := mention_at(reading, head)) and _is_own_name(reading, mention, head):
        return mention.actor, mention.kind
    if word in PERSONAL or word in PLURAL or word in NEUTER:
        return _antecedent(reading, head)
    if word in OTHERS and not any(c.dep_ in ("prep", "compound") for c in head.children):
        return _one_more(reading, head)
    if (named := _named_beside(reading, head)) is not None:
        return named.actor, named.kind
    lemma = _singular(head)
    if (
        lemma in view_words("pair")
        and head.tag_ in ("NNS", "NNPS")
        and _owner(reading, head) is None
    ):
        pair = document_pair(reading)
        return (" and ".join(pair), "country") if pair else None
    if lemma in view_words("side") and (owner := _owner(reading, head)) is not None:
        return owner.actor, "country"
    if mention is not None:
        return mention.actor, mention.kind
    if not can_hold(head) and head.pos_ != "PROPN":
        return None
    if (person := _by_post(reading, head)) is not None:
        return person, "person"
    return noun_phrase(head), "generic"


def _one_more(reading: Reading, word: Token) -> tuple[str, HolderKind] | None:
    """Who "another" and "others" are: more of the people whom the subject before names."""
    sentences = 0
    for i in range(word.i - 1, -1, -1):
        token = word.doc[i]
        people = token.dep_ in SUBJECTS and token.pos_ == "NOUN" and can_hold(token)
        if people and token.tag_ in ("NN", "NNS"):
            plural = word.lower_ == "others"
            noun = token.text if plural == (token.tag_ == "NNS") else _singular(token)
            noun = noun + "s" if plural and token.tag_ == "NN" else noun
            kept = [c.text for c in token.lefts if c.dep_ in ("amod", "compound")]
            return " ".join(
                ["another" if word.lower_ == "another" else "other", *kept, noun]
            ), "generic"
        sentences += bool(token.is_sent_start)
        if sentences > REACH:
            break
    return None


def _singular(noun: Token) -> str:
    """The lemma; plurals that the tagger took for names are made singular."""
    lemma: str = noun.lemma_.lower()
    if noun.tag_ == "NNPS":
        lemma = re.sub(r"ies$", "y", lemma) if lemma.endswith("ies") else lemma.removesuffix("s")
    return lemma


def can_hold(noun: Token) -> bool:
    """Whether a common noun names people, or a body that speaks.

    Examples:
        >>> from kg.model import Document
        >>> from kg.reading.reading import read_document
        >>> doc = read_document(Document("a", "The traders fear the tariff.", "")).doc
        >>> [t.text for t in doc if t.pos_ == "NOUN" and can_hold(t)]
        ['traders']

    """
    lemma = noun.lemma_.lower()
    if lemma in _people() or noun.lower_ in _people():
        return True
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and AGENT.fullmatch(noun.lower_) is not None
        and (noun.ent_type_ == "")
    )


def noun_phrase(head: Token) -> str:
    """A noun phrase without article and without what only describes it."""
    kept = [head]
    for child in head.children:
        if child.dep_ in KEPT and child.i < head.i:
            kept.extend(child.subtree)
        elif child.dep_ == "prep" and child.i > head.i and child.lower_ in AFTER:
            part = [t for t in child.subtree if t.i < _end_of_phrase(child)]
            if not any(t.text == "," or t.dep_ == "relcl" for t in part):
                kept.extend(part)
    first, last = min(t.i for t in kept), max(t.i for t in kept)
    text = head.doc[first : last + 1].text.strip(' ",')
    return re.sub(r"^(?:the|an?)\s+(?=\w)", "", text, flags=re.IGNORECASE)


def _end_of_phrase(prep: Token) -> int:
    """Where what follows a preposition stops: before a verb that was read as a noun."""
    verbs = (t.i for t in prep.subtree if is_before_that(t))
    return next(verbs, len(prep.doc))


def mention_at(reading: Reading, token: Token) -> Mention | None:
    """The mention that *token* is a word of."""
    from bisect import bisect_right

    at = bisect_right(reading.mentions, token.idx, key=lambda m: m.start) - 1
    if at >= 0 and token.idx < reading.mentions[at].end:
        return reading.mentions[at]
    return None


def _is_own_name(reading: Reading, mention: Mention, head: Token) -> bool:
    """Whether a mention that covers the head names it: not "Chile" in "Chile's minister"."""
    return head.idx + len(head) <= mention.end and mention.form != "demonym"


def _named_beside(reading: Reading, head: Token) -> Mention | None:
    """The person that a title or a post stands beside: "its head, Carlos Diaz"."""
    for token in _beside(head):
        mention = mention_at(reading, token)
        if mention is not None and mention.kind in ("person", "organisation"):
            return mention
    right = between(reading.mentions, head.idx, head.idx + len(head) + 2)
    beside = next((m for m in right if m.kind == "person" and m.start > head.idx), None)
    return beside or _set_off(reading, head)


def _set_off(reading: Reading, head: Token) -> Mention | None:
    """The person set off by commas after what says where he works: "a clerk in Lima, Ana Paz,"."""
    if not can_hold(head):
        return None
    sentence = reading.sentence_at(head.idx)
    if sentence is None:
        return None
    for mention in between(reading.mentions, head.idx + len(head), sentence.end):
        middle = head.doc.char_span(head.idx + len(head), mention.start, alignment_mode="contract")
        if middle is None or any(t.pos_ in ("VERB", "AUX") or t.text in ";:" for t in middle):
            return None
        if mention.kind == "person" and mention.form != "pronoun":
            alone = reading.text[mention.end : mention.end + 1] == ","
            before = reading.text[: mention.start].rstrip()[-1:] == ","
            return mention if alone and before and middle.text.count(",") <= 1 else None
    return None


def _beside(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "appos":
            yield child
    for child in head.children:
        if (
            child.dep_ in ("compound", "flat", "nmod")
            and child.pos_ == "PROPN"
            and child.i > head.i
        ):
            yield child


def _by_post(reading: Reading, head: Token) -> str | None:
    """Who holds a post named with "the": the last person named beside that post."""
    if head.tag_ not in ("NN", "NNP") or not any(
        c.lower_ == "the" or c.dep_ == "poss" for c in head.children
    ):
        return None
    post = head.doc[max(head.i - 1, 0) : head.i + 1].text.lower()
    if not post.startswith(("prime ", "foreign ", "crown ", "vice ", "deputy ")):
        post = head.lower_
    owner = next((m for c in head.children if (m := mention_at(reading, c))), None)
    for mention in reversed(reading.mentions):
        if mention.start >= head.idx or mention.kind != "person" or mention.form == "pronoun":
            continue
        near = reading.text[max(0, mention.start - 45) : mention.end + 60].lower()
        if post in near:
            return mention.actor
        actor = reading.actors.get(mention.actor)
        country = actor.country if actor is not None else None
        if owner is not None and post in view_words("leader") and country == owner.actor:
            return mention.actor
    return None


def _owner(reading: Reading, noun: Token) -> Mention | None:
    """The country a noun belongs to: "the Chilean side", "Chile's government"."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod"):
            mention = mention_at(reading, child)
            if mention is not None and mention.kind == "country":
                return mention
        if child.lower_ in ("of", "in"):
            for inner in child.children:
                mention = mention_at(reading, inner)
                if mention is not None and mention.kind == "country":
                    return mention
    return None


def _antecedent(reading: Reading, pronoun: Token) -> tuple[str, HolderKind] | None:
    """Whom a pronoun stands for: the nearest fitting subject, else the nearest fitting noun."""
    word = pronoun.lower_
    # What he says is about others: "if the mayor resigns, he said" is not the mayor.
    said = {t.i for c in pronoun.head.children if c.i < pronoun.i for t in c.subtree}
    fallback: tuple[str, HolderKind] | None = None
    sentences = 0
    for i in range(pronoun.i - 1, -1, -1):
        token = pronoun.doc[i]
        found = None if i in said else _fits(reading, token, word)
        if found is not None:
            if token.dep_ in SUBJECTS or found[1] == "person":
                return found
            fallback = fallback or found
        if token.is_sent_start:
            sentences += 1
            if sentences > REACH or (fallback is not None and sentences > 1):
                break
    return fallback


def _fits(reading: Reading, token: Token, word: str) -> tuple[str, HolderKind] | None:
    """What *token* names, if the pronoun *word* can stand for it."""
    if token.dep_ not in ("nsubj", "nsubjpass", "appos", "ROOT", "dobj", "pobj", "conj"):
        return None
    mention = mention_at(reading, token)
    if word in PERSONAL:
        if mention is not None and mention.kind == "person":
            return mention.actor, "person"
        single = token.tag_ == "NN" and mention is None and token.dep_ in SUBJECTS
        return (noun_phrase(token), "generic") if single and can_hold(token) else None
    if word in PLURAL:
        several = token.tag_ == "NNS" and mention is None and token.dep_ in SUBJECTS
        if not several:
            return None
        found = resolve(reading, token)
        return found if found is not None else None
    if mention is not None and mention.kind in ("organisation", "country", "bloc"):
        subject = token.dep_ in SUBJECTS and mention.form != "demonym"
        return (mention.actor, mention.kind) if subject else None
    if (
        token.dep_ in SUBJECTS
        and mention is None
        and token.lemma_.lower() in ("ministry", "government", "company")
    ):
        return resolve(reading, token)
    return None


@cache
def _people() -> frozenset[str]:
    path = resource("data/lexicon") / "people.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["lemma"] for row in csv.DictReader(file))
