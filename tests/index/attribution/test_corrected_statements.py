from index import AttributeQuote, Correction, NamedForm, PersonKey, Span, SplitPerson
from index.attribution.corrected_statements import ArticleCorrections
from index.attribution.statements import Speaker, Statement
from index.library.corrections import Change

TEXT = "“We stay,” he said. The road is open. Berg left."
STAY = Statement(Speaker("Ada Berg", "Minister", None, Span(11, 13)), Span(14, 18), (Span(1, 8),), "direct", 0.6)


def corrected(*changes: Change, article: str = "a") -> list[Statement]:
    corrections = [
        Correction(number=number, at="2026", holds=True, change=change) for number, change in enumerate(changes)
    ]
    return ArticleCorrections.from_corrections(corrections).apply(article, TEXT, [STAY])


def attribute(quote: str, name: str | None) -> AttributeQuote:
    return AttributeQuote(article_id="a", quote=quote, speaker=NamedForm(name=name) if name else None)


def test_a_quotation_gets_the_speaker_that_was_given_for_certain() -> None:
    [statement] = corrected(attribute("“We stay,” he said.", "Omar Haddad"))
    assert statement.speaker == Speaker("Omar Haddad", None, None, Span(11, 13))
    assert (statement.confidence, statement.content, statement.cue) == (1.0, STAY.content, STAY.cue)


def test_a_quotation_can_be_nobodys() -> None:
    [statement] = corrected(attribute("“We stay,” he said.", None))
    assert statement.speaker is None


def test_words_without_a_statement_become_one() -> None:
    first, second = corrected(attribute("The road is open.", "Omar Haddad"))
    assert first == STAY
    assert (second.speaker, second.content) == (Speaker("Omar Haddad"), (Span(20, 37),))


def test_words_that_a_new_version_has_lost_change_nothing() -> None:
    assert corrected(attribute("The road is shut.", "Omar Haddad")) == [STAY]
    assert corrected(attribute("“We stay,” he said.", "Omar Haddad"), article="b") == [STAY]


def test_a_speaker_is_another_in_the_articles_that_were_named() -> None:
    split = SplitPerson(
        person=PersonKey(name="Ada Berg"),
        forms=(NamedForm(name="Ada Berg", role="Minister"),),
        articles=("a",),
        into=PersonKey(name="Ada Berg (Oslo)", country="Norway"),
    )
    [statement] = corrected(split)
    assert statement.speaker == Speaker("Ada Berg (Oslo)", "Minister", "Norway", Span(11, 13))
    assert corrected(split, article="b") == [STAY]
