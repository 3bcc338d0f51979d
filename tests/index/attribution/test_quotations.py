"""Quotations of articles in other languages, by the marks of each."""

import pytest

from index.attribution.attribute import attribute_statements
from index.attribution.discourse import ArticleContext
from index.attribution.quotations import find_quotations
from index.text.spans import Span


@pytest.mark.parametrize(
    ("language", "text", "quotations"),
    [
        ("fr", "« Nous restons au port », a dit Ruiz.", ["« Nous restons au port »"]),
        ("ru", "«Мы остаёмся в порту», — сказал министр.", ["«Мы остаёмся в порту»"]),
        ("de", "„Wir bleiben im Hafen“, sagte Ruiz.", ["„Wir bleiben im Hafen“"]),
        ("de", "»Wir bleiben im Hafen«, sagte Ruiz.", ["»Wir bleiben im Hafen«"]),
        ("pl", "„Zostajemy w porcie” – powiedział Ruiz.", ["„Zostajemy w porcie”"]),
        ("ja", "大臣は「私たちは港に残ります」と述べた。", ["「私たちは港に残ります」"]),
        ("zh", "部长说：“我们将留在港口，不会离开。”", ["“我们将留在港口，不会离开。”"]),
        ("es", '"Nos quedamos en el puerto", dijo Ruiz.', ['"Nos quedamos en el puerto"']),
        ("fr", "« Il a dit « jamais » et il est parti », a dit Ruiz.", ["« Il a dit « jamais » et il est parti »"]),
        ("fr", "Le journal « Le Monde » est là.", []),
        ("fr", "« Nous restons au port\nIl est parti »", []),
    ],
)
def test_what_stands_in_the_marks_of_a_language_is_a_quotation(language: str, text: str, quotations: list[str]) -> None:
    assert [span.slice(text) for span in find_quotations(text, language)] == quotations


def test_a_quotation_in_another_language_is_direct_and_has_no_speaker() -> None:
    text = "„Wir bleiben im Hafen“, sagte Ruiz. Der Hafen ist alt."
    (statement,) = attribute_statements(text, [], ArticleContext(language="de"))
    assert (statement.speaker, statement.attribution, statement.content) == (None, "direct", (Span(0, 22),))
