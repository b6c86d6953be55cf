"""One document, one address: URLs made comparable, and safe to show."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid twclid igshid mc_cid mc_eid _hsenc _hsmi
    mkt_tok xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 wt_mc wt.mc_id
    ns_campaign ns_mchannel ns_source ns_linkname ns_fee oly_anon_id oly_enc_id vero_id s_cid cmpid
    ref_src ref_url spm _openstat ito soc_src soc_trk phpsessid jsessionid sid
    """.split()  # noqa: SIM905
)
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "matomo_", "hsa_", "stm_")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=-._~"
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f]")  # as browsers do
MAX_LENGTH = 2_000  # longer ones are traps
_SHOWN = 200  # characters of an address in a message
_SECRET = re.compile(r"((?:^|&)[^=&]*(?:key|token|secret|passw|pwd|auth|sig|session|credential)[^=&]*=)[^&]*", re.I)


def absolute(url: str, base: str = "") -> str:
    """``url`` resolved against ``base``; "" unless the result is an http(s) address of a named host."""
    url = _UNPRINTED.sub("", url.strip())
    try:
        joined = urljoin(base, url) if base else url
        parts = urlsplit(joined)
        parts.port  # noqa: B018  # raises ValueError on a port that is none
    except ValueError:
        return ""
    usable = parts.scheme in _DEFAULT_PORTS and (parts.hostname or "").strip(".") and len(joined) <= MAX_LENGTH
    return joined if usable else ""


def canonical(url: str, base: str = "") -> str:
    """The address under which a document is known: tracking, fragment and default port removed.

    Host in lower case, path percent-encoded once, query order kept (servers may care). "" when not http(s).
    """
    url = absolute(url, base)
    if not url:
        return ""
    parts = urlsplit(url)
    found = urlunsplit((parts.scheme, _host(url), _path(parts.path), _query(parts.query), _fragment(parts.fragment)))
    return found if len(found) <= MAX_LENGTH else ""


def shown(url: str) -> str:
    """``url`` as it may stand in a message: without name, password, and values that may be secret."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return url.partition("?")[0][:_SHOWN]
    query = _SECRET.sub(r"\1…", parts.query)
    return urlunsplit((parts.scheme, host, parts.path, query, ""))[:_SHOWN]


def same_site(left: str, right: str) -> bool:
    """Whether two addresses are on one host, ``www.`` aside, or one's host is inside the other's."""
    a, b = (_bare(url) for url in (left, right))
    return bool(a and b) and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))


def _bare(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _path(path: str) -> str:
    """Percent-encoded once: what is encoded already stays (``%2F`` is not ``/``)."""
    return quote(path, safe=f"{_SAFE}%") or "/"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _tracks(name)]
    return quote(query, safe=f"{_SAFE}%?") if len(kept) == len(pairs) else urlencode(kept)


def _tracks(name: str) -> bool:
    return name.lower() in _TRACKING or name.lower().startswith(_TRACKING_PREFIXES)


def _fragment(fragment: str) -> str:
    return fragment if fragment.startswith("!") else ""  # a hash-bang is the page, other fragments a place in it


def is_root(url: str) -> bool:
    """Whether ``url`` is a site's front page: never the address of one document."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
