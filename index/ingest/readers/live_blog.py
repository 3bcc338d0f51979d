"""Live blogs: pages of posts, each with a time of its own, under a title of their own."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_IS_LIVE_BLOG = "LiveBlogPosting"
_POST = re.compile(r"(?:^|[\s_-])(?:post|block|update|entry|liveblog|live-blog)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """The title of a live blog and the times of its posts as its metadata states them."""

    title: str
    times: tuple[str, ...]

    @property
    def note(self) -> str:
        """The remark that the posts have times of their own."""
        if not self.times:
            return "a live blog: its posts have times of their own"
        return f"a live blog: its posts are from {min(self.times)} to {max(self.times)}"


def find_live_blog(tree: HtmlElement) -> LiveBlog | None:
    """Return the live blog that a page declares in its JSON-LD, None if it declares none."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            nodes = [*_iter_nodes(json.loads(script.text or "", strict=False))]
        except (ValueError, RecursionError):
            continue
        for node in nodes:
            if _IS_LIVE_BLOG in _list_values(node.get("@type")):
                posts = (post for post in _list_values(node.get("liveBlogUpdate")) if isinstance(post, dict))
                times = (post.get("datePublished") for post in posts)
                title = node.get("headline")
                return LiveBlog(
                    title.strip() if isinstance(title, str) else "",
                    tuple(time for time in times if isinstance(time, str)),
                )
    return None


def keep_post_times(tree: HtmlElement) -> None:
    """Turn the times in the headers of posts into paragraphs, which extraction keeps."""
    for time in [*tree.body.iter("time")]:
        post = next((each for each in time.iterancestors() if _is_post(each)), None)
        if post is not None and time.text_content().strip():
            for header in time.iterancestors("header"):
                header.tag = "div"
            time.tag = "p"


def _is_post(element: HtmlElement) -> bool:
    return element.tag == "article" or bool(_POST.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _iter_nodes(node: object) -> Iterator[dict[str, object]]:
    for item in _list_values(node):
        if isinstance(item, dict):
            yield item
            yield from _iter_nodes([value for name, value in item.items() if name in ("@graph", "mainEntity")])
        elif isinstance(item, list):
            yield from _iter_nodes(item)


def _list_values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
