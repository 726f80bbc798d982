"""Train the model that says what a capitalised sequence is, from annotated documents.

usage: python scripts/train_kinds.py DOCS GOLD [--out data/models/kinds.json]

Every candidate of every document is an example; its class is the kind of the
gold actor with that name or alias, or "none". Documents whose number is
divisible by four are kept back. The same documents give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from kg.reading.blocks import find_blocks, level_text
from kg.reading.kind_features import features_of
from kg.reading.kinds import group_by_name, titled_words
from kg.reading.lexicon import fold
from kg.reading.scan import scan
from kg.reading.sentences import split_sentences

#: Inverse strength of the penalty on weights; chosen by cross-validation over documents.
C = 0.5
SMALLEST = 0.04
HELD_OUT = 4


def main() -> None:
    """Read the command line, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/models/kinds.json"))
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    options = parser.parse_args()
    rows, labels, groups, names = examples(options.docs, options.gold)
    if options.check:
        check(rows, labels, groups, names)
    else:
        options.out.write_text(train(rows, labels), encoding="utf-8")
        print(f"{len(rows)} examples -> {options.out}")


def examples(
    docs: Path, gold: Path
) -> tuple[list[dict[str, float]], list[str], list[str], list[str]]:
    """Features, class, document and name of every candidate."""
    rows, labels, groups, names = [], [], [], []
    for path in sorted(docs.glob("*.txt")):
        number = re.match(r"[A-Z](\d+)", path.stem)
        if number and int(number[1]) % HELD_OUT == 0:
            continue
        actors = json.loads((gold / f"{path.stem}.json").read_text(encoding="utf-8"))["actors"]
        source = path.read_text(encoding="utf-8")
        blocks = find_blocks(source)
        text = level_text(source, blocks)
        _, unknown = scan(text, blocks, split_sentences(text, blocks))
        titled = titled_words(unknown)
        for name, group in group_by_name(text, unknown).items():
            rows.append(features_of(text, group, titled))
            labels.append(kind_of(name, actors))
            groups.append(path.stem)
            names.append(name)
    return rows, labels, groups, names


def plain(name: str) -> str:
    """*name* without case, accents, articles and marks."""
    return re.sub(r"^the |[^\w ]", "", fold(name)).strip()


def kind_of(name: str, actors: list[dict[str, object]]) -> str:
    """The class of a candidate: the kind of the actor it names, or "none"."""
    for actor in actors:
        forms = [actor["name"], *actor["aliases"]]
        if any(plain(str(f)) == plain(name) for f in forms):
            return str(actor["kind"]) if actor["kind"] != "country" else "none"
    for actor in actors:
        words = plain(str(actor["name"])).split()
        own = plain(name).split()
        if actor["kind"] == "person" and own and set(own) <= set(words):
            return "person"
        if actor["kind"] == "person" and len(words) > 1 and set(words) <= set(own):
            return "person"
    return "none"


def vectorise(rows: list[dict[str, float]]):
    """The examples as a sparse matrix; features seen only once are left out."""
    from collections import Counter

    from sklearn.feature_extraction import DictVectorizer

    seen = Counter(name for row in rows for name in row)
    kept = [{n: v for n, v in row.items() if seen[n] > 1} for row in rows]
    vectoriser = DictVectorizer()
    return vectoriser, vectoriser.fit_transform(kept)


def model():
    """The classifier, untrained."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=C, max_iter=500)


def train(rows: list[dict[str, float]], labels: list[str]) -> str:
    """The trained weights as JSON."""
    vectoriser, matrix = vectorise(rows)
    trained = model().fit(matrix, labels)
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


def check(
    rows: list[dict[str, float]], labels: list[str], groups: list[str], names: list[str]
) -> None:
    """Print the accuracy over documents the model was not trained on, and its errors."""
    from collections import Counter

    from sklearn.model_selection import GroupKFold, cross_val_predict

    _, matrix = vectorise(rows)
    guessed = cross_val_predict(model(), matrix, labels, groups=groups, cv=GroupKFold(8))
    pairs = Counter(zip(labels, guessed, strict=True))
    right = sum(n for (a, b), n in pairs.items() if a == b)
    print(f"{right / len(labels):.3f} of {len(labels)}")
    for (a, b), n in sorted(pairs.items(), key=lambda p: -p[1]):
        print(f"{n:5d} {a} read as {b}")
    for name, label, guess, group in zip(names, labels, guessed, groups, strict=True):
        if label != guess:
            print(group[:3], name, "|", label, "->", guess)


if __name__ == "__main__":
    main()
