"""Attribution: the statements of an article, from its form, its tags and its metadata."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from index.attribution.coreference.resolve import resolve_speakers
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.forms.displayed_quotations import find_displayed_quotations
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.positions import find_relayed_positions
from index.attribution.forms.registry import read_form
from index.attribution.linking import LinkedStatement, TaggedPassage, link_tags
from index.attribution.nested_quotes import NestedStatement, find_nested, split_cue_chain
from index.attribution.quotations import find_quotations
from index.attribution.read_out import find_read_out
from index.attribution.retractions import find_retractions, is_retracted
from index.attribution.statements import Attribution, Speaker, Statement
from index.models.encoder import Encoder
from index.names.gazetteer import load_gazetteer
from index.text.normalize import words
from index.text.passages import split_passages
from index.text.quotation_marks import DOUBLE, DOUBLE_OPENING, SINGLE_QUOTATION
from index.text.spans import Span

_REPORTED_QUESTION = re.compile(  # cue and content: "asked whether", "asked not to be named"
    r"(?:[\w’]+ )?ask(?:ed|s|ing)?\b(?: \w+){0,2}? (?:whether|if|not to be|to remain|that (?:he|she|they) not be)\b"
    r"|(?:when |if )?asked (?:about|for (?:a |his |her )?(?:comment|reaction|response)|to comment)\b",
    re.IGNORECASE,
)
_PRONOUN = r"(?:I|We|It|They|He|She|This|That|These|Those|My|Our|Who|One)\b"
_NAMED = re.compile(  # "the European Commissioner", "The economist Sir Alan Pembury", "the representative of Jordan"
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y) (?:[a-z][\w’'-]* ){{0,4}})?(?!{_PRONOUN}|(?:The|An?)\b)[^\W\d_a-z]"
)
_PUNCTUATION = " \t\n.,;:"  # that may surround a quotation within its span of content
_FIRST_PERSON = frozenset({"i", "we"})
_ONE_PERSON = frozenset({"who", "he", "she"})
_ANTECEDENT_REACH = 200  # code points before a pronoun in a turn
_THIRD_PERSON = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_CERTAIN = 1.0
_NESTED = 0.9  # precision of nested statements, measured on news
_LONGEST_QUESTION = 600  # code points of a turn
_MAX_PARTS = 20  # spans that the form attributes which are compared with one of the tagger's
CALIBRATION = (-1.38, 0.64, 0.17, -3.40, -0.96)
"""Weights of a logistic regression: bias, certainty and link (both as logits), no cue, no source.

Fitted on articles that the tagger was not trained on; `tests/quality` measures the calibration.
"""

_HIGHEST = 0.999  # probability; a higher one would have a logit without bound


def extract_statements(text: str, context: ArticleContext, encoder: Encoder) -> list[Statement]:
    """Return the statements of a text that is not in the library, in the order of the text."""
    passages = [*split_passages(text, context.title)]
    sentences = [[Span(s.start - p.span.start, s.end - p.span.start) for s in p.sentences] for p in passages]
    encoded = dict(encoder.encode_passages([passage.span.slice(text) for passage in passages], sentences))
    tagged = [(passage.span, encoded[number].tags) for number, passage in enumerate(passages)]
    return attribute_statements(text, tagged, context)


def attribute_statements(text: str, passages: Sequence[TaggedPassage], context: ArticleContext) -> list[Statement]:
    """Return the statements of an article: of its form, of its one speaker, or those that its writer attributes.

    Where the document itself states who speaks, in labels, clauses or a signature, that goes before the tagger. All
    words of a speech or a turn are its speaker's, reported speech included. Content is cut where passages are, so that
    each part is whole sentences. Reported speech within a writer's statement is returned twice: as a part of that
    statement, which comes first, and as a nested statement. In other languages than English, quotations are found by
    their marks, without a speaker.
    """
    spans = [span for span, _ in passages]
    document = Document(text, context.title, context.speaker, context.speaker_role, context.country)
    if not context.is_english:
        return _attribute_other_language(document, spans, context)
    form = read_form(document)
    displayed = [*_attribute_turns(find_displayed_quotations(document), spans)]
    stated = [*_not_stated(_attribute_turns(form.turns, spans), displayed), *displayed] if form else displayed
    discourse = Discourse.parse(text)
    linked = link_tags(discourse, passages)
    stating = [turn for turn in form.turns if not _is_question(text, turn)] if form else []
    whole = [turn for turn in stating if not turn.clause]
    relayed = [*_attribute_turns(find_relayed_positions(document, whole), spans)] if whole else []
    if form and form.covers_all:
        tagged = _attribute_relayed(discourse, stating, linked, context)
        before = _before_turns(linked, form.turns)
        reported = _attribute_report(discourse, before, context) if before else []
        return _in_order([*reported, *stated, *relayed, *_not_stated(tagged, relayed)])
    if form:
        tagged = _attribute_relayed(discourse, stating, linked, context)
        reported = _not_stated(_attribute_report(discourse, linked, context), stated)
        return _in_order([*stated, *relayed, *_not_stated(tagged, relayed), *reported])
    if context.speaker:
        speech = [*_attribute_speech(text, spans, context.speaker, context)]
        if not _is_report(text, context.speaker, linked):
            return speech
        return [replace(statement, attribution=_classify(text, statement.content)) for statement in speech]
    return _in_order([*displayed, *_not_stated(_attribute_report(discourse, linked, context), displayed)])


def _attribute_other_language(document: Document, spans: Sequence[Span], context: ArticleContext) -> list[Statement]:
    """Return the statements of an article in another language than English: its speaker's, or else its quotations."""
    if context.speaker:
        return [*_attribute_speech(document.text, spans, context.speaker, context)]
    quotations = find_quotations(document.text, context.language or "")
    return [Statement(None, None, (quotation,), "direct", _CERTAIN) for quotation in quotations]


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda statement: statement.content[0].start)


