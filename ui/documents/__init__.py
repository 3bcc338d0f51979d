"""Documents: the JSON that requests carry and responses return."""
