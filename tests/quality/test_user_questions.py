"""160 questions that users asked: what a right answer to each must be, by its number there.

The questions stand beside the project (`shared/field/USERS.md`), with the library they were asked of; neither is part
of it, so that this test runs only where ONRECORD_FIELD_HOME names a home with that library.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import rag
from rag import Answer

pytestmark = pytest.mark.quality

FIELD = Path(__file__).parents[3] / "shared" / "field" / "USERS.md"
HOME = os.environ.get("ONRECORD_FIELD_HOME", "")
FLOOR = 154
_ROW = re.compile(r"\| (?P<number>\d+) \| (?P<question>.*?) \| (?:right|partly|WRONG|wrong)")
_ASIDE = re.compile(r" \((?:no|with|after|in|asked|CLI|HTTP|page|minutes|POST)[^)]*\)$")

Check = Callable[[Answer], bool]


def who(answer: Answer) -> list[str]:
    return [citation.speaker.name if citation.speaker else "" for citation in answer.citations]


def by(name: str, least: float = 0.8, about: str = "") -> Check:
    def check(answer: Answer) -> bool:
        names = who(answer)
        fits = sum(bool(re.search(name, one)) for one in names)
        return bool(names) and fits >= least * len(names) and on(about, 0.4)(answer)

    return check


def on(words: str, least: float = 0.6) -> Check:
    def check(answer: Answer) -> bool:
        if not words:
            return bool(answer.citations)
        held = [
            bool(re.search(words, f"{one.cited_text} {one.article_title}", re.IGNORECASE)) for one in answer.citations
        ]
        return bool(held) and sum(held) >= least * len(held)

    return check


def direct(kind: str, words: str = "") -> Check:
    return lambda answer: (
        answer.direct is not None and answer.direct.kind == kind and bool(re.search(words, answer.direct.text))
    )


def noted(words: str) -> Check:
    return lambda answer: any(re.search(words, note) for note in answer.notes)


def intent(*names: str) -> Check:
    return lambda answer: (
        answer.intent in names and not answer.citations and not answer.abstained and bool(answer.answer)
    )


def says(words: str) -> Check:
    return lambda answer: bool(re.search(words, f"{answer.answer} {answer.direct.text if answer.direct else ''}"))


def silent(answer: Answer) -> bool:
    return answer.abstained and answer.reason is not None


def years(*wanted: str) -> Check:
    return lambda answer: (
        bool(answer.citations) and {(one.published or "")[:4] for one in answer.citations} <= set(wanted)
    )


def ordered(answer: Answer) -> bool:
    dates = [one.published[:7] for one in answer.citations if one.published]
    return len(dates) > 1 and all(later[: len(earlier)] <= earlier[: len(later)] for earlier, later in pairwise(dates))


def at_most(count: int) -> Check:
    return lambda answer: 0 < len(answer.citations) <= count


def every(*checks: Check) -> Check:
    return lambda answer: all(check(answer) for check in checks)


def either(*checks: Check) -> Check:
    return lambda answer: any(check(answer) for check in checks)


def language(code: str) -> Check:
    return lambda answer: answer.language == code and bool(answer.notes) and (bool(answer.citations) or silent(answer))


def asked_as(words: str) -> Check:
    return lambda answer: bool(re.search(words, answer.standalone_question, re.IGNORECASE))


UKRAINE, SYRIA, LIBYA, IRAN = "Ukrain|Kyiv|Donbas|Crimea", "Syria|Damascus|Assad", "Liby", "Iran|Tehran"
LIBRARY = intent("library")
CHECKS: dict[str, Check] = {
    "1": on(LIBYA),
    "2": on(LIBYA),
    "3": by("Lavrov", about=UKRAINE),
    "4": by("Zelensk", 0.6, "NATO"),
    "5": by("Zelensk", about="Putin"),
    "6": direct("date"),
    "7": every(on("Putin"), lambda answer: not any("Zelensk" in name for name in who(answer))),
    "8": on("Palestin"),
    "9": every(by("Obama"), direct("date", "2013")),
    "10": direct("number", r"\b8\b"),
    "11": direct("number", r"\b6[0-9]\b"),
    "12": every(
        by("Lavrov|Putin|Obama|Biden|Churkin|Kerry|United States|Russia|Rhodes|Earnest|Carney|Brennan", 0.7), on(SYRIA)
    ),
    "13": on(LIBYA),
    "14": every(by("Erdo|Gul|Davuto", 0.7), on(SYRIA)),
    "15": on("nuclear"),
    "16": on(UKRAINE),
    "17": by("Cameron", about=LIBYA),
    "18": silent,
    "19": on("Israel"),
    "20": on("NATO|bomb"),
    "21": every(noted("exclusion|not taken"), lambda answer: "Frank-Walter Steinmeier" not in who(answer)[:1]),
    "22": says("word for word"),
    "23": by("Cameron"),
    "24": by("Agila"),
    "25": by("Lavrov", about=UKRAINE),
    "26": by("Lavrov", about=UKRAINE),
    "27": by("Ahmadinejad", about="Zionist|Israel"),
    "28": by("Ahmadinejad", about="Zionist|Israel"),
    "29": by("Medvedev"),
    "30": every(language("de"), on(LIBYA)),
    "31": every(language("fr"), on(LIBYA)),
    "32": every(language("tr"), on(LIBYA)),
    "33": every(language("ar"), on(LIBYA)),
    "34": every(language("ru"), by("Lavrov", about=UKRAINE)),
    "35": by("Lavrov", about=UKRAINE),
    "36": by("Erdo", about=SYRIA),
    "37": either(silent, intent("help")),
    "38": either(silent, intent("help")),
    "39": on("peace"),
    "40": on(SYRIA),
    "41": intent("greeting"),
    "42": intent("greeting"),
    "43": intent("help"),
    "44": intent("help"),
    "45": intent("help"),
    "46": every(LIBRARY, says("229")),
    "47": every(LIBRARY, says("2026")),
    "48": every(LIBRARY, says("Lavrov")),
    "49": every(LIBRARY, says("cnn")),
    "50": every(LIBRARY, says("Syria")),
    "51": every(LIBRARY, says("Russia")),
    "52": every(LIBRARY, says("2009")),
    "53": every(LIBRARY, says("19 articles")),
    "54": intent("help"),
    "55": intent("help"),
    "56": every(
        by("Obama|Putin"),
        lambda answer: any("Obama" in one for one in who(answer)) and any("Putin" in one for one in who(answer)),
    ),
    "57": on("Somali"),
    "58": every(on(SYRIA), noted("summary")),
    "59": every(at_most(1), by("Erdo|Davuto|Gul")),
    "60": every(by("Lavrov|Putin|Russia|Peskov|Zakharova|Kremlin", 0.7, UKRAINE), noted("write no")),
    "61": every(at_most(3), on("Arab Spring")),
    "62": silent,
    "63": silent,
    "64": silent,
    "65": silent,
    "66": silent,
    "67": silent,
    "68": silent,
    "69": silent,
    "70": silent,
    "71": silent,
    "72": lambda _: True,
    "73": silent,
    "74": silent,
    "75": silent,
    "76": silent,
    "77": every(on(LIBYA), noted("no poem")),
    "78": every(by("Erdo", about="Somali"), noted("not translate")),
    "79": by("Psaki|Earnest|Carney|Gibbs", 0.6),
    "80": silent,
    "81": by("Brennan"),
    "82": either(by("Brennan"), silent),
    "83": on("drone"),
    "84": every(on("Turk"), years("2011")),
    "85": every(on("climate"), years("2012")),
    "86": noted("Nothing found"),
    "87": noted("Nothing found"),
    "88": every(on(LIBYA), years("2021", "2022", "2023", "2024", "2025", "2026")),
    "89": every(by("Biden"), noted("Nothing found")),
    "90": every(
        on("NATO"),
        noted("Nothing found for 2014"),
        lambda answer: "2014" not in {(one.published or "")[:4] for one in answer.citations},
    ),
    "91": every(on(LIBYA), years("2011", "2012")),
    "92": by("Obama"),
    "93": on("Crimea|annex"),
    "94": on("Crimea"),
    "95": every(on(SYRIA), years("2013")),
    "96": every(on(SYRIA), lambda answer: {"2012", "2015"} <= {(one.published or "")[:4] for one in answer.citations}),
    "97": every(on("Mali"), lambda answer: len(answer.citations) > 10),
    "98": on("Shabaab"),
    "99": either(by("Agila"), says("Agila")),
    "100": on("Niger"),
    "101": on("NATO"),
    "102": on(SYRIA),
    "103": on("132|Palestin|hundred and thirty", 0.3),
    "104": silent,
    "105": on("Alt[ıi]nda[ğg]|delegation", 0.3),
    "106": by("Zuma|Lavrov"),
    "107": on("embassy"),
    "108": direct("date", "2009"),
    "109": every(by("Obama"), on(SYRIA)),
    "110": direct("speaker"),
    "111": direct("speaker", "Agila|Jibreel"),
    "112": direct("number"),
    "113": every(on(IRAN), noted("foreign ministers")),
    "114": every(on("climate"), noted("presidents")),
    "115": noted("not known"),
    "116": every(on(LIBYA), noted("African")),
    "117": by("European Union"),
    "118": by("European Union"),
    "119": by("Erdo"),
    "120": noted("not taken into account"),
    "121": every(
        on(UKRAINE), lambda answer: not any(re.search("Putin|Lavrov|Zakharova|Peskov", one) for one in who(answer))
    ),
    "122": on("Assad|Syria"),
    "123": on("Security Council"),
    "124": by("Obama"),
    "125": direct("no"),
    "126": by("Zuma"),
    "127": every(by("Hollande"), on("Syria")),
    "128": on("ISIL|Daesh|ISIS|Islamic State"),
    "129": by("Macron"),
    "130": by("Macron"),
    "131": by("Trump", about="Greenland|Arctic"),
    "132": by("Cameron"),
    "133": by("Netanyahu|Israel", about="Hamas"),
    "134": silent,
    "135": by("Ahmadinejad", about="Zionist"),
    "136": by("Erdo", about="Cypr"),
    "137": by("Obama", about=SYRIA),
    "138": by("Putin", about=UKRAINE),
    "139": every(on(LIBYA), ordered),
    "140": every(by("Lavrov"), lambda answer: len(answer.citations) > 50),
    "141": by("Kenyatta", about="Shabaab"),
    "142": on("sauna"),
    "143": on("sauna|Finn"),
    "144": by("Biden|Putin", about="NATO"),
    "145": every(on("NATO"), asked_as("compare Putin and Biden on NATO")),
    "146": every(asked_as("before 2015"), on("NATO")),
    "147": every(asked_as("official"), on("NATO")),
    "148": every(asked_as("first to mention Libya"), direct("speaker")),
    "149": direct("number"),
    "150": every(asked_as("Syria in 2011"), on(SYRIA)),
    "151": by("Netanyahu"),
    "152": by("Rouhani"),
    "153": every(by("Rouhani"), noted("summary")),
    "154": by("Putin", about=LIBYA),
    "155": every(on(LIBYA), noted("not computed")),
    "156": direct("date"),
    "157": every(on(LIBYA), years("2014")),
    "158": silent,
    "159": on(LIBYA),
    "160": every(on("Mali"), years("2013")),
}


def questions() -> Iterator[tuple[str, list[str]]]:
    """Yield each question by its number, with those of its row that come before it."""
    for line in FIELD.read_text(encoding="utf8").splitlines():
        if found := _ROW.match(line):
            turns = [_ASIDE.sub("", turn.strip()) for turn in found["question"].split("> ")]
            yield found["number"], turns


def answers(record: rag.Record) -> Iterator[tuple[str, Answer]]:
    history: list[tuple[str, str]] = []
    for number, turns in questions():
        if turns[0]:
            history = []
        for turn in filter(None, turns):
            answer = record.ask(turn, history=history, keep=False)
            history = [*history, (turn, answer.answer)]
        yield number, answer


@pytest.mark.skipif(
    not FIELD.exists() or not HOME, reason="the users' questions and their library stand beside the project"
)
def test_most_of_what_users_asked_is_answered_rightly() -> None:
    record = rag.open(HOME)
    wrong = [(number, answer) for number, answer in answers(record) if not CHECKS[number](answer)]
    nothing = [number for number, answer in wrong if answer.abstained and CHECKS[number] is not silent]
    for number, answer in wrong:
        direct_line = answer.direct.text if answer.direct else ""
        print(
            number,
            answer.intent,
            answer.abstained,
            answer.standalone_question,
            "|",
            direct_line,
            "|",
            answer.notes,
            who(answer)[:4],
        )
    print(f"right {len(CHECKS) - len(wrong)} of {len(CHECKS)}; falsely nothing: {nothing}")
    assert len(CHECKS) - len(wrong) >= FLOOR
    assert len(nothing) <= 1
