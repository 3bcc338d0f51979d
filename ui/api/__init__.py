"""The HTTP API: JSON routes."""
