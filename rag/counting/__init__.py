"""Counting: numbers, superlatives and first lines of answers, counted over the index."""
