"""Build: the library becomes a published index."""
