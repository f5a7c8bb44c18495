"""The one door through which calls leave the house.

The name is looked up once; all its addresses are checked; the call goes to an address that was
checked, with the name in ``Host`` and in the certificate check. So a name that points elsewhere
the second time gains nothing. No redirect is followed, no proxy of the environment is asked, no
cookie is kept.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from .addresses import Address, is_private, is_public, parse_address
from .deadline import Left, PlainSocket, connect, countdown, secure, too_slow
from .target import Policy, Target, read_target
from .trouble import Broken, Refused, Unreached

Resolve = Callable[[str, int], Sequence[str]]
"""(host, port) to addresses as text; raises OSError where there is none."""

METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_USUAL: Final = Policy()
_CHUNK: Final = 1 << 16
_FOR_EVER: Final = frozenset({400, 405, 406, 410, 411, 413, 414, 415, 422, 431, 501, 505})
_OWN: Final = frozenset({"host", "connection", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        headers: names in lower case; of a repeated one the last.
        body: bytes as they came, never unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the other side took it."""
        return 200 <= self.status < 300

    @property
    def permanent(self) -> bool:
        """Whether the same call would be answered the same, for ever.

        A redirect is, since none is followed. Of the refusals only those that name the call
        itself are: an unknown path or a rejected key may be mended on the other side.
        """
        return 300 <= self.status < 400 or self.status in _FOR_EVER


def look_up(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, asked of the operating system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@lru_cache(maxsize=1)
def _system_trust() -> ssl.SSLContext:
    """The authorities of the operating system; reading them takes longer than most calls."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Door:
    """Calls within one policy; safe to share between threads.

    Attributes:
        resolve: how names are looked up.
        trust: how certificates are judged; the system's authorities unless told otherwise.
        monotonic: seconds that never go back.
    """

    policy: Policy = _USUAL
    resolve: Resolve = look_up
    trust: Callable[[], ssl.SSLContext] = _system_trust
    monotonic: Callable[[], float] = field(default=time.monotonic)

    def call(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request and read its answer, whatever its status.

        Raises:
            Refused: the call is not made; it never will be.
            Unreached: nobody was reached; later, perhaps.
            Broken: the answer was late, too large or no HTTP.
        """
        left = countdown(self.policy.seconds, self.monotonic)
        target = read_target(url, self.policy)
        _check_request(method, headers or {})
        try:
            plain = self._reach(target, left)
        except OSError as error:
            raise _unreached(target, error) from error
        try:
            return self._talk(target, plain, method, body, headers or {}, left)
        except TimeoutError:
            raise too_slow(self.policy.seconds) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _broken(target, error) from error

    def _reach(self, target: Target, left: Left) -> PlainSocket:
        """A connection to the first of the checked addresses that answers."""
        last: OSError | None = None
        for address in check(target, self._addresses(target, left)):
            try:
                return connect(address, target.port, left)
            except OSError as error:
                last = error
        raise last or OSError("no address")

    def _addresses(self, target: Target, left: Left) -> Sequence[str]:
        """Look the name up in a thread: the operating system's own time-out may be far longer."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self.resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True, name="look-up").start()
        try:
            found = answer.get(timeout=left())
        except queue.Empty:
            raise TimeoutError("look-up") from None
        if isinstance(found, Exception):
            raise OSError(str(found)) from found
        return found

    def _talk(
        self,
        target: Target,
        plain: PlainSocket,
        method: str,
        body: bytes,
        headers: Mapping[str, str],
        left: Left,
    ) -> Answer:
        talk = http.client.HTTPConnection(target.host, target.port)
        talk.sock = plain
        try:
            if target.scheme == "https":
                talk.sock = _secured(target, plain, self.trust())
            given = {"Host": target.authority, "Connection": "close", "Accept-Encoding": "identity"}
            talk.request(method, target.path, body or None, given | dict(headers))
            with talk.getresponse() as response:
                found = {name.lower(): value for name, value in response.getheaders()}
                return Answer(response.status, found, _read(response, self.policy.body_max, left))
        finally:
            talk.close()


def _secured(target: Target, plain: PlainSocket, trust: ssl.SSLContext) -> socket.socket:
    try:
        return secure(plain, target.host, trust)
    except OSError as error:
        raise _unreached(target, error) from error


def check(target: Target, addresses: Sequence[str]) -> Sequence[str]:
    """The addresses, if every one of them may be called.

    Raises:
        Refused: one may not; a name with one good and one bad address is a trick.
    """
    for text in addresses:
        address = parse_address(text)
        if address is None or not _may_call(target, address):
            raise Refused(
                "address-not-public",
                "expected {host} to lead to public addresses only, found {found}",
                host=target.host,
                found=text,
            )
    return addresses


def _may_call(target: Target, address: Address) -> bool:
    return is_public(address) or (target.private and is_private(address))


def _check_request(method: str, headers: Mapping[str, str]) -> None:
    if method not in METHODS:
        raise Refused("method-unknown", "expected one of {known}", known=", ".join(sorted(METHODS)))
    for name, value in headers.items():
        plain = f"{name}{value}".isascii() and (name + value).isprintable()
        if not plain or not name or any(c in " :" for c in name) or name.lower() in _OWN:
            raise Refused("header-malformed", "expected a plain header, found {name}", name=name)


def _read(response: http.client.HTTPResponse, most: int, left: Left) -> bytes:
    """The body; stops at the first byte too many, so that a gigabyte costs one chunk."""
    parts: list[bytes] = []
    size = 0
    while part := response.read(_CHUNK):
        size += len(part)
        if size > most:
            raise Broken("answer-too-large", "expected at most {most} bytes", most=most)
        parts.append(part)
        left()
    if response.length:  # closed before all that was announced had come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _unreached(target: Target, error: OSError) -> Unreached:
    return Unreached(
        "host-unreached",
        "expected {host} to answer, found {found}",
        host=target.host,
        found=type(error).__name__,
    )


def _broken(target: Target, error: Exception) -> Broken:
    return Broken(
        "answer-broken",
        "expected an answer from {host}, found {found}",
        host=target.host,
        found=type(error).__name__,
    )
