"""Sockets that know when the whole call must be over.

A time-out on a socket is for one read: a server that sends one byte a second never hits it.
These sockets ask, at each read and write, how much of the one deadline is left.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import Any

from .trouble import Broken

Left = Callable[[], float]
"""Seconds left of the call; raises ``Broken`` where none are."""


def countdown(seconds: float, monotonic: Callable[[], float]) -> Left:
    """A clock that runs down from ``seconds``."""
    end = monotonic() + seconds

    def left() -> float:
        rest = end - monotonic()
        if rest <= 0:
            raise too_slow(seconds)
        return rest

    return left


def too_slow(seconds: float) -> Broken:
    """What is said of a call that took longer than it may."""
    return Broken("call-too-slow", "expected an end within {seconds} s", seconds=seconds)


class PlainSocket(socket.socket):
    """A socket under one deadline."""

    left: Left

    def recv_into(self, *args: Any, **named: Any) -> int:
        """Read, for no longer than is left."""
        self.settimeout(self.left())
        return super().recv_into(*args, **named)

    def sendall(self, *args: Any, **named: Any) -> None:
        """Write, for no longer than is left."""
        self.settimeout(self.left())
        super().sendall(*args, **named)


class SecureSocket(ssl.SSLSocket):
    """A TLS socket under one deadline."""

    left: Left

    def recv_into(self, *args: Any, **named: Any) -> int:
        """Read, for no longer than is left."""
        self.settimeout(self.left())
        return super().recv_into(*args, **named)

    def send(self, *args: Any, **named: Any) -> int:
        """Write, for no longer than is left; ``sendall`` comes by here."""
        self.settimeout(self.left())
        return super().send(*args, **named)


def connect(address: str, port: int, left: Left) -> PlainSocket:
    """A connection to one address; the name is not looked up again.

    Raises:
        OSError: nobody answers there.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    plain = PlainSocket(family, socket.SOCK_STREAM)
    plain.left = left
    try:
        plain.settimeout(left())
        plain.connect((address, port))
    except BaseException:
        plain.close()
        raise
    return plain


def secure(plain: PlainSocket, host: str, context: ssl.SSLContext) -> SecureSocket:
    """TLS over ``plain``, with the certificate checked for ``host``.

    Raises:
        OSError: no TLS, or a certificate that is not the host's.
    """
    plain.settimeout(plain.left())
    context.sslsocket_class = SecureSocket
    wrapped = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    assert isinstance(wrapped, SecureSocket)
    wrapped.left = plain.left
    try:
        wrapped.settimeout(wrapped.left())
        wrapped.do_handshake()
    except BaseException:
        wrapped.close()
        raise
    return wrapped
