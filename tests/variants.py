"""The seed document with every country, person, figure, commodity and date replaced by another.

A reader that had learnt the seed by heart would fail on these; a reader of grammar and layout does
not notice. Text and gold are rewritten with the same table, so the gold stays true of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

COMMON = {
    "Asia": "Africa",
    "generic medicines": "floor tiles",
    "Pharmaceuticals": "Ceramics",
    "pharmaceuticals": "ceramics",
    "Machinery and engineering goods": "Furniture and household goods",
    "machinery": "furniture",
    "engineering goods": "household goods",
    "Industrial equipment and auto parts": "Wooden tables and kitchen cabinets",
    "industrial equipment": "wooden tables",
    "auto parts": "kitchen cabinets",
    "Agricultural products": "Forest products",
    "agricultural products": "forest products",
    "Tea, coffee, rice, and seafood": "Honey, timber, resin, and mushrooms",
    "tea": "honey",
    "coffee": "timber",
    "rice": "resin",
    "seafood": "mushrooms",
    "Chemicals and textiles": "Plastics and leather",
    "chemicals": "plastics",
    "textiles": "leather",
    "Organic chemicals, fabrics, and garments": "Recycled plastics, shoes, and handbags",
    "organic chemicals": "recycled plastics",
    "fabrics": "shoes",
    "garments": "handbags",
    "Crude oil": "Natural gas",
    "crude oil": "natural gas",
    "coal": "copper",
    "fertilizers": "wheat",
    "defense equipment": "rail equipment",
    "defence equipment": "rail equipment",
    "metals": "diamonds",
}

#: One table of replacements a variant.
VARIANTS: dict[str, dict[str, str]] = {
    "japan-vietnam": {
        "India": "Vietnam",
        "Indian": "Vietnamese",
        "New Delhi": "Hanoi",
        "Russia": "Japan",
        "Russian": "Japanese",
        "Moscow": "Tokyo",
        "Vladimir Putin": "Kenji Watanabe",
        "Putin": "Watanabe",
        "Russian President": "Japanese Prime Minister",
        "December 4–5, 2025": "March 11–12, 2024",
        "2025-12-04": "2024-03-11",
        "2025-12-05": "2024-03-12",
        "FY25": "FY23",
        "2024-25": "2022-23",
        "68.7": "47.1",
        "4.88": "9.35",
        "63.84": "37.75",
    },
    "kenya-brazil": {
        "India": "Kenya",
        "Indian": "Kenyan",
        "New Delhi": "Nairobi",
        "Russia": "Brazil",
        "Russian": "Brazilian",
        "Moscow": "Brasília",
        "Vladimir Putin": "Marina Oliveira",
        "Putin": "Oliveira",
        "December 4–5, 2025": "July 29–30, 2019",
        "2025-12-04": "2019-07-29",
        "2025-12-05": "2019-07-30",
        "FY25": "FY19",
        "2024-25": "2018-19",
        "68.7": "3.2",
        "4.88": "1.14",
        "63.84": "2.06",
    },
}


def rewrite(text: str, table: Mapping[str, str]) -> str:
    """Replace every key of *table* that stands as a word of its own, longest first, in one pass."""
    words = sorted(table, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + r")(?![\w])")
    return pattern.sub(lambda m: table[m[0]], text)


def variant(name: str, text: str, gold: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The text and the gold of the seed under the replacements called *name*."""
    table = COMMON | VARIANTS[name]

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return rewrite(value, table)
        if isinstance(value, list):
            return [walk(item) for item in value]
        if isinstance(value, dict):
            return {key: walk(item) for key, item in value.items()}
        if isinstance(value, float):
            short = f"{value / 1e9:g}"
            return float(table[short]) * 1e9 if short in table else value
        return value

    changed = walk(gold)
    changed["doc"] = gold["doc"]
    return rewrite(text, table), changed


def dump(gold: Mapping[str, Any]) -> str:
    """Gold as JSON, as the annotated files are written."""
    return json.dumps(gold, ensure_ascii=False, indent=1)
