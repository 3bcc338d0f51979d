"""Names: every name of a written sentence must stand in the quotation, under any alias, or be known of its speaker."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

from index.names.gazetteer import load_gazetteer
from index.text.normalize import fold
from rag.verification.dates import find_date_words
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon, stem
from rag.verification.wording.numbers import count_words
from rag.verification.wording.word_vectors import load_word_vectors
from rag.verification.wording.words import ABBREVIATED, SAME_ROOT, Word, WordSequence, find_listed_names, match_words

_JOINING = frozenset(
    ["of", "the", "and", "for", "al", "el", "de", "du", "da", "del", "der", "van", "von", "bin", "ibn", "la", "le"]
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?(?:\.?[A-Z])+s?\.?$|[A-Z][A-Za-z]{0,3}\d{1,3}[A-Za-z]?$")  # EU, G20
_FIRST_PERSON = frozenset(["we", "our", "us", "ours", "i", "my", "me", "mine", "ourselves"])
_PRONOUNS = _FIRST_PERSON | frozenset(
    ["he", "his", "him", "she", "her", "it", "its", "they", "their", "them", "country", "government", "there", "here"]
)
_PARTIES = {
    "D": ("democrat", "democrats", "democratic"),
    "R": ("republican", "republicans", "gop"),
}
_MAX_ACRONYM_WORDS = 10
_ENDINGS = ("n", "an", "ian", "s", "ns")  # of peoples: Africa, Africans
_PEOPLE = re.compile(r"(?:ians?|eans?|ans?|ers?|ites?|ese|ists?|ics?|isms?)$")  # Floridians, Londoners, Islamists
_DERIVED = re.compile(r"(?:ers?|ors?|ists?|goers?|ier|iest|ily|ness|less|ful|y)$")
_MIN_ROOT, _MAX_LEFT = 4, 3  # letters of a name that its people share, and those of it that they have not


@dataclass(frozen=True)
class KnownNames:
    """The names that a text may use: folded words, stems, codes of the gazetteer and acronyms."""

    text: str

    @cached_property
    def sequence(self) -> WordSequence:
        """The words of the text."""
        return WordSequence.from_text(self.text)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the names in the text, as written."""
        return frozenset(load_gazetteer().find_codes(self.text))

    @cached_property
    def forms(self) -> frozenset[str]:
        """The folded words of the text, and those of every form of its names."""
        return self.sequence.forms | self.sequence.stems

    @cached_property
    def parties(self) -> frozenset[str]:
        """The words for the parties of "D-S.C.", "R-Texas" and the GOP."""
        found = {match[1] for match in re.finditer(r"\b([DR])-[A-Z]", self.text)}
        found |= {"R"} if "gop" in self.sequence.forms else set()
        return frozenset(word for letter in found for word in _PARTIES[letter])

    @cached_property
    def word_codes(self) -> tuple[frozenset[str], ...]:
        """The codes of the name that each word is part of."""
        matches = find_listed_names(self.text)
        return tuple(
            frozenset(code for match in matches if match.start <= word.start < match.end for code in match.form.codes)
            for word in self.sequence.words
        )

    def has_acronym(self, form: str) -> bool:
        """Return whether the first letters of words that follow each other make an acronym."""
        words = [word.form for word in self.sequence.words]
        return any(_spells(form, words[start : start + _MAX_ACRONYM_WORDS]) for start in range(len(words)))

    def _has_home(self, form: str) -> bool:
        """Return whether a word is for the people of a place that the text names."""
        root = _PEOPLE.sub("", form)
        if root == form or len(root) < _MIN_ROOT:
            return False
        names = (word.form for word in self.sequence.words if word.is_capital)
        return any(name.startswith(root) and len(name) - len(root) <= _MAX_LEFT for name in names)

    def has(self, word: Word) -> bool:
        """Return whether a word of a name stands in the text, or in an acronym of it."""
        alias = stem(load_lexicon().aliases.get(word.form, word.form))
        if word.form in self.forms or word.stem in self.forms or alias in self.forms:
            return True
        if word.form in self.parties or any(
            other.text.islower() and match_words(word, other) >= SAME_ROOT for _, other in self.sequence.content
        ):
            return True  # Congress, of "congressional"
        if any(word.form.removesuffix(ending) in self.forms for ending in _ENDINGS if word.form.endswith(ending)):
            return True
        if self._has_home(word.form):
            return True
        return bool(_ACRONYM.match(word.text)) and self.has_acronym(word.form.replace(".", "").rstrip("s"))


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Return whether words begin with these letters in turn; small words may be left out, others give one letter."""
    if not letters:
        return True
    if not words:
        return False
    is_small = words[0] in _JOINING or words[0] == "on"
    taken = words[0][:1] == letters[0] and _spells(letters[1:], words[1:])
    return taken or (is_small and _spells(letters, words[1:]))


def find_runs(sequence: WordSequence) -> Iterator[list[Word]]:
    """Yield the names of a text: runs of capitalised words of one clause."""
    run: list[Word] = []
    dates = find_date_words(sequence)
    for position, word in enumerate(sequence.words):
        is_name = word.is_capital and position not in dates and word.form.isalpha() | bool(_ACRONYM.match(word.text))
        if (is_name and (not run or run[-1].clause == word.clause)) or (
            run and word.form in _JOINING and word.form not in {"and", "the"} and run[-1].clause == word.clause
        ):
            run.append(word)
        else:
            yield from _close(run)
            run = [word] if is_name else []
    yield from _close(run)


def _close(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    if run:
        yield run


def _begins_sentence(sequence: WordSequence, word: Word) -> bool:
    before = sequence.text[: word.start].rstrip(" “\"'‘([")
    if before.endswith(".") and ABBREVIATED.search(before[:-1]):
        return False
    return not before or before[-1] in ".!?:"


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand in a quotation, and what is known of its speaker, its source and its article."""

    quoted: KnownNames
    speaker: KnownNames
    source: KnownNames
    title: KnownNames

    def completes(self, word: Word, following: Word | None) -> bool:
        """Return whether a word is the first name, in the article's title, of a name that the quotation has."""
        if following is None or not following.is_capital or not self.quoted.has(following):
            return False
        pairs = pairwise(other.form for other in self.title.sequence.words if other.is_capital)
        return (word.form, following.form) in pairs

    def has_whole(self, run: Sequence[Word], following: Word | None) -> bool:
        """Return whether the title has a name with the word after it, and the quotation that word: West Nile virus."""
        if following is None or following.is_capital or following.form not in self.quoted.sequence.forms:
            return False
        whole = " ".join(word.form for word in (*run, following))
        return f" {whole} " in f" {' '.join(word.form for word in self.title.sequence.words)} "


