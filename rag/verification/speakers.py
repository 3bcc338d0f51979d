"""Speakers: who a written sentence says has spoken is the speaker of the quotation that it cites."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from index.names.gazetteer import NameMatch, load_gazetteer
from rag.verification.faults import Fault
from rag.verification.names import KnownNames
from rag.verification.reports import Report
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import Word, WordSequence, find_listed_names

_PERSONAL = frozenset(["he", "she", "they", "it", "who", "we", "i", "you"])
_GENERIC = frozenset(["say", "says", "said", "saying", "tell", "tells", "told", "telling"])
_ANY_OFFICE = frozenset(["representative", "delegate", "leader", "official"])
_APPOSITION = re.compile(
    r"(?:\s+[A-Z][\w.-]*)*,\s+(?:[DRI]-[A-Z][\w.-]*|\d\d|(?:\d\d,\s+)?(?:the|an?|its|his|her|their|former|who)\b[^;:“”\"]*),\s*$"
)  # of a name before the word of saying: ", the first of her party in Ohio, "
_MAX_DATELINE = 60  # characters
_NEAR_CUE = 12  # words between a name and the word of saying that it is the subject of


def check_speakers(  # noqa: C901 (one branch a way to be wrong)
    written: WordSequence,
    reports: Sequence[Report],
    quoted: KnownNames,
    speaker: KnownNames,
    source: KnownNames,
) -> list[Fault]:
    """Return a fault for each report whose speaker is neither that of the quotation nor one whom it reports."""
    faults = []
    named = find_listed_names(written.text)
    known = speaker.codes | source.codes
    is_attributed = False
    for report in reports:
        if _stands_in(written, report, quoted):
            is_attributed = True
            continue  # the quotation has these words itself
        subject = [written.words[position] for position in report.subject]
        names = report.names(written)
        codes = {
            word: {code for match in named if match.start <= word.start < match.end for code in match.form.codes}
            for word in names
        }
        wrong = [
            word
            for word in names
            if _is_other_seat(word, named, speaker, quoted)
            or (not codes[word] & known and not _is_speaker(word, codes[word], quoted, speaker, source))
        ]
        if not wrong and names and _said_by_other(written, report, quoted, speaker):
            wrong = names
        if wrong and is_attributed and all(quoted.has(word) or codes[word] & quoted.codes for word in wrong):
            continue  # "X said that Y had promised": who X says has spoken
        if wrong:
            faults.append(Fault("speaker", f"“{' '.join(word.text for word in subject)}” did not say it"))
        elif person := _find_other_person(written, report, quoted, speaker):
            faults.append(Fault("speaker", f"“{person}” is not who said it"))
        elif not names and not is_attributed and (office := _find_wrong_office(subject, quoted, speaker)):
            faults.append(Fault("speaker", f"“{office}” is not who said it"))
        elif not is_attributed and (other := _find_other_office(subject, speaker)):
            faults.append(Fault("speaker", f"“{other}” is not the speaker's office"))
        else:
            is_attributed = True
    return faults


def _find_other_person(written: WordSequence, report: Report, quoted: KnownNames, speaker: KnownNames) -> str | None:
    """Return "a friend" or "Secretary-General" where nobody of the kind speaks in the quotation."""
    subject = [written.words[position] for position in report.subject]
    forms = [word.form for word in subject]
    for word, following in pairwise(subject):
        if (word.form, following.form) == ("secretary", "general") and not any(
            "secretary-general" in text.casefold() for text in (speaker.text, quoted.text)
        ):
            return f"{word.text}-{following.text}"
    if report.names(written) or not forms:
        return None
    for word in subject:
        places = [at for at, other in enumerate(quoted.sequence.words) if other.stem == word.stem]
        if word.form in load_lexicon().persons and word.stem not in speaker.sequence.stems:
            return None if any(_speaks(quoted.sequence, at) for at in places) else word.text
    return None


def _is_other_seat(word: Word, named: Sequence[NameMatch], speaker: KnownNames, quoted: KnownNames) -> bool:
    """Return whether a name is the seat of one body, where another body of the same country spoke: the Pentagon."""
    seats = [match for match in named if match.form.metonym and match.start <= word.start < match.end]
    has_country = any(not match.form.metonym for match in find_listed_names(speaker.text))
    return bool(seats) and not (has_country or word.form in speaker.sequence.forms | quoted.sequence.forms)


def _stands_in(written: WordSequence, report: Report, quoted: KnownNames) -> bool:
    """Return whether the quotation has the words of a report, from the speaker to the word of saying."""
    if report.cue < 0 or report.cue < report.subject[0]:
        return False
    words = [word.form for word in written.words[report.subject[0] : report.cue + 1]]
    return f" {' '.join(words)} " in f" {' '.join(word.form for word in quoted.sequence.words)} "


def _said_by_other(written: WordSequence, report: Report, quoted: KnownNames, speaker: KnownNames) -> bool:
    """Return whether the quotation has the same word of saying, and only of somebody else."""
    if report.cue < 0 or written.words[report.cue].form in _GENERIC:
        return False
    cue, words, lexicon = written.words[report.cue], quoted.sequence.words, load_lexicon()
    subjects = [
        [
            other
            for other in quoted.sequence.before(position, 6)
            if (other.is_content and other.form not in lexicon.negators) or other.form in _PERSONAL
        ]
        for position, word in enumerate(words)
        if word.stem == cue.stem
        and word.form in lexicon.strong_cues
        and not word.form.endswith("s")
        and (not position or words[position - 1].form not in {"to", "and"})
    ]
    mine = {form for word in report.names(written) for form in (word.stem, word.form)}
    known = speaker.sequence.stems | speaker.sequence.forms | mine | _PERSONAL
    return bool(subjects) and all(
        subject
        and not known & {form for word in subject for form in (word.stem, word.form)}
        and not any(word.form in lexicon.office_nouns for word in subject)
        for subject in subjects
    )


def _is_speaker(
    word: Word, codes: AbstractSet[str], quoted: KnownNames, speaker: KnownNames, source: KnownNames
) -> bool:
    lexicon = load_lexicon()
    if word.form in lexicon.titles or word.form in lexicon.function_words:
        return True
    if speaker.has(word) or source.has(word):
        return True
    if word.text.endswith(("'s", "’s", "'", "’")) and quoted.has(word) and not _is_foreign(codes, speaker):
        return True  # whose lawyer, aide or ministry it is
    if f"({word.text})" in quoted.text[:_MAX_DATELINE]:
        return True  # "PORTLAND, Ore. (AP)"
    if quoted.has_acronym(word.form) and word.text.isupper() and len(word.text) > 2:  # noqa: PLR2004 (not an initial)
        return True
    return any(_speaks(quoted.sequence, position) for position in _find(quoted, word, codes))


def _is_foreign(codes: AbstractSet[str], speaker: KnownNames) -> bool:
    """Return whether codes are of countries, and a speaker is known to be of another one."""
    countries = {code for code in speaker.codes if load_gazetteer().is_country(code)}
    return bool(countries) and any(load_gazetteer().is_country(code) for code in codes) and not countries & codes


def _find(quoted: KnownNames, word: Word, codes: AbstractSet[str]) -> list[int]:
    return [
        position
        for position, other in enumerate(quoted.sequence.words)
        if other.form == word.form or other.stem == word.stem or codes & quoted.word_codes[position]
    ]


def _speaks(sequence: WordSequence, position: int) -> bool:
    """Return whether a name in a quotation is that of somebody whom it reports."""
    cues, words = load_lexicon().cues, sequence.words
    name = words[position]
    for other in range(position + 1, min(len(words), position + _NEAR_CUE)):
        word = words[other]
        if word.form not in cues or word.is_capital:
            continue
        if _APPOSITION.match(sequence.text[name.end : word.start]):
            return True
        if word.clause - name.clause <= 2:  # noqa: PLR2004 (over an apposition)
            between = words[position + 1 : other]
            return not any(one.is_capital and one.clause != name.clause for one in between)
    if any(word.form == "according" for word in words[max(0, position - 8) : position]):
        return True
    if words[position - 1].form == "that":
        return False  # "testified that Trump": of whom something is said
    if any(_opens_attribution(sequence, at) for at in range(max(0, position - _NEAR_CUE), position)):
        return True
    before = [
        word.form
        for word in words[max(0, position - 5) : position]
        if name.clause - word.clause <= 1 and not word.is_capital
    ]
    return any(form in cues for form in before[-4:])


def _opens_attribution(sequence: WordSequence, at: int) -> bool:
    """Return whether a word is the "said" after a quotation whose speaker follows in the same clause."""
    word = sequence.words[at]
    return word.form in {"said", "says"} and sequence.text[max(0, word.start - 2) : word.start].rstrip().endswith(
        ("”", '"')
    )


def _find_wrong_office(subject: Sequence[Word], quoted: KnownNames, speaker: KnownNames) -> str | None:
    """Return an office that a subject without a name has and the speaker does not."""
    nouns = [word for word in subject if word.form in load_lexicon().office_nouns]
    if not nouns or any(word.form in _PERSONAL for word in subject):
        return None
    known = speaker.sequence.text.casefold()
    for noun in nouns:
        if noun.stem in speaker.sequence.stems | quoted.sequence.stems or noun.form in _ANY_OFFICE:
            continue
        if not any(
            noun.form in " ".join(group) and any(name in known for name in group) for group in load_lexicon().offices
        ):
            return noun.text
    return None


def _find_other_office(subject: Sequence[Word], speaker: KnownNames) -> str | None:
    """Return the office of a named subject if the speaker is known to have another one."""
    known = speaker.sequence.text.casefold()
    lexicon = load_lexicon()
    has_office = any(word.form in lexicon.office_nouns for word in speaker.sequence.words)
    if not has_office:
        return None
    for noun in subject:
        if noun.form not in lexicon.office_nouns or noun.stem in speaker.sequence.stems or noun.form in _ANY_OFFICE:
            continue
        if not any(noun.form in " ".join(group) and any(name in known for name in group) for group in lexicon.offices):
            return noun.text
    return None
