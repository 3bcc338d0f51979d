from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index
from index.attribution.attribute import who_said_what
from index.attribution.coreference.resolve import Known
from index.attribution.linking import link
from index.attribution.read_out import proxy
from index.attribution.statements import Statement
from index.models.encoder import OpenVinoEncoder
from index.models.tag_decoding import Chain, Signs, tag
from index.models.tags import CONTENT, CUE, NOTHING, SOURCE, TAG
from index.store import generation

REPORT = (
    'PORT TALKS\n\n"The harbour will open on Monday," Transport Minister Ana Ruiz told reporters. "We are ready."\n\n'
    "The port authority said that nine ships were waiting. She denied that any had left.\n"
)


Told = tuple[str | None, list[str], str]


@pytest.fixture(scope="module")
def encoder() -> OpenVinoEncoder:
    return OpenVinoEncoder.load()


def told(text: str, said: Statement) -> Told:
    return said.speaker.name if said.speaker else None, [part.slice(text) for part in said.content], said.attribution


def test_who_said_what_is_told_with_name_office_and_manner(encoder: OpenVinoEncoder) -> None:
    first, second, third = who_said_what(REPORT, Known(), encoder)
    assert told(REPORT, first) == ("Ana Ruiz", ['"The harbour will open on Monday,"', '"We are ready."'], "direct")
    assert first.speaker
    assert first.speaker.role == "Transport Minister"
    assert told(REPORT, second) == ("the port authority", ["that nine ships were waiting"], "indirect")
    assert told(REPORT, third) == ("Ana Ruiz", ["that any had left"], "indirect")
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
def test_where_speakers_follow_one_another_each_has_the_words_of_one_sentence(
    text: str, speakers: list[str], encoder: OpenVinoEncoder
) -> None:
    said = who_said_what(text, Known(), encoder)
    assert [one.speaker.name for one in said if one.speaker] == speakers
    assert all(len(one.content) == 1 and "." not in one.content[0].slice(text) for one in said)


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
def test_what_is_told_within_a_statement_is_a_statement_of_whoever_said_it_and_of_nobody_where_that_is_not_clear(
    text: str, outer: Told, inner: Told, encoder: OpenVinoEncoder
) -> None:
    first, second = who_said_what(text, Known(), encoder)
    assert told(text, first) == outer
    assert told(text, second) == inner
    assert first.overlap(second.content[0]) == len(second.content[0])
    assert second.confidence < first.confidence


def test_a_speech_is_its_speakers_and_what_is_read_out_in_it_the_senders(encoder: OpenVinoEncoder) -> None:
    text = (
        "His Majesty King Karim Saleh could not travel, and he asked me to read out the following statement.\n"
        "We greet the Assembly from our capital."
    )
    reader = Known(speaker="Omar Said", speaker_role="Prime Minister", country="Jordan")
    said = who_said_what(text, reader, encoder)
    assert [(one.speaker.name, one.content[0].slice(text)[:8]) for one in said if one.speaker] == [
        ("Omar Said", "His Maje"),
        ("King Karim Saleh", "We greet"),
    ]
    assert proxy("We have read the statement with interest.") is None


def test_a_report_of_a_speech_is_not_taken_for_its_words(encoder: OpenVinoEncoder) -> None:
    report = "The harbour would open, Ruiz told the Assembly. Ruiz said that nine ships were waiting."
    kinds = {one.attribution for one in who_said_what(report, Known(speaker="Ana Ruiz"), encoder)}
    assert kinds == {"indirect"}


def test_a_quotation_that_nothing_introduces_goes_on_with_the_one_before() -> None:
    text = '"We will stay," said Ana Ruiz. "We are ready."'
    rows = [(0, 15, CONTENT, 2, 1), (16, 20, CUE, 2, NOTHING), (21, 29, SOURCE, NOTHING, NOTHING)]
    rows.append((31, 46, CONTENT, NOTHING, NOTHING))
    tags = np.array([(start, end, kind, True, source, cue, 1, 1) for start, end, kind, source, cue in rows], dtype=TAG)
    (said,) = link(text, [(0, tags)])
    assert [part.slice(text) for part in said.content] == ['"We will stay,"', '"We are ready."']


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_whatever_the_network_says_tags_lie_in_the_text_and_point_at_tags(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    words = np.stack([np.arange(count) * 4, np.arange(count) * 4 + 3], axis=1)
    signs = Signs(words, chance.normal(size=(count, 7)) * 4, chance.normal(size=(2, count, count + 1)) * 4)
    (tags,) = tag([signs], Chain(np.zeros((7, 7), np.float32), np.zeros(7, np.float32)))
    assert all(0 <= one["start"] < one["end"] <= 4 * count for one in tags)
    for field, kind in (("source", SOURCE), ("cue", CUE)):
        assert all(tags["kind"][one] == kind for one in tags[field] if one != NOTHING)
    linked = link("abc " * count, [(0, tags)])
    assert all(one.content for one in linked)


def test_what_has_not_changed_keeps_its_statements_and_a_new_build_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text(REPORT)
    (tmp_path / "a" / "other.txt").write_text('Rain\n\nThe road is shut, the mayor said. "It is," Bo Li said.')
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    index.bring_up_to_date(kept, [str(tmp_path / "a" / "report.txt")])
    index.bring_up_to_date(kept, [str(tmp_path / "a")])
    index.bring_up_to_date(fresh, [str(tmp_path / "a")])
    one, other = (generation.load(home).spoken for home in (kept, fresh))
    assert len(one)
    assert [*one] == [*other]
    assert one.people == other.people
