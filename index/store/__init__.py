"""Store: one immutable, checksummed generation of the index on disk."""
