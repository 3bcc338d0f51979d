"""Questions: a network reads what a typed question wants."""
