"""Library and engine behind TLS and passwords, all of which the addresses give."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from encrypted import HOST, Certificate, MilvusFront, PostgresFront
from programs import ONRECORD
from serving import ROOT

if TYPE_CHECKING:
    from milvus_server import MilvusServer
    from postgresql import PostgresServer

pytestmark = pytest.mark.cluster

USER, PASSWORD, WRONG = "ada", "ge:heim/@%é", "falsch"

Settings = dict[str, str]


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path / "certificate")


@pytest.fixture
def settings(
    postgresql: "PostgresServer", milvus: "MilvusServer", certificate: Certificate
) -> Iterator[Callable[..., Settings]]:
    """Return a function that returns settings with a password and the certificate that is trusted."""
    database = postgresql.create_protected_database(USER, PASSWORD)
    with (
        PostgresFront(postgresql.socket, certificate) as library,
        MilvusFront(milvus.port, certificate, USER, PASSWORD) as engine,
    ):

        def describe(
            password: str = PASSWORD, trusted: Path = certificate.path, scheme: str = "milvus+tls"
        ) -> Settings:
            who = f"{USER}:{quote(password, safe='')}@{HOST}"
            return {
                "ONRECORD_LIBRARY": f"postgresql://{who}:{library.port}/{database}"
                f"?sslmode=verify-full&sslrootcert={quote(str(trusted))}",
                "ONRECORD_ENGINE": f"{scheme}://{who}:{engine.port}",
                "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH": str(trusted),
            }

        yield describe
        assert library.encrypted


def run(settings: Settings, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [*ONRECORD, *arguments, "--home", str(home)]
    return subprocess.run(command, env=os.environ | settings, cwd=ROOT, capture_output=True, text=True, check=False)


def test_articles_are_indexed_and_cited_over_encrypted_connections_with_passwords(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    indexed = run(settings(), tmp_path / "home", "index", "seeds", "--json")
    assert indexed.returncode == 0, indexed.stderr
    asked = run(settings(), tmp_path / "other", "ask", "what was said on Libya?")
    assert "Zuma" in asked.stdout, asked.stderr


def test_a_wrong_password_or_certificate_is_told_in_one_line_without_the_password(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    other = Certificate(tmp_path / "other certificate").path
    right = settings()
    for wrong in (
        settings(WRONG),
        settings(trusted=other),
        right | {"ONRECORD_ENGINE": settings(WRONG)["ONRECORD_ENGINE"]},
        right | {"GRPC_DEFAULT_SSL_ROOTS_FILE_PATH": str(other)},
        right | {"ONRECORD_ENGINE": settings(scheme="milvus")["ONRECORD_ENGINE"]},
    ):
        refused = run(wrong, tmp_path / "home", "index", "seeds")
        assert refused.returncode == 1, refused.stdout
        assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
        for secret in (WRONG, PASSWORD, quote(PASSWORD, safe="")):
            assert secret not in refused.stderr
