"""Back matter: what stands under the end of a statement, such as notes to editors, facts and contacts."""

import re

_HEADING = re.compile(
    r"^[ \t*_#]*(?:(?:(?:End|END) (?:(?:of|OF) )?(?:[Tt]ext|TEXT)|ENDS?|Quotes?|Quick facts|Notes? (?:to|for) editors?"
    r"|Background(?: (?:notes?|information))?|(?:Associated|Related|Useful) links?|(?:Press |Media )?[Cc]ontacts?"
    r"|See also|Keywords|Top of page|Service|Read more|Read also|Share(?: this page)?|More on (?:this|the) topic"
    r"|About (?:us|the (?:ministry|embassy|organisation)))"
    r"[ \t*_.:-]*$"
    r"|For (?:further|more|additional) information,? (?:please )?(?:contact|see|visit|call|write)\b"
    r"|(?:Media|Press) (?:enquiries|inquiries)\b)",
    re.MULTILINE,
)
_LEAST = 0.25  # share of the text before it


def find_back_matter(text: str) -> int:
    """Return where the heading of the back matter begins, the length of the text if there is none."""
    start = int(len(text) * _LEAST)
    heading = _HEADING.search(text, text.find("\n", start) + 1)
    return heading.start() if heading else len(text)
