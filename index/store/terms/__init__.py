"""Terms on disk: documents of terms are written to tantivy indexes and searched there."""
