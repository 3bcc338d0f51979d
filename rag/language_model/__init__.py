"""Language model: an OpenAI-compatible endpoint that somebody chose; without one this package does nothing."""
