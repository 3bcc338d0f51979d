"""Verification: a sentence that a language model wrote is held against the quotations that it cites."""
