"""What the turns of a transcript report of others."""

from index.attribution.attribute import attribute_statements
from index.attribution.discourse import ArticleContext
from index.models.tagging.tags import NO_TAGS
from index.text.spans import Span

TRANSCRIPT = """ANA RUIZ, HOST: Welcome.

The Secretary-General condemned the attack on the port. Is that enough?

KARL ROTH, AMBASSADOR: Good evening.

The Secretary-General urged all sides to let aid pass. I agree with that.

RUIZ: What will you do?

ROTH: We will send two ships."""


def test_an_answer_reports_the_position_of_another_and_a_question_none() -> None:
    passages = [(Span(0, len(TRANSCRIPT)), NO_TAGS)]
    statements = attribute_statements(TRANSCRIPT, passages, ArticleContext("A conversation"))
    relayed = [
        statement.content[0].slice(TRANSCRIPT)
        for statement in statements
        if statement.speaker and "Secretary-General" in statement.speaker.name
    ]
    assert relayed == ["all sides to let aid pass"]


def test_he_is_whom_the_question_before_the_last_one_named() -> None:
    text = """QUESTION: Minister Reino Holt said that a keeper stays for the family. Is he wrong?

MS. RUIZ: He is right. I told him so.

QUESTION: What did he say to that?

MS. RUIZ: He laughed. Then he said, "Put it on paper and I will sign it."

QUESTION: Will he?

MS. RUIZ: We shall see."""
    context = ArticleContext("Briefing by Ana Ruiz")
    statements = attribute_statements(text, [(Span(0, len(text)), NO_TAGS)], context)
    (quoted,) = (each for each in statements if each.content[0].slice(text).startswith('"Put it'))
    assert quoted.speaker
    assert "Holt" in quoted.speaker.name


def test_he_at_the_beginning_of_a_turn_is_whoever_spoke_before_it() -> None:
    text = """ANA RUIZ, HOST: Here he is at a rally.

PRESIDENT MURAT DEMIR: (Speaking Turkish).

RUIZ: He says, "we will leave no one in the cold." But it is cold.

EVA LIND, ENGINEER: It is.

RUIZ: Thank you."""
    statements = attribute_statements(text, [(Span(0, len(text)), NO_TAGS)], ArticleContext("After the quake"))
    names = [each.speaker and each.speaker.name for each in statements if each.content[0].slice(text)[0] == '"']
    assert names == ["Murat Demir"]
