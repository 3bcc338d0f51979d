import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.issuers.signatories import find_signatories
from index.attribution.forms.registry import read_form

DECLARATION = """We, the Presidents of Chad, Egypt and Tunisia, gathered in Lusk,

declare that a lasting peace requires the withdrawal of all forces;

call upon our partners to deliver the ships that were promised;

and instruct our governments to open a joint centre before the winter."""


@pytest.mark.parametrize(
    ("end", "title", "signatories"),
    [
        (
            "\n\nKarl Roth\nPresident of Chad\n\nLena Okafor\nPresident of Egypt\n\nSami Ben Ali\nPresident of Tunisia",
            "Joint Declaration",
            ("Karl Roth", "Lena Okafor", "Sami Ben Ali"),
        ),
        ("\n\n(Signed) Karl Roth\n(Signed) Lena Okafor", "Joint Declaration", ("Karl Roth", "Lena Okafor")),
        ("", "Joint Statement by President Karl Roth and President Lena Okafor", ("Karl Roth", "Lena Okafor")),
        ("\n\nKarl Roth\nPresident of Chad", "Joint Declaration", ()),
        ("\n\nForeign Ministry\nPress Office", "Joint Declaration", ()),
    ],
)
def test_those_who_sign_below_or_in_the_title_are_signatories(
    end: str, title: str, signatories: tuple[str, ...]
) -> None:
    assert find_signatories(Document(DECLARATION + end, title)) == signatories


def test_a_joint_statement_names_its_signatories_in_the_role_of_its_body() -> None:
    signed = "\n\nKarl Roth\nPresident of Chad\n\nLena Okafor\nPresident of Egypt"
    form = read_form(Document(DECLARATION + signed, "Joint Declaration"))
    assert form
    roles = {turn.speaker.role for turn in form.turns if turn.speaker}
    assert roles == {"signed by Karl Roth, Lena Okafor"}
