"""Question labels: the intents of typed questions, and the parts that their words belong to."""

from pathlib import Path
from typing import Literal, get_args

WEIGHTS = Path(__file__).with_name("question_reader.safetensors")
"""The weights of the question reader."""

TypedIntent = Literal[
    "statements", "who", "count", "most", "first", "latest", "comparison", "timeline", "yes_no", "without", "trace",
    "fact", "list", "library", "help", "greeting", "other",
]  # fmt: skip
"""What a typed question wants: words on a subject, names of those who spoke, a number, ..., a fact of a report."""

PartLabel = Literal[
    "SUBJECT", "SPEAKER", "GROUP", "NOTSPEAKER", "NOTSUBJECT", "TIME", "PLACE", "LIMIT", "ORDER", "FILTER", "QUOTE"
]
"""What some words of a typed question name."""

INTENTS: tuple[TypedIntent, ...] = get_args(TypedIntent)
LABELS: tuple[str, ...] = ("O", *get_args(PartLabel))
"""The labels of a word; "O" is none."""
