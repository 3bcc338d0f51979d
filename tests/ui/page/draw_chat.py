"""Draws docs/chat.png and docs/chat.gif: a question, its answer, and where it stands, on the seeds.

Run it as `python tests/ui/page/draw_chat.py`; it needs Chromium.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.append(str(Path(__file__).parents[2] / "support"))
from browsing import answered, load, serving
from chromium import CHROMIUM, OPTIONS

import index

ROOT = Path(__file__).parents[3]
SIZE = {"width": 1280, "height": 800}
QUESTION = "What was said on Libya?"
SMALLER = (960, 600)

Frame = tuple[bytes, int]
"""A picture of the page, and how many milliseconds it stands."""


def main() -> None:
    """Draw both."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        index.bring_up_to_date(Path(home), [str(ROOT / "seeds")])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        with serving(Path(home)) as address:
            page = browser.new_page(viewport=SIZE, color_scheme="light")
            load(page, lambda: page.goto(address))
            frames = list(played(page))
        browser.close()
    (ROOT / "docs" / "chat.png").write_bytes(frames[-3][0])
    pictures = [Image.open(io.BytesIO(frame)).convert("RGB").resize(SMALLER) for frame, _ in frames]
    drawn = [picture.quantize(64, dither=Image.Dither.NONE) for picture in pictures]
    times = [milliseconds for _, milliseconds in frames]
    drawn[0].save(ROOT / "docs" / "chat.gif", save_all=True, append_images=drawn[1:], duration=times, loop=0)


def played(page: Page) -> Iterator[Frame]:
    """Type a question, read its answer, follow two citations, and look at everything over time."""
    box = page.get_by_label("Question")
    box.fill("")
    for end in range(0, len(QUESTION) + 1, 4):
        box.fill(QUESTION[:end])
        yield page.screenshot(), 160
    box.fill(QUESTION)
    yield page.screenshot(), 500
    box.press("Enter")
    answered(page)
    page.wait_for_timeout(500)
    yield page.screenshot(), 1800
    for number in (0, 1):
        page.locator(".chip").nth(number).click()
        page.locator("#reader .text mark").first.wait_for()
        page.wait_for_timeout(700)
        yield page.screenshot(), 2000
    page.locator(".turn").get_by_role("link", name="Explore").click()
    page.locator("#view .plot").wait_for()
    page.wait_for_timeout(500)
    yield page.screenshot(), 1500
    page.locator("#view .point").nth(5).hover()
    page.wait_for_timeout(300)
    yield page.screenshot(), 2500


if __name__ == "__main__":
    main()
