"""Positions that a report states sentence by sentence: "The Secretary-General condemned ...", "UNMIA reported ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.labels.named_people import NamedPeople
from index.attribution.forms.labels.tokens import find_country, normalize_token
from index.attribution.forms.layout.paragraphs import WRAP
from index.attribution.forms.principal import read_person
from index.attribution.forms.reporting_verbs import POSITION_VERBS
from index.attribution.statements import Speaker
from index.data_files import load_toml
from index.text.letters import CAPITALS
from index.text.spans import Span

_TABLE: dict[str, str] = load_toml("index.attribution.forms", "positions.toml")
_BODIES = frozenset(_TABLE["bodies"].split())
_OFFICES = frozenset(_TABLE["offices"].split())
_WORDS = "|".join(_TABLE["subject_words"].split())
_TOKEN = rf"(?:[^\W\d_a-z][\w’'/&.-]*(?: \([{CAPITALS}][\w-]{{1,12}}\))?|{_WORDS})"


def compile_sentence(verbs: str) -> re.Pattern[str]:
    """Return the pattern of a sentence with its subject as the group "who" and one of the verbs as "cue"."""
    return re.compile(
        r"(?:(?:[Ii]n|[Oo]n|[Aa]t|With|Following|During|After|Turning|For|Meanwhile|Earlier|Later|Today|Separately|Also|From"
        r"|This (?:morning|afternoon|evening|week)|Yesterday|Opening|Closing|Speaking|Addressing|Answering"
        r"|Responding|Asked|Commenting|Writing|Briefing|Over|Regarding|Concerning)\b"
        r"[^,.:;\n]{0,80}[,:] |(?:During|At|After|In|On) (?:the|this|his|her|their) (?:visit|meeting|talks|call|trip"
        r"|conversation|session|occasion) (?=the )|(?:Yesterday|Today|Earlier|Later|Then|Now|Recently) )?"
        r"(?P<who>(?!(?:As|While|When|Since|If|Because|Although|Though|Where|Once|Until|Unless|Like|What|Who"
        r"|Yesterday|Today|Earlier|Later|Then|Now|Recently)\b)"
        rf"(?:(?:he|she|it|they)\b|(?:{_TOKEN} ){{0,13}}?{_TOKEN}))(?<! to)"
        r"(?:, (?P<beside>[^,\n]{2,140})(?:, [^,\n“”]{2,80}){0,2},| (?:also|further|again|today|yesterday"
        r"|therefore|however|[a-z]+ly|for (?:his|her|its|their) part|in turn),?){0,3}"
        rf" (?P<cue>(?:{verbs}|pa(?:id|ys) tribute|dr(?:ew|aws) attention|t(?:ook|akes) note|r(?:uled|ules) out"
        r"|g(?:ave|ives) notice|(?:reached|reaches|struck) (?:an? |the )?(?:\w+ )?agreement"
        r"|is (?:\w+ )?(?:concerned|alarmed|saddened|appalled|shocked|following))"
        r"(?: (?:that|us that|us|on|upon|for|out that|out))?)\b"
    )


_SENTENCE = compile_sentence(POSITION_VERBS)
_ANY_SENTENCE = compile_sentence(
    r"is|was|are|were|has|had|have|will|would|[a-z]{2,}(?:ed|s)|met|held|bade|led|took|made|gave"
)
_ENDED_BY = re.compile(  # "No one was awake, this person maintains."
    r",[”\"]? (?P<who>he|she|(?:the|this) (?:[a-z-]+ )?[a-z]+|(?:[^\W\d_a-z][\w’'.-]* ){0,3}[^\W\d_a-z][\w’'-]+)"
    rf" (?:(?:also|later|further|[a-z]+ly) )?(?P<cue>{POSITION_VERBS}|maintain(?:s|ed)|wrote|writes|observe[sd]"
    r"|argue[sd]|claim(?:s|ed)|believe[sd]|recall(?:s|ed)|quipped|joked|explain(?:s|ed)|specified|remark(?:s|ed)|conceded"
    r"|conclude[sd])"
    r"(?: [^.,;“”]{1,60})?(?:, (?:adding|asking|calling|noting|saying|according to|citing|before)\b[^.“”]{0,160})?[.]?$"
)
_DESCRIBED = re.compile(
    r"(?P<who>(?:An?|One|Another) (?:[\w-]+ ){0,4}?(?:diplomat|official|officer|source|aide|advis[eo]r|person|analyst"
    r"|trader|spokes(?:man|woman|person)|witness|resident|soldier|lawmaker|commander|executive|engineer|researcher|activist))\b"
    r"(?=,| [a-z])"
)
_SENTENCE_END = re.compile(
    rf"(?<!\b[{CAPITALS}]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\b(?:Mrs|Sen|Gen|Gov|Amb|Smt)\.)(?<![,?!][”\"])(?<=[.!?”\"])\s+(?=[“\"]?[^\W\d_a-z])"
)
_COLLEAGUES = re.compile(
    r"(?:[Oo]ur |[Tt]he )?(?:[\w-]+ )?[Cc]olleagues (?:at|in|from|with|on the ground in) (?:the )?"
)
_QUOTATION_MARK = re.compile(r"[“”\"]")
_PERSON_NOUN = re.compile(r"\b(?:person|official|diplomat|source|officer|aide|witness|envoy|lawmaker)$")
_ACRONYM = re.compile(rf"[{CAPITALS}]{{2,}}[A-Za-z0-9/-]*$")
_BRACKET = re.compile(r" \([^()]*\)")
_VOCATIVE = re.compile(r"(?:your|you|my|I|we)\b")  # beside the office of whom a speaker addresses
_OF_COUNTRY = re.compile(rf" (?:of|from|for) (?:the )?[{CAPITALS}][\w -]+$")
_PERSONS, _GROUPS = frozenset({"he", "she"}), frozenset({"it", "they"})
_FULL_NAME = (2, 4)  # words
_HONORIFIC = re.compile(r"(?:H\.E|Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Shri|Smt|Amb)\.? ")
_SHORTEST = 2  # words of a position


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence with its subject as the speaker, the verb, and the words after it."""

    speaker: Speaker
    cue: Span
    words: Span
    is_pronoun: bool = False

    def to_turn(self) -> Turn:
        """Return the position as a clause that the document paraphrases."""
        return Turn(self.speaker, (self.words,), self.cue, clause=True, indirect=True)


