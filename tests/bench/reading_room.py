"""Measures the views of the page on a drawn library: `python tests/bench/reading_room.py HOME [ARTICLES]`.

The library is drawn if HOME is empty: transcripts of meetings, whose labels say who speaks, with random vectors. Each
route is asked once to warm it, then five times; the best and the middle time are printed, in milliseconds.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
from drawn import publish
from fastapi.testclient import TestClient

from index import Article
from ui.server.app import create_app

SPEAKERS, TURNS = 1_500, 10  # in all, and of an article
TIMES = 5

FIRST = [
    "Anna", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Hamid", "Irina", "Jonas", "Karim", "Lucia", "Mehmet",
]  # fmt: skip
LAST = ["Adler", "Bakker", "Celik", "Dimitrov", "Eriksen", "Fontaine", "Georgiou", "Haddad", "Jansen", "Mbeki", "Novak"]
ENDINGS = ["berg", "dale", "ford", "ham", "land", "mann", "ov", "sen", "stein", "ton", "wick", "worth"]
COUNTRIES = [
    "Libya", "Syria", "Ukraine", "Russia", "France", "Germany", "Turkey", "Egypt", "Somalia", "Kenya", "Niger", "Mali",
    "Chad", "Sudan", "Iraq", "Iran", "Israel", "Jordan", "Lebanon", "Yemen",
]  # fmt: skip
SUBJECTS = ["ceasefire", "sanctions", "border", "refugees", "elections", "missile", "embargo", "talks", "mission"]
VERBS = ["supports", "rejects", "regrets", "welcomes", "condemns", "expects"]
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu"]
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]  # of no language, so that no two agree


def main(home: str, articles: str = "5000") -> None:
    """Draw the library if there is none, and measure."""
    with TestClient(create_app(Path(home)), base_url="http://127.0.0.1") as client:
        if client.get("/ready").status_code != httpx2.codes.OK:
            print(f"{publish(Path(home), list(draw_articles(int(articles)))):,} passages drawn")
    with TestClient(create_app(Path(home)), base_url="http://127.0.0.1") as client:
        measure(client)


def draw_articles(count: int) -> Iterator[Article]:
    """Yield transcripts with TURNS turns each."""
    draw = random.Random(1)  # noqa: S311 (not a secret)
    names = [f"{first} {last}{ending}" for first in FIRST for last in LAST for ending in ENDINGS]
    speakers = [(name, draw.choice(COUNTRIES)) for name in draw.sample(names, SPEAKERS)]
    for number in range(count):
        year = draw.randint(2000, 2025)
        present = draw.choices(speakers, weights=[1 / rank for rank in range(1, SPEAKERS + 1)], k=TURNS)
        turns = "\n\n".join(f"{name} ({country}): {draw_words(draw, country)}" for name, country in present)
        yield Article(
            id=f"meeting-{number}",
            title=f"Meeting {number} on {draw.choice(COUNTRIES)}",
            text=turns,
            source=f"Council record, volume {number % 40}",
            published=f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            kind="official",
        )


def draw_words(draw: random.Random, country: str) -> str:
    """Return two sentences, of which the first names another country and a subject."""
    about, subject = draw.choice(COUNTRIES), draw.choice(SUBJECTS)
    first, second = (" ".join(draw.choices(WORDS, k=length)) for length in (10, 14))
    return (
        f"My delegation {draw.choice(VERBS)} the {subject} in {about} for {first}. We in {country} hold that {second}."
    )


def measure(client: TestClient) -> None:
    """Print the time of each view."""
    speakers = client.get("/speakers", params={"limit": 1}).json()
    first = speakers["speakers"][0]
    facets = client.get("/facets").json()
    articles = client.get("/articles", params={"limit": 1}).json()["total"]
    print(f"{articles:,} articles, {facets['total']:,} statements, {speakers['total']:,} speakers")
    person, years = {"person": first["id"]}, {"since": "2012", "until": "2020"}
    look = {"look": "Libya", **years}
    answer = client.post("/ask", json={"question": "Libya", "all": True, "filters": years}).json()
    print(f"Explore: {len(answer['citations']):,} quotations of {answer['found']['articles']:,} articles")
    drawn = {**look, "answer": answer["id"]}
    routes: dict[str, tuple[str, dict[str, object]]] = {
        "facets": ("/facets", {}),
        "facets about Libya": ("/facets", {"about": "Libya"}),
        "speaker page, the most quoted": ("/page/person", person),
        "speaker page, about Libya": ("/page/person", {**person, "about": "Libya"}),
        "speaker profile": (f"/speakers/{first['id']}", {}),
        "country page": ("/page/place", {"place": first["country"]}),
        "people": ("/page/people", {"people": "ann"}),
        "library": ("/page/library", {}),
        "library, title or source": ("/page/library", {"library": "meeting 41"}),
        "library, words": ("/page/library", {"text": '"embargo in Libya" NOT talks'}),
        "completion, first": ("/page/complete", {"typed": "What did Ann"}),
        "Explore": ("/page/look", look),
        "its timeline": ("/page/chart", drawn),
        "its counts by year": ("/page/chart", {**drawn, "show": "years"}),
        "its counts by speaker": ("/page/chart", {**drawn, "show": "speakers"}),
    }
    for name, (path, query) in routes.items():
        print(f"{name}: {time_of(lambda path=path, query=query: client.get(path, params=query))}")


def time_of(get: Callable[[], httpx2.Response]) -> str:
    """Return the first, the best and the middle time of a request."""
    spent = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        response = get()
        spent.append(1000 * (time.perf_counter() - began))
        response.raise_for_status()
    size = len(response.content) / 1000
    middle = statistics.median(spent[1:])
    return f"first {spent[0]:.0f} ms, best {min(spent[1:]):.0f} ms, middle {middle:.0f} ms, {size:.0f} KB"


if __name__ == "__main__":
    main(*sys.argv[1:])