def check_names(  # noqa: C901 (one branch a way to be known)
    written: WordSequence, names: Names, attribution: frozenset[int]
) -> list[Fault]:
    """Return a fault for each name of a sentence that is not known.

    What `speaker` and `source` name is known at the positions `attribution`, where the sentence says who spoke; the
    speaker's own names are known everywhere if the quotation speaks of its speaker ("we", "our country", "he").
    """
    quoted, speaker, source = names.quoted, names.speaker, names.source
    codes = quoted.codes | speaker.codes | source.codes
    speaks_of_itself = bool(_PRONOUNS & quoted.sequence.forms)
    seats, quoted_seats = _list_seats(speaker.codes | source.codes), _list_seats(quoted.codes)
    matches = find_listed_names(written.text)
    faults = []
    positions = {word.start: position for position, word in enumerate(written.words)}
    for run in find_runs(written):
        end = positions[run[-1].start] + 1
        if names.has_whole(run, written.words[end] if end < len(written.words) else None):
            continue
        words = [word for word in run if word.is_capital and not _is_common(written, word, run, quoted)]
        for word in words:
            position = positions[word.start]
            in_attribution = position in attribution
            if in_attribution and speaker.has(word):
                continue  # a person may be called Lima
            if word.form in seats or names.title.has(word):
                continue
            if word.text.endswith(("'s", "’s")) and word.form in quoted_seats:
                continue  # Kyiv's, of "Ukrainian"
            is_known = quoted.has(word) or source.has(word)
            if not is_known and (in_attribution or speaks_of_itself):
                is_known = speaker.has(word)
            found = {code for match in matches if _covers(match.start, match.end, word) for code in match.form.codes}
            is_known = is_known or (not found and speaker.has(word))
            allowed = codes if in_attribution or speaks_of_itself else quoted.codes | source.codes
            if found and _is_other_name(found, allowed, is_known=is_known):
                faults.append(Fault("name", f"“{word.text}” is not in the quotation"))
                break
            following = written.words[position + 1] if position + 1 < len(written.words) else None
            is_known = is_known or (not found and names.completes(word, following))
            if not is_known and not found and word.form not in load_lexicon().titles:
                faults.append(Fault("name", f"“{word.text}” is not in the quotation"))
                break
    return faults


