"""Entailment: a network reads whether a quotation carries a sentence."""
