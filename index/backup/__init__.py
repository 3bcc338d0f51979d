"""Backup: verified copies of a home, made while it is in use, that share what has not changed."""
