"""Retrieval: a question becomes ranked sentences, each with its speaker."""
