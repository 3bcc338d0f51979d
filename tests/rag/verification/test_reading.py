"""What the network may decide of a written sentence, and what the rules decide alone."""

from dataclasses import dataclass, field

import pytest
from citations import cite

from rag.verification.check import Checker

RECORD = cite("We will double our aid to the refugees this year.", "Ada Berg", published="2013-09-26")


@dataclass
class Reader:
    """A reader that gives every sentence one score and keeps what it was asked."""

    logit: float
    asked: list[tuple[str, str]] = field(default_factory=list)

    def score(self, quoted: str, written: str) -> float:
        """Return the score."""
        self.asked.append((quoted, written))
        return self.logit


@pytest.mark.parametrize(
    ("sentence", "logit", "is_kept"),
    [
        ("Berg said aid to the refugees will double this year. [1]", 0.0, True),
        ("Berg said aid to the refugees will double this year. [1]", -4.0, False),
        ("Berg announced fatter cheques, roomier tents and aid galore for refugees. [1]", 2.0, True),
        ("Berg announced fatter cheques, roomier tents and aid galore for refugees. [1]", 0.0, False),
        ("Berg announced fatter cheques, roomier tents and aid galore for refugees. [1]", 0.4, True),
        ("Berg promised people in flight twice the relief. [1]", -2.0, False),
        ("Berg said aid to the refugees will double this year. [1]", -2.0, True),
        ("Displaced families get bigger relief cheques, Berg announced. [1]", 2.0, False),
        ("Berg said aid to the refugees will not double this year. [1]", 2.0, False),
        ("Berg said aid to 40 refugees will double this year. [1]", 2.0, False),
    ],
)
def test_a_sure_reader_is_followed_in_wording_alone(sentence: str, logit: float, is_kept: bool) -> None:  # noqa: FBT001
    assert (not Checker.from_citations([RECORD], Reader(logit)).check(sentence)) == is_kept


def test_a_quotation_is_read_after_who_said_it_where_and_when() -> None:
    reader = Reader(1.0)
    Checker.from_citations([RECORD], reader).check("Berg said aid to the refugees will double this year. [1]")
    quoted = "Ada Berg, UN General Debate 2013-09-26: We will double our aid to the refugees this year."
    assert reader.asked == [(quoted, "Berg said aid to the refugees will double this year.")]
