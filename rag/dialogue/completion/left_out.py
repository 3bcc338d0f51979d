"""Left out: a subject and what is left out of it, typed in a hurry, become a whole question that excludes.

"Ebola, just not Sierra Leone please", "taiwan - leave out the marshall islands" and "Syria minus the Russians" all ask
what was said on the subject, except by or about somebody.
"""

from rag.interpretation.patterns import compile_phrase

_ON = r"(?:about|on|regarding|mentioning|naming|mentions?\s+of)"
_BY = r"(?:by|from|of)"
_ANYONE = r"(?:(?:any|every)(?:one|body|thing)|all)"
_OUT = compile_phrase(
    r"^\W*(?P<about>(?!(?:and|but|or|just|only|also|then|ok|okay|thanks|thx|now)\b)[^\W_](?:[^?,;:()]*?[^\s?,;:()–—-])?)\s*(?P<mark>[,;:(–—-]*)\s*"
    r"(?:(?:and|but|though)\s+)?(?:please\s+)?"
    rf"(?P<how>(?:just|only|please|but)\s+not|not|except(?:ing)?(?:\s+for)?|excluding|exclude|(?:leave|leaving|cut|keep|filter)\s+out|"
    rf"without|minus|besides|apart\s+from|aside\s+from|other\s+than|skip(?:ping)?|drop|omit|ignore|ignoring|{_ANYONE}\s+(?:but|except)|"
    rf"but\s+not|not\s+(?:counting|including)|nothing(?=\s+(?:{_BY}|{_ON})\b)|no(?=\s+(?:{_ON}|(?:statements?|quotes?|words|remarks|"
    rf"comments|speeches|anything|one|voices)\s+{_BY})\b)|(?<=,\s)no(?=\s+(?!(?:speeches|transcripts|news|articles|statements|"
    rf"quotes|press)\b)[^\W\d_]+s(?:\s+(?:and|or)\s+[^\W\d_]+s)?[\s?.!]*$))\s+"
    rf"(?:(?:anything|those|the\s+ones|words|statements?|quotes?|remarks|comments|speeches|one|voices)\s+)?(?:(?P<by>{_BY})\s+|(?P<on>{_ON})\s+)?"
    r"(?P<names>[^?;:()]{2,80}?)(?:\s+(?:out|aside))?(?:,?\s+(?:please|pls|thanks|thank\s+you))?\)?[\s?.!]*$"
)
_KIND = compile_phrase(
    r"(?:the\s+|any\s+)?(?:(?:news|press|media|newspapers|journalists)(?:\s+\w+)?|(?P<official>official\s+\w+|speeches|transcripts))"
)
_WHOLE = compile_phrase(
    r"\b(?:i|we|he|she|they|you|it|who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can|could|should|will|would|said|say|"
    r"says|mentioned|spoke|compare|list|show|give|find|tell|summari[sz]e|translate|quotes?|quotations?|statements?|everything)\b"
)
_QUOTES = compile_phrase(r"\s+(?:quotes?|quotations?|statements?|remarks?|comments?)$")
_LONGEST = 6  # words of a subject


def complete_left_out(line: str) -> str:
    """Return a bare subject and what is left out of it as a whole question; the line as it was where it is none."""
    match = _OUT.match(line)
    about = _QUOTES.sub("", match["about"]) if match else ""
    if match is None or not about or _WHOLE.search(about) or len(about.split()) > _LONGEST:
        return line
    how = " ".join(match["how"].casefold().split())
    if how == "not" and not match["mark"] and not match["by"] and not match["on"]:
        return line  # "Kosovo not recognised": part of the subject
    if kind := _KIND.fullmatch(match["names"].strip()):
        return f"what was said on {about}, no {'official statements' if kind['official'] else 'news'}?"
    if how == "without":
        return f"what was said on {about} without {match['names']}?"
    of = "any mention of " if match["on"] else "those by " if match["by"] else ""
    return f"what was said on {about}, excluding {of}{match['names'].strip(' ,')}?"
