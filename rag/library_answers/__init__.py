"""Library answers: what the library contains and what the tool does, answered without a search."""
