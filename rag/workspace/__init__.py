"""Workspace: what people keep beside the library: followed questions and briefs."""
