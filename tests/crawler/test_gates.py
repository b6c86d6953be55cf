"""A firewall's page is none of the site's; an article about firewalls is."""

from pathlib import Path

import pytest

from crawler.gates import is_gate
from tests.web.pages import entry, listing, page, rss

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "feeds"
REJECTED = (
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your "
    "administrator.<br>Your support ID is: 1<br><a href='javascript:history.back();'>[Go Back]</a></body></html>"
)
CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript</noscript>"
    f"<script>window._cf_chl_opt={{}};{'x=1;' * 9000}</script></body></html>"
)
AWAY = "<html><head><title>Site en maintenance</title></head><body><p>Nous revenons bientôt.</p></body></html>"
CAPTCHA = '<html><body><script src="https://ct.captcha-delivery.com/c.js"></script></body></html>'


@pytest.mark.parametrize("body", [REJECTED, CHALLENGE, AWAY, CAPTCHA])
def test_gates(body: str) -> None:
    assert is_gate(body.encode())


@pytest.mark.parametrize("name", ["SHAPE_f5_request_rejected_200.html", "antibot_202.html"])
def test_real_gates(name: str) -> None:
    file = REAL / name
    if not file.exists():
        pytest.skip("real samples are not beside this checkout (../shared/data/feeds)")
    assert is_gate(file.read_bytes())


@pytest.mark.parametrize(
    "body",
    [
        page("Access denied : ce que font les pare-feu", "<p>Un texte assez long.</p>" * 80),
        page("La plateforme des données de santé change d'hébergeur"),
        page("Court", "<p>Un communiqué d'une ligne.</p>"),
        listing(["/a", "/b"]),
        rss(entry("Just a moment", "http://exemple.test/1")),
        "<rss><channel><title>Erreur 403</title><description>&lt;html></description></channel></rss>",
        '{"message": "access denied"}',
        "",
        "\x00\xff",
    ],
)
def test_real_pages_are_none(body: str) -> None:
    assert not is_gate(body.encode())
