"""HTML for people: each page is made from the store by one function, in one template.

    home.py       what there is: counts, questions, actors, documents
    question.py   a question that ships: a form for its parameters, its answer
    console.py    a query of one's own, without any script
    thing.py      everything about one IRI, or the same as RDF
    document.py   the text of a document with every claim marked
    labels.py     names and local addresses of IRIs
    rendering.py  templates, the policy of what a page may load

Pages load their style from this server and nothing from anywhere else; no page has a script
but the explorer, which is whole in itself.
"""
