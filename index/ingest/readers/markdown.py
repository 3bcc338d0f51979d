"""Markdown, with YAML front matter where there is some: the keys are those of an article."""

from collections.abc import Iterator

import frontmatter
from yaml import YAMLError

from index.errors import RejectedArticle
from index.ingest.readers.plain_text import decode, first_line
from index.library.articles import Article


def read(content: bytes) -> Iterator[Article | RejectedArticle]:
    """Read one article from a .md file; without a title in front its first line is the title."""
    try:
        post = frontmatter.loads(decode(content))
        title = post.metadata.get("title") or first_line(post.content or "-").lstrip("# ")
        yield Article.read({**post.metadata, "title": title, "text": post.content})
    except YAMLError as error:
        yield RejectedArticle(f"its front matter is not YAML: {' '.join(str(error).split())[:200]}")
    except RejectedArticle as reason:
        yield reason
