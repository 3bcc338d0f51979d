"""Pages of a PDF: rows, columns, running heads, footnotes, divided words and pictures of text."""
