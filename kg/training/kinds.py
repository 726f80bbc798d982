"""Train the model that says what a capitalised sequence is, from annotated documents.

in    folders of annotated documents
out   data/models/kinds.json, and how often the model was right on documents it had not seen
data  what kg.reading.scan and kind_features read
next  kg.reading.kinds

Every name of every document is an example; its class is the kind of the gold actor
with that name or alias, or "none". The model is an L2-regularised multinomial
logistic regression. The same documents give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.reading.blocks import find_blocks, level_text
from kg.reading.kind_features import features_of
from kg.reading.kind_neighbours import neighbours
from kg.reading.kinds import group_by_name, titled_words
from kg.reading.lexicon import fold
from kg.reading.scan import scan
from kg.reading.sentences import split_sentences
from kg.scoring.fitting import fold_of

__all__ = ["NameExample", "kind_of", "name_examples", "right_unseen", "train", "write"]

#: Inverse of the penalty; chosen by cross-validation over documents.
STRENGTH = 2.0
#: Weights smaller than this in every class are not written.
SMALLEST = 0.03
#: Examples a feature must occur in.
LEAST = 2
FOLDS = 8
ITERATIONS = 300


@dataclass(frozen=True, slots=True)
class NameExample:
    """A name of a document with the class that the annotation gives it."""

    document: str
    name: str
    features: Mapping[str, float]
    label: str


def write(folders: Sequence[Path], target: Path) -> None:
    """Train from annotated documents, write the model to *target*, and say how good it is."""
    examples = name_examples(folders)
    target.write_text(train(examples), encoding="utf-8")
    right = round(right_unseen(examples), 3)
    print(f"kinds: {{'examples': {len(examples)}, 'right_unseen': {right}}}", file=sys.stderr)


def name_examples(folders: Iterable[Path]) -> list[NameExample]:
    """Return an example for each name of each document that the lexicon does not know.

    Args:
        folders: Each holds docs/NAME.txt and gold/NAME.json.

    Returns:
        Examples in the order of the folders, documents and names.

    """
    found = []
    for folder in folders:
        for path in sorted((folder / "docs").glob("*.txt")):
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            source = path.read_text(encoding="utf-8")
            blocks = find_blocks(source)
            text = level_text(source, blocks)
            known, unknown = scan(text, blocks, split_sentences(text, blocks))
            titled = titled_words(unknown)
            around = neighbours(text, known, unknown)
            for name, group in group_by_name(text, unknown).items():
                features = features_of(text, group, titled, around)
                label = kind_of(name, gold["actors"])
                found.append(NameExample(path.stem, name, features, label))
    return found


def kind_of(name: str, actors: Sequence[Mapping[str, Any]]) -> str:
    """The class of a name: the kind of the gold actor it names, or "none".

    A part of a person's name, and a name with more around it, is the person's too.
    Countries are the lexicon's: another name of one is "none".

    Args:
        name: As it stands in the text.
        actors: The gold actors of the document: name, kind, aliases.

    Examples:
        >>> mboya = {"name": "Tom Mboya", "kind": "person", "aliases": []}
        >>> kind_of("Mboya", [mboya]), kind_of("Acme", [mboya])
        ('person', 'none')

    """
    own = _plain(name).split()
    for actor in actors:
        if any(_plain(form).split() == own for form in (actor["name"], *actor["aliases"])):
            return str(actor["kind"]) if actor["kind"] != "country" else "none"
    for actor in actors:
        words = _plain(actor["name"]).split()
        if actor["kind"] == "person" and own and set(own) <= set(words):
            return "person"
        if actor["kind"] == "person" and len(words) > 1 and set(words) <= set(own):
            return "person"
    return "none"


def _plain(name: str) -> str:
    """*name* without case, accents, articles and marks."""
    return re.sub(r"^the |[^\w ]", "", fold(name)).strip()


def train(examples: Sequence[NameExample]) -> str:
    """The trained weights as JSON, as kg.reading.kinds reads them."""
    vectoriser, matrix = _matrix(examples)
    trained = _classifier().fit(matrix, [e.label for e in examples])
    weights = {}
    for i, name in enumerate(vectoriser.get_feature_names_out()):
        row = [round(float(w), 2) for w in trained.coef_[:, i]]
        if max(map(abs, row)) >= SMALLEST:
            weights[name] = row
    content = {
        "classes": list(trained.classes_),
        "intercept": [round(float(v), 2) for v in trained.intercept_],
        "weights": dict(sorted(weights.items())),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def right_unseen(examples: Sequence[NameExample]) -> float:
    """The share of examples that models trained without their document call right."""
    right = 0
    for part in range(FOLDS):
        kept = [e for e in examples if fold_of(e.document, FOLDS) != part]
        left = [e for e in examples if fold_of(e.document, FOLDS) == part]
        vectoriser, matrix = _matrix(kept)
        trained = _classifier().fit(matrix, [e.label for e in kept])
        guessed = trained.predict(vectoriser.transform([e.features for e in left]))
        right += sum(g == e.label for g, e in zip(guessed, left, strict=True))
    return right / len(examples)


def _matrix(examples: Sequence[NameExample]) -> tuple[Any, Any]:
    """The features as a sparse matrix, without those too rare to learn from."""
    from sklearn.feature_extraction import DictVectorizer

    seen = Counter(name for e in examples for name in e.features)
    kept = [{n: v for n, v in sorted(e.features.items()) if seen[n] >= LEAST} for e in examples]
    vectoriser = DictVectorizer()
    return vectoriser, vectoriser.fit_transform(kept)


def _classifier() -> Any:
    """The classifier, untrained."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH, max_iter=ITERATIONS)
