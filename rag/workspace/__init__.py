"""Workspace: what people keep beside the library: followed questions, briefs and conversations."""
