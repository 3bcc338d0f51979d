"""The library: every version of every article, in SQLite."""
