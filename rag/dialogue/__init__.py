"""Dialogue: what people type becomes plain questions, and the answers to these one answer."""
