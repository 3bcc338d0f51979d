"""Forms of official documents: how each marks who speaks."""
