"""Markdown with optional YAML front matter, whose keys are the fields of an article."""

from collections.abc import Iterator

import frontmatter
from yaml import YAMLError

from index.errors import RejectedArticle
from index.ingest.readers.plain_text import decode, find_first_line
from index.library.articles import Article


def read(content: bytes) -> Iterator[Article]:
    """Read the article of a .md file; without a title in the front matter its first line is the title.

    Raises RejectedArticle if the front matter is not YAML or a field is invalid.
    """
    try:
        post = frontmatter.loads(decode(content))
        title = post.metadata.get("title") or find_first_line(post.content or "-").lstrip("# ")
        yield Article.from_record({**post.metadata, "title": title, "text": post.content})
    except YAMLError as error:
        message = f"the front matter is not YAML: {' '.join(str(error).split())[:200]}"
        raise RejectedArticle(message, detail="the front matter is not YAML") from None
