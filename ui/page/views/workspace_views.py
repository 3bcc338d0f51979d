"""Workspace views: followed questions with their news, and briefs."""

from collections.abc import Mapping
from typing import Annotated

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from rag import BriefHead, FollowNews, OpenedBrief
from ui.documents.fields import Text
from ui.export.formats import BRIEF_LABELS
from ui.page.permalinks import PageQuestion
from ui.page.rendering import render_template

MAX_NEWS = 50
"""News of a question that is shown."""


class FollowQuery(BaseModel):
    """The query of GET /page/follow, which has nothing to choose yet."""

    model_config = ConfigDict(extra="forbid")

    follow: Annotated[Text, Field(max_length=200)] = ""


class BriefQuery(BaseModel):
    """A brief by its id, or all of them: the query of GET /page/brief."""

    model_config = ConfigDict(extra="forbid")

    brief: Annotated[str, Field(max_length=40)] = ""


def render_follows(follows: tuple[FollowNews, ...], *, may_write: bool) -> Markup:
    """Render the followed questions, each with what is new."""
    asked = [(news, PageQuestion(news.question, news.filters).address) for news in follows]
    return render_template("follow", follows=asked, most=MAX_NEWS, may_write=may_write)


def render_briefs(briefs: tuple[BriefHead, ...], *, may_write: bool) -> Markup:
    """Render the list of briefs."""
    return render_template("briefs", briefs=briefs, may_write=may_write)


def render_brief(brief: OpenedBrief, *, may_write: bool) -> Markup:
    """Render a brief, with controls for those who have a key."""
    return render_template(
        "brief", brief=brief, changed=_changed_numbers(brief), formats_=BRIEF_LABELS, may_write=may_write
    )


def _changed_numbers(brief: OpenedBrief) -> Mapping[int, str]:
    """Return for each quotation whose article has changed what became of it."""
    lines: dict[int, str] = {}
    for change in brief.changes:
        still = "it still contains these words" if change.still_stands else "it no longer contains these words"
        line = f"corrected since: {still}" if change.now else "removed from the library since"
        lines |= dict.fromkeys(change.citations, line)
    return lines
