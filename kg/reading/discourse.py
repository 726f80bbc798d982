"""Keep track of who was spoken of last: subjects, persons in office, actors near.

After "Kenya's president flew to Cairo." the last subject is Kenya's president.

in    the mentions of a document, its parse
out   for a place in the text, the actor a pronoun or description there stands for
next  kg.reading.coreference asks it, sentence by sentence

The state is forgotten at a heading and when more than two sentences pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Actor, ActorKind, Block, Mention, Sentence
from kg.reading.lexicon import forms_of_state
from kg.reading.statespeople import country_of_statesperson
from kg.reading.words import title_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Discourse"]

SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
#: Sentences that are looked back over.
BACK = 2
WORD = re.compile(r"[A-Za-z-]+")
CLAUSE = re.compile(r"[.;:()\"]|, | and ")
#: Characters around a name in which its office is looked for.
AROUND = 50


class Discourse:
    """Who was spoken of, up to the sentence that was entered last."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        doc: Doc,
        actors: Mapping[str, Actor],
        mentions: Sequence[Mention],
    ) -> None:
        self.text = text
        self.actors = actors
        self.own: list[Mention] = []  #: mentions of the sentence entered
        self._blocks = blocks
        self._doc = doc
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._sentence: Sentence | None = None
        self._section: tuple[str, ...] = ()
        self._before: list[list[Mention]] = []  #: mentions of earlier sentences, last one last
        self._seen: list[Mention] = []  #: mentions of this sentence up to now

    def enter(self, sentence: Sentence) -> None:
        """Go on to *sentence*; at a new section forget what was before."""
        block = self._blocks[sentence.block]
        if block.section != self._section or block.kind == "heading":
            self._before = []
            self._section = block.section
        elif self._sentence is not None:
            self._before = [*self._before, self._seen][-BACK:]
        self._sentence = sentence
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, sentence.end)
        self.own = list(self._mentions[low:high])
        self._seen = []

    def note(self, mentions: Sequence[Mention]) -> None:
        """Take *mentions* for those of this sentence."""
        self._seen = list(mentions)

    def resolved(self, mention: Mention) -> None:
        """A pronoun resolved: it keeps its actor in focus."""
        self._seen.append(mention)
        self._seen.sort(key=lambda m: m.start)

    def antecedent(self, at: int, kinds: tuple[ActorKind, ...], possessive: bool) -> str | None:
        """The actor that a pronoun at *at* stands for: a subject near, or the only one near."""
        token = self._token_before(at + 1)
        if not possessive and (token is None or token.dep_ not in SUBJECT):
            return None
        if token is not None and token.dep_ == "nsubjpass" and "person" not in kinds:
            return None  # "it was signed", "it is hoped": seldom an actor
        here = [m for m in self._seen if m.kind in kinds and m.end <= at and m.form != "demonym"]
        apart = [m for m in here if self._apart(m, at)]
        if apart and "person" not in kinds:
            return None
        here = [m for m in here if m not in apart]
        subjects = [m for m in here if self._is_subject(m, possessive)]
        if subjects:
            return subjects[-1].actor
        if here and len({m.actor for m in here}) == 1:
            opens = self._sentence is not None and here[0].start == self._sentence.start
            return here[-1].actor if possessive or "person" in kinds or opens else None
        if (here and "person" not in kinds) or self._has_stranger(at):
            return None
        for earlier in reversed(self._before):
            found = [m for m in earlier if m.kind in kinds and m.form != "demonym"]
            subjects = [m for m in found if self._is_subject(m, possessive)]
            if subjects and len({m.actor for m in subjects}) == 1:
                return subjects[-1].actor
            if "person" in kinds:
                if len({m.actor for m in found}) == 1:
                    return found[-1].actor
                if found:
                    return None
            else:
                return None
        return None

    def _apart(self, m: Mention, at: int) -> bool:
        """Whether a pronoun at *at* cannot mean *m*: "Peru, its buyer", "For Silva, he says"."""
        return self.text[m.end : at] == ", "

    def _has_stranger(self, at: int) -> bool:
        """Whether somebody without a name is the subject before *at*: "A trader says he"."""
        assert self._sentence is not None
        first = bisect_left(self._ends, self._sentence.start + 1)
        for token in self._doc[first:]:
            if token.idx >= at:
                return False
            if token.dep_ in SUBJECT and token.tag_ in ("NN", "NNS"):
                return any(child.lower_ in STRANGERS for child in token.children)
        return False

    def only_near(self, kinds: tuple[ActorKind, ...]) -> str | None:
        """The only actor of *kinds* in the last sentences, by name, or None."""
        here = {m.actor for m in self.own if m.kind in kinds}
        if len(here) > 1:
            return None
        for mentions in reversed(self._before):
            found = [m for m in mentions if m.kind in kinds and m.form != "demonym"]
            subjects = {m.actor for m in found if self._is_subject(m)}
            if len({m.actor for m in found}) == 1:
                return found[-1].actor
            if len(subjects) == 1:
                return subjects.pop()
            if found:
                return None
        return None

    def office_holder(self, noun: str, words: Sequence[str], country: str | None) -> str | None:
        """The one person near, or of *country*, who holds the office that *noun* names."""
        holders = []
        for name, offices in self._offices.items():
            actor = self.actors[name]
            if country is not None and actor.country != country:
                continue
            heads = noun in offices or (noun == "leader" and offices & LEADERS)
            if noun in ("visitor", "guest", "host") and offices:
                heads = country is not None
            if heads and all(w in offices for w in words if w not in ("visiting", "first")):
                holders.append(name)
        if country is not None:
            heads_state = noun in ("leader", *LEADERS) or "prime" in words
            if not holders and heads_state:
                holders = self._untitled(country)
            return holders[0] if len(holders) == 1 else None
        near = {m.actor for ms in self._before for m in ms} | {m.actor for m in self._seen}
        found = [h for h in holders if h in near]
        return found[0] if len(found) == 1 else None

    def _untitled(self, country: str) -> list[str]:
        """Statespeople of *country* whom the document takes as known, without their office."""
        return [
            name
            for name, actor in self.actors.items()
            if actor.kind == "person"
            and name not in self._offices
            and country_of_statesperson(name) == country
        ]

    def form_of_state(self, noun: str) -> str | None:
        """The one country of the document that is a "kingdom", "sultanate" ..., or None."""
        found = {
            name
            for name, actor in self.actors.items()
            if actor.kind == "country" and noun in forms_of_state(name)
        }
        return found.pop() if len(found) == 1 else None

    def runs_on(self, at: int) -> bool:
        """Whether the noun that ends at *at* is only the first part of a longer noun."""
        token = self._token_before(at)
        return token is not None and token.dep_ in ("compound", "amod")

    def _is_subject(self, m: Mention, possessive: bool = False) -> bool:
        """Whether *m* is a subject, or, for a possessive, owns one: "Kenya's sales ... its"."""
        token = self._token_before(m.end)
        if token is None:
            return False
        while token.head.i != token.i and m.start <= token.head.idx < m.end:
            token = token.head
        if token.dep_ == "poss" and token.head.dep_ in SUBJECT:
            return possessive and m.kind != "person"
        return token.dep_ in SUBJECT

    def _token_before(self, at: int) -> Token | None:
        """The token that ends at *at* or covers the character before it."""
        i = bisect_left(self._ends, at)
        return self._doc[i] if i < len(self._doc) else None

    @cached_property
    def _ends(self) -> list[int]:
        """Where each token ends; as an array, without making the tokens."""
        return [int(a + b) for a, b in self._doc.to_array(["IDX", "LENGTH"]).tolist()]

    @cached_property
    def _offices(self) -> dict[str, frozenset[str]]:
        """Person -> the words of office that stand beside the name anywhere in the document."""
        found: dict[str, set[str]] = {}
        for m in self._mentions:
            if m.kind != "person":
                continue
            before = self.text[max(0, m.start - AROUND) : m.start]
            before = CLAUSE.split(before.removesuffix(", "))[-1]
            after = self.text[m.end : m.end + AROUND]
            after = CLAUSE.split(after[2:])[0] if after.startswith(", ") else ""
            words = {w.lower() for w in WORD.findall(f"{before} {after}")}
            if any(w.title() in title_words() for w in words):
                found.setdefault(m.actor, set()).update(words)
        return {name: frozenset(words) for name, words in found.items()}


#: Determiners of somebody not named before.
STRANGERS = frozenset(("a", "an", "one", "another", "some"))
#: Offices whose holder may be called "the leader".
LEADERS = frozenset(("president", "prime", "premier", "chancellor", "king", "emir", "sultan"))
