"""Readouts: what a ministry tells of a meeting or a call: "The Minister thanked ...", "They agreed ...".

Each sentence reports its own subject: the one whose readout it is, the other, or both. One without such a subject, in
the present or with "would", goes on with what the last of them in its paragraph said, and "..., she said" ends one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.discourse import Discourse
from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import OFFICES
from index.attribution.forms.layout.paragraphs import find_paragraphs
from index.attribution.forms.reporting_verbs import MEETING_VERBS
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS
from index.text.spans import Span

_TITLE = re.compile(
    r"\b(?:readout|(?:telephone|phone|video) (?:call|talks?|conversation|conference)|meeting between|courtesy call"
    r"|calls? with|meeting with|meets?|met|talks with|spoke with|speaks with|receives?|received)\b",
    re.IGNORECASE,
)
_WORD = rf"(?:[{CAPITALS}][\w’'.-]*|of|for|and|the|de|al-\w+|two)"
_SUBJECT = re.compile(
    r"(?:\(\w{1,3}\) )?"
    rf"(?:(?:For|On) (?:his|her|its|their) part, |In (?:turn|response|reply|addition|this regard|this context), "
    r"|At the (?:outset|beginning|end)\b[^,.\n]{0,40}, |(?:Furthermore|Moreover|Separately|Finally), "
    r"|(?:Regarding|Concerning|On|With regard to|As for) [^,.\n]{3,80}, )?"
    rf"(?P<who>(?:The |Both |Foreign |Prime )?(?:{_WORD} ){{0,9}}?(?:[{CAPITALS}][\w’'.-]*|sides|ministers|leaders"
    rf"|parties|presidents|officials|secretaries))"
    rf",? (?:(?:also|further|then|again|[a-z]+ly) ){{0,2}}(?P<cue>{MEETING_VERBS})\b"
)
_SENTENCE = re.compile(rf"(?<=[.!?”\"])\s+(?=[“\"]?[{CAPITALS}])")
_ENDED_BY = re.compile(  # "Lusk will open the port, she said."
    rf",[”\"]? (?P<who>he|she|the (?:[a-z]+ )?[a-z]+|(?:[{CAPITALS}][\w’'.-]* ){{0,5}}[{CAPITALS}][\w’'-]*)"
    rf" (?:(?:also|further|[a-z]+ly) )?(?P<cue>{MEETING_VERBS}|said|added|wrote)(?: [a-z][^,.\n]{{0,40}})?[.]?$"
)
_TENSE = re.compile(
    r"\b(?:(?P<present>is|are|has|have|will|shall|would|could|might|should|must|may|can|cannot|needs?|remains?|hopes?"
    r"|wants?|stands?|views?|believes?|supports?|opposes?|attaches|adheres?|regards?|respects?|values?|welcomes?|firmly"
    r"|seeks?|intends?|expects?|considers?|appreciates?|continues?|calls on|aims?|goes|depends?|requires?|deserves?)"
    r"|was|were|did|had|met|held|took|spoke|went|came|(?<!more )(?<!most )(?<!so )"
    r"(?!(?:speed|indeed|exceed|proceed|succeed|hundred|sacred|breed|greed)\b)[a-z]{3,}ed)\b"
)
_OF_THE_MEETING = re.compile(  # "The visit will go on tomorrow.", "The two sides have"
    r"(?:The|This|Their|Both)(?: (?:same|two|three|first|last|next|closing))? (?:meeting|visit|talks?|call|conversation"
    r"|ceremony|agenda|delegations?|document|statement|readout|sides?|ministers?|leaders?|parties|presidents?|officials?"
    r"|day|session|conference|event|dinner|lunch|memorandum|signing|programme|program|trip|reception|ambassadors?)\b"
    r"|(?:During|After|Before|On the same|The same day|Also|They|Earlier|Later|Following|In attendance|At the end)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(  # further down: "The same day, Premier Bo Li met with Karl Roth."
    r"^[^\n.]{0,80}\b(?:met with|met|received|spoke with|held talks with|held a (?:meeting|call) with)"
    rf" [{CAPITALS}][^\n.]{{0,120}}",
    re.MULTILINE,
)
_SEVERAL = re.compile(r"\b(?:Ministers|Presidents|Secretaries|Leaders|Officials)\b")
_HEADLINE_VERB = re.compile(
    r"(?<=[a-z’'] )(?:Meets|Met|Receives|Received|Speaks|Spoke|Calls|Holds|Held|Talks|Visits|Hosts|Welcomes|Attends"
    r"|Discuss(?:es)?|Greets|Sees|Phones)\b"
)
_HOLDER_AFTER = re.compile(  # "the Foreign Minister of Lusk, Karl Roth"
    rf"(?P<office>(?:[{CAPITALS}][\w-]+ ){{0,2}}(?:Minister|President|Secretary|Chancellor|Premier|Ambassador))"
    r"(?P<of> (?:of|for) [^,\n.]{2,80}), (?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){1,3})(?=[,.;\n]| [a-z])"
)
_MOST_PRESENT = 5
_MOST_MEETINGS = 10  # sentences that name who met, after the first lines
_SHORTEST = 5  # words of a sentence that goes on
_MOST = 4  # sentences that go on with one
_SHARED_BEGINNING = 4  # letters of "Arvania" and "Arvanian", at least
_BOTH = re.compile(
    r"(?:They|Both|(?:The |Both )?(?:two )?(?:sides|ministers|leaders|parties|presidents|officials|secretaries"
    r"|Ministers|Leaders|Presidents|Sides))\b"
)
_HEADING = re.compile(r"^#{1,3} [^\n]{5,300}$", re.MULTILINE)
_SURNAME_FIRST = re.compile(rf"\b(?P<surname>[{CAPITALS}]{{4,}}) (?P<given>[{CAPITALS}][a-z]+)(?=[,.\s])")
_HEAD = 900
_BEGINNING = 60  # code points of a sentence in which its subject is
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _ReportedSentence:
    speaker: Speaker
    cue: Span | None
    words: Span


@dataclass(frozen=True, slots=True)
class _Participant:
    """One of those who met; `beside` is what stands around the name where it is introduced."""

    name: str
    office: str | None
    beside: str


class Readout:
    """The form of a report of a meeting or a call by one of those who took part."""

    name = "readout"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a title, and of sentences whose subject is one of those who met."""
        titles = [document.title or document.text[:150], *_HEADING.findall(document.text[:_HEAD])]
        if not any(map(_TITLE.search, titles)) or document.speaker:
            return NO_EVIDENCE
        sentences = [*_read(document)]
        share = sum(len(sentence.words) for sentence in sentences) / max(1, len(document.text))
        if len(sentences) < _LEAST or share < 0.2:  # noqa: PLR2004 (a fifth of the text)
            return NO_EVIDENCE
        return Evidence(0.5 + share / 5, f"{len(sentences)} sentences of those who met")

    def turns(self, document: Document) -> list[Turn]:
        """Return what each sentence tells of its subject."""
        return [
            Turn(sentence.speaker, (sentence.words,), sentence.cue, clause=True, indirect=True)
            for sentence in _read(document)
        ]


