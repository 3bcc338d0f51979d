"""Speakers: the people and bodies of a generation, each with what is known of them."""
