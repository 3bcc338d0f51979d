"""Routes of speakers: lists, profiles, and corrections by hand, each of which can be undone."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel

from index import Change, Correction, Report, UndoCorrection
from rag import Record, SpeakerList, SpeakerProfile, attribute_quote, merge_speakers, split_speaker
from ui.documents.speaker_requests import AttributionRequest, MergeRequest, SpeakersQuery, SplitRequest
from ui.runtime.dependencies import Dependencies, Deps, QueuedDeps

router = APIRouter()


class Corrected(BaseModel):
    """A correction that was made: its number, by which it can be undone, and the run that published it."""

    correction: int
    report: Report


class CorrectionList(BaseModel):
    """All corrections, oldest first, with those that were undone."""

    corrections: tuple[Correction, ...]


@router.get("/speakers")
def list_speakers(deps: QueuedDeps, query: Annotated[SpeakersQuery, Query()]) -> SpeakerList:
    """List the speakers, those with the most statements first; `q` is the start of a name, an office or a country."""
    with deps.live.lease() as record:
        return record.speaker_directory.list_speakers(query.q, limit=query.limit, cursor=query.cursor)


@router.get("/speakers/corrections")
def list_corrections(deps: QueuedDeps) -> CorrectionList:
    """List the corrections by hand."""
    with deps.live.lease() as record:
        return CorrectionList(corrections=record.library.corrections.list_all())


@router.get("/speakers/{id}")
def get_speaker(deps: QueuedDeps, id: str) -> SpeakerProfile:
    """Return a speaker: names, offices over time, counts by year, subjects, and who is quoted beside them."""
    with deps.live.lease() as record:
        return record.speaker_directory.profile(id)


@router.post("/speakers/merge")
def merge(deps: Deps, request: Annotated[MergeRequest, Body()]) -> Corrected:
    """Record that several speakers are one."""
    return _correct(deps, lambda record: merge_speakers(record.speaker_directory, request.speakers, request.name))


@router.post("/speakers/split")
def split(deps: Deps, request: Annotated[SplitRequest, Body()]) -> Corrected:
    """Record that some forms of a speaker, or a speaker in some articles, are another one."""
    forms = [form.to_form() for form in request.forms]
    return _correct(
        deps,
        lambda record: split_speaker(record.speaker_directory, request.speaker, forms, request.into, request.articles),
    )


@router.post("/speakers/attribute")
def attribute(deps: Deps, request: Annotated[AttributionRequest, Body()]) -> Corrected:
    """Record whose words a quotation is."""
    speaker = request.speaker.to_form() if request.speaker else None
    return _correct(deps, lambda record: attribute_quote(record.article(request.article_id), request.quote, speaker))


@router.post("/speakers/corrections/{number}/undo")
def undo(deps: Deps, number: int) -> Corrected:
    """Undo a correction, or an undoing."""
    return _correct(deps, lambda _: UndoCorrection(correction=number))


def _correct(deps: Dependencies, make: Callable[[Record], Change]) -> Corrected:
    with deps.live.lease() as record:
        change = make(record)
    number, report = deps.writer.correct(change)
    return Corrected(correction=number, report=report)
