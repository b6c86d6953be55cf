"""One document, one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import absolute, canonical, is_root, same_site, shown


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("https://ex.fr/a?utm_source=rss&utm_medium=feed", "https://ex.fr/a"),
        ("https://ex.fr/a?id=4&utm_source=rss", "https://ex.fr/a?id=4"),
        ("https://ex.fr/a?xtor=RSS-1", "https://ex.fr/a"),
        ("https://ex.fr/a?b=2&a=1", "https://ex.fr/a?b=2&a=1"),
        ("HTTPS://EX.FR:443/A", "https://ex.fr/A"),
        ("http://ex.fr:8080/a", "http://ex.fr:8080/a"),
        ("http://ex.fr", "http://ex.fr/"),
        ("https://ex.fr/a#ancre", "https://ex.fr/a"),
        ("https://ex.fr/#!/a", "https://ex.fr/#!/a"),
        ("https://ex.fr/é t", "https://ex.fr/%C3%A9%20t"),
        ("https://ex.fr/%C3%A9", "https://ex.fr/%C3%A9"),
        ("  https://ex.fr/a\n", "https://ex.fr/a"),
        ("https://user:secret@ex.fr/a", "https://ex.fr/a"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@ex.fr", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("http://ex.fr:port/", ""),
        ("https://ex.fr/" + "a" * 3000, ""),
        ("", ""),
    ],
)
def test_canonical(url: str, known_as: str) -> None:
    assert canonical(url) == known_as


@pytest.mark.parametrize(
    ("url", "whole"), [("/b", "http://ex.fr/b"), ("c?d", "http://ex.fr/x/c?d"), ("//cdn.fr/e", "http://cdn.fr/e")]
)
def test_relative_addresses(url: str, whole: str) -> None:
    assert absolute(url, "http://ex.fr/x/y") == whole


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z0-9.:@/%?=&#é -]{1,60}", fullmatch=True))
def test_canonical_is_idempotent_and_only_http(url: str) -> None:
    known_as = canonical(url)
    assert canonical(known_as) == known_as
    assert known_as == "" or known_as.startswith(("http://", "https://"))


def test_sites() -> None:
    assert same_site("https://www.ex.fr/a", "http://ex.fr/")
    assert same_site("https://presse.ex.fr/a", "http://ex.fr/")
    assert not same_site("https://ex.fr.evil.test/", "https://ex.fr/")
    assert not same_site("", "https://ex.fr/")
    assert is_root("https://ex.fr/") and not is_root("https://ex.fr/?p=1")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://bob:s3cret@ex.fr/a?b=1", "https://ex.fr/a?b=1"),
        ("https://ex.fr/a?api_key=s3cret&b=1", "https://ex.fr/a?api_key=…&b=1"),
        ("https://ex.fr/a?b=1&access_token=s3cret", "https://ex.fr/a?b=1&access_token=…"),
        ("https://ex.fr/spip.php?page=backend", "https://ex.fr/spip.php?page=backend"),
        ("http://[s3cret", "http://[s3cret"),
    ],
)
def test_no_message_says_a_secret(url: str, said: str) -> None:
    assert shown(url) == said
