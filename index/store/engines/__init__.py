"""Engines: what finds passages by vectors and words, on the disk of this machine or on another."""
