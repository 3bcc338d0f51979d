"""Transcripts: documents that label their speakers; `conventions.py` has eight, such as Hansard and hearings."""
