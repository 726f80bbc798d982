"""Small linear scorers that judge what the rules propose: features with weights, nothing else."""

from kg.scoring.features import ngrams, unit_length
from kg.scoring.linear import Scorer

__all__ = ["Scorer", "ngrams", "unit_length"]
