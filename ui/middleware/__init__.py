"""Middleware: keys, sessions, limits, headers and errors before every route."""
