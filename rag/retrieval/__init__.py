"""Retrieval: a question becomes ranked, attributed sentences."""
