"""Source links: addresses that open an article at the words that are cited.

Clients of chats tell sources apart by their addresses alone, so each citation of an article has an address of its own.
"""

from urllib.parse import quote, urlencode

from rag import Citation

_ENDS = 6
"""Words at the start and at the end that a browser finds a long quotation by."""


def link_source(citation: Citation, server: str) -> str:
    """Return the address of a citation's article; on this server if it has none on the web."""
    return _find_web_address(citation) or _link_on_server(citation, server)


def link_words(citation: Citation, server: str) -> str:
    """Return the address of the cited words: a text fragment on the web, which browsers scroll to and mark."""
    url = _find_web_address(citation)
    if url is None:
        return _link_on_server(citation, server)
    address, _, anchor = url.partition("#")
    return f"{address}#{anchor.partition(':~:')[0]}:~:text={_find_by(citation.cited_text)}"


def _find_web_address(citation: Citation) -> str | None:
    return citation.url if citation.url and citation.url.startswith(("http://", "https://")) else None


def _link_on_server(citation: Citation, server: str) -> str:
    """Return the address of the page with the article opened at the cited words."""
    place = {"version": citation.article_version, "start": citation.start, "end": citation.end}
    return f"{server.rstrip('/')}/#{urlencode({'article': citation.article_id, **place})}"


def _find_by(text: str) -> str:
    """Return the value of a text directive: all words, or the first and the last ones."""
    words = text.split()
    parts = [words] if len(words) <= 2 * _ENDS else [words[:_ENDS], words[-_ENDS:]]
    return ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
