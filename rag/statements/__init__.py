"""Statements: who said what, of one article or page by page of the whole library."""
