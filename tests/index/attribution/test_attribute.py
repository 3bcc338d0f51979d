from pathlib import Path

import pytest

import index
from index.attribution.attribute import extract_statements
from index.attribution.discourse import ArticleContext
from index.attribution.statements import Statement
from index.models.encoder import OpenVinoEncoder
from index.store import generations

REPORT = (
    'PORT TALKS\n\n"The harbour will open on Monday," Transport Minister Ana Ruiz told reporters. "We are ready."\n\n'
    "The port authority said that nine ships were waiting. She denied that any had left.\n"
)

Attributed = tuple[str | None, list[str], str]


@pytest.fixture(scope="module")
def encoder() -> OpenVinoEncoder:
    return OpenVinoEncoder.load()


def attributed(text: str, statement: Statement) -> Attributed:
    """Return name of the speaker, content and attribution."""
    name = statement.speaker.name if statement.speaker else None
    return name, [part.slice(text) for part in statement.content], statement.attribution


def test_a_statement_has_its_speaker_by_name_and_office_its_content_and_its_attribution(
    encoder: OpenVinoEncoder,
) -> None:
    first, second, third = extract_statements(REPORT, ArticleContext(), encoder)
    assert attributed(REPORT, first) == (
        "Ana Ruiz",
        ['"The harbour will open on Monday,"', '"We are ready."'],
        "direct",
    )
    assert first.speaker
    assert first.speaker.role == "Transport Minister"
    assert attributed(REPORT, second) == ("the port authority", ["that nine ships were waiting"], "indirect")
    assert attributed(REPORT, third) == ("Ana Ruiz", ["that any had left"], "indirect")
    assert third.speaker
    assert third.speaker.span
    assert third.speaker.span.slice(REPORT) == "She"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Libya is free, Ada Berg said. Libya is lost, Omar Said said.", ["Ada Berg", "Omar Said"]),
        ("“We are free,” Ada Berg said. “We are lost,” Omar Haddad said.", ["Ada Berg", "Omar Haddad"]),
        ("The deal is dead, Ruiz said. It is not, the union replied.", ["Ruiz", "the union"]),
        (
            "The union said it was no accident. Schools will stay closed until Friday, Ruiz warned.",
            ["the union", "Ruiz"],
        ),
        ("It is cheap, according to Bo Li. It is dear, the auditor told reporters.", ["Bo Li", "the auditor"]),
    ],
)
def test_each_of_several_speakers_in_a_row_has_the_content_of_one_sentence(
    text: str, speakers: list[str], encoder: OpenVinoEncoder
) -> None:
    statements = extract_statements(text, ArticleContext(), encoder)
    assert [statement.speaker.name for statement in statements if statement.speaker] == speakers
    assert all(len(each.content) == 1 and "." not in each.content[0].slice(text) for each in statements)


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        (
            "\"The minister told me, 'We will not leave,'\" Tom Hale said.",
            ("Tom Hale", ["\"The minister told me, 'We will not leave,'\""], "direct"),
            ("the minister", ["'We will not leave,'"], "direct"),
        ),
        (
            'Smith said that the minister had told him "we will not leave".',
            ("Smith", ['that the minister had told him "we will not leave"'], "mixed"),
            ("the minister", ['"we will not leave"'], "direct"),
        ),
        (
            "He said the ministry had denied that any prisoner was held there.",
            (None, ["the ministry had denied that any prisoner was held there"], "indirect"),
            ("the ministry", ["that any prisoner was held there"], "indirect"),
        ),
        (
            "“He looked at me and said, ‘You’re late,’” Ada Berg recalled.",
            ("Ada Berg", ["“He looked at me and said, ‘You’re late,’”"], "direct"),
            (None, ["‘You’re late,’"], "direct"),
        ),
        (
            "“I told them, ‘The road is shut,’” Ada Berg recalled.",
            ("Ada Berg", ["“I told them, ‘The road is shut,’”"], "direct"),
            ("Ada Berg", ["‘The road is shut,’"], "direct"),
        ),
        (
            "“We were told that the road was shut,” Ada Berg recalled.",
            ("Ada Berg", ["“We were told that the road was shut,”"], "direct"),
            (None, ["that the road was shut"], "indirect"),
        ),
    ],
)
def test_a_nested_statement_is_its_own_speakers_or_no_speakers_where_that_is_not_clear(
    text: str, outer: Attributed, inner: Attributed, encoder: OpenVinoEncoder
) -> None:
    first, second = extract_statements(text, ArticleContext(), encoder)
    assert attributed(text, first) == outer
    assert attributed(text, second) == inner
    assert first.overlap(second.content[0]) == len(second.content[0])
    assert second.confidence < first.confidence


def test_a_speech_is_attributed_to_its_speaker_and_a_statement_read_out_in_it_to_its_author(
    encoder: OpenVinoEncoder,
) -> None:
    text = (
        "His Majesty King Karim Saleh could not travel, and he asked me to read out the following statement.\n"
        "We greet the Assembly from our capital."
    )
    context = ArticleContext(speaker="Omar Said", speaker_role="Prime Minister", country="Jordan")
    statements = extract_statements(text, context, encoder)
    assert [(each.speaker.name, each.content[0].slice(text)[:8]) for each in statements if each.speaker] == [
        ("Omar Said", "His Maje"),
        ("King Karim Saleh", "We greet"),
    ]


WRAPPED = """The seat that we ask for has been on the agenda of the
General Assembly. No one can say that it is not deserved.
We have asked three times, and three times it was put before the
General Assembly. Who can argue with this?
The Summit of Lusk, in its declaration,
Recalling its former decisions,
Condemns the closing of the strait;
Calls upon all to open it;
Decides to remain seized of the matter.
We thank the Summit for this."""


def test_a_speech_with_lines_like_labels_and_clauses_of_others_stays_its_speakers(encoder: OpenVinoEncoder) -> None:
    context = ArticleContext("Arvania: statement at the General Debate", "Ana Ruiz", "Head of State", "Arvania")
    statements = extract_statements(WRAPPED, context, encoder)
    assert {statement.speaker.name if statement.speaker else None for statement in statements} == {"Ana Ruiz"}


def test_a_report_of_a_speech_is_not_attributed_as_direct_speech(encoder: OpenVinoEncoder) -> None:
    report = "The harbour would open, Ruiz told the Assembly. Ruiz said that nine ships were waiting."
    statements = extract_statements(report, ArticleContext(speaker="Ana Ruiz"), encoder)
    assert {statement.attribution for statement in statements} == {"indirect"}


def test_an_incremental_build_has_the_same_statements_as_a_new_build(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text(REPORT)
    (tmp_path / "a" / "other.txt").write_text('Rain\n\nThe road is shut, the mayor said. "It is," Bo Li said.')
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    index.bring_up_to_date(kept, [str(tmp_path / "a" / "report.txt")])
    index.bring_up_to_date(kept, [str(tmp_path / "a")])
    index.bring_up_to_date(fresh, [str(tmp_path / "a")])
    first, second = (generations.load(home).statements for home in (kept, fresh))
    assert len(first)
    assert [*first] == [*second]
    assert first.people == second.people