def find_positions(document: Document) -> list[Position]:
    """Return the sentences of a document that state the position of a body, an office or a person whom they name."""
    reader = PositionReader(document)
    return [
        position
        for paragraph in document.paragraphs
        for position in reader.read(Span(paragraph.words, paragraph.span.end))
    ]


class PositionReader:
    """A reader of the sentences of a document, which remembers the last person and the last body."""

    def __init__(self, document: Document, pattern: re.Pattern[str] = _SENTENCE) -> None:
        """Read the sentences of `document` that match a pattern of `compile_sentence`."""
        self._pattern = pattern
        self._text = WRAP.sub(" ", document.text)
        self._named = NamedPeople(document.title, document.text)
        self._bodies: dict[str, str] = {}  # the first body with each noun
        self._body_before: Speaker | None = None  # the last body of the paragraph before

    def read(self, paragraph: Span) -> Iterator[Position]:
        """Yield the positions of a paragraph; "He" and "It" refer to the last person in it and the last body."""
        text = self._text
        last_person: Speaker | None = None
        last_body, self._body_before = self._body_before, None
        for start, end in _split_sentences(text, paragraph.start, paragraph.end):
            match = self._pattern.match(text, start, end)
            if not match or _VOCATIVE.match(match["beside"] or ""):
                ended = self._read_end(start, end, last_person)
                if ended:
                    yield ended
                else:
                    last_person = self._read_subject(start, end) or last_person
                continue
            who, span = match["who"], Span(*match.span("who"))
            pronoun = who.casefold()
            if pronoun in _PERSONS | _GROUPS:
                speaker = last_person if pronoun in _PERSONS else last_body
                speaker = replace(speaker, span=span) if speaker else None
            elif (person := self._read_person(who, match["beside"], span)) is not None:
                speaker = last_person = person
            else:
                speaker = last_body = self._body_before = self.read_body(who, span)
            words = _trim(text, match.end(), end)
            if speaker and len(words.slice(text).split()) >= _SHORTEST:
                yield Position(speaker, Span(*match.span("cue")), words, pronoun in _PERSONS)

    def _read_subject(self, start: int, end: int) -> Speaker | None:
        """Return the person, named or described, whom a sentence without a position has as its subject."""
        described = _DESCRIBED.match(self._text, start, end)
        if described:
            return Speaker(described["who"], None, None, Span(*described.span("who")))
        subject = _ANY_SENTENCE.match(self._text, start, end)
        if not subject or subject["who"].casefold() in _PERSONS | _GROUPS:
            return None
        return self._read_person(subject["who"], subject["beside"], Span(*subject.span("who")))

    def _read_end(self, start: int, end: int, last_person: Speaker | None) -> Position | None:
        """Return the position of a sentence without quotations that ends in "..., she said"."""
        ended = _ENDED_BY.search(self._text, start, end)
        if not ended or _QUOTATION_MARK.search(self._text, start, end):
            return None
        speaker = self._resolve_end(ended, last_person)
        return Position(speaker, Span(*ended.span("cue")), Span(start, ended.start())) if speaker else None

    def _resolve_end(self, ended: re.Match[str], last_person: Speaker | None) -> Speaker | None:
        """Return who ends a sentence with "..., she said": the last person, or one whose name says enough."""
        who, span = ended["who"], Span(*ended.span("who"))
        if who.casefold() in _PERSONS:
            gender = VOCABULARY.gender(last_person.name.split()[0]) if last_person else None
            is_other = gender is not None and (gender == "f") != (who.casefold() == "she")
            return replace(last_person, span=span) if last_person and not is_other else None
        if who[0].islower():
            is_same = last_person is not None and not last_person.name.istitle() and _PERSON_NOUN.search(who)
            return replace(last_person, span=span) if last_person and is_same else None
        return self._read_person(who, None, span) if " " in who else None

    def _read_person(self, who: str, beside: str | None, span: Span) -> Speaker | None:
        """Return a person by name, or an office under the name of its holder."""
        holder = _read_holder(beside) if beside else None
        if holder:
            return replace(holder, span=span)
        is_name = beside is not None and _is_full_name(beside) and _OFFICES.isdisjoint(beside.casefold().split())
        named = beside if beside and is_name else who
        words = list(map(normalize_token, named.split()))
        person = read_person(named) if _is_full_name(named) or words[0] in _OFFICES else None
        if person and person[0].name and (person[0].honorific or person[0].office or named == beside):
            return Speaker(self._named.find_full_name(person[0].name), person[0].office or person[1], None, span)
        if person and person[0].name and beside and beside[0].islower():  # "Ana Ruiz, for the Agency, said"
            return Speaker(person[0].name, None, None, span)
        office = who.removeprefix("The ").removeprefix("the ")
        words = list(map(normalize_token, office.split()))
        if _OFFICES.isdisjoint(words) or not _BODIES.isdisjoint(words[:1]) or words[0] in {"our", "office"}:
            return None
        name = self._named.find_holder(office)
        name = self._named.find_national(office) if name is None else name
        if not name and office[0].islower() and " of " not in office:  # "the representative", who is never named
            return None
        return Speaker(name or office, office, None, span) if name != "" else None

    def read_body(self, who: str, span: Span) -> Speaker | None:
        """Return a body; a noun alone ("The mission") is the first body with this noun."""
        name = _BRACKET.sub("", _COLLEAGUES.sub("", who))
        name = re.sub(r"^(?:[Tt]he|[Oo]ur) ", "", name)
        words = list(map(normalize_token, name.split()))
        if len(words) == 1 and words[0] in _BODIES:
            earlier = self._bodies.get(words[0])
            return Speaker(earlier, None, None, span) if earlier else None
        if find_country(name) or (_BODIES.isdisjoint(words) and not _ACRONYM.match(name)):
            return None
        if not name[:1].isupper():
            return None
        for word in words:
            self._bodies.setdefault(word, name)
        return Speaker(name, None, None, span)


