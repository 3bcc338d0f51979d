"""Summaries: what a language model writes of an answer, each sentence shown only if the quotations carry it."""
