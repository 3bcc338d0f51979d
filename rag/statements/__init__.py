"""Statements: listing who said what, across the library or in one text."""
