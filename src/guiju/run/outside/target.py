"""Where a call goes: a URL taken apart, and refused unless it is plainly harmless."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from .trouble import Refused

URL_MAX: Final = 2048
_PORTS: Final = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Policy:
    """What an administrator allows and how much a call may cost.

    Attributes:
        hosts: if given, only these hosts are called; lower case, ``*.example.com`` for all below.
        private_hosts: hosts, ``name`` or ``name:port``, that may lie in the house's own network.
            With a port, that port is open too; without one, only the usual ports are.
        plain_http: whether http on port 80 is open as well.
        seconds: for the whole call, from the look-up of the name to the last byte.
        body_max: bytes of an answer.
    """

    hosts: frozenset[str] | None = None
    private_hosts: frozenset[str] = frozenset()
    plain_http: bool = False
    seconds: float = 10.0
    body_max: int = 1 << 20


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be called, if its addresses may.

    Attributes:
        host: ASCII, lower case, without brackets.
        path: path and query, as sent.
        private: whether an administrator allowed private addresses for it.
    """

    scheme: str
    host: str
    port: int
    path: str
    private: bool = field(default=False)

    @property
    def authority(self) -> str:
        """The ``Host`` header: the port is named only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_target(url: str, policy: Policy) -> Target:
    """Take ``url`` apart.

    Raises:
        Refused: not http or https, credentials in it, a port or a host that is not open,
            characters that do not belong into a URL.
    """
    parts = _split(url)
    host, port = _host(parts), _port(parts)
    private = host in policy.private_hosts or f"{host}:{port}" in policy.private_hosts
    if parts.scheme == "http" and not policy.plain_http and not private:
        raise Refused("url-not-https", "expected https, found {found}", found=parts.scheme)
    if port != _PORTS[parts.scheme] and f"{host}:{port}" not in policy.private_hosts:
        raise Refused("url-port-closed", "expected port 443, found {found}", found=port)
    if policy.hosts is not None and not private and not _listed(host, policy.hosts):
        raise Refused("url-host-not-listed", "{host} is not on the list of hosts", host=host)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, private)


def _split(url: str) -> SplitResult:
    if (
        len(url) > URL_MAX
        or not url.isascii()
        or any(c <= " " or c in '\\"<>^`{|}\x7f' for c in url)
    ):
        raise Refused("url-malformed", "expected a URL of at most 2048 ASCII characters")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("url-malformed", "expected a URL, found {found}", found=url) from None
    if parts.scheme not in _PORTS:
        raise Refused("url-not-https", "expected https, found {found}", found=parts.scheme)
    if "@" in parts.netloc:
        raise Refused("url-with-credentials", "expected no name and password in the URL")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host or len(host) > 253 or "%" in host:
        raise Refused("url-without-host", "expected a host in the URL")
    return host


def _port(parts: SplitResult) -> int:
    try:
        return parts.port if parts.port is not None else _PORTS[parts.scheme]
    except ValueError:
        raise Refused("url-malformed", "expected a port number in the URL") from None


def _listed(host: str, hosts: frozenset[str]) -> bool:
    below = host.split(".")
    return host in hosts or any("*." + ".".join(below[n:]) in hosts for n in range(1, len(below)))