def _read(document: Document) -> Iterator[_ReportedSentence]:
    text = document.text
    present = _find_present(document)
    if not present:
        return
    last: Speaker | None = None
    for paragraph in find_paragraphs(text):
        said: Speaker | None = None  # who said the sentence before
        since = 0  # sentences that went on with it
        for start, end in _sentences(text, paragraph.words, paragraph.span.end):
            found = _SUBJECT.match(text, start, end)
            if found:
                speaker = _resolve(found["who"], Span(*found.span("who")), present, last)
                is_both = bool(_BOTH.match(found["who"]))
                last = speaker if speaker and not is_both else last
                said, since = (None if is_both else speaker), 0
                words = _words(text, found.end("cue"), end)
                if speaker and len(words):
                    yield _ReportedSentence(speaker, Span(*found.span("cue")), words)
                continue
            ended = _ENDED_BY.search(text, start, end)
            speaker = _resolve(ended["who"].capitalize(), Span(*ended.span("who")), present, said) if ended else None
            if ended and speaker:
                last = said = speaker
                yield _ReportedSentence(speaker, Span(*ended.span("cue")), _words(text, start, ended.start()))
            elif not ended and said and since < _MOST and _goes_on(text[start:end], present, said):
                since += 1
                yield _ReportedSentence(said, None, _words(text, start, end))
            else:
                said = None
                last = None if _names_anyone(text, start, end, present) else last


