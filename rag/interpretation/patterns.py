"""Patterns: regular expressions of phrases in questions."""

import re
from functools import partial

compile_phrase = partial(re.compile, flags=re.IGNORECASE)
"""Compile a pattern of a phrase, in capitals or not."""
