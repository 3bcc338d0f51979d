"""Forms of official documents: how each marks its speakers."""