def _goes_on(sentence: str, present: Sequence[_Participant], said: Speaker) -> bool:
    """Return whether a sentence that no one of those who met is the subject of can be what one of them said."""
    tense = _TENSE.search(sentence)
    is_past = tense is not None and not tense["present"]
    if is_past or len(sentence.split()) < _SHORTEST or _OF_THE_MEETING.match(sentence) or sentence[:1] in '“"':
        return False
    begins = sentence[:_BEGINNING]
    return not any(each.name.split()[-1] in begins for each in present if each.name != said.name)


def _names_anyone(text: str, start: int, end: int, present: Sequence[_Participant]) -> bool:
    """Return whether a sentence begins with somebody, so that "He" in the next one may be that person."""
    words = text[start : min(end, start + _BEGINNING)]
    return any(each.name.split()[-1] in words for each in present)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _SENTENCE.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _words(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    left = start + len(said) - len(said.lstrip(" ,"))
    return Span(left, max(left, start + len(said.rstrip(" .\n"))))


def _find_present(document: Document) -> list[_Participant]:
    """Return those who met, in the order in which the first lines name them."""
    later = (match[0] for match in islice(_MEETING.finditer(document.text, _HEAD), _MOST_MEETINGS))
    head = "\n".join([document.text[:_HEAD], document.title, *later])
    head = _SURNAME_FIRST.sub(_turn_name, head)
    head = _HEADLINE_VERB.sub(lambda verb: verb[0].lower(), head)
    head = _HOLDER_AFTER.sub(r"\g<office> \g<name>\g<of>", head)
    mentions = EntityMentions(Discourse.parse(head), []).mentions
    full: dict[int, _Participant] = {}
    starts = [0, *(each.end for each in mentions)]
    ends = [*(each.start for each in mentions[1:]), len(head)]
    for each, start, end in zip(mentions, starts, ends, strict=False):
        name = _find_name(document.text, each.entity)
        if name and id(each.entity) not in full and not _SEVERAL.search(name):
            after = head[each.end : min(end, each.end + _BEGINNING)].partition(". ")[0].partition("\n")[0]
            beside = head[max(start, each.start - _BEGINNING) : each.start].rpartition("\n")[2] + after
            full[id(each.entity)] = _Participant(name, each.entity.main_office, beside)
    return [each for each in full.values() if "spokes" not in (each.office or "").casefold()][:_MOST_PRESENT]


def _find_name(text: str, entity: Entity) -> str | None:
    """Return the full name that is printed most often, of several the shortest: not "Lusk Ana Ruiz"."""
    full = [form for form in entity.forms if " " in form]
    parts = {form: text.count(form) for form in full}
    longer = {form: sum(parts[each] for each in full if form != each and each.endswith(form)) for form in full}
    return max(full, key=lambda form: (parts[form] - longer[form], -len(form)), default=None)


def _turn_name(match: re.Match[str]) -> str:
    """Return "Takuma Iwasaki" for "IWASAKI Takuma", in as many code points."""
    return f"{match['given']} {match['surname'].capitalize()}"


def _resolve(who: str, span: Span, present: Sequence[_Participant], last: Speaker | None) -> Speaker | None:
    if _BOTH.match(who):
        names = [each.name for each in present[:2]]
        return Speaker(" and ".join(names), None, None, span) if len(names) > 1 else None
    if who in {"He", "She"}:
        return Speaker(last.name, last.role, last.country, span) if last else None
    words = {normalize_token(word).removesuffix("'s") for word in who.split()}
    named = next((each for each in present if each.name.split()[-1].casefold() in words), None)
    surname_first = [each for each in present if each.name.split()[0].casefold() in words]  # "Nam Gi-tae"
    named = named or (surname_first[0] if len(surname_first) == 1 else None)
    if named:
        return Speaker(named.name, named.office, None, span)
    offices = words & OFFICES
    if not who.startswith("The ") or not offices:
        return None
    holders = [each for each in present if offices & {normalize_token(word) for word in (each.office or "").split()}]
    others = words - OFFICES - {"the", "general", "foreign", "prime"}
    if others and len(holders) > 1:
        holders = [each for each in holders if len(others) == 1 and _is_of(each, next(iter(others)))]
    elif others:
        holders = []
    return Speaker(holders[0].name, holders[0].office, None, span) if holders else None


def _is_of(participant: _Participant, nationality: str) -> bool:
    """Return whether what stands beside a name has the country of "the Arvanian Minister"."""
    begins = nationality[:_SHARED_BEGINNING]
    return any(word.startswith(begins) for word in map(normalize_token, participant.beside.split()))


READOUT = Readout()
