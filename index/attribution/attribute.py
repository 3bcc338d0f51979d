"""Attribution: the statements of an article, from its form, its tags and its metadata."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.attribution.confidence import CERTAIN
from index.attribution.discourse import ArticleContext, Discourse
from index.attribution.forms.displayed_quotations import find_displayed_quotations
from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.clause_subjects import find_clause_subjects
from index.attribution.forms.issuers.listed_items import find_listed_items
from index.attribution.forms.positions import find_positions, find_relayed_positions
from index.attribution.forms.registry import FormReading, read_form
from index.attribution.linking import LinkedStatement, TaggedPassage, link_tags
from index.attribution.manner import classify_manner
from index.attribution.quotations import find_quotations
from index.attribution.read_aloud import find_read_out
from index.attribution.relayed.continued_reports import find_continued
from index.attribution.relayed.quoted_through import name_quoted
from index.attribution.relayed.unowned_words import Kind, find_unowned_words, without_words
from index.attribution.relayed_statements import attribute_quoted, attribute_relayed, is_question
from index.attribution.reported_statements import attribute_report
from index.attribution.statements import Speaker, Statement, in_order
from index.attribution.turn_statements import attribute_turns, attribute_whole, without_stated
from index.models.encoder import Encoder
from index.names.gazetteer import load_gazetteer
from index.text.normalize import words
from index.text.passages import split_passages
from index.text.spans import Span


def extract_statements(text: str, context: ArticleContext, encoder: Encoder) -> list[Statement]:
    """Return the statements of a text that is not in the library, in the order of the text."""
    return attribute_statements(text, tag_passages(text, context.title, encoder), context)


def tag_passages(text: str, title: str, encoder: Encoder) -> list[TaggedPassage]:
    """Return the passages of a text, each with its tags."""
    passages = [*split_passages(text, title)]
    sentences = [[each.shift(-passage.span.start) for each in passage.sentences] for passage in passages]
    encoded = dict(encoder.encode_passages([passage.span.slice(text) for passage in passages], sentences))
    return [(passage.span, encoded[number].tags) for number, passage in enumerate(passages)]


def attribute_statements(text: str, passages: Sequence[TaggedPassage], context: ArticleContext) -> list[Statement]:
    """Return the statements of an article: of its form, of its one speaker, or those that its writer attributes.

    Where the document itself states who speaks, in labels, clauses or a signature, that goes before the tagger. All
    words of a speech or a turn are its speaker's, reported speech included, but for what a turn quotes or reports of
    another of whom nothing shows who it is: nobody's. Content is cut where passages are. Reported speech within a
    writer's statement is returned twice: as a part of that statement, which comes first, and as a nested statement. In
    other languages than English, quotations are found by their marks, without a speaker.
    """
    spans = [span for span, _ in passages]
    document = Document(text, context.title, context.speaker, context.speaker_role, context.country)
    if not context.is_english:
        return _attribute_other_language(document, spans, context)
    discourse = Discourse.parse(document.unwrapped)
    linked = [name_quoted(text, each) for each in link_tags(discourse, passages)]
    form = read_form(document)
    if form:
        return _attribute_form(document, form, discourse, linked, spans, context)
    if context.speaker:
        speech = [*_attribute_speech(text, spans, context.speaker, context)]
        if not _is_report(text, context.speaker, linked):
            return speech
        return [replace(statement, attribution=classify_manner(text, statement.content)) for statement in speech]
    return _attribute_unlabelled(document, discourse, linked, spans, context)


def _attribute_unlabelled(
    document: Document,
    discourse: Discourse,
    linked: Sequence[LinkedStatement],
    spans: Sequence[Span],
    context: ArticleContext,
) -> list[Statement]:
    """Return the statements of a document without a form and without a speaker of its own: a report.

    Quotations that are set apart come first. The subject of a sentence goes before what the tagger has without a
    speaker, and before all it has where the subject is "he" or "she". A summary goes on with what was said before.
    """
    shown = find_displayed_quotations(document)
    displayed = [*attribute_turns([*shown, *find_listed_items(document)], spans)]
    shown = sorted(shown, key=_first_word)
    quoted = attribute_quoted(discourse, document, shown, context)
    quoted += without_stated(attribute_relayed(discourse, shown, linked, context), quoted)
    reported = [*without_stated(attribute_report(discourse, linked, context), displayed)]
    found = find_positions(document)
    sure = [*attribute_turns([each.to_turn() for each in found if each.is_pronoun], spans)]
    positions = attribute_turns([each.to_turn() for each in found if not each.is_pronoun], spans)
    named = [each for each in reported if each.speaker]
    added = [*sure, *without_stated(positions, named)]
    stated = [*displayed, *without_stated(reported, added), *added]
    continued = attribute_turns(find_continued(document, stated), spans)
    return in_order([*stated, *quoted, *without_stated(continued, stated)])


def _first_word(turn: Turn) -> int:
    return turn.words[0].start


def _attribute_form(  # noqa: PLR0917 (all that was found in the text)
    document: Document,
    form: FormReading,
    discourse: Discourse,
    linked: Sequence[LinkedStatement],
    spans: Sequence[Span],
    context: ArticleContext,
) -> list[Statement]:
    """Return the statements of the turns, what their speakers relay of others, and what the rest reports."""
    displayed = [*attribute_turns(find_displayed_quotations(document), spans)]
    stated = [*without_stated(attribute_turns(form.turns, spans), displayed), *displayed]
    listed = [] if form.covered else [*attribute_turns(find_listed_items(document), spans)]
    stated = [*stated, *without_stated(listed, stated)]
    stating = [turn for turn in form.turns if not is_question(document.text, turn)]
    quoted = attribute_quoted(discourse, document, form.turns, context)
    marked = [each for each in quoted if each.attribution != "indirect"]
    positions = find_relayed_positions(document, [turn for turn in stating if not turn.clause])
    positions += find_clause_subjects(document, stating)
    relayed = [*without_stated(attribute_turns(positions, spans), marked), *marked]
    tagged = [*without_stated(attribute_relayed(discourse, form.turns, linked, context), relayed)]
    tagged += without_stated([each for each in quoted if each.attribution == "indirect"], [*relayed, *tagged])
    rest = [each for each in linked if not _is_covered(each, form.covered)]
    reported = without_stated(attribute_report(discourse, rest, context), [*stated, *relayed])
    owned = [*displayed, *listed, *relayed, *tagged]
    unowned = sorted(_find_unowned(document.text, form.turns, owned))
    stated = [*without_words(stated, unowned), *attribute_turns([Turn(None, (each,)) for each in unowned], spans)]
    return in_order([*stated, *relayed, *tagged, *reported])


def _find_unowned(text: str, turns: Iterable[Turn], owned: Iterable[Statement]) -> list[Span]:
    """Return the words of turns that are somebody else's, where nothing shows whose.

    Of clauses and of questions only words in quotation marks count.
    """
    parts = sorted(part for statement in owned for part in statement.content)
    found: list[Span] = []
    for turn in turns:
        if turn.speaker:
            kind: Kind = "clause" if turn.clause else "question" if is_question(text, turn) else "turn"
            for words in turn.words:
                found += find_unowned_words(text, words, turn.speaker.name, parts, kind)
    return found


def _attribute_other_language(document: Document, spans: Sequence[Span], context: ArticleContext) -> list[Statement]:
    """Return the statements of an article in another language than English: its speaker's, or else its quotations."""
    if context.speaker:
        return [*_attribute_speech(document.text, spans, context.speaker, context)]
    quotations = find_quotations(document.text, context.language or "")
    return [Statement(None, None, (quotation,), "direct", CERTAIN) for quotation in quotations]


