"""A certificate that cannot be believed is a source that is down, with that reason."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from crawler.types import Job, Source, SourceStatus
from crawler.worker import CrawlWorker
from tests.web.conftest import NOW

ADDRESS = "127.1.1.1"


def _self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "exemple.test")])
    start = datetime.now(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(start).not_valid_after(start + timedelta(days=3))
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(ADDRESS))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "site.pem"
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A site with a self-signed certificate."""
    loop = asyncio.new_event_loop()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = loop.run_until_complete(asyncio.start_server(answer, ADDRESS, 0, ssl=_self_signed(tmp_path)))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


def test_self_signed_certificates_are_refused(port: int, worker: CrawlWorker) -> None:
    (gathered,) = worker.crawl([Job(Source("tls", "feed", f"https://{ADDRESS}:{port}/rss"), {})], NOW)
    assert gathered.status is SourceStatus.DOWN
    assert "certificate" in gathered.error
