"""Drafts with quotations that are known: frames of prose in `drafts/`, filled from collections by a seed.

A frame is a draft with places: `<1>` for a quotation, `{name1}`, `{last1}` and `{office1}` for the speaker it is given
to; `<3=2>` is a third quotation, given to the second speaker. What is put there is exact, altered, cut by an ellipsis,
another speaker's, or on no record; in frames of nested or translated quotations also those.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.text.normalize import words
from index.text.sentences import is_quotable, split_sentences

FRAMES = Path(__file__).parent / "drafts"
EXPECTED = {
    "exact": "exact", "altered": "altered", "other speaker": "other_speaker", "invented": "not_on_record",
    "ellipsis": "exact", "nested": "exact", "translated": "not_on_record",
}  # fmt: skip
SHARES = {"exact": 0.32, "altered": 0.26, "other speaker": 0.18, "invented": 0.14, "ellipsis": 0.10}
UNKNOWN = ["Marta Lindqvist", "Tobias Arendt", "Helena Duarte", "Piotr Zawadzki", "Anneke Vos", "Samuel Okonjo-Pratt"]
ELSEWHERE = ["Wilhelmina Osei", "Lars Petrenko", "Beatriz Noronha", "Idris Falk"]
"""Names that are on no record, given to words that are somebody's."""

