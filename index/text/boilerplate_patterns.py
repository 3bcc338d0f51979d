"""Boilerplate patterns, by kind of boilerplate; each matches a whole paragraph written on one line."""

import re

from index.text.patterns import compile_re

NETWORKS = "Facebook|Twitter|X|Instagram|LinkedIn|YouTube|TikTok|Threads|WhatsApp|Telegram|Pinterest|Reddit|Bluesky"
_SHARING = (
    "Share|Tweet|E-?mail|Print|Save|Copy|Link|Pin|it|this|article|story|post|page|on|via|to|with|your|friends|Messenger"
    rf"|Flipboard|Google News|{NETWORKS}"
)
_SIGNING_UP = r"(?:newsletters?|inbox|e-?mails?|apps?|alerts|subscribe|subscription|sign(?:ing)? up|click)"

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[ap]\.?m\.?|[A-Z]{2,4}T\b|UTC|GMT|at|on|\|"
_DATED = r"(?:First |Last |Latest )?(?:Posted|Published|Updated?|Modified|Written|Release date|News date|Date)(?: on)?"

_ANYWHERE = {
    "a line to share it": rf"(?=.*(?:Share|Tweet|{NETWORKS}))(?:(?:{_SHARING}|\d+|[|,·/&:+-])\s*)+",
    "an invitation": (
        r"(?:please )?(?:sign up|subscribe|register|log in|join) (?:here|now|to|for|today|below)\b.*"
        rf"|.{{0,40}}\b(?:follow|like|join|find) (?:us|me|@?[\w .&'’]{{1,40}}) on (?:our )?(?:{NETWORKS})\b.*"
        r"|(?:click|tap) here\b.*"
        r"|(?:get|receive|never miss|want|do you want|stay|keep|enter|sign|for (?:the latest|more|all))\b"
        rf"(?=.*\b{_SIGNING_UP}\b).*"
        r"|(?:download|get) (?:the|our)\b.*\bapps?\b.*"
        r"|if you(?:['’]re| are) (?:on|viewing|reading|seeing|already|a)\b.*\b(?:apps?|click|tap|log in|subscriber)\b.*"
        r"|(?:submit|send us) (?:a|your) (?:letters?|comments?|tips?)\b.*"
        r"|(?:feel free to )?send us (?:your|a message)\b.*"
        r"|to (?:reach|contact) the (?:reporter|editor|author|newsroom)\b.*"
        r"|(?:do you )?have a (?:story|news)? ?tip\b.*|we want to hear (?:from you|what you think)\b.*"
        r"|to (?:view|read|continue reading) the (?:full|whole|rest of the) (?:story|article)\b.*"
        r"|(?:.{1,60} )?newsletters?"
    ),
    "a link to something else": (
        r"(?:read|see|watch|listen|also|more|related|recommended|next|previous|up next|don['’]t miss)"
        r"(?: more| also| next| now| here| this| stories| story| articles?| reading| about| read| on)?"
        r"\s*(?:[:|»→].*|$)|(?:read|see|learn|view|find out) more\b.{0,80}"
        r"|(?:lea|leer|lire|à lire|leia|lesen sie|leggi)"
        r"(?: (?:también|más|aussi|également|também|mais|auch|anche))?\s*:.*"
        rf"|[-•*].* [-–|] {_MONTH} \d{{1,2}}, \d{{4}}"
        r"|(?:next|previous) (?:page|article|story)|pages: [\d ]+|back to top|skip to .{1,20}|jump to .{1,40}"
    ),
    "a notice of rights": (
        r"(?:©|copyright\b|\(c\)\s*(?:copyright\b|(?:19|20)\d\d\b)).*|.*\ball rights reserved\b.*|our standards: .*"
        r"|this (?:material|article|content) (?:may not be|is the copyrighted)\b.*"
    ),
    "a notice on cookies": r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*",
    "the place of an advertisement": (
        r"\W*(?:(?:story|article|content) continues\b.{0,40}|advertisement|advertising|sponsored|anzeige|publicidad"
        r"|publicité)\W*"
    ),
    "a credit": (
        r"\(?(?:photo|image|picture|video|foto|credit)s?(?: (?:credit|source|by|courtesy))*s?\s*[:|].*"
        r"|\W*(?:getty images|afp|reuters|epa|ap photo)(?:\s*/.*)?"
    ),
    "a list of labels": r"(?:tags?|topics?|filed (?:under|to)|posted (?:in|under)|categor(?:y|ies)|keywords)\s*:.*",
    "a control of the page": (
        r"(?:\d+ )?comments?(?: \(\d+\)|: ?\d*)?|leave a (?:comment|reply).{0,20}|like this:"
        r"|(?:like )?loading(?:\.\.\.|…)"
        r"|close|menu|search|play video|view image.{0,40}|click to .{1,30}|show (?:more|less|all)"
    ),
}
DATE_ABOVE = "a date above the text"
_ABOVE = {
    DATE_ABOVE: (
        rf"(?:{_DATED}\W*)?(?=.*\d)(?:(?:{_MONTH}|{_DAY}|{_TIME}|\d{{1,4}}(?:st|nd|rd|th)?|news|[,/.:·–-])\W*)+"
        rf"|{_DATED}\W*"
    ),
}
_BYLINE = r"(?:written |reported |posted |story |text )?by:? (?-i:[^\W\da-z]).{1,90}|author: .{1,80}"
_LINKS = (
    r"(?:related|more|similar|recommended|popular|trending|top|latest|other)(?: \w+)? "
    r"(?:articles?|stor(?:y|ies)|posts?|content|coverage|links?|topics?|news|reading|videos?|from .{1,40})\W*"
    r"|related|most (?:read|popular|viewed|shared)\b.{0,30}"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)\b.{0,20}"
    r"|more (?:on|from|in|about) .{1,40}|editors?['’]?s?['’]? (?:recommendations?|picks?|choice)\W*"
    r"|recommended(?: for you)?\W*|look at other dictionaries\W*|further reading|contenido relacionado|mehr zum thema"
    r"|sur le même sujet|in this story"
)


def _compiled(kinds: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, compile_re(pattern, re.IGNORECASE)) for kind, pattern in kinds.items())


ANYWHERE = _compiled(_ANYWHERE)
"""Kinds of boilerplate anywhere in a text."""

ABOVE = _compiled(_ABOVE)
"""Kinds of boilerplate above the first sentence."""

BYLINE = compile_re(_BYLINE, re.IGNORECASE)
"""A byline: boilerplate above the first sentence, unless it is a sentence itself."""

LINKS = compile_re(_LINKS, re.IGNORECASE)
"""The heading of a list of links to other stories."""
