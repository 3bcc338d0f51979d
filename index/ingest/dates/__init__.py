"""Dates: when an article was published, from its metadata and its text."""
