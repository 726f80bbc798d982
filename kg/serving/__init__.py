"""Serve a store over HTTP: SPARQL 1.1 Protocol for programs, pages for people.

    kg serve --store build/store --port 8000

    app.py          which address does what
    requests.py     a request as a query or an update with its graphs
    negotiation.py  which format a client wants
    limits.py       what one request may cost
    pool.py         the processes that answer, and when they are ended
    worker.py       such a process; it holds the graph and answers one request at a time
    answering.py    query -> bytes
    editing.py      update -> a new generation of the store, whole or not at all
    description.py  what the service says of itself
    pages/          HTML for people
    server.py       the HTTP server around it

A request never runs in the process that talks to clients. It runs in a worker, which has a
wall clock and a memory limit and is killed when it oversteps either, or when its client goes
away; the graph in memory is shared by all workers. The kernel lets no worker open a connection.
"""
