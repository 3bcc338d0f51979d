import subprocess
import sys
from pathlib import Path

PROGRAM = """
import ipaddress, os, sys
asked = []

def watch(event, arguments):
    if event == "socket.getaddrinfo":
        asked.append(str(arguments[0]))
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        asked.append(str(arguments[1][0]))

sys.addaudithook(watch)
from pathlib import Path
from fastapi.testclient import TestClient
from huggingface_hub import constants
from ui.server.app import create_app

with TestClient(create_app(Path(sys.argv[1]), public_read=True)) as client:
    assert client.get("/").status_code == 200
assert set(asked) <= {"localhost", "127.0.0.1", "::1"}, asked
assert "HF_HUB_OFFLINE" not in os.environ
assert not constants.HF_HUB_OFFLINE
"""


def test_the_page_asks_no_outside_host_and_models_can_still_be_downloaded(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM, str(tmp_path)], check=True, timeout=120)
