"""Offices: how they are abbreviated, and who holds them by what articles say."""
