"""Which network addresses a source may lead to: public ones, unless the topic allows others."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
_UNICAST = ip_network("2000::/3")  # all that IANA gives out; the rest is reserved, deprecated or stands for IPv4


def refused(address: str, allowed: Iterable[str] = ()) -> bool:
    """Whether ``address`` (as resolved) is loopback, private, link-local, CGNAT or otherwise not public.

    ``allowed``: networks in CIDR form that are open nevertheless.
    """
    ip = ip_address(address.partition("%")[0])
    if any(ip in network for network in map(ip_network, allowed)):
        return False
    ip = _embedded(ip)
    unicast = isinstance(ip, IPv4Address) or ip in _UNICAST
    return not (unicast and ip.is_global) or ip.is_multicast


def _embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for (mapped, 6to4, NAT64), else itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
