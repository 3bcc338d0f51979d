"""TLS before the servers of the tests, neither of which has it: connections are encrypted, certificates checked.

The front of the engine asks for a password, too, which milvus-lite does not know.
"""

import base64
import datetime as dt
import hmac
import socket
import ssl
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"
_BLOCK = 1 << 16
_SECONDS = 300  # that a call may take which has no limit of its own


class Certificate:
    """A certificate for this machine, signed by itself: `path` is the file that clients trust."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.path, self.key_path = folder / "certificate.pem", folder / "key.pem"
        self.path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self.key_path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )


class PostgresFront:
    """A port that speaks PostgreSQL's protocol under TLS, before the socket of a server."""

    def __init__(self, server: Path, certificate: Certificate) -> None:
        """Take the socket of the server."""
        self._server = server
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.path, certificate.key_path)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.encrypted = 0  # connections

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, socket.socket(socket.AF_UNIX) as server:
            connection.recv(8)  # the request for TLS, which comes before all else
            connection.sendall(b"S")
            with self._context.wrap_socket(connection, server_side=True) as client:
                self.encrypted += 1
                server.connect(str(self._server))
                threading.Thread(target=_copy, args=(server, client), daemon=True).start()
                _copy(client, server)


def _copy(source: socket.socket, target: socket.socket) -> None:
    """Send on what comes until nothing does, and end both."""
    with suppress(OSError):
        while content := source.recv(_BLOCK):
            target.sendall(content)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


class MilvusFront:
    """A port that speaks Milvus's protocol under TLS to who gives a password, before a server.

    It is a process of its own: gRPC's threads and a process that starts others do not go together.
    """

    def __init__(self, server: int, certificate: Certificate, user: str, password: str) -> None:
        """Take the port of the server."""
        command = [sys.executable, __file__, str(server), str(certificate.path.parent), user, password]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def serve_milvus(server: str, folder: str, user: str, password: str) -> None:
    """Pass calls on to a server, print the port, and never return."""
    import grpc  # noqa: PLC0415 (comes with the extra that these tests need)

    wanted = base64.b64encode(f"{user}:{password}".encode()).decode()
    channel = grpc.insecure_channel(f"127.0.0.1:{server}")

    class Calls(grpc.GenericRpcHandler):  # type: ignore[misc]
        """Serves calls of every method."""

        def service(self, call: Any) -> Any:  # noqa: ANN401 (gRPC has no types)
            """Return what serves a call."""

            def serve(request: bytes, context: Any) -> Any:  # noqa: ANN401
                if not hmac.compare_digest(str(dict(call.invocation_metadata).get("authorization", "")), wanted):
                    context.abort(grpc.StatusCode.UNAUTHENTICATED, "wrong user or password")
                try:
                    return channel.unary_unary(call.method)(request, timeout=min(context.time_remaining(), _SECONDS))
                except grpc.RpcError as error:
                    context.abort(error.code(), error.details())

            return grpc.unary_unary_rpc_method_handler(serve)

    front = grpc.server(ThreadPoolExecutor(8), handlers=[Calls()])
    pair = Path(folder, "key.pem").read_bytes(), Path(folder, "certificate.pem").read_bytes()
    port = front.add_secure_port(f"{HOST}:0", grpc.ssl_server_credentials([pair]))
    front.start()
    print(port, flush=True)
    front.wait_for_termination()


if __name__ == "__main__":
    serve_milvus(*sys.argv[1:])
