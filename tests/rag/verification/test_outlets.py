import pytest

from rag.verification.wording.outlets import join_outlet_name


@pytest.mark.parametrize(
    ("sentence", "source", "joined"),
    [
        ("Rain fell, USA Today reported.", "usatoday.com", "Rain fell, Usatoday reported."),
        ("The Week reported rain.", "theweek.co.uk", "Theweek reported rain."),
        ("Rain fell, according to CNN.", "www.cnn.com", "Rain fell, according to Cnn."),
        ("Rain fell today in the USA.", "usatoday.com", "Rain fell today in the USA."),
        ("The Courier reported rain.", "The Courier", "The Courier reported rain."),
        ("Rain fell.", None, "Rain fell."),
    ],
)
def test_the_name_of_an_outlet_is_one_word(sentence: str, source: str | None, joined: str) -> None:
    assert join_outlet_name(sentence, source) == joined
