"""Answers: evidence becomes a cited answer, or an abstention with its reason."""
