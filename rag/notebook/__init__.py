"""Notebook: documents as tables in Jupyter, pandas and Arrow."""
