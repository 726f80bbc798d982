"""Claims to RDF, the store, the tables and the questions over it."""
