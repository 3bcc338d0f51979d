"""Migration: everything that a home has moves to other parts, and back."""
