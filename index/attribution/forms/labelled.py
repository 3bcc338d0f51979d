"""Transcript forms: each tells its own labels from others, and adds the evidence of its heading to theirs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.labels import Label
from index.attribution.forms.transcript import LEAST_LABELS, SURE, accept, measure, weigh
from index.attribution.forms.unlabelled import with_principal

_HEAD = 1500
_BONUS = 0.1
_UNTYPICAL = 0.7  # of the evidence of labels that other forms have, too


@dataclass(frozen=True)
class LabelledForm:
    """A transcript form: `marks` are those that end its labels, `heading` what its first lines say."""

    name: str
    marks: str
    heading: re.Pattern[str]
    typical: Callable[[Label], bool]
    covers_all: bool = True

    def mine(self, label: Label) -> bool:
        """Tell whether a label has the shape of this form."""
        return label.mark in self.marks.split()

    def labels(self, document: Document) -> Sequence[Label]:
        """Return the labels of speakers."""
        return accept(document, self.mine)

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of the labels, and of the heading."""
        labels = self.labels(document)
        head = self.heading.search(f"{document.title}\n{document.text[:_HEAD]}")
        found = measure(document, labels, least=self._least(document, labels, headed=head is not None))
        if not found.score:
            return NO_EVIDENCE
        typical = sum(map(self.typical, labels)) / len(labels)
        score = found.score * (_UNTYPICAL + (1 - _UNTYPICAL) * typical) + (_BONUS if head else 0)
        return Evidence(score, f"{found.reason}{f'; heading “{head[0].strip()}”' if head else ''}")

    def _least(self, document: Document, labels: Sequence[Label], *, headed: bool) -> int:
        """Return how many labels are enough: one, where it is sure, and the heading or its place tell the form, too."""
        if not labels or not all(weigh(label) >= SURE for label in labels):
            return LEAST_LABELS
        first = document.text[: labels[0].span.start].strip()
        typical = any(label.text.honorific and (label.text.brackets or label.mark == ".") for label in labels)
        if (headed and typical) or (not first and typical):
            return 1
        return 2 if len(first) < len(document.text) / 3 else LEAST_LABELS

    def turns(self, document: Document) -> list[Turn]:
        """Return what each label leads."""
        labels = self.labels(document)
        return with_principal(document, labels) if labels else []
