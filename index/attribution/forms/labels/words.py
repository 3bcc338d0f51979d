"""Words of speaker labels, loaded once from `words.toml`."""

from index.data_files import load_toml

_TABLE: dict[str, str] = load_toml("index.attribution.forms.labels", "words.toml")


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key].split())


HONORIFICS = _words("honorifics")
MALE = _words("male")
FEMALE = _words("female")
COURTESIES = _words("courtesies")
COURTESIES_IN_NAMES = _words("courtesies_in_names")
NOBLE = _words("noble")
PEERS = _words("peers")

RANKS = _words("ranks")
RANK_NAMES = dict(zip(_TABLE["rank_names"].split()[::2], _TABLE["rank_names"].split()[1::2], strict=True))
"""Ranks by their abbreviations."""

OFFICES = _words("offices")
FREQUENT_OFFICES = tuple(_TABLE["frequent_offices"].split())
PRESIDING = _words("presiding")
PRESIDING_OFFICES = _words("presiding_offices")
DEPUTIES = _words("deputies")
FIELDS = _words("fields")

LINKS = _words("links")
NAME_LINKS = _words("name_links")
ROMANCE_ARTICLES = _words("romance_articles")
PARTICLES = _words("particles")
PREFIXED_PARTICLES = tuple(_TABLE["prefixed_particles"].split())
NAME_SUFFIXES = _words("name_suffixes")
LETTERS = _words("letters")
SHORTENED = _words("shortened")
NAMES_LIKE_OPENERS = _words("names_like_openers")

ASKERS = _words("askers")
ANSWERS = _words("answers")
CROWD = _words("crowd")
CROWDS_OF = _words("crowds_of")
SOME = _words("some")
MEMBERS = _words("members")
PARTIES = _words("parties")
MODES = _words("modes")
MANNERS = _words("manners")
NOTICES = _words("notices")
"""What is printed beside a transcript, and is said by no one: "PLEASE NOTE:"."""

CONTACTS = _words("contacts")
"""Words before an address or a number in a letterhead: "P.O. Box:"."""

OUTLETS = _words("outlets")
CHAIRS = _words("chairs")
ABBREVIATED_OFFICES = {
    abbreviation: office
    for abbreviation, _, office in (line.partition(" ") for line in _TABLE["abbreviated_offices"].strip().splitlines())
}
"""Offices by their abbreviations."""

OUTLET_ARTICLES = _words("outlet_articles")
