"""Which way the clause around a date looks, by surface cues: it chooses the year or the week left out. Pure."""

import re

from nlp.dates.text import fold

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"

_PLANNED = (
    r"(?:prevu|attendu|fixe|programme|reporte|repousse|decale|proroge|prolonge|planifie|espere|promis|envisage|vise"
    r"|cense|convoque)(?:e|s|es)?"
)
_NOT_ONE = (  # end like participles, after "a" or "est"
    r"(?:une|cette|toutes?|entre|contre|quatre|les|des|ses|mes|tes|ces|leurs?|tres|plus|jusqu|notre|votre|autre|membre"
    r"|is|it|be|en|le|lui|eu|peu|lieu|\w+eurs?|jamais|puis|depuis|sous|vous|nous|dans|sans)"
)
_STRONG = r"(?:\w*(?:mis|pris|crit|duit|truit|couvert)|fait|dit|joint|atteint|ouvert|offert|mort)(?:e|s|es)?"
_ENDING = r"(?:e|ee|es|ees|i|ie|is|ies|u|ue|us|ues)"
_PARTICIPLE = rf"(?!(?:{_PLANNED}|{_NOT_ONE})\b)(?:\w+(?:{_ENDING}|ed|en)|{_STRONG})"
_FUTURE = re.compile(
    r"\b(?:\w{2,}(?:[eiudtv]ra|rra|[eiudtv]ront|rront)(?<!opera)(?<!camera)(?<!extra)|aura|auront|sera|seront|ira"
    r"|iront|fera|feront|va|vont|doit|doivent|devrait|devraient|pourrait|pourraient|serait|seraient|will|shall)\b"
    r"(?:\s+(?:etre|se|pas|bientot|donc|aussi)\b)*(?:\s+\w{2,}(?:er|ir|re|oir|t|te|e|ee|es|ees|i|ie|is|u|ue|us|ues)\b)?"
    rf"|\b(?:(?<!\ba )(?<!\bont )(?<!\bavait ){_PLANNED}|expected|due|planned|to\s+be|prochain\w*|futur\w*|d'ici"
    r"|au\s+plus\s+tard|[a@]\s+venir"
    r"|sort(?:ent)?|affronte(?:nt)?|accueille(?:nt)?|s'annonce(?:nt)?|echeance|date\s+limite|cloture|remise\s+des\s+(?:offres|plis)|rendez-vous|inscriptions?|se\s+tient"
    r"|se\s+tiennent|se\s+reuni(?:t|ssent)|s'ouvre|debute|commence|demarre|organise|recoi(?:t|vent)|se\s+rend"
    r"|entre\s+en\s+vigueur|a\s+lieu|ont\s+lieu|prend\s+effet|expire|attend|prevoi(?:t|ent))\b"
)
_PAST = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|est|sont|etait|etaient|fut|furent|eut|eurent|ayant|etant|aurait|auraient|ai|avons"
    r"|was|were|had|has|have)\s+"
    r"(?:(?:ete|deja|aussi|ensuite|d'abord|officiellement|bien|pas|donc|enfin|toujours|been|not)\s+)*"
    rf"{_PARTICIPLE}|(?:a|ont|avait)\s{_PLANNED}|etai(?:t|ent)|avai(?:t|ent)|fut|furent|\w{{2,}}erent|\w{{3,}}aient(?<!eraient)(?<!vraient)"
    r"|\w{2,}[^\Wrf]ait(?<!souhait)|(?:declarai)t|(?:dernier|passe|paru|rendu|signe|publie"
    r"|adopte|decede|mort)e?|nee|annonce|declare|indique|affirme|explique|assure|revele"
    r"|(?<!\bbe )(?!(?:expect|plann|schedul|slat|suppos|need|delay|postpon|propos|concern|unit|limit|hundr)ed\b)"
    r"(?!ahmed|mohamed)[a-z]{2,}[b-df-hj-np-tv-z]ed|told|gave|took|chose|went)\b"
)
_WAS_PLANNED = re.compile(
    rf"\b(?:(?:etai(?:t|ent)|avai(?:t|ent))\s+(?:ete\s+)?{_PLANNED}|(?:devai|allai)(?:t|ent)\s+(?:\w+\s)?\w+(?:er|ir|re|oir))\b"
)
_WAS = re.compile(r"\b(?:etai(?:t|ent)|avai(?:t|ent)|furent|fut|(?:a|ont)\s+dure)\b")
_ADJACENT = re.compile(  # ", saisi le", "Signé le"
    rf"(?:^|[.,;(\n]\s?)(?!{_PLANNED}\b)(?:\w{{3,}}{_ENDING}|{_STRONG})\s(?:le\s|la\s|en\s|au\s|des\s)?\Z"
)
_JUST = re.compile(  # "un rapport remis jeudi", but "qui sera remis jeudi"
    r"(?<!\bsera )(?<!\bseront )(?<!\betre )(?<!\bserait )(?<!\bsoit )(?<!\bbientot )"
    r"\b(?:remis|rendu|publie|paru|signe|adopte|depose|lance|ouvert|survenu|diffuse|tenu|promulgue|notifie|saisi|entendu"
    r"|presente|conclu|vote|prononce|arrete|decede|mort|nomme|elu)(?:e|s|es)?\s(?:le\s|en\s|au\s|ce\s)?\Z"
)
_TO_BE = re.compile(  # "sera à son tour entendu le": the participle is not of the past
    r"\b(?:sera|seront|serait|seraient|soit|soient|etre|bientot)\s(?:[\w'@]+\s){0,4}\Z"
)
_SINCE = re.compile(r"\bdepuis\s(?:le\s|la\s)?\Z")
_BY = re.compile(r"\bd'ici\b[\w' @]{0,8}\Z")
_MOVED_FROM = re.compile(  # "a repoussé du 20 au 30 mars", "passe du 30 mars au 7 avril": both ends may be near
    r"\b(?:(?:re)?pouss|report|decal|differ|deplac|avanc|recul|gliss|pass|prolong|prorog)\w*\s(?:[\w']+\s){0,2}\Z"
)
_RANGE = re.compile(r"du\s.*\sau\s")
_PERFECT = re.compile(r"\b(?:aura|auront)\s(?:\w+\s)?(?:fallu|dure|suffi|attendu|mis|valu|coute)\b")  # looks back
_ASIDE, _COLON = re.compile(r",\s\Z"), re.compile(r"\s:\s")  # "la phrase du ministre, mardi : « … »"
_MOVED_TO = re.compile(rf"\b{_PLANNED}\s(?:[\w']+\s){{0,3}}(?:au|pour)\s(?:le\s|la\s)?\Z")
_DEADLINE = re.compile(
    r"\b(?:jusqu'\w*|jusqu'@|(?<!peu )(?<!juste )avant|au\s+plus\s+tard|[a@]\s+(?:compter|partir))\s(?:\w+\s){0,3}\Z"
    r"|\bpour\s(?:le\s|la\s)?\Z"
)
_SET_FOR = re.compile(rf"\b(?:{_PLANNED}|(?:donne|laisse|dispose|valable|ouvert|maintenu|delai)\w*)\b")
_SENTENCE = re.compile(r"[.!?;\n](?=\s|$)|\s:(?=\s)")
_TO = re.compile(r"(?<!\w)[àÀ](?!\w)")
_BACK, _ON = 300, 200  # characters of the clause looked at
_COMMA = 20  # a cue across a comma is that much farther, in characters
_BESIDE = 24  # characters between a verb and the date that is surely its own
_FAR = 10_000


