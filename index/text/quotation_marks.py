"""Quotation marks: every definition of an opening, a closing and a paired mark that the attribution of statements uses.

The definitions differ in what they match, and each says why. A single mark is also an apostrophe, so it counts only
where its context excludes one. Two apostrophes ('') are a typed double mark in news-agency text.
"""

import re

DOUBLE = '“”"«»„'
"""Double marks in all languages: content that contains one is at least partly a quotation."""

DOUBLE_OPENING = '“"«„'
"""Double marks that can begin a quotation; “ is one, though it closes a quotation in German."""

OPENING = DOUBLE_OPENING + "'‘"
"""Marks that can begin tagged content, single ones included: an apostrophe does not begin a span of content."""

CLOSING = "”\"'’»“"
"""Marks that can end tagged content, single ones and the German “ included."""

ENGLISH_DOUBLE = r"[“”\"]|''"
"""Pattern of the marks that pair up into the quotations of an English article; « » „ are too rare there to pair."""

ENGLISH_DOUBLE_OPENING = frozenset(("“", '"', "''"))
"""Matches of `ENGLISH_DOUBLE` that can open a quotation."""

AFTER_SENTENCE = "\"”’')"
"""Marks, and the parenthesis, that may follow the full stop of a sentence."""

SINGLE_QUOTATION = re.compile(r"\s*[‘'].*[’'][\s.,;:]*", re.DOTALL)
"""Content that is one quotation in single marks, as within another quotation."""

WHOLE_QUOTATION = re.compile(r"(?:''|[“\"«„])(.+?)(?:''|[”\"»“])|[‘'](.+?)[’']", re.DOTALL)
"""Content that is one quotation in any marks; a group holds the words inside."""

OPENING_BEFORE_WORD = re.compile(r"(?<!\w)[“\"‘'](?=\w)")
"""A mark that opens a quotation within content: right before a word, and not an apostrophe inside one."""

CLOSING_SINGLE = re.compile(r"(?<=[\w.,?!…])[’'](?!\w)")
"""A single mark that can close a quotation: after a word or punctuation, and not an apostrophe inside a word."""

OPENING_OF = {"”": "“", "’": "‘"}
"""The opening mark of a closing one; a mark that is missing here is its own opening mark."""
