"""Engine protocols: what the vectors and the words of a generation are asked, wherever they are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from index.store.tables import GenerationContents
from index.store.term_index import ArticleMatches
from index.store.terms.search_expression import Expression
from index.text.arrays import Codes, Mask, Positions, Scores, Vectors


class VectorSearch(Protocol):
    """The vectors of all passages."""

    @property
    def codes(self) -> Codes:
        """The codes of all passages, shape (passages, dimensions)."""

    def find_nearest(self, query: Vectors, limit: int, among: Mask | None = None) -> tuple[Positions, Vectors]:
        """Return the rows and cosines of the passages nearest to a query, best first, among those selected."""

    def warm(self) -> None:
        """Search once before questions are asked, where a first search takes longer than others."""


class TermSearch(Protocol):
    """The words and names of all passages and articles; `TermIndex` says what each method returns."""

    def __len__(self) -> int: ...
    def rarities(self, words: Sequence[str]) -> Scores:
        """Return the inverse document frequency of each term."""

    def has_form(self, form: str) -> bool:
        """Return whether any passage has a form of a name."""

    def search_passages(self, words: Sequence[str], limit: int, among: Mask | None = None) -> tuple[Positions, Scores]:
        """Return the rows and scores of the best passages for any of these terms."""

    def search_articles(self, words: Sequence[str], limit: int) -> ArticleMatches:
        """Return the articles that score best as a whole for these terms, and those that cover most of them."""

    def search_phrases(self, runs: Sequence[Sequence[str]], limit: int) -> tuple[Positions, Scores]:
        """Return the articles with most of these runs of stems, and how many each has."""

    def find_articles(self, expression: Expression) -> Positions:
        """Return the articles that match a search expression, best first."""

    def count_all_words(self, words: Sequence[str]) -> int:
        """Return in how many passages all of these terms occur."""

    def find_all_words(self, words: Sequence[str], others: Sequence[str] = ()) -> tuple[Positions, Scores]:
        """Return every passage that has all of these terms, with its score; `others` add to the score."""

    def warm(self) -> None:
        """Search once before questions are asked, where a first search takes longer than others."""


class OpenedSearch(NamedTuple):
    """The vectors and words of one generation, opened for questions."""

    vectors: VectorSearch
    terms: TermSearch


class Engine(Protocol):
    """Where the vectors and words of generations are kept; all else of a generation is in its folder."""

    def require_answer(self) -> None:
        """Raise Unreachable if it is on another machine that does not answer."""

    def list_published(self, numbers: Sequence[int]) -> list[int]:
        """Return the generations that may be read, given those of which there are folders here; newest first."""

    def fetch(self, number: int, folder: Path) -> None:
        """Make the folder of a generation that may be read and has none here."""

    def find_highest_number(self) -> int:
        """Return the highest number that a generation has beyond the folders here, 0 without any."""

    def write(self, folder: Path, number: int, contents: GenerationContents) -> dict[str, Any]:
        """Write the vectors and words of a generation, and return what its manifest shall say of them."""

    def open(self, folder: Path, facts: dict[str, Any]) -> OpenedSearch:
        """Open the vectors and words of a generation, given the facts of its manifest."""

    def publish(self, number: int, folder: Path) -> None:
        """Make a generation, whose folder is complete, the current one."""

    def retire(self, kept: Sequence[int]) -> None:
        """Delete all generations but these, and what killed runs have left."""

    def find_damage(self, number: int) -> Iterator[str]:
        """Yield a line for each fault of what is kept of a published generation for other homes."""
