"""Tagging: the tags of words, and how scores become them."""
