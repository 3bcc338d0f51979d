"""Completion: fragments and lists become whole questions."""
