"""Queries: a question is parsed into its subject, speakers, time and kind of answer."""
