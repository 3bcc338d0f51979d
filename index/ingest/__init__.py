"""Ingest: files, folders, web pages and feeds become articles in the library."""
