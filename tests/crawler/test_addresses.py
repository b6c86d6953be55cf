"""Which addresses a source may lead to."""

import pytest

from crawler.addresses import refused

PRIVATE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255
240.0.0.1 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 ::7f00:1 ::ffff:0:127.0.0.1 64:ff9b:1::7f00:1 fec0::1 2001:0:7f00:1:: 5f00::1
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", PRIVATE)
def test_refused(address: str) -> None:
    assert refused(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "185.24.184.1", "2a01:cb00::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert not refused(address)


def test_allowed_networks() -> None:
    assert not refused("127.1.0.9", ("127.1.0.0/16",))
    assert refused("127.0.0.1", ("127.1.0.0/16",))
