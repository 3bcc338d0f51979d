"""Assertion: what is denied, possible, demanded or to come in a quotation is so in a written sentence."""
