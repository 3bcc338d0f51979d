"""Labelled forms: transcripts that differ in the marks of their labels and in the words of their headings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.labels.label import Label
from index.attribution.forms.transcripts.acceptance import accept_labels
from index.attribution.forms.transcripts.label_evidence import LEAST_LABELS, is_question_and_answer, measure_labels
from index.attribution.forms.transcripts.label_weights import SURE, weigh_label
from index.attribution.forms.transcripts.unlabelled_turns import find_labelled_turns

_HEAD = 1500  # code points in which a heading is searched for
_HEADING = 0.1  # evidence of a heading
_UNTYPICAL = 0.7  # share of the evidence of labels that other forms have, too


@dataclass(frozen=True)
class LabelledForm:
    """A transcript form: the marks that end its labels, the words of its heading, and its typical labels."""

    name: str
    marks: str
    heading: re.Pattern[str]
    is_typical: Callable[[Label], bool]
    covers_all: bool = True

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of the labels and of the heading."""
        labels = self._accept(document)
        head = self.heading.search(f"{document.title}\n{document.text[:_HEAD]}")
        has_heading = head is not None
        least = self._count_enough(document, labels, has_heading=has_heading)
        measured = measure_labels(document, labels, least=least, has_heading=has_heading)
        if not measured.score:
            return NO_EVIDENCE
        typical = sum(map(self.is_typical, labels)) / len(labels)
        score = measured.score * (_UNTYPICAL + (1 - _UNTYPICAL) * typical) + (_HEADING if head else 0)
        return Evidence(score, f"{measured.reason}{f'; heading “{head[0].strip()}”' if head else ''}")

    def turns(self, document: Document) -> list[Turn]:
        """Return the turn of each label."""
        labels = self._accept(document)
        return find_labelled_turns(document, labels) if labels else []

    def _accept(self, document: Document) -> Sequence[Label]:
        marks = self.marks.split()
        return accept_labels(document, lambda label: label.mark in marks)

    def _count_enough(self, document: Document, labels: Sequence[Label], *, has_heading: bool) -> int:
        """Return how many labels are enough: a single one, if it is sure and the heading or its place are typical."""
        if is_question_and_answer(labels):
            return LEAST_LABELS - 1
        if not labels or not all(weigh_label(label) >= SURE for label in labels):
            return LEAST_LABELS
        before = document.text[: labels[0].span.start].strip()
        is_formal = any(label.text.honorific and (label.text.brackets or label.mark == ".") for label in labels)
        if is_formal and (has_heading or not before):
            return 1
        return LEAST_LABELS - 1 if len(before) < len(document.text) / 3 else LEAST_LABELS
