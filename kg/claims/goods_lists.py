"""Find the goods that belong to a flow, and the members of a list of goods.

"sells tea, roses and cut glass to Peru" -> tea, roses, cut glass.

in    a Reading, a Flow, the stretch it may reach over
out   Goods, each with the rule that gave it
data  data/lexicon/commodities.csv
next  kg.claims.exports makes claims of them

Goods the lexicon does not know are taken as members of a list in which it knows one.
"""

from __future__ import annotations

import re

from kg.claims.commodities import Goods, find_goods, is_goods
from kg.claims.flows import Flow
from kg.claims.goods_objects import no_goods, object_goods
from kg.claims.trade_cue_words import cues
from kg.reading.compass import COMPASS
from kg.reading.reading import Reading

__all__ = ["goods_of", "members"]

BREAK = re.compile(
    r";\s|\.\s|:\s|\)\s|\s\(|\s[-–—]\s|,\s(?:has|have|had|is|was|will|would|said|says|while|but|whereas|which|who|where|though|although|after|as"
    r"|because|so|and\s(?:it|they|has|is|was|wants|the))\b"
    r"|\b(?:while|because|although|whereas|in exchange for"
    r"|in return for|instead of|rather than|so that|used|made|needed|under|which|that|when|where"
    r"|if|unless|to (?:build|run|feed|make|help|keep|cover|replace|cut))\b"
)
ARE = re.compile(
    r"(?i)^[^.;:]{0,60}?(?:\b(?:are|were|is|was|include|includes|included|consists?\sof|comprises?|remain"
    r"|range\sfrom|cover|covers|led\sby|dominated\sby|made\sup\sof)\b|,\s?(?:mainly|chiefly|mostly|notably"
    r"|above\sall|largely|among\sthem|especially|such\sas|including)\b|\bsuch\sas\b|\bincluding\b|:)"
)
#: What may stand between a weak verb and its object: amounts and adjectives.
NEAR = re.compile(
    r"(?i)^(?:\s(?!on|for|into|at|over|up|part|place|hold|its|no|to|the\srate)[\w.,$%'-]+){0,7}\s$"
)
#: Before goods that are not the object: "gets easier terms for wheat".
ASIDE = re.compile(r"\b(?:for|on|about|against|without)\s(?!about\s|some\s|\w*[\d$€£]|nearly|over)")
#: Before what goods are used for: "beans for feed".
USE = re.compile(r"\w\sfor\s(?:(?:its|their|the|making)\s)?$")
#: The goods stand before: "tea and tin make up half of what Peru buys".
WHAT = re.compile(
    r"\b(?:makes?|made|forms?|formed|accounts?|accounted|dominates?d?|leads?|led|tops?|topped"
    r"|heads?|headed)\s(?:[^,;.:]{0,50}\s)?what\s(?:[\w'-]+\s){0,4}$"
)
#: The goods stand before the clause: "the water that Peru sells".
RELATIVE = re.compile(r"\s(?:that|which)\s(?:[\w'-]+\s){0,4}$")
#: The goods stand before: "tea and roses are the main goods sold to Peru".
SUPPLIED = re.compile(
    r"\b(?:is|are|was|were|remain|remains)\s(?:[\w-]+\s){0,4}(?:goods|items|products|commodities)\s$"
)
#: What goes is named after: "the little that moves north is meat".
BEING = re.compile(r"\s(?:\w+\s){0,3}(?:is|are|was|were)\s")
#: A clause added to the goods: "gold chains, which came by air".
WHICH = re.compile(r",\s(?:which|who)\s(?:[\w'-]+\s){0,2}$")
DROPPED = re.compile(
    r"(?i)^(?:(?:the|a|an|some|its|their|our|his|more|most|much|many|all|other|such|as|well|also|then"
    r"|mainly|chiefly|mostly|and|or|plus|including|above|first|of|only|even|now|both|large|small"
    r"|various|certain|new|cheap|cheaper|large|huge|several|few|little|about|worth|further|lately"
    r"|almost|nearly|half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozens\sof"
    r"|hundreds\sof|thousands\sof)\s+)+"
)
CUT = re.compile(
    r"\s(?:worth|at|for|from|to|in|with|on|by|of|that|which|who|where|than|under|via|through|per|over"
    r"|after|before|since|every|each|was|were|is|are|came|come|go|goes|went|also|above|all|too)\b.*$"
)


