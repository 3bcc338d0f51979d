"""Coreference: the person or body that the source of a statement stands for."""
