"""English plurals of counted nouns."""


def format_count(count: int, noun: str) -> str:
    """Return a count with its noun: "1 article", "1,208 speakers"; the noun must form its plural with -s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
