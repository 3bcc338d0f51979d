"""Letters: ranges of letters for the classes of regular expressions, as in `[{CAPITALS}]`."""

CAPITALS = "A-ZÀ-ÞĀ-Ž"
"""Capitals of the Latin script. The last range has small letters between its capitals: no range has only these."""
