"""Pages of a document: a form feed stands in its text where one ends."""

FORM_FEED = "\f"


def page_at(text: str, start: int) -> int | None:
    """Give the number of the page on which a position of a text lies, from 1; None where it has no pages."""
    return text.count(FORM_FEED, 0, start) + 1 if FORM_FEED in text else None
