"""Read a document: layout, sentences, parse, actors, amounts, periods."""
