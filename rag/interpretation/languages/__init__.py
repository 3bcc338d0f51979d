"""Questions in other languages: which language it is, and the English question that it asks."""
