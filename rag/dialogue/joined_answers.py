"""Joining: the answers to several questions become one answer, one after the other, under their questions."""

from collections.abc import Sequence

from rag.answers.answer_id import compute_joined_id
from rag.answers.citations import Citation  # noqa: TC001
from rag.answers.compose import Group, Sentence
from rag.answers.documents import Answer, Conflict, Direct, EvidenceCounts


def join_answers(answers: Sequence[Answer]) -> Answer:
    """Join answers; one with nothing to say is named in a note, and all together abstain only where each does."""
    if len(answers) == 1:
        return answers[0]
    first = next((answer for answer in answers if not answer.abstained), answers[0])
    answered = [answer for answer in answers if not answer.abstained]
    if not answered:
        return answers[0].model_copy(
            update={
                "notes": tuple(_nothing(answer) for answer in answers),
                "id": compute_joined_id([answer.id for answer in answers]),
            }
        )
    text = ""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    groups: list[Group] = []
    conflicts: list[Conflict] = []
    notes: list[str] = []
    directs: list[str] = []
    for answer in answers:
        part = answer.standalone_question.rpartition(" / ")[2]
        notes += [f"{part} {note}" if len(answers) > 1 else note for note in answer.notes]
        if answer.direct:
            directs.append(f"{part} {answer.direct.text}")
        if answer.abstained:
            notes.append(_nothing(answer))
            continue
        shift, offset = len(citations), len(text)
        head = f"{part}\n\n" if not text else f"\n\n{part}\n\n"
        body, moved = _renumbered(answer, shift)
        offset += len(head)
        text += head + body
        sentences += [
            Sentence(
                text=one.text,
                start=start + offset,
                end=end + offset,
                citations=tuple(number + shift for number in one.citations),
            )
            for one, (start, end) in zip(answer.sentences, moved, strict=True)
        ]
        citations += [citation.model_copy(update={"number": citation.number + shift}) for citation in answer.citations]
        groups += [
            Group(by=group.by, label=group.label, citations=tuple(number + shift for number in group.citations))
            for group in answer.groups
        ]
        conflicts += [
            Conflict(citations=tuple(number + shift for number in one.citations), about=one.about)
            for one in answer.conflicts
        ]
    return first.model_copy(
        update={
            "id": compute_joined_id([answer.id for answer in answers]),
            "answer": text,
            "sentences": tuple(sentences),
            "citations": tuple(citations),
            "groups": tuple(groups),
            "conflicts": tuple(conflicts),
            "notes": tuple(dict.fromkeys(notes)),
            "direct": Direct(kind="text", text=" ".join(directs)) if directs else None,
            "confidence": max(answer.confidence for answer in answers),
            "found": EvidenceCounts(
                passages=sum(answer.found.passages for answer in answers),
                articles=sum(answer.found.articles for answer in answers),
                speakers=sum(answer.found.speakers for answer in answers),
                truncated=any(answer.found.truncated for answer in answers),
            ),
            "aliases": {name: forms for answer in answers for name, forms in answer.aliases.items()},
            "timings": {
                name: round(sum(answer.timings.get(name, 0.0) for answer in answers), 2) for name in first.timings
            },
        }
    )


def _nothing(answer: Answer) -> str:
    part = answer.standalone_question.rpartition(" / ")[2]
    return f"{part} {answer.reason.text}" if answer.reason else part


def _renumbered(answer: Answer, shift: int) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of an answer with its numbers moved on, and where its sentences then stand."""
    pieces, spans, done, length = [], [], 0, 0
    for sentence in answer.sentences:
        before = answer.answer[done : sentence.start]
        pieces.append(before)
        length += len(before)
        spans.append((length, length + len(sentence.text)))
        number = sentence.citations[0]
        old, new = f" [{number}]", f" [{number + shift}]"
        pieces += [sentence.text, new]
        length += len(sentence.text) + len(new)
        done = sentence.end + len(old)
    pieces.append(answer.answer[done:])
    return "".join(pieces), spans
