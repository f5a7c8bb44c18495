"""Bad webhooks on the loopback address: each server is one way to misbehave."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Misbehave = Callable[[socket.socket], None]


class Server:
    """One thread that accepts, reads the request's head and misbehaves.

    Attributes:
        heads: request heads seen so far, as bytes.
    """

    def __init__(self, misbehave: Misbehave, context: ssl.SSLContext | None = None) -> None:
        self.misbehave, self.context = misbehave, context
        self.heads: list[bytes] = []
        self.open: list[socket.socket] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, scheme: str = "http", host: str = "hook.test") -> str:
        return f"{scheme}://{host}:{self.port}/in"

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self.listening.accept()
            except OSError:
                return
            self.open.append(plain)
            threading.Thread(target=self._answer, args=(plain,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        try:
            line = self.context.wrap_socket(plain, server_side=True) if self.context else plain
            self.heads.append(whole_request(line))
            self.misbehave(line)
            line.close()
        except OSError:
            pass

    def forget(self) -> None:
        """Close what is open; whoever still misbehaves on it stops."""
        while self.open:
            one = self.open.pop()
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def close(self) -> None:
        self.listening.close()
        self.forget()


def whole_request(line: socket.socket) -> bytes:
    """Head and body; a close with something unread would reset what was answered."""
    data = line.recv(65536)
    while data and not _complete(data):
        more = line.recv(65536)
        if not more:
            break
        data += more
    return data


def _complete(data: bytes) -> bool:
    head, gap, body = data.partition(b"\r\n\r\n")
    length = [each for each in head.lower().split(b"\r\n") if each.startswith(b"content-length:")]
    return bool(gap) and len(body) >= (int(length[0].split(b":")[1]) if length else 0)


@contextmanager
def serving(misbehave: Misbehave, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(misbehave, context)
    try:
        yield server
    finally:
        server.close()


def answers(status: str = "200 OK", body: bytes = b"", *headers: str) -> Misbehave:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return lambda line: line.sendall(head.encode() + b"\r\n\r\n" + body)


def never_answers(line: socket.socket) -> None:
    time.sleep(30)


def one_byte_a_moment(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        line.sendall(b"x")
        time.sleep(0.05)


def one_byte_of_a_header_a_moment(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        line.sendall(b"x")
        time.sleep(0.05)


def a_gigabyte(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
    for _ in range(1 << 14):
        line.sendall(b"x" * (1 << 16))


def a_gigabyte_in_chunks(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(1 << 14):
        line.sendall(b"10000\r\n" + b"x" * (1 << 16) + b"\r\n")


def continues_for_ever(line: socket.socket) -> None:
    while True:
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def no_http(line: socket.socket) -> None:
    line.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 SSH-2.0\r\n\r\n")


def closes_at_once(line: socket.socket) -> None:
    line.close()


def closes_in_the_body(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")


def closes_in_a_chunk(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf")


def bad_chunks(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nzzz\r\n")


def a_thousand_headers(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1000 + b"\r\n")


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate for ``host`` that signs itself, and its key."""
    made, key = folder / f"{host}.pem", folder / f"{host}.key"
    asked = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={host}"
    named = ["-addext", f"subjectAltName=DNS:{host}", "-keyout", str(key), "-out", str(made)]
    subprocess.run(["openssl", *asked.split(), *named], check=True, capture_output=True)
    return made, key


def server_context(made: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context