def _read_holder(beside: str) -> Speaker | None:
    """Return the person whom an apposition names after an office: "the Chair, [Minister Ana Ruiz of Arvania], said"."""
    named = _OF_COUNTRY.sub("", beside)
    holder = read_person(named) if named.split()[0].casefold() in _OFFICES else None
    name = holder[0].name if holder else None
    return Speaker(name, holder[0].office or holder[1], None) if holder and name and " " in name else None


def _is_full_name(phrase: str) -> bool:
    words = phrase.split()
    words = words[1:] if _HONORIFIC.match(phrase) and len(words) > _FULL_NAME[1] else words
    is_plain = all(word[:1].isupper() and not _ACRONYM.match(word) for word in words)
    return is_plain and _FULL_NAME[0] <= len(words) <= _FULL_NAME[1] and _BODIES.isdisjoint(phrase.casefold().split())


def _split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _SENTENCE_END.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip(" ,:"))
    return Span(first, max(first, start + len(words.rstrip(" .,;\n"))))


def find_relayed_positions(document: Document, turns: Sequence[Turn]) -> list[Turn]:
    """Return the positions that named speakers relay in their turns, as clauses of the bodies and offices."""
    parts = sorted((part.start, part.end, turn.speaker.name) for turn in turns if turn.speaker for part in turn.words)
    relayed = []
    place = 0
    for position in find_positions(document):
        while place < len(parts) and parts[place][1] <= position.words.start:
            place += 1
        if place < len(parts) and parts[place][0] <= position.words.start and position.speaker.name != parts[place][2]:
            relayed.append(position.to_turn())
    return relayed
