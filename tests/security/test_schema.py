"""Schemathesis sends every route requests that the OpenAPI schema allows, and requests that it forbids."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from servers import KEYS, Server

pytestmark = [
    pytest.mark.security,
    pytest.mark.skipif(find_spec("schemathesis") is None, reason="needs schemathesis: make security installs it"),
    pytest.mark.timeout(900),
]

EXAMPLES = 100
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method",
    "ensure_resource_availability",
]  # fmt: skip
"""All checks but: positive_data_acceptance (no schema can say that a question must be more than spaces), use_after_free
(a removed article can be restored), allow_header_conformance (an id may contain slashes, such as x/restore),
ignored_auth and object_level_authorization (see test_keys.py)."""


def test_no_generated_request_makes_a_route_fail(
    start: Callable[..., Server], indexed_seeds: Path, tmp_path: Path
) -> None:
    server = start(indexed_seeds, KEYS)  # its own: this adds, removes and restores
    done = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}/openapi.json", "--no-color",
            "--header", f"Authorization: Bearer {KEYS[0]}", "--max-examples", str(EXAMPLES), "--seed", "1",
            "--checks", ",".join(CHECKS), "--exclude-path", "/index/events", "--continue-on-failure",
            "--generation-database", "none", "--request-timeout", "30",
        ],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    print(done.stdout[done.stdout.find("Test cases:") :])
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "Traceback" not in server.log.read_text()
