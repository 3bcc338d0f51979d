"""Labels of speakers: found in a text, parsed, and resolved to people."""
