"""Relayed words: what speakers of turns quote of others."""
