"""A page of a PDF as it was printed, with the cited words marked."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pdf_files import write_pdf
from PIL import Image

import index

FIRST = [(60, 700, 12, "The road to Harrow is open, the Secre-"), (60, 680, 12, "tariat of the United Nations said.")]
SECOND = [(60, 700, 12, "It had been closed for nine days.")]
MARK = (255, 233, 140)

Serve = Callable[..., TestClient]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, serve_all: Serve) -> TestClient:
    folder = tmp_path_factory.mktemp("files")
    (folder / "road.pdf").write_bytes(write_pdf(FIRST, SECOND, title="Road"))
    (folder / "plain.txt").write_text("Port\n\nThe port is closed.")
    home = tmp_path_factory.mktemp("home")
    index.bring_up_to_date(home, [str(folder)])
    return serve_all(home)


def drawn(client: TestClient, quote: str, article: str = "road.pdf", **query: int) -> Image.Image:
    """Return the page of a quotation."""
    start = client.get(f"/articles/{article}").json()["text"].index(quote)
    span = {"article": article, "version": 1, "start": start, "end": start + len(quote)}
    response = client.get("/page/image", params=span | query)
    assert response.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(response.content))


def marked(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the bounds of what is marked, in points from the upper left corner."""
    scale = image.width / 600
    yellow = [
        (at % image.width, at // image.width) for at, colour in enumerate(image.get_flattened_data()) if colour == MARK
    ]
    if not yellow:
        return None
    xs, ys = zip(*yellow, strict=True)
    return tuple(round(value / scale) for value in (min(xs), min(ys), max(xs), max(ys)))  # type: ignore[return-value]


def test_the_cited_words_are_marked_on_the_page_where_they_begin(client: TestClient) -> None:
    left, top, right, bottom = marked(drawn(client, "closed for nine days")) or (0, 0, 0, 0)
    assert 115 < left < 150 < right < 245
    assert 80 < top < bottom < 110


def test_a_word_that_the_page_divides_is_marked_on_both_lines(client: TestClient) -> None:
    left, top, right, bottom = marked(drawn(client, "the Secretariat\nof")) or (0, 0, 0, 0)
    assert left < 65
    assert right > 190
    assert top < 100
    assert bottom > 115


def test_nothing_is_marked_on_another_page(client: TestClient) -> None:
    assert marked(drawn(client, "closed for nine days", page=1)) is None
    assert marked(drawn(client, "The road", page=2)) is None


def test_the_article_shows_the_page_of_the_citation(client: TestClient) -> None:
    text = client.get("/articles/road.pdf").json()["text"]
    span = {"article": "road.pdf", "version": 1, "start": text.index("It had"), "end": len(text)}
    html = client.get("/page/article", params=span).text
    assert "<span data-number>2</span> of 2 as printed" in html
    assert "as printed" not in client.get("/page/article", params={"article": "plain.txt", "version": 1}).text


@pytest.mark.parametrize("query", [{"article": "plain.txt"}, {"article": "road.pdf", "page": 3}, {"article": "none"}])
def test_a_page_that_there_is_not_is_not_found(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/page/image", params={"version": 1, **query}).status_code == 404


def test_a_file_that_cannot_be_drawn_says_so_and_the_server_goes_on(serve: Serve, tmp_path: Path) -> None:
    article = index.Article(id="a", title="Road", text="The road is open.")
    index.add_article(tmp_path, article, b"%PDF-1.4 junk")
    index.bring_up_to_date(tmp_path, [])
    client = serve(tmp_path)
    refused = client.get("/page/image", params={"article": "a", "version": 1})
    assert refused.status_code == 422
    assert "cannot be drawn" in refused.json()["detail"]
    assert client.get("/health").is_success


def test_an_uploaded_pdf_is_kept(serve: Serve, tmp_path: Path) -> None:
    client = serve(tmp_path, keys=("a-key",))
    file = ("road.pdf", write_pdf(FIRST, SECOND), "application/pdf")
    posted = client.post("/articles", files={"file": file}, headers={"Authorization": "Bearer a-key"})
    with index.Library.open(tmp_path) as library:
        assert library.originals.read(posted.json()["id"], 1) == file[1]
