"""Which addresses of the network may be called: those of the public Internet, and no other.

Source: the IANA registries of special-purpose addresses (RFC 6890 and its successors). The
standard library's ``is_global`` follows them, but with the tables of its own release, and does
not look into addresses that carry another one inside; hence the lists here are asked as well.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_NOT_PUBLIC_4: Final = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private use
        "100.64.0.0/10",  # shared by carriers (CGNAT)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, where clouds keep their metadata
        "172.16.0.0/12",  # private use
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private use
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6: Final = ip_network("2000::/3")
_NOT_PUBLIC_6: Final = tuple(
    ip_network(text)
    for text in (
        "2001::/23",  # protocol assignments; Teredo, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_PRIVATE: Final = tuple(
    ip_network(text)
    for text in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10"),
        *("fc00::/7", "::1/128"),
    )
)


def is_public(address: Address) -> bool:
    """Whether a stranger's URL may lead here.

    IPv4 addresses mapped into IPv6 are judged as what they are; every other way to carry one
    address inside another (NAT64, 6to4, Teredo, ISATAP, IPv4-compatible) is refused.
    """
    address = unmapped(address)
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)
    inside = (
        address in _PUBLIC_6
        and address.is_global
        and address.scope_id is None
        and not any(address in network for network in _NOT_PUBLIC_6)
    )
    return inside and not _is_isatap(address)


def is_private(address: Address) -> bool:
    """Whether an administrator may open the door to it: a host of the house's own network.

    Link-local addresses are never opened: there the clouds hand out their keys.
    """
    address = unmapped(address)
    return any(address in network for network in _PRIVATE if network.version == address.version)


def unmapped(address: Address) -> Address:
    """The IPv4 address inside ``::ffff:0:0/96``, else the address itself."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def parse_address(text: str) -> Address | None:
    """An address as written by a resolver; None where it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def _is_isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFDFF_FFFF == 0x0000_5EFE
