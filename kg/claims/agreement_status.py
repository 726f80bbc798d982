"""Say what happened to an agreement: signed, in force, under negotiation, ... denied.

    "Peru will sign a copper accord"   -> expected
    "talks on a copper accord"         -> under_negotiation
    "no copper accord was signed"      -> denied

in    an Instrument (its head token) and the parse of its sentence
out   Stages: status, the words that say it, how they stand to the agreement
data  data/patterns/agreements.yaml
next  kg.claims.agreements makes rows of them

The word of status is looked for where grammar puts it: the verb that governs the
phrase, participles and relative clauses after it, the noun it complements, and in
phrases without a verb the cue words. Negation, wish and future then shift it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.agreement_candidates import Instrument, Stage
from kg.claims.agreement_governors import preposition_stages, stage_at
from kg.claims.agreement_phrases import answered, apart, dated, itself, later_cue, verbless
from kg.claims.agreement_verbs import find_cue, shifted, verb_status
from kg.claims.agreement_words import load_words
from kg.claims.modality import is_negated
from kg.model import Sentence
from kg.reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_stages", "governed_stages"]

#: Nouns through which a verb reaches the agreement: "a set of treaties were signed".
COLLECTIONS = frozenset(
    [
        "set",
        "package",
        "series",
        "number",
        "range",
        "host",
        "raft",
        "pair",
        "couple",
        "dozen",
        "batch",
        "text",
        "draft",
        "terms",
        "list",
        "group",
        "phase",
        "detail",
        "details",
        "rest",
        "tranche",
        "part",
        "stage",
        "version",
        "round",
        "amount",
        "total",
        "bundle",
        "trio",
    ]
)
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
#: What is done to an agreement and to little else.
SEALS = frozenset(["sign", "ink", "initial", "conclude", "adopt", "finalise", "finalize", "renew"])
#: Verbs that say what agreements are about, and nothing of their stage.
TELLS = frozenset(["cover", "govern", "regulate", "concern"])


def find_stages(reading: Reading, instrument: Instrument) -> list[Stage]:
    """Return what the sentence of *instrument* says happened to it.

    Args:
        reading: The document as read.
        instrument: A noun phrase of it.

    Returns:
        Stages in order of place, one a status; an empty list where nothing is said.

    """
    sentence = reading.sentences[instrument.sentence]
    head = reading.doc[instrument.head]
    if reading.words(sentence).endswith("?"):
        return list(answered(reading, instrument, sentence))
    found = list(_after(head, instrument, sentence)) + list(_governed(head, instrument))
    if instrument.introduced == "no" and not any(s.status == "denied" for s in found):
        found = [stage_at("denied", instrument, head, "no", "negation")]
    if not found:
        found = list(verbless(reading, instrument, sentence))
    if not found:
        found = list(later_cue(reading, instrument, sentence))
    if all(s.status in ("in_force", "cancelled") for s in found):
        found += dated(reading, instrument, sentence)
    if not found:
        found = list(itself(reading, instrument, sentence))
    if instrument.item:
        found = [s for s in found if s.word not in TELLS]
    stages: dict[str, Stage] = {}
    for stage in found:
        stages.setdefault(stage.status, stage)
    if not instrument.strong or instrument.bare:
        generic = load_words().generic
        stages = {k: s for k, s in stages.items() if s.word not in generic}
    if instrument.nested:
        return []
    noun = load_words().nouns.get(head.lemma_.lower())
    if noun is not None and noun.prospect:
        stages = {k: s for k, s in stages.items() if k == "cancelled" and s.verb is not None}
    if "denied" in stages:
        return [stages["denied"]]
    return apart(reading, sorted(stages.values(), key=lambda s: (s.start, s.end)))


def _after(head: Token, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """Participles and relative clauses after the phrase: "signed in May", "which has lapsed"."""
    for child in head.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD", "VBG"):
            for verb in (child, *_conjoined(child)):
                role = "object" if verb.tag_ != "VBG" else "subject"
                said = verb_status(verb, role)
                if said and not (verb.tag_ == "VBG" and said[1] in TELLS):
                    yield stage_at(said[0], instrument, verb, said[1], "participle")
        elif child.dep_ == "relcl":
            relative = next(
                (c for c in child.children if c.tag_ in ("WDT", "WP") or c.lower_ == "that"), None
            )
            for verb in (child, *_conjoined(child)):
                passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
                is_subject = relative is not None and relative.dep_ == "nsubj" and not passive
                if said := verb_status(verb, "subject" if is_subject else "object"):
                    yield stage_at(said[0], instrument, verb, said[1], "relative")
    yield from _within(head, instrument, sentence)
    following = _token_after(head, instrument.end)
    if following is not None and following.text == ",":
        following = following.nbor() if following.i + 1 < len(head.doc) else None
    if following is not None and following.idx < sentence.end and following.tag_ in ("VBN", "VBD"):
        said = verb_status(following, "object")
        no_subject = not any(c.dep_ in SUBJECTS for c in following.children)
        if (
            said
            and no_subject
            and following.dep_ in ("acl", "advcl", "amod", "conj", "appos", "ROOT")
        ):
            yield stage_at(said[0], instrument, following, said[1], "participle")
    if following is not None and following.lower_ == "in" and following.i + 2 < len(head.doc):
        state, then = following.nbor(), following.nbor(2)
        closed = then.is_punct or then.lower_ in ("since", "from", "for", "until", "between", "and")
        if state.lower_ in ("force", "effect", "operation") and closed:
            yield stage_at("in_force", instrument, state, "in force", "cue")


def _within(head: Token, instrument: Instrument, sentence: Sentence) -> Iterator[Stage]:
    """Participles and relative clauses that the parse hangs on a noun inside the phrase.

    "the agreement on aviation fuel which was signed in May": fuel is not signed.
    """
    if not instrument.strong:
        return
    words = load_words()
    for token in head.subtree:
        verb = token
        if verb.idx < instrument.end or verb.idx >= sentence.end or verb.head == head:
            continue
        if verb.dep_ not in ("relcl", "acl") or verb.tag_ not in ("VBN", "VBD"):
            continue
        over = verb.head
        if over.idx <= head.idx or over.lemma_.lower() in words.nouns or verb.i - over.i > 8:
            continue
        said = verb_status(verb, "object")
        acted = any(c.dep_ == "nsubj" and c.tag_ != "WDT" for c in verb.children)
        if said and said[0] == "signed" and said[1] not in words.generic and said[1] in SEALS:
            passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
            if verb.dep_ == "relcl" and not acted and not passive:
                continue
            yield stage_at(said[0], instrument, verb, said[1], "participle")


def governed_stages(reading: Reading, instrument: Instrument) -> list[Stage]:
    """Return what the verb over the head says, and nothing else of the sentence.

    Args:
        reading: The document as read.
        instrument: A phrase, or a pronoun that stands for one.

    """
    return list(_governed(reading.doc[instrument.head], instrument))


def _token_after(head: Token, offset: int) -> Token | None:
    for token in head.doc[head.i + 1 : head.i + 30]:
        if token.idx >= offset:
            return token
    return None


def _conjoined(verb: Token) -> Iterator[Token]:
    """Verbs joined to *verb* that share its subject."""
    for child in verb.rights:
        if child.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in child.children):
            yield child
            yield from _conjoined(child)


def _governed(head: Token, instrument: Instrument) -> Iterator[Stage]:
    """The verb or noun that governs the phrase."""
    token = head
    for _ in range(8):
        parent, relation = token.head, token.dep_
        if relation in ("conj", "appos", "nmod") and parent != token and parent.pos_ != "VERB":
            token = parent
            continue
        if relation in ("attr", "nsubj") and parent.lemma_ == "be":
            yield from _copula(token, parent, instrument)
            other = next((c for c in parent.children if c.dep_ == "nsubj" and c != token), None)
            if relation == "attr" and other is not None and parent.dep_ in ("relcl", "ccomp"):
                return
            return
        if relation in ("dobj", "nsubjpass", "oprd", "dative"):
            yield from _verbs(parent, "object", instrument, with_joined=relation == "nsubjpass")
            return
        if relation == "nsubj":
            passive = any(c.dep_ == "auxpass" for c in parent.children)
            yield from _verbs(
                parent, "object" if passive else "subject", instrument, with_joined=True
            )
            return
        if relation in ("pobj", "pcomp"):
            governor = parent.head
            if parent.lower_ == "of" and governor.lemma_.lower() in COLLECTIONS:
                token = governor
                continue
            yield from preposition_stages(parent, governor, instrument)
            return
        return


def _verbs(verb: Token, role: str, instrument: Instrument, with_joined: bool) -> Iterator[Stage]:
    """Statuses of a verb and of the verbs joined to it that share the agreement as subject."""
    chain = [verb, *(_conjoined(verb) if with_joined else ())]
    for each in chain:
        if each.pos_ not in ("VERB", "AUX") and each.tag_ not in ("VBN", "VBD"):
            continue
        passive = any(c.dep_ == "auxpass" for c in each.children)
        each_role = role if each == verb else "object" if passive else "subject"
        said = verb_status(each, each_role)
        if said is None and passive:
            said = _by_particle(each)
        if said is not None:
            yield stage_at(said[0], instrument, each, said[1], each_role)
        else:
            for inner in each.children:
                if inner.dep_ != "xcomp" or inner.pos_ != "VERB":
                    continue
                active = role == "subject" and not any(c.dep_ == "auxpass" for c in inner.children)
                if said := verb_status(inner, "subject" if active else "object"):
                    yield stage_at(said[0], instrument, inner, said[1], "object")


def _by_particle(verb: Token) -> tuple[str, str] | None:
    """The status of a passive verb with a preposition left behind: "has been talked about"."""
    for child in verb.children:
        if child.dep_ in ("prep", "prt") and not list(child.children):
            word = f"{verb.lemma_.lower()} {child.lower_}"
            base = load_words().statuses.get(("preposition", word))
            if base and (status := shifted(base, verb)):
                return status, word
    return None


def _copula(token: Token, be: Token, instrument: Instrument) -> Iterator[Stage]:
    """What a form of "be" says: "is in force", "is due", "there is no pact", "is not a pact"."""
    if is_negated(token) or is_negated(be):
        if token.dep_ == "attr" or any(c.dep_ == "expl" for c in be.children):
            yield stage_at("denied", instrument, be, "not be", "negation")
            return
        tail = _tail(be)
        if re.match(r"(?:not )?(?:yet )?in (?:force|effect)", tail):
            yield stage_at("under_negotiation", instrument, be, "not in force", "cue")
        return
    if token.dep_ == "attr":
        for child in be.children:
            if child.dep_ in ("csubj", "csubjpass") and (said := verb_status(child, "object")):
                yield stage_at(said[0], instrument, child, said[1], "object")
        return
    tail = _tail(be)
    if found := find_cue(tail, start_only=True):
        status = shifted(found[0], be) if found[0] in ("signed", "in_force") else found[0]
        if status is not None:
            yield stage_at(status, instrument, be, found[1], "cue")
    for child in be.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            passive = any(c.dep_ == "auxpass" for c in child.children)
            if said := verb_status(child, "object" if passive else "subject"):
                yield stage_at(said[0], instrument, child, said[1], "object")


def _tail(be: Token) -> str:
    """What follows a form of "be", adverbs of time left out."""
    text = " ".join(t.lower_ for t in be.doc[be.i + 1 : be.i + 7])
    return re.sub(r"^(?:(?:still|now|already|also|currently|then|yet|nearly|almost) )+", "", text)
