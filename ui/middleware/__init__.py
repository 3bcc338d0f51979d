"""Middleware: keys, sessions, timeouts, headers, the audit log and errors, in front of every route."""
