"""Knowledge graph of relations between states."""
