"""Briefs: quotations that were picked, as a document, a table or references."""