def _attribute_report(
    discourse: Discourse, linked: Sequence[LinkedStatement], context: ArticleContext
) -> list[Statement]:
    """Return the statements that a writer attributes, each followed by those nested in it; no reported questions."""
    linked = [_trim_cue(discourse.text, each) for each in linked if not _is_reported_question(discourse.text, each)]
    retractions = find_retractions(discourse.text)
    linked = [each for each in linked if not any(is_retracted(part, retractions) for part in each.content)]
    nested = [[inner for part in outer.content for inner in find_nested(discourse, part)] for outer in linked]
    pairs = [*zip(linked, nested, strict=True)]
    sources = [*filter(None, chain.from_iterable((outer.source, *(i.source for i in inner)) for outer, inner in pairs))]
    speakers = dict(zip(sources, resolve_speakers(discourse, sources, context), strict=True))
    statements: list[Statement] = []
    for outer, inner in pairs:
        speaker = speakers.get(outer.source) if outer.source else None
        kind = _classify(discourse.text, outer.content)
        statement = Statement(speaker, outer.cue, outer.content, kind, estimate_confidence(outer))
        statements += [statement, *(_attribute_nested(discourse.text, statement, each, speakers) for each in inner)]
    return _in_order(statements)


def _attribute_nested(
    text: str, outer: Statement, nested: NestedStatement, speakers: Mapping[Span, Speaker | None]
) -> Statement:
    """Return a nested statement. In a quotation "I" is the quoted speaker, and "he" is not resolved."""
    word = nested.source.slice(text).split()[0].casefold() if nested.source else ""
    if nested.is_in_quotation and word in _FIRST_PERSON:
        speaker = replace(outer.speaker, span=nested.source) if outer.speaker else None
    elif nested.is_in_quotation and word in _THIRD_PERSON:
        speaker = None
    else:
        speaker = speakers[nested.source] if nested.source else None
    kind = _classify(text, (nested.content,))
    return Statement(speaker, nested.cue, (nested.content,), kind, _NESTED * outer.confidence)


def _is_reported_question(text: str, linked: LinkedStatement) -> bool:
    if linked.cue is None:
        return False
    return bool(_REPORTED_QUESTION.match(f"{linked.cue.slice(text)} {linked.content[0].slice(text)}"))


def _trim_cue(text: str, linked: LinkedStatement) -> LinkedStatement:
    """Return a statement without the cue of the statement nested in it, where both were tagged as one cue."""
    split = split_cue_chain(text, linked.cue) if linked.cue else None
    first, *others = linked.content
    if not linked.cue or not split or first.start != linked.cue.end + 1:
        return linked
    cue, start = split
    return replace(linked, cue=cue, content=(Span(start, first.end), *others))


def _attribute_turns(turns: Iterable[Turn], passages: Sequence[Span]) -> Iterator[Statement]:
    """Yield the statements of turns; a clause is one statement, however many passages it is in."""
    for turn in turns:
        whole = [each for words in turn.words for each in _attribute_whole(words, turn.speaker, passages)]
        if not turn.clause:
            yield from whole
        elif whole:
            content = tuple(part for each in whole for part in each.content)
            yield Statement(turn.speaker, turn.cue, content, "indirect" if turn.indirect else "direct", _CERTAIN)


def _attribute_relayed(
    discourse: Discourse, turns: Sequence[Turn], linked: Iterable[LinkedStatement], context: ArticleContext
) -> Iterator[Statement]:
    """Yield what speakers report of others whom they name, or refer to by "who" or "she". Questions report nothing."""
    text = discourse.text
    spoken = sorted(((part, turn) for turn in turns for part in turn.words), key=lambda pair: pair[0])
    starts = [part.start for part, _ in spoken]
    relayed: list[tuple[Speaker, LinkedStatement, Span]] = []
    for each in linked:
        place = bisect_right(starts, each.content[0].start) - 1
        if place < 0 or not each.source or not each.cue:
            continue
        part, turn = spoken[place]
        within = part.start <= each.source.start and each.content[-1].end <= part.end
        if within and turn.speaker and _may_be_relayed(text, each.source, each, in_clause=turn.clause):
            relayed.append((turn.speaker, each, each.source))
    resolved = resolve_speakers(discourse, [source for _, _, source in relayed], context)
    for (outer, each, source), speaker in zip(relayed, resolved, strict=True):
        if not speaker or words(speaker.name)[-1:] == words(outer.name)[-1:]:
            continue
        if _NAMED.match(source.slice(text)) or _is_named_just_before(text, speaker, source):
            kind = _classify(text, each.content)
            yield Statement(speaker, each.cue, each.content, kind, _NESTED * estimate_confidence(each))