def goods_of(
    reading: Reading, flow: Flow, before: int, after: int, bounds: tuple[int, int]
) -> list[tuple[Goods, str]]:
    """Return the goods of one flow.

    Args:
        reading: The document as read.
        flow: A flow with both ends.
        before: End of the flow before it in the sentence, or the start of the sentence.
        after: Start of the flow after it, or the end of the sentence.
        bounds: The sentence.

    Returns:
        Goods and the rule that gave them, in order; [] where the flow has none.

    """
    text = reading.text
    right = _until(text, flow.end, after)
    left = _from(text, max(before, bounds[0]), flow.start)
    if not flow.verb:
        return _of_noun(reading, flow, left, right)
    passive = re.search(
        r"\b(?:is|are|was|were|been|being|be)\s(?:\w+\s)?$", text[left : flow.start]
    )
    if flow.sense == "go" and not flow.sure and WHICH.search(text[bounds[0] : flow.start]):
        return []
    if flow.sense == "go" or passive:
        listed = members(reading, left, flow.start)
        if listed:
            return [(g, "subject") for g in listed]
        if flow.sense == "go" and (told := BEING.match(text[flow.end : right])):
            return [(g, "are") for g in members(reading, flow.end + told.end(), right)]
        if flow.sense == "go" and re.search(r"^\s(?:\w+\s){0,3}$", text[left : flow.start]) is None:
            inverted = re.search(
                r"(?i)\b(?:way|direction|return|ports?)\s?$", text[left : flow.start]
            )
            if not inverted:
                return []
    if SUPPLIED.search(text[left : flow.start]):
        listed = [g for g in members(reading, left, flow.start) if g.label != "goods"]
        if listed:
            return [(g, "subject") for g in listed]
    if what := WHAT.search(text, left, flow.start):
        return [(g, "subject") for g in members(reading, left, what.start())]
    if relative := RELATIVE.search(text[bounds[0] : flow.start]):
        ahead = members(reading, bounds[0], bounds[0] + relative.start())
        near = [g for g in ahead if bounds[0] + relative.start() - g.end <= 48]
        if near and near[-1].label != "goods":
            ahead = near
        if near:
            return [(g, "subject") for g in ahead]
    listed = members(reading, flow.end, right)
    if flow.weak and listed and not NEAR.match(text[flow.end : listed[0].start]):
        return []
    if listed and ASIDE.search(text[flow.end : listed[0].start]):
        return []
    listed = [g for g in listed if not USE.search(text[flow.end : g.start])]
    if not listed and not flow.weak and not passive:
        listed = object_goods(reading, flow, right)
    return [(g, "object") for g in listed]


def _of_noun(reading: Reading, flow: Flow, left: int, right: int) -> list[tuple[Goods, str]]:
    """Goods of a noun of flow: "exports of tea", "tea exports", "exports are tea and roses"."""
    text = reading.text
    found: list[tuple[Goods, str]] = []
    head = text[max(left, flow.start - 46) : flow.start]
    for goods in find_goods(reading, max(left, flow.start - 46), flow.start):
        if goods.end == flow.start - 1 or (
            goods.end == flow.start - 7 and head.endswith(" goods ")
        ):
            found.append((goods, "before"))
    tail = text[flow.end : right]
    if match := re.match(r"\sof\s", tail):
        stop = re.search(
            r"\b(?:to|from|into|by|in|were|was|rose|fell|are|is|has|have)\b", tail[match.end() :]
        )
        end = flow.end + match.end() + (stop.start() if stop else len(tail) - match.end())
        found += [(g, "of") for g in members(reading, flow.end + match.end(), end)]
    elif match := ARE.match(tail):
        start = flow.end + match.end()
        listed = members(reading, start, right)
        if listed and listed[0].start - start <= 50:
            found += [(g, "are") for g in listed]
    elif cues()["leads"].search(text[left : flow.start]):
        found += [(g, "subject") for g in members(reading, left, flow.start)]
    return found


def members(reading: Reading, start: int, end: int, sure: bool = False) -> list[Goods]:
    """Return the members of a list of goods between *start* and *end*.

    Args:
        reading: The document as read.
        start: First character.
        end: One past the last.
        sure: Whether the place says that it is a list of goods: an item under a heading
            that names a direction.

    Returns:
        The goods the lexicon knows, and the short members beside them that it does not;
        [] where it knows none, unless the place is sure.

    """
    known = [
        g
        for g in find_goods(reading, start, end)
        if (g.end >= end - 1 or not _modifies(reading, g))
        and not _is_named(reading, g)
        and not _is_verb(reading, g)
    ]
    if not known and not sure:
        return []
    listed = list(known)
    for a, b in _pieces(reading.text, start, end):
        if any(g.start < b and a < g.end for g in known) or COMPASS.fullmatch(reading.text[a:b]):
            continue
        beside = sure or any(_adjoin(reading.text, g, a, b) for g in listed)
        if beside and _is_plain(reading, a, b, sure):
            name = reading.text[a:b]
            listed.append(Goods(a, b, name, name))
    return sorted(listed, key=lambda g: g.start)


