"""Checked drafts: a check as JSON, as a page with marks, or as the Word document with comments."""
