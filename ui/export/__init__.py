"""Export: an answer or statements as Markdown, CSV, JSON Lines or Word."""
