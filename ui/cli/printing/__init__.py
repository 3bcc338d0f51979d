"""Printing: what the commands print on a terminal, or as JSON."""
