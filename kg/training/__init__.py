"""Train the scorers from annotated documents: `python -m kg.training`."""
