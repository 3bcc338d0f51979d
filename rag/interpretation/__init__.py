"""Interpretation: what a question asks for, in which words, language and spelling, and how it is to be answered."""
