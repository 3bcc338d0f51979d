"""Checking: every quotation of a draft is traced, and compared with whom the draft attributes it to."""