def _is_covered(linked: LinkedStatement, covered: Iterable[Span]) -> bool:
    """Return whether what the tagger finds is in the turns of a transcript, and not in the report before it."""
    first = min(linked.content[0].start, linked.source.start if linked.source else linked.content[0].start)
    last = max(linked.content[-1].end, linked.source.end if linked.source else 0)
    return any(span.start <= last and first < span.end for span in covered)


def _attribute_speech(
    text: str, passages: Sequence[Span], speaker: str, context: ArticleContext
) -> Iterator[Statement]:
    """Yield a speech as its speaker's statements, and what it reads out as its author's."""
    country = load_gazetteer().resolve_country(context.country)
    reader = Speaker(speaker, context.speaker_role, country)
    read_out = find_read_out(text)
    yield from attribute_whole(Span(0, read_out.start if read_out else len(text)), reader, passages)
    if read_out:
        author = Speaker(read_out.author, None, country, read_out.author_span) if read_out.author else None
        yield from attribute_whole(Span(read_out.start, len(text)), author, passages)


def _is_report(text: str, speaker: str, linked: Iterable[LinkedStatement]) -> bool:
    """Return whether a text reports a speech, attributing statements to its speaker, rather than being the speech."""
    surname = words(speaker)[-1:]
    sources = (words(statement.source.slice(text)) for statement in linked if statement.source)
    return not load_gazetteer().find_codes(speaker) and any(surname == source[-1:] for source in sources)
