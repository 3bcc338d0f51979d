import gzip
import threading
import time
from collections.abc import Callable
from socket import create_server
from typing import TYPE_CHECKING

import anyio
import httpx
import pytest

from index.ingest.web.address_guard import ForbiddenAddress, GuardedTransport
from index.ingest.web.client import MAX_CONCURRENT, USER_AGENT, FetchResult, WebClient
from index.ingest.web.fetch_results import FailedFetch, FetchedPage, UnchangedPage
from index.ingest.web.validators import Validators

if TYPE_CHECKING:
    from tests.index.conftest import Answer, Site

MakeWeb = Callable[..., WebClient]

ADDRESSES = """
0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3 168.63.129.16 169.254.0.1
169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.0.1
192.168.255.255 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
"""
FORBIDDEN = ADDRESSES.split()


def number(address: str) -> int:
    first, *others = map(int, address.split("."))
    return sum(part << 8 * place for place, part in enumerate([*reversed(others), first]))


def tail(address: str) -> str:
    return f"{number(address) >> 16:x}:{number(address) & 0xFFFF:x}"


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": lambda address: address,
    "one number": lambda address: str(number(address)),
    "octal and hexadecimal": lambda address: ".".join(
        f"{int(part):#x}" if place % 2 else f"0{int(part):o}" for place, part in enumerate(address.split("."))
    ),
    "mapped": lambda address: f"[::ffff:{address}]",
    "6to4": lambda address: f"[2002:{tail(address)}::1]",
    "NAT64": lambda address: f"[64:ff9b::{tail(address)}]",
    "ISATAP": lambda address: f"[2a00:1450::5efe:{tail(address)}]",
    "with a name and a password": lambda address: f"example.org:80@{address}",
}


