"""Quotations: a quotation is traced to the articles that contain it."""
