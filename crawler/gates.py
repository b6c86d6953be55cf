"""Pages that stand in the place of others, with HTTP 200: firewalls, challenges, maintenance.

They are told by what they are, not by where: little text of their own, and a title or a mark that real pages have not.
"""

import re

_LARGEST = 150_000  # bytes; challenges carry scripts
_FEW = 1_200  # characters of text: no document worth keeping is told away by this alone
_HIDDEN = re.compile(rb"<(script|style|svg|noscript)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_TAG = re.compile(rb"<[^<>]*>")
_TITLE = re.compile(rb"<title[^<>]*>\s*([^<]{1,200})", re.I)
_PAGE = re.compile(rb"<(?:html|head|body|!doctype\s+html)\b", re.I)
_FEED = re.compile(rb"<(?:rss|feed|channel|(?:\w+:)?rdf)\b", re.I)
_TITLES = re.compile(
    r"request rejected|just a moment|attention required|access denied|acc[eè]s (?:refus[ée]|interdit|bloqu[ée])"
    r"|un instant|v[ée]rification de (?:votre|s[ée]curit[ée])|checking your browser|pardon our interruption"
    r"|(?:robot|bot|human|security|ddos)[ -](?:challenge|check|verification|protection)|are you a (?:robot|human)"
    r"|(?:site |page )?(?:en|under) (?:cours de )?maintenance|maintenance en cours|ddos-guard|captcha"
    r"|(?:403|429|503|erreur|error)\b.{0,40}$",
    re.I,
)
_MARKS = re.compile(
    rb"your support id is|_cf_chl_opt|incapsula incident id|captcha-delivery\.com|px-captcha|awswafintegration"
    rb"|cp_challenge|ddos-guard/|sucuri website firewall",
    re.I,
)


def is_gate(body: bytes) -> bool:
    """Whether ``body`` is the page of a firewall, or of a site that is away, in place of the one asked for."""
    head = body[:3000]
    if len(body) > _LARGEST or not _PAGE.search(head) or _FEED.search(head):
        return False
    title = _TITLE.search(body)
    named = title is not None and _TITLES.match(title[1].decode("utf-8", "replace").strip()) is not None
    return (named or _MARKS.search(body) is not None) and _letters(body) < _FEW


def _letters(body: bytes) -> int:
    """Length of the text that a reader would see."""
    return len(b" ".join(_TAG.sub(b" ", _HIDDEN.sub(b" ", body)).split()))
