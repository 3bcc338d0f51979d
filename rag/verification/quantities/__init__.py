"""Quantities: figures of a written sentence against those of its quotation, counted, derived or implied."""
