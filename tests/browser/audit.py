"""The rules of accessibility that pages are held to, as axe-core reads them."""

from pathlib import Path

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What is asked of each theme: they differ in colours alone.
AUDITS = (
    ("light", {"type": "tag", "values": RULES}),
    ("dark", {"type": "rule", "values": ["color-contrast"]}),
)
#: JavaScript from what is asked to the rules that are broken, each with an element.
AUDIT = """asked => axe.run({runOnly: asked, resultTypes: ["violations"]})
           .then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"""
