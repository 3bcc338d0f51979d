"""Transcripts: documents that label their speakers, one module for each convention."""
