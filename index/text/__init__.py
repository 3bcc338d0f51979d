"""Text: spans, sentences, passages, normalization, boilerplate and display, as pure functions."""
