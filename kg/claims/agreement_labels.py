"""Cut the label of an agreement out of its sentence.

    "a new memorandum on copper with Peru that ..." -> "new memorandum on copper"

in    the head token of a noun phrase
out   its modifiers, what it is about
next  kg.claims.agreement_candidates

The phrase goes on to the right over a capitalised name and over what the
agreement is about, and stops at a verb, a date, "with" or "between". At most
LABEL_WORDS words are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.claims.agreement_words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["DATE_WORD", "asked_of", "left_of", "right_of", "singular", "trim"]

LABEL_WORDS = 12
#: Modifiers that stand before the head inside the label.
LEFT = frozenset(["amod", "compound", "nummod", "nmod", "advmod", "quantmod", "punct", "npadvmod"])
#: Prepositions that open a complement that says what the agreement is about.
ABOUT = frozenset(
    [
        "on",
        "for",
        "of",
        "to",
        "in",
        "about",
        "concerning",
        "regarding",
        "covering",
        "under",
        "over",
        "against",
        "into",
    ]
)
#: Words that end a label.
STOPS = frozenset(
    [
        "between",
        "with",
        "by",
        "during",
        "at",
        "since",
        "until",
        "till",
        "after",
        "before",
        "from",
        "which",
        "that",
        "who",
        "whose",
        "where",
        "when",
        "while",
        "but",
        "worth",
        "as",
        "signed",
        "concluded",
        "reached",
        "announced",
        "dated",
        "known",
        "called",
        "said",
        "was",
        "is",
        "were",
        "are",
        "has",
        "had",
        "have",
        "will",
        "would",
        "can",
        "could",
        "may",
        "than",
        "if",
        "because",
        "although",
        "though",
        "via",
        "per",
        "yesterday",
        "today",
        "tomorrow",
        "this",
        "last",
        "next",
        "including",
        "under",
    ]
)
PARTICIPLES = frozenset(
    [
        "covering",
        "establishing",
        "setting",
        "amending",
        "prolonging",
        "extending",
        "governing",
        "abolishing",
        "creating",
        "regulating",
        "providing",
        "allowing",
        "banning",
        "replacing",
        "opening",
        "ending",
        "avoiding",
        "launching",
    ]
)
CONNECTORS = frozenset(
    ["of", "on", "for", "and", "the", "in", "to", "a", "an", "against", "between"]
)
DATE_WORD = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)?|(?:1[6-9]|20)\d\d|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday)$"
)


def singular(noun: str) -> str:
    """The singular of a noun of agreement.

    Examples:
        >>> [singular(w) for w in ["memoranda", "treaties", "MoUs", "terms", "accord"]]
        ['memorandum', 'treaty', 'MoU', 'terms', 'accord']

    """
    low = noun.lower()
    if low in ("memoranda", "memorandums"):
        return noun[0] + "emorandum"
    if low in ("terms", "talks"):
        return noun
    if low.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if low.endswith("s") and not low.endswith("ss") else noun


def left_of(token: Token) -> list[Token]:
    """The head with the modifiers before it, in order."""
    first = token.i
    for child in sorted(token.lefts, key=lambda t: -t.i):
        if child.dep_ not in LEFT or child.lower_ in (
            "such",
            "any",
            "other",
            "only",
            "more",
            "than",
        ):
            break
        if child.dep_ == "punct" and child.text not in ("-", "–"):
            break
        edge = child.left_edge.i
        if child.right_edge.i >= first or any(t.text in ("'s", "'", ",") for t in child.subtree):
            break
        if child.right_edge.i < first - 1:
            break
        first = edge
    tokens = list(token.doc[first : token.i + 1])
    while len(tokens) > 1 and (tokens[0].pos_ in ("DET", "PRON", "PUNCT", "ADP")):
        tokens = tokens[1:]
    return tokens


def right_of(token: Token, limit: int) -> list[Token]:
    """What follows the head inside the label: the rest of its name, what it is about."""
    doc = token.doc
    taken: list[Token] = []
    i = token.i + 1
    is_name = token.text[0].isupper() and not token.is_sent_start
    about = False
    while i < len(doc) and doc[i].idx < limit and len(taken) < LABEL_WORDS:
        word = doc[i]
        follows = doc[i + 1] if i + 1 < len(doc) and doc[i + 1].idx < limit else None
        if (
            (is_name and word.text[0].isupper() and not DATE_WORD.match(word.text))
            or (
                is_name
                and (word.lower_ in CONNECTORS or word.text == ",")
                and _name_goes_on(word, follows)
            )
            or (is_name and taken and word.text in ("-", "–") and _joins(word, follows))
        ):
            taken.append(word)
        elif word.lower_ in ABOUT and follows is not None and not DATE_WORD.match(follows.text):
            if word.lower_ == "in" and not about and follows.lower_ != "principle":
                break
            is_name = False
            about = True
            taken.append(word)
        elif (
            word.lower_ == "to" and follows is not None and follows.tag_ == "VB"
        ) or word.lower_ in PARTICIPLES:
            about, is_name = True, False
            taken.append(word)
        elif about and _belongs(word, token):
            taken.append(word)
        else:
            break
        i += 1
    while taken and (taken[-1].lower_ in CONNECTORS | ABOUT or taken[-1].is_punct):
        taken.pop()
    return taken


def asked_of(token: Token, limit: int) -> str:
    """What a request or an offer is about, where who makes it, or a date, stands between.

    Args:
        token: The noun.
        limit: One past the last character it may reach.

    Returns:
        "for patrol boats" of "a request by Chile for patrol boats"; "" where the noun does not
        have what is agreed as its complement, or has none.

    """
    if token.lemma_.lower() not in load_words().container:
        return ""
    for child in token.rights:
        clause = child.dep_ in ("acl", "relcl", "ccomp") and child.pos_ in ("VERB", "AUX")
        opens = child.left_edge.lower_ if clause else child.lower_
        asked = opens in ("to", "that") if clause else opens in ("for", "on", "of")
        dated = any(DATE_WORD.match(c.text) for c in child.children)
        if not asked or dated or (clause and any(c.tag_ in ("WDT", "WP") for c in child.children)):
            continue
        words = []
        for word in child.doc[child.left_edge.i : child.right_edge.i + 1]:
            if word.idx >= limit or (word.is_punct and word.text != "-"):
                break
            words.append(word)
        if len(words) > 1:
            return str(child.doc[words[0].i : words[-1].i + 1].text)
    return ""


def _name_goes_on(word: Token, follows: Token | None) -> bool:
    """Whether a capitalised name runs on over a connector or a comma."""
    if follows is None or word.lower_ in ("between", "with"):
        return False
    if word.lower_ == "and" and _opens_another(word):
        return False
    if word.text == ",":
        return follows.text[0].isupper() and any(
            t.lower_ == "and" for t in word.doc[word.i : word.i + 6]
        )
    later = word.doc[word.i + 1 : word.i + 3]
    return follows.text[0].isupper() or (
        follows.lower_ in CONNECTORS and len(later) > 1 and later[1].text[0].isupper()
    )


def _opens_another(joint: Token) -> bool:
    """Whether the second name after "and" is an agreement too, as the first is."""
    nouns = load_words().nouns
    before = nouns.get(joint.nbor(-1).lower_)
    if before is None or not before.strong:
        return False
    for token in joint.doc[joint.i + 1 : joint.i + 8]:
        noun = nouns.get(token.lower_)
        if noun is not None and noun.strong:
            return True
        if not (token.text[0].isupper() or token.lower_ in CONNECTORS or token.text == "-"):
            return False
    return False


def _joins(hyphen: Token, follows: Token | None) -> bool:
    """Whether a hyphen stands inside a name: "Good-Neighbourliness"."""
    before = hyphen.nbor(-1)
    tight = before.idx + len(before) == hyphen.idx and hyphen.idx + 1 == getattr(follows, "idx", 0)
    return tight and follows is not None and follows.text[0].isupper()


def _belongs(word: Token, head: Token) -> bool:
    """Whether *word* goes on with what the agreement is about."""
    if word.lower_ in STOPS or _is_date(word):
        return False
    if (word.is_punct and word.text not in ("-", "/", "%", "(", ")")) or word.text in ("(", ")"):
        return False
    if word.pos_ in ("AUX", "SCONJ") or word.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP"):
        return False
    if word.lower_ == "and":
        then = word.doc[word.i + 1 : word.i + 6]
        fresh = len(then) and then[0].lower_ in ("a", "an", "another", "one", "the", "that")
        return head.is_ancestor(word) and word.head != head and not fresh
    return head.is_ancestor(word) or word.pos_ in ("PART", "ADP", "DET")


def _is_date(word: Token) -> bool:
    """Whether a word is a day, month or year and not a plain number: "49 percent"."""
    if not DATE_WORD.match(word.text):
        return False
    counts = word.dep_ == "nummod" and not DATE_WORD.match(word.head.text)
    return not (counts and len(word.text) < 3)


def trim(text: str) -> str:
    """At most LABEL_WORDS words, white space levelled."""
    return " ".join(re.sub(r"\s+", " ", text).split()[:LABEL_WORDS]).strip(" ,;:-\"'(")
