"""Patterns: regular expressions of phrases in questions."""

import re
from functools import partial

from index.text.patterns import compile_re

compile_phrase = partial(compile_re, flags=re.IGNORECASE)
"""Return a pattern of a phrase, in capitals or not, that is compiled on its first use."""