@lru_cache(maxsize=256)
def _list_seats(codes: frozenset[str]) -> frozenset[str]:
    """Return the words for the seats of some governments: Ankara, and "Buenos" and "Aires"."""
    gazetteer = load_gazetteer()
    forms = [form for code in codes if gazetteer.is_country(code) for form in gazetteer.forms_of_code(code)]
    return frozenset(word for form in forms if form.metonym for word in fold(form.spelling).split())


def check_owners(written: WordSequence, quoted: KnownNames) -> Iterator[Fault]:
    """Yield a fault where a country stands before a word that stands after another country in the quotation."""
    owners: dict[str, set[str]] = {}
    for code, noun in _find_owned(quoted.sequence):
        owners.setdefault(noun, set()).add(code)
    counts = Counter(word.stem for word in quoted.sequence.words)
    for code, noun in _find_owned(written):
        if noun in owners and code not in owners[noun] and counts[noun] == 1:
            yield Fault("name", f"“{noun}” belongs to another country in the quotation")


def _find_owned(sequence: WordSequence) -> Iterator[tuple[str, str]]:
    """Yield the code of each country with the stem of the first noun after it that may be its own."""
    for position, word in enumerate(sequence.words):
        if not word.stem.isupper() or not word.is_capital:
            continue
        following = list(takewhile(lambda other: other.is_content, sequence.after(position, 2)))
        if following and not any(other.stem.isupper() or other.form in load_lexicon().cues for other in following):
            yield from ((word.stem, other.stem) for other in following)


def _covers(start: int, end: int, word: Word) -> bool:
    return start <= word.start and word.end <= end + 2


def _is_other_name(found: set[str], allowed: frozenset[str], *, is_known: bool) -> bool:
    """Return whether the codes of a name are none of those allowed; a part of a longer known name may be."""
    countries = {code for code in found if load_gazetteer().is_country(code)}
    if countries:
        return not countries & allowed
    return not found & allowed and not is_known


def _is_participle(form: str) -> bool:
    return form.endswith("ing") and load_word_vectors().find(form) is not None


def _is_of_language(form: str) -> bool:
    """Return whether a word is known, or made of known ones: campers, floodwaters."""
    table = load_word_vectors()
    root = _DERIVED.sub("", form.removesuffix("s"))
    roots = (root, f"{root}e", f"{root}y", root[:-1] if root[-2:-1] == root[-1:] else root)
    is_derived = root != form and len(root) >= _MIN_ROOT and any(one in table.rows for one in roots)
    is_joined = any(
        form[:at] in table.rows and form[at:] in table.rows for at in range(_MIN_ROOT, len(form) - _MIN_ROOT + 1)
    )
    return table.find(form) is not None or is_derived or is_joined


def _is_common(  # noqa: PLR0911 (one return a kind of word)
    sequence: WordSequence, word: Word, run: list[Word], quoted: KnownNames
) -> bool:
    """Return whether a capitalised word is no name: it begins the sentence, or is a title or a pronoun."""
    lexicon = load_lexicon()
    if word.form in lexicon.titles or word.form in lexicon.function_words or word.form in lexicon.reporting_words:
        return not _ACRONYM.match(word.text)
    if word.text == "C" and sequence.text[: word.start].endswith("°"):
        return True
    if not _begins_sentence(sequence, word):
        return False
    if find_listed_names(word.text) or _ACRONYM.match(word.text):
        return False
    if word.form in lexicon.negators | count_words() or _is_participle(word.form):
        return True  # "Neither Norway nor ...", "Citing World Bank estimates, ..."
    following = next((other for other in sequence.words if other.start >= word.end), None)
    if len([other for other in run if other.is_capital]) > 1 and word is run[0] and run[1].is_capital:
        return stem(word.form) in quoted.sequence.stems and not quoted.has(run[1])
    # A name at the start is followed by a verb of saying, or is a possessive; any other word is held against the
    # quotation as every content word is.
    if not _is_of_language(word.form) and word.stem not in quoted.sequence.stems and word.form.isalpha():
        return False  # no word of the language: Almaty
    is_speaking = following is not None and (following.form in lexicon.strong_cues or word.text.endswith(("'s", "’s")))
    return not is_speaking