def spoken(text: str) -> str:
    """``text`` folded for ``tense``: of the same length, with the preposition "à" told from the verb "a"."""
    return fold(_TO.sub("@", text))


def tense(clauses: str, start: int, end: int) -> tuple[str, bool]:
    """Tense of the clause around [start, end) of ``spoken`` text: words of deadline first, else the nearest verb.

    And whether it is sure: the verb stands right beside.
    """
    left, right = _bounds(clauses, start, end)
    near, said = clauses[max(left, start - 30) : start], clauses[start:end]
    told = _preposed(near, said) or _moved(near, said, clauses, left, right)
    if told is not None:
        return told
    past, future = (_distance(cues, clauses, left, right, start, end) for cues in (_PAST, _FUTURE))
    if _limits(near, said):
        over = _WAS.search(clauses, left, right) or not _SET_FOR.search(clauses, left, right)
        return (UNKNOWN, False) if past < future and over else (FUTURE, True)
    if _ADJACENT.search(near) or _just(clauses, left, start) or _looks_back(near, clauses, left, right, end):
        return PAST, True
    if past == future:
        return UNKNOWN, False
    return (PAST, past[0] <= _BESIDE) if past < future else (FUTURE, future[0] <= _BESIDE)


def _preposed(near: str, said: str) -> tuple[str, bool] | None:
    """ "Depuis", "d'ici"."""
    if _SINCE.search(near) or said.startswith(("depuis", "since")):
        return PAST, True
    return (FUTURE, True) if _BY.search(near) or said.startswith("d'ici") else None


def _moved(near: str, said: str, clauses: str, left: int, right: int) -> tuple[str, bool] | None:
    """Of what was planned, and of what is moved to or from a day."""
    if _WAS_PLANNED.search(clauses, left, right):
        return UNKNOWN, False
    if _MOVED_TO.search(near):
        return FUTURE, True
    return (UNKNOWN, False) if _RANGE.match(said) and _MOVED_FROM.search(near) else None


def _limits(near: str, said: str) -> bool:
    """Whether it is a day until or before which something is to be done."""
    limit = said.startswith(("jusqu", "avant ", "pour ", "by ", "before ", "until ")) and not near.endswith(
        ("peu ", "juste ")
    )
    return limit or _DEADLINE.search(near) is not None


def _looks_back(near: str, clauses: str, left: int, right: int, end: int) -> bool:
    """ "Il aura fallu attendre mardi", "la phrase du ministre, mardi : « … »"."""
    aside = _ASIDE.search(near) and _COLON.match(clauses, end)
    return bool(aside or _PERFECT.search(clauses, left, right))


def _just(clauses: str, left: int, start: int) -> bool:
    """Whether a participle of the past stands right before ``start``."""
    match = _JUST.search(clauses, max(left, start - 30), start)
    return match is not None and not _TO_BE.search(clauses, left, match.start())


def _bounds(clauses: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _BACK)
    left = max((m.end() for m in _SENTENCE.finditer(clauses, left, start)), default=left)
    match = _SENTENCE.search(clauses, end, end + _ON)
    return left, match.start() if match else min(len(clauses), end + _ON)


def _distance(cues: re.Pattern[str], clauses: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """Characters to the nearest cue, one across a comma being farther; of two as near, the longer counts."""
    best = (_FAR, 0)
    for m in cues.finditer(clauses, left, right):
        low, high = (m.end(), start) if m.end() <= start else (end, m.start())
        gap = max(0, high - low) + _COMMA * clauses.count(",", low, max(low, high))
        best = min(best, (gap, m.start() - m.end()))
    return best