def _may_be_relayed(text: str, source: Span, linked: LinkedStatement, *, in_clause: bool) -> bool:
    """Return whether a source within a turn may be another than who speaks: a name, or a pronoun before a quotation.

    In a clause the pronoun needs no quotation, because a body does not speak of itself as "she".
    """
    if _NAMED.match(source.slice(text)):
        return True
    is_quoted = _classify(text, linked.content) != "indirect"
    return source.slice(text).casefold() in _ONE_PERSON and (in_clause or is_quoted)


def _is_named_just_before(text: str, speaker: Speaker, source: Span) -> bool:
    """Return whether the surname that a pronoun refers to stands in the words before it."""
    surname = speaker.name.split()[-1]
    return surname[:1].isupper() and surname in text[max(0, source.start - _ANTECEDENT_REACH) : source.start]


def _before_turns(linked: Iterable[LinkedStatement], turns: Sequence[Turn]) -> list[LinkedStatement]:
    """Return what the tagger finds in the report that a transcript follows."""
    first = min(turn.words[0].start for turn in turns)
    return [each for each in linked if max(each.content[-1].end, each.source.end if each.source else 0) < first]


def _is_question(text: str, turn: Turn) -> bool:
    """Return whether a turn is a question, of a host or a reporter who is named: it reports nothing of others."""
    first, last = turn.words[0], turn.words[-1]
    return last.end - first.start < _LONGEST_QUESTION and last.slice(text).rstrip(' *_”"').endswith("?")


def _not_stated(tagged: Iterable[Statement], stated: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the tagger's statements of which the document itself attributes less than half."""
    parts = sorted(part for statement in stated for part in statement.content)
    for statement in tagged:
        shared = 0
        for part in statement.content:
            first = max(0, bisect_right(parts, part.start, key=lambda span: span.start) - 1)
            shared += sum(span.overlap(part) for span in parts[first : first + _MAX_PARTS])
        if shared * 2 < sum(map(len, statement.content)):
            yield statement


def _attribute_speech(
    text: str, passages: Sequence[Span], speaker: str, context: ArticleContext
) -> Iterator[Statement]:
    """Yield a speech as its speaker's statements, and what it reads out as its author's."""
    country = load_gazetteer().resolve_country(context.country)
    reader = Speaker(speaker, context.speaker_role, country)
    read_out = find_read_out(text)
    yield from _attribute_whole(Span(0, read_out.start if read_out else len(text)), reader, passages)
    if read_out:
        author = Speaker(read_out.author, None, country, read_out.author_span) if read_out.author else None
        yield from _attribute_whole(Span(read_out.start, len(text)), author, passages)


def _is_report(text: str, speaker: str, linked: Iterable[LinkedStatement]) -> bool:
    """Return whether a text reports a speech, attributing statements to its speaker, rather than being the speech."""
    surname = words(speaker)[-1:]
    sources = (words(statement.source.slice(text)) for statement in linked if statement.source)
    return not load_gazetteer().find_codes(speaker) and any(surname == source[-1:] for source in sources)


def _attribute_whole(whole: Span, speaker: Speaker | None, passages: Sequence[Span]) -> Iterator[Statement]:
    """Yield one person's words as a direct statement for each passage of them."""
    first = bisect_right(passages, whole.start, key=lambda passage: passage.end)
    for passage in passages[first:]:
        part = Span(max(whole.start, passage.start), min(whole.end, passage.end))
        if part.start >= whole.end:
            return
        if part.start < part.end:
            yield Statement(speaker, None, (part,), "direct", _CERTAIN)


def _classify(text: str, content: Sequence[Span]) -> Attribution:
    """Return whether content is quoted, paraphrased, or partly each."""
    parts = [part.slice(text) for part in content]
    if all(map(_is_quotation, parts)):
        return "direct"
    return "mixed" if any(mark in part for part in parts for mark in DOUBLE) else "indirect"


def _is_quotation(part: str) -> bool:
    if SINGLE_QUOTATION.fullmatch(part):
        return True
    inside = part.strip(_PUNCTUATION).rstrip(DOUBLE)
    return inside[:1] in DOUBLE_OPENING and not any(mark in inside[1:] for mark in DOUBLE)


def estimate_confidence(linked: LinkedStatement) -> float:
    """Return the calibrated probability that content and speaker are right (Platt scaling)."""
    features = 1.0, _logit(linked.certainty), _logit(linked.link), linked.cue is None, linked.source is None
    return float(1 / (1 + np.exp(-np.dot(CALIBRATION, features))))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1 - _HIGHEST), _HIGHEST)
    return float(np.log(clipped / (1 - clipped)))
