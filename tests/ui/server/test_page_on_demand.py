import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient

from ui.server.app import create_app

_ASKED = """
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from ui.server.app import create_app

def is_made():
    return "gradio" in sys.modules

with TestClient(create_app(Path(sys.argv[1]), public_read=True, private=True)) as client:
    statuses = [client.get(path).status_code for path in ("/health", "/nothing", "/gradio_api/info")]
    before = is_made()
    page = client.get("/")
    print(statuses, before, page.status_code, is_made(), "onrecord" in page.text)
"""


def test_the_page_is_made_when_it_is_asked_for_and_not_before(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ASKED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[200, 404, 404] False 200 True True"


def test_the_page_is_made_once_for_all_who_ask(tmp_path: Path) -> None:
    app = create_app(tmp_path, public_read=True, private=True)
    with TestClient(app) as client:
        client.get("/")
        first = app.state.page._page
        client.get("/config")
        assert app.state.page._page is first
