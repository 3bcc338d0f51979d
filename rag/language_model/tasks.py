"""Tasks: what a language model may be asked for beside summaries; each can be switched off by itself."""

from typing import Literal

Task = Literal["reading", "translation", "selection", "draft"]
"""Reading a question, translating a quotation, selecting what answers, and drafting a brief."""

ALL_TASKS: frozenset[Task] = frozenset(("reading", "translation", "selection", "draft"))