class Recorder(httpx.AsyncBaseTransport):
    """Stands where connections would be made, and keeps what comes so far."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.reached: list[httpx.Request] = []
        self._answers = [*answers]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.reached.append(request)
        return self._answers.pop(0) if self._answers else httpx.Response(200)


def ask(transport: httpx.AsyncBaseTransport, url: str) -> httpx.Response:
    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, follow_redirects=True) as client:
            return await client.get(url)

    return anyio.run(get)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_connection_is_made_to_an_address_that_is_not_public_however_it_is_written(disguise: str) -> None:
    recorder = Recorder()
    for address in FORBIDDEN:
        with pytest.raises(ForbiddenAddress, match="is not a public address"):
            ask(GuardedTransport(recorder), f"http://{DISGUISES[disguise](address)}/")
    assert recorder.reached == []


@pytest.mark.parametrize(
    "host", ["localhost", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]"]
)
def test_no_connection_is_made_to_this_machine_or_its_network_by_name_or_by_ipv6(host: str) -> None:
    recorder = Recorder()
    with pytest.raises(ForbiddenAddress):
        ask(GuardedTransport(recorder), f"http://{host}/")
    assert recorder.reached == []


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_redirect_leads_there_either(disguise: str) -> None:
    for address in FORBIDDEN:
        recorder = Recorder(httpx.Response(302, headers={"Location": f"http://{DISGUISES[disguise](address)}/latest"}))
        with pytest.raises(ForbiddenAddress):
            ask(GuardedTransport(recorder), "http://93.184.215.14/")
        assert len(recorder.reached) == 1


@pytest.mark.parametrize("url", ["http://93.184.215.14/", "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"])
def test_a_public_address_is_reached(url: str) -> None:
    recorder = Recorder()
    assert ask(GuardedTransport(recorder), url).status_code == 200


def test_the_connection_goes_to_the_address_that_was_checked_and_keeps_the_name() -> None:
    recorder = Recorder()
    ask(GuardedTransport(recorder, ["127.0.0.1", "::1"]), "https://localhost/page")
    (request,) = recorder.reached
    assert request.url.host in ("127.0.0.1", "::1")
    assert (request.headers["Host"], request.extensions["sni_hostname"]) == ("localhost", "localhost")


def test_a_listener_on_this_machine_is_never_connected_to() -> None:
    with create_server(("127.0.0.1", 0)) as listener, WebClient() as web:
        port = listener.getsockname()[1]
        urls = [
            f"http://{host}:{port}/" for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:7f00:1]")
        ]
        replies = [*web.fetch([(url, Validators()) for url in urls])]
        listener.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert all(isinstance(reply, FailedFetch) for reply in replies)


NEW = Validators()


def fetch(web: WebClient, *urls: str, known: Validators = NEW) -> list[FetchResult]:
    with web:
        return [*web.fetch([(url, known) for url in urls])]


def test_a_page_comes_with_its_last_address_its_kind_and_its_validators(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    site.put("/new", "<p>Text</p>")
    (page,) = fetch(web(), site.put("/old", answer(status=301, headers={"Location": "/new"})))
    assert isinstance(page, FetchedPage)
    assert (page.final_url, page.content, page.content_type) == (
        site.url("/new"),
        b"<p>Text</p>",
        "text/html; charset=utf-8",
    )
    assert page.validators.etag
    assert site.agents == {USER_AGENT}


def test_what_has_not_changed_is_not_sent_again(site: "Site", web: MakeWeb) -> None:
    url = site.put("/page", "Text")
    (page,) = fetch(web(), url)
    site.forget()
    assert fetch(web(), url, known=page.validators) == [UnchangedPage(url)]
    assert site.sent == ["/robots.txt"]


def test_robots_txt_is_kept_and_read_once(site: "Site", answer: "type[Answer]", web: MakeWeb) -> None:
    site.put("/robots.txt", answer(b"User-agent: onrecord\nDisallow: /private\n", "text/plain"))
    pages = [site.put(path, "Text") for path in ("/private/a", "/a", "/b")]
    replies = fetch(web(), *pages)
    assert [type(reply) for reply in replies] == [FailedFetch, FetchedPage, FetchedPage]
    assert "robots.txt" in str(replies[0])
    assert site.asked.count("/robots.txt") == 1


def test_a_redirect_is_followed_only_where_robots_txt_allows(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    site.put("/robots.txt", answer(b"User-agent: *\nDisallow: /private\n", "text/plain"))
    site.put("/private", "Text")
    (reply,) = fetch(web(), site.put("/open", answer(status=302, headers={"Location": "/private"})))
    assert isinstance(reply, FailedFetch)
    assert "/private" not in site.asked


def test_a_site_whose_robots_txt_is_in_trouble_is_left_alone(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    site.put("/robots.txt", answer(status=503))
    assert isinstance(fetch(web(), site.put("/a", "Text"))[0], FailedFetch)
    assert "/a" not in site.asked


def test_a_pause_that_a_site_asks_for_is_left_between_requests(
    site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    site.put("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 0.2\n", "text/plain"))
    pages = [site.put(f"/{number}", "Text") for number in range(3)]
    began = time.monotonic()
    fetch(web(), *pages)
    assert time.monotonic() - began >= 0.4


def test_only_a_few_requests_are_under_way_at_once(site: "Site", answer: "type[Answer]", web: MakeWeb) -> None:
    pages = [site.put(f"/{number}", answer(b"Text", pause=0.02)) for number in range(20)]
    assert len(fetch(web(), *pages)) == 20
    assert 1 < site.most_at_once <= MAX_CONCURRENT


def test_trouble_that_passes_is_waited_for(site: "Site", answer: "type[Answer]", web: MakeWeb) -> None:
    later = answer(status=503, headers={"Retry-After": "0"})
    url = site.put("/page", later, answer(b"Te", cut=1), answer(b"Text"))
    assert isinstance(fetch(web(), url)[0], FetchedPage)
    assert site.asked.count("/page") == 3


@pytest.mark.parametrize(
    ("status", "headers", "times", "reason"),
    [
        (500, {}, 3, "answers 500"),
        (429, {"Retry-After": "3600"}, 1, "answers 429"),
        (404, {}, 1, "answers 404"),
        (302, {"Location": "/page"}, 6, "too many other addresses"),
        (302, {"Location": "file:///etc/passwd"}, 1, "http"),
        (200, {"Content-Encoding": "br"}, 1, "content encoding br"),
    ],
)
def test_what_does_not_pass_is_reported(
    *, status: int, headers: dict[str, str], times: int, reason: str, site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    (reply,) = fetch(web(), site.put("/page", answer(b"x", status=status, headers=headers)))
    assert isinstance(reply, FailedFetch)
    assert reason in reply.reason
    assert site.asked.count("/page") == times


def test_a_page_that_takes_too_long_is_given_up(site: "Site", answer: "type[Answer]", web: MakeWeb) -> None:
    began = time.monotonic()
    (reply,) = fetch(web(seconds=0.3), site.put("/slow", answer(b"Text", pause=1.0)))
    assert isinstance(reply, FailedFetch)
    assert time.monotonic() - began < 1


def test_a_server_that_drips_is_given_up_in_time(web: MakeWeb) -> None:
    with create_server(("127.0.0.1", 0)) as listener:
        stop = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                for letter in b"HTTP/1.1 200 OK\r\n" + b"X" * 100:
                    if stop.wait(0.1):
                        return
                    connection.send(bytes([letter]))

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        began = time.monotonic()
        (reply,) = fetch(web(seconds=0.5), f"http://127.0.0.1:{listener.getsockname()[1]}/")
        stop.set()
        thread.join()
    assert isinstance(reply, FailedFetch)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_or_unfolds_too_large_is_refused(
    *, packed: bool, site: "Site", answer: "type[Answer]", web: MakeWeb
) -> None:
    body = bytes(50_000_000)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    url = site.put("/page", answer(gzip.compress(body) if packed else body[:2_000_000], headers=headers))
    (reply,) = fetch(web(bytes=1_000_000), url)
    assert isinstance(reply, FailedFetch)
    assert "larger than 1 MB" in reply.reason


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://exa mple/", "nonsense"])
def test_what_is_no_address_is_refused(url: str) -> None:
    assert isinstance(fetch(WebClient(), url)[0], FailedFetch)
