"""Markup and mangled bytes → plain text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.text import clean, decode, line, plain

MARKUP = st.text(alphabet=st.sampled_from("<>/&;!-ab \n\"'=é\x00\u202e") | st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Un</p><p>deux <i>trois</i><br>quatre</p>", "Un\ndeux trois\nquatre"),
        ("l&#39;&eacute;t&eacute;&nbsp;: AT&amp;T", "l'été : AT&T"),
        ("cafÃ© crÃ¨me", "café crème"),
        ("5 < 6 et 7 > 2", "5 < 6 et 7 > 2"),
        ("<script>alert(1)</script>Titre<style>p{}</style>", "Titre"),
        ("&lt;b&gt;gras&lt;/b&gt;", "gras"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;Titre", "Titre"),
        ("<a href='javascript:x()'>lien</a>", "lien"),
        ("javascript:alert(1)", "alert(1)"),
        ("JavaScript : un langage", "JavaScript : un langage"),
        ("Gabarit {{7*7}}", "Gabarit {{7*7}}"),
        ("mot\u00adcoupé \u200binvisible\u202e", "motcoupé invisible"),
        ("<ul><li>un</li><li>deux</li></ul>", "un\ndeux"),
        ("", ""),
    ],
)
def test_plain(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_line_is_one_line() -> None:
    assert line("<p>Un</p>\r\n<p>deux</p>") == "Un deux"


@given(MARKUP)
def test_plain_is_nfc_without_controls_and_never_fails(markup: str) -> None:
    text = plain(markup)
    assert unicodedata.is_normalized("NFC", text)
    assert not [
        character for character in text if unicodedata.category(character) in ("Cc", "Cs") and character != "\n"
    ]
    assert "<script" not in text.lower()


MANGLED = st.text(alphabet=st.sampled_from("ÂÃÄÅ×ÌǹĎâ€™œ”\x82\x8d\x86\xa0\xad\u200b éa\n"), max_size=12)


@given(st.text(max_size=200) | MANGLED)
@example("\x8d×\x82")
@example("\xa0Ç¹")  # the hard space hides what the repair would see
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Été".encode(), "text/html; charset=iso-8859-1"),
        ("Été".encode("latin-1"), "text/html; charset=utf-8"),
        ("Été".encode("latin-1"), ""),
        (b"\xef\xbb\xbf" + "Été".encode(), ""),
        ("Été".encode("utf-16"), "text/html; charset=utf-8"),
        ("Été".encode("cp1252"), "text/html; charset=inconnu"),
    ],
)
def test_decode_believes_the_bytes_first(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == "Été"


def test_one_broken_byte_does_not_spoil_the_page() -> None:
    assert decode("été à Nîmes, œuvre, café".encode() + b"\xe9") == "été à Nîmes, œuvre, café\ufffd"
