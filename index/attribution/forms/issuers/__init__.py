"""Issuers: the bodies that state something together, their clauses, and who signs for them."""
