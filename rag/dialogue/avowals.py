"""Avowals: whether somebody admitted, confirmed or denied something is answered by the sentence that says so."""

import re
from dataclasses import replace

from index.names.gazetteer import load_gazetteer
from rag.answers.documents import Answer
from rag.answers.pipeline import AnswerPipeline
from rag.dialogue.reading.request_parts import find_terms
from rag.query.question import Question
from rag.retrieval.search import AnswerRequest

_AVOWED = re.compile(
    r"^\W*(?:did|does|do|has|have|had)\s+(?P<who>[^?]{2,60}?)\s+(?:(?:ever|actually|finally|really|publicly|openly|also)\s+)*"
    r"(?:admit(?:ted)?|confirm(?:ed)?|acknowledged?|den(?:y|ied)|conceded?|own(?:ed)?\s+up\s+to|"
    r"(?:claim(?:ed)?|accept(?:ed)?|take|taken|took)\s+(?:the\s+)?(?:responsibility|blame|credit)\s+for)\s+"
    r"(?:(?:that|to|having|being|behind|involvement\s+in|any\s+involvement\s+in|any\s+role\s+in)\s+)*(?P<about>[^?]+)",
    re.IGNORECASE,
)
_NOTE = "No yes or no is given: these are the sentences that say whether it is admitted, confirmed or denied."


def answer_avowal(request: AnswerRequest, pipeline: AnswerPipeline) -> tuple[Answer, None, list[str]] | None:
    """Return the sentences that say whether somebody admitted or denied something; None without any or not asked."""
    match = _AVOWED.match(request.question.text)
    terms = find_terms((match["who"],), with_aliases=request.with_aliases) if match else ()
    if match is None or not terms:
        return None
    named = load_gazetteer().find(match["who"], typed=True)
    question = Question.parse(f"what was said about {match['about']}?", request.aliases)
    about = f"{named[0].form.spelling if named else match['who']} {match['about']}"
    words = replace(request, question=question, words=about, speaker_request=None, match="avowed", avower=terms[0])
    answer = pipeline.answer(words)
    return None if answer.abstained else (answer.model_copy(update={"intent": "yes_no"}), None, [_NOTE])
