import json
import subprocess
import sys
from pathlib import Path

_RUN = """
import gc, json, os, sys
from ui.cli.main import app
from ui.cli.process import sparing_process
with sparing_process():
    app(sys.argv[1:], standalone_mode=False)
    seldom = gc.get_threshold()[0]
heavy = "openvino.tools.ovc", "rich.progress", "starlette", "ui.documents.requests"
print(json.dumps([seldom, gc.get_freeze_count() > 0, [name for name in heavy if sys.modules.get(name)]]))
"""


def test_a_question_imports_nothing_that_only_a_server_or_a_run_needs_and_leaves_its_memory_to_the_system(
    seeds_home: Path,
) -> None:
    command = [sys.executable, "-c", _RUN, "ask", "what was said on Libya?", "--home", str(seeds_home)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    seldom, frozen, heavy = json.loads(ended.stdout.splitlines()[-1])
    assert seldom >= 10_000
    assert frozen
    assert heavy == []
