"""Folding that keeps every offset, and the tense around a place. Pure."""

import re
import unicodedata

_FOLDED = {ord("’"): "'", ord("\u00a0"): " ", ord("\u202f"): " ", ord("–"): "-", ord("‑"): "-", ord("—"): "-"}
for _code in range(0xC0, 0x17F):
    _base = unicodedata.normalize("NFD", chr(_code))[0]
    if _base.isascii():
        _FOLDED[_code] = _base.lower()
_LOWER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE = {**_LOWER, **_FOLDED}

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"
_PLANNED = (
    r"(?:prevu|attendu|fixe|programme|reporte|repousse|decale|proroge|prolonge|planifie|espere|promis"
    r"|envisage|vise"
    r"|appele|tenu|cense|convoque|autorise)(?:e|s|es)?"
)
_NO_PARTICIPLE = (
    r"(?:une|cette|toutes?|entre|contre|quatre|les|des|ses|mes|tes|ces|leurs?|tres|plus|jusqu|notre|votre"
    r"|autre|membre|is"
    r"|it|be|en|le|lui|eu|peu|lieu|\w+eurs?|jamais|puis|depuis|sous|vous|nous|dans|sans)"
)
_PARTICIPLE = (
    rf"(?!(?:{_PLANNED}|{_NO_PARTICIPLE})\b)"
    r"\w+(?:e|ee|es|ees|i|ie|is|ies|it|ite|u|ue|us|ues|t|te|ts|tes|ed|en)"
)
_FUTURE = re.compile(
    r"\b(?:\w{2,}(?:[eiudtv]ra|rra|[eiudtv]ront|rront)(?<!opera)(?<!camera)(?<!extra)|aura|auront|sera"
    r"|seront|ira|iront"
    r"|fera|feront|va|vont|doit|doivent|devrait|devraient|pourrait|pourraient|serait|seraient|will|shall)\b"
    r"(?:\s+(?:etre|se|pas|bientot|donc|aussi)\b)*(?:\s+\w+(?:er|ir|re|oir|e|ee|es|ees|i|ie|is|u|ue|us|ues"
    r"|t|te)\b)?"
    rf"|\b(?:{_PLANNED}|expected|due|planned|to\s+be|prochain\w*|futur\w*|d'ici|au\s+plus\s+tard|[a@]\s+venir"
    rf"|echeance"
    r"|date\s+limite|cloture|remise\s+des\s+(?:offres|plis)|rendez-vous|inscriptions?|se\s+tient|se\s+tiennent"
    r"|se\s+reuni(?:t|ssent)|s'ouvre|debute|commence|demarre|organise|recoi(?:t|vent)|se\s+rend"
    r"|entre\s+en\s+vigueur"
    r"|a\s+lieu|ont\s+lieu|prend\s+effet|expire|attend|prevoi(?:t|ent))\b"
)
_PAST = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|est|sont|etait|etaient|fut|furent|eut|eurent|ayant|etant|aurait|auraient"
    r"|was|were|had"
    r"|has|have|ai|avons)\s+(?:(?:ete|deja|aussi|ensuite|d'abord|officiellement|bien|pas|been|not|donc"
    r"|enfin|toujours)\s+)*"
    rf"{_PARTICIPLE}|etai(?:t|ent)|avai(?:t|ent)|fut|furent|\w{{2,}}erent|\w{{3,}}aient(?<!eraient)(?<!vraient)"
    r"|(?:devai|pouvai|voulai|allai|faisai|declarai|indiquai|expliquai)t|dernier|derniere|passe|passee|paru"
    r"|parue|rendu"
    r"|rendue|signe|signee|publie|publiee|adopte|adoptee|annonce|declare|indique|affirme|explique|assure"
    r"|revele|decede"
    r"|ne|nee|mort|morte)\b"
)
_DEADLINE = re.compile(
    r"\b(?:jusqu'\w*|avant|au\s+plus\s+tard|[a@]\s+(?:compter|partir)|pour)\s"
    r"(?:\w+\s+){0,3}?$"
)
_SET_FOR = re.compile(
    rf"\b(?:{_PLANNED}|donne\w*|laisse\w*|dispose\w*|valable\w*|ouvert\w*|maintenu\w*"
    rf"|delai\w*)\b"
)
_TO = re.compile(r"(?<!\w)[àÀ](?!\w)")
_COMMA = 20  # a cue across a comma is that much farther, in characters
_SENTENCE = re.compile(r"[.!?;\n](?=\s|$)")


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length: offsets stay true."""
    return text.translate(_TABLE)


def spoken(text: str) -> str:
    """``text`` folded for ``tense``: of the same length, with the preposition "à" told from the verb "a"."""
    return fold(_TO.sub("@", text))


def tense(folded: str, start: int, end: int) -> str:
    """Tense of the clause around a place, by surface cues: words of deadline first, else the nearest verb.

    ``folded`` is ``spoken``.
    """
    left = max((m.end() for m in _SENTENCE.finditer(folded, max(0, start - 300), start)), default=max(0, start - 300))
    match = _SENTENCE.search(folded, end)
    right = min(match.start() if match else len(folded), end + 200)
    near = folded[max(left, start - 30) : start]
    if near.endswith("depuis ") or folded.startswith("depuis", start):
        return PAST
    if re.search(r"\bd'ici\b[\w' ]{0,8}$", near) or folded.startswith("d'ici", start):
        return FUTURE
    past, future = (_distance(p, folded, left, right, start, end) for p in (_PAST, _FUTURE))
    if _DEADLINE.search(near) or _DEADLINE.match(folded[start:end]):
        return UNKNOWN if past < min(future, _FAR) and not _SET_FOR.search(folded, left, right) else FUTURE
    if past == future:
        return UNKNOWN
    return PAST if past < future else FUTURE


_FAR = 10_000


def _distance(pattern: re.Pattern[str], folded: str, left: int, right: int, start: int, end: int) -> int:
    """Characters to the nearest cue; one across a comma is farther."""
    best = _FAR
    for m in pattern.finditer(folded, left, right):
        low, high = (m.end(), start) if m.end() <= start else (end, m.start())
        best = min(best, max(0, high - low) + _COMMA * folded.count(",", low, max(low, high)))
    return best