TRANSLATED = [
    "Wir werden die Grenze nicht wieder öffnen, solange die Gespräche ohne Ergebnis bleiben",
    "Nous ne laisserons personne décider à notre place de l'avenir de cette région",
    "No habrá paz duradera mientras los pueblos no sean escuchados por sus gobiernos",
    "Niemand hat uns gefragt, und niemand wird uns am Ende die Rechnung bezahlen",
    "Das Abkommen ist für beide Seiten ein schwerer, aber notwendiger Schritt gewesen",
    "La paix ne se décrète pas, elle se construit jour après jour avec les voisins",
    "Seguiremos trabajando con todos los países que quieran una solución justa",
    "Die Hilfe kommt zu spät, und sie kommt nicht bei denen an, die sie brauchen",
]
_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_NEGATION = re.compile(r"^(?:not?|never|nor|neither|none|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_PLACE = re.compile(r"<(\d)(?:=(\d))?>")
_MARKS = re.compile(r"[“”„«»\"‘‚]|(?<!\w)'|'(?!\w)|’(?!\w)|\.\.|…|[\[\](){}]")

Articles = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker on record and sentences of theirs."""

    name: str
    office: str
    sentences: list[str] = field(repr=False)

    @property
    def last(self) -> str:
        return self.name.split()[-1]

    @property
    def alterable(self) -> list[str]:
        return [one for one in self.sentences if len(_WORD.findall(one)) > 2]


@dataclass(frozen=True, slots=True)
class Written:
    """A quotation that was put into a draft: where, of which kind, and whom the draft gives it to."""

    start: int
    end: int
    kind: str
    speaker: str
    altered: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and the quotations in it."""

    text: str
    quotations: list[Written]


def read_frames(name: str) -> list[str]:
    return (FRAMES / f"{name}.txt").read_text("utf-8").split("====\n")


def printable_sentences(text: str) -> Iterator[str]:
    """Yield sentences of eight to forty words without quotation marks, on one line, without their full stop."""
    for span in split_sentences(text):
        sentence = " ".join(span.slice(text).split()).rstrip(".!?")
        if is_quotable(f"{sentence}.") and 8 <= len(words(sentence)) <= 40 and not _MARKS.search(sentence):
            yield sentence


def voices_of_speeches(speeches: Articles) -> list[Voice]:
    """Return the speakers of speeches, each with one country and at least ten sentences."""
    found = []
    for speech in speeches:
        sentences = [*printable_sentences(speech["text"])][3:]
        if speech["speaker_role"] and len(sentences) > 10 and len(speech["speaker"].split()) > 1:
            office = f"{speech['speaker_role']} of {speech['country']}"
            found.append(Voice(speech["speaker"], office, sentences))
    return [*{voice.last: voice for voice in found}.values()]


def voices_of_news(articles: Articles) -> list[Voice]:
    """Return the people whom annotated news quotes in full and by their full name."""
    found: dict[str, list[str]] = {}
    for article in articles:
        for said in article["attributions"]:
            source, content = (" ".join(article["text"][s:e] for s, e in said[part]) for part in ("source", "content"))
            name = re.search(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]{2,}$", source.strip())
            quoted = re.fullmatch(r"[“\"]([^“”\"]+)[”\"]", content.strip(" ,.\n"))
            if name and quoted and len(said["content"]) == 1 and source.strip() == name[0]:
                found.setdefault(name[0], []).extend(printable_sentences(quoted[1].rstrip(",.") + "."))
    return [Voice(name, "", sentences) for name, sentences in found.items() if sentences]


@dataclass(slots=True)
class Writer:
    """Fills frames: with words of voices on record, and with sentences that are not on record."""

    voices: Sequence[Voice]
    invented: list[str]
    chance: random.Random

    def write(self, frame: str) -> Draft:
        """Fill one frame."""
        chance, givers = self.chance, dict[str, tuple[str, Voice]]()
        pieces: list[str] = []
        written: list[Written] = []
        quotes: dict[str, tuple[str, str, tuple[str, str] | None]] = {}
        for place in _PLACE.finditer(frame):
            number, giver = place[1], place[2] or place[1]
            if giver not in givers:
                with_office = f"{{office{giver}}}" in frame
                voice = chance.choice([voice for voice in self.voices if voice.office or not with_office])
                givers[giver] = (voice.name, voice)
            kind = self._kind(frame, number)
            if kind == "altered" and not givers[giver][1].alterable:
                kind = "exact"
            is_once = sum(giver in {match[1], match[2]} for match in _PLACE.finditer(frame)) == 1
            is_elsewhere = kind == "other speaker" and is_once and f"{{office{giver}}}" not in frame
            if is_elsewhere and chance.random() < 0.3:
                givers[giver] = (chance.choice(ELSEWHERE), givers[giver][1])
            quotes[number] = (kind, *self._quote(kind, givers[giver][1], number))
        names = {f"name{n}": name for n, (name, _) in givers.items()}
        names |= {f"last{n}": name.split()[-1] for n, (name, _) in givers.items()}
        names |= {f"office{n}": voice.office for n, (_, voice) in givers.items()}
        end, length = 0, 0
        for part in re.finditer(r"<(\d)(?:=(\d))?>|\{(\w+)\}", frame):
            pieces.append(frame[end : part.start()])
            length += len(pieces[-1])
            if part[3]:
                pieces.append(names[part[3]])
            else:
                kind, words_, altered = quotes[part[1]]
                pieces.append(words_)
                giver = givers[part[2] or part[1]][0]
                written.append(Written(length, length + len(words_), kind, giver, altered))
            length += len(pieces[-1])
            end = part.end()
        return Draft("".join([*pieces, frame[end:]]), written)

    def _kind(self, frame: str, number: str) -> str:
        if "‘" in frame and ("within a speech" in frame or "between the lines" in frame):
            return "nested"
        if ("In translation" in frame or "Stimmen, voix" in frame) and number != "5":
            return "translated"
        if "Cut to the bone" in frame or "Trimmed for space" in frame:
            return "ellipsis"
        return self.chance.choices([*SHARES], [*SHARES.values()])[0]

    def _quote(self, kind: str, voice: Voice, number: str) -> tuple[str, tuple[str, str] | None]:
        chance = self.chance
        if kind == "translated":
            return TRANSLATED[
                (int(number) - 1 + chance.choice([0, 4])) % 8 if number != "4" else chance.choice([3, 7])
            ], None
        if kind == "invented":
            return self.invented.pop(), None
        if kind == "other speaker":
            others = [other for other in self.voices if other.last != voice.last and other.office]
            return self._take(chance.choice(others)), None
        if kind == "ellipsis":
            return self._cut(voice), None
        if kind == "altered":
            return self._alter(voice)
        return self._take(voice), None

    def _take(self, voice: Voice, fits: Callable[[str], object] = bool) -> str:
        """Take a sentence, or sometimes its last two thirds, as quotations often are."""
        sentence = self.chance.choice([one for one in voice.sentences if fits(one)])
        tokens = sentence.split()
        return " ".join(tokens[len(tokens) // 3 :]) if self.chance.random() < 0.3 and len(tokens) > 15 else sentence

    def _cut(self, voice: Voice) -> str:
        """Leave three to eight words out in the middle, none of them a negation."""
        long_ones = [one for one in voice.sentences if len(one.split()) >= 16]
        tokens = self.chance.choice(long_ones or voice.sentences).split()
        mark = self.chance.choice(["…", "...", "[…]", "[...]"])
        for _ in range(20):
            first = self.chance.randint(3, max(3, len(tokens) - 9))
            gap = tokens[first : first + self.chance.randint(2, 6)]
            if not any(_NEGATION.search(token) for token in gap):
                break
        return " ".join([*tokens[:first], mark, *tokens[first + len(gap) :]])

    def _alter(self, voice: Voice) -> tuple[str, tuple[str, str]]:
        """Replace a word by another, leave one out, put one in, or negate."""
        sentence = self.chance.choice(voice.alterable)
        word = self.chance.choice(
            [one for one in _WORD.finditer(sentence) if one.start() > 0 and one.end() < len(sentence)]
        )
        other = self.chance.choice(
            [one for one in _WORD.findall(" ".join(voice.sentences) + " broken promises") if one != word[0]]
        )
        way = self.chance.choice(["replace", "replace", "replace", "delete", "insert", "not"])
        new = {"replace": other, "delete": "", "insert": f"{word[0]} {other}", "not": f"not {word[0]}"}[way]
        marked = {"replace": (other, word[0]), "delete": ("", word[0]), "insert": (other, ""), "not": ("not", "")}[way]
        return " ".join(f"{sentence[: word.start()]}{new}{sentence[word.end() :]}".split()), marked


def pick_invented(left_out: Articles, printed: set[tuple[str, ...]], chance: random.Random) -> list[str]:
    """Return sentences of speeches that are not indexed and that nobody on record said."""
    found = [one for speech in left_out for one in printable_sentences(speech["text"]) if words(one) not in printed]
    chance.shuffle(found)
    return found
