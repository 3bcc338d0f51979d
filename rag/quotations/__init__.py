"""Quotations: tracing a quotation to the articles that hold it."""
