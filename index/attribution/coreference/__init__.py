"""Coreference: the person or the institution that the source of a statement refers to."""
