"""Carry the graph away: exports, networks, the explorer."""