def _adjoin(text: str, goods: Goods, start: int, end: int) -> bool:
    """Whether a member stands next to goods: after them but for a joint and words left out."""
    if goods.end <= start:
        gap = text[goods.end : start]
        joint = re.match(r",?\s(?:and\s|or\s)?", gap)
        return len(gap) <= 7 or (joint is not None and bool(DROPPED.fullmatch(gap[joint.end() :])))
    return 0 <= goods.start - end <= 7


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Members of a list, cut at commas and "and", their beginnings and ends trimmed."""
    pieces = []
    at = start
    for match in [*re.finditer(r",\s(?:and\s)?|\sand\s|;\s|\sor\s", text[start:end]), None]:
        stop = start + match.start() if match else end
        piece = text[at:stop]
        lead = DROPPED.match(piece.lstrip())
        a = at + (len(piece) - len(piece.lstrip())) + (lead.end() if lead else 0)
        cut = CUT.search(text[a:stop])
        b = a + cut.start() if cut else stop
        while b > a and text[b - 1] in " .,;:":
            b -= 1
        if a < b:
            pieces.append((a, b))
        at = start + match.end() if match else end
    return pieces


def _is_plain(reading: Reading, start: int, end: int, sure: bool = False) -> bool:
    """Whether a member can be goods: a short plain noun phrase that names nobody."""
    text = reading.text[start:end]
    if not 1 <= len(text.split()) <= 3 or re.search(r"\d|[%$€£()]", text):
        return False
    if any(m.start < end and start < m.end for m in reading.mentions):
        return False
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if sure:
        return all(t.pos_ not in ("AUX", "PRON", "DET", "ADP", "SCONJ") for t in span)
    if span.root.pos_ != "NOUN" or span.root.lemma_.lower() in no_goods():
        return False
    return all(t.pos_ in ("NOUN", "ADJ", "PUNCT", "VERB") and t.lower_ == t.text for t in span)


def _is_named(reading: Reading, goods: Goods) -> bool:
    """Whether goods are a part of a name: "Advanced Weapons and Equipment"."""
    return any(m.start < goods.end and goods.start < m.end for m in reading.mentions)


def _is_verb(reading: Reading, goods: Goods) -> bool:
    """Whether a name of goods is a verb here: "did lead to a contract", "whose work dates from"."""
    span = reading.doc.char_span(goods.start, goods.end, alignment_mode="expand")
    if span is None or len(span) != 1 or span[0].tag_ not in ("VB", "VBZ", "VBD"):
        return False
    return span[0].i > 0 and span[0].nbor(-1).pos_ not in ("PUNCT", "CCONJ", "SPACE")


def _modifies(reading: Reading, goods: Goods) -> bool:
    """Whether goods only describe another noun: "oil minister", "gas pipeline"."""
    span = reading.doc.char_span(goods.start, goods.end, alignment_mode="expand")
    if span is None or span.end >= len(reading.doc):
        return False
    after = reading.doc[span.end]
    if after.idx != goods.end + 1 or after.pos_ not in ("NOUN", "PROPN"):
        return False
    if after.lower_ in CARRIERS:
        return False
    return not is_goods(f"{goods.name} {after.text}") or after.ent_type_ != ""


#: Nouns that goods may describe without becoming another thing.
CARRIERS = frozenset(
    (
        *("exports", "imports", "sales", "purchases", "shipments", "deliveries", "supplies"),
        *("cargoes", "products", "goods", "trade", "export", "import", "parts", "worth"),
        *("concentrate", "wire"),
    )
)


def _until(text: str, start: int, end: int) -> int:
    """Where the clause that begins at *start* ends."""
    match = BREAK.search(text, start, end)
    while match is not None and match[0].startswith(":") and match.start() - start < 40:
        match = BREAK.search(text, match.end(), end)
    return match.start() if match else end


def _from(text: str, start: int, end: int) -> int:
    """Where the clause that ends at *end* begins."""
    at = start
    for match in BREAK.finditer(text, start, end):
        at = match.end()
    return at
