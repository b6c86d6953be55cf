"""Rules for how long and how often, and for what is neither counted nor dated."""

import re

from nlp.dates import lexicon
from nlp.dates.context import Context, Match, group, number_of, period, weekday_of
from nlp.dates.values import Value

_MODS = {
    "plus": "MORE",
    "more than": "MORE",
    "moins": "LESS",
    "au moins": "EQUAL_OR_MORE",
    "pas moins": "EQUAL_OR_MORE",
    "at least": "EQUAL_OR_MORE",
    "au plus": "EQUAL_OR_LESS",
}


def duration(m: Match, c: Context) -> Value | None:
    """Quatre ans, plus de cinq ans, 30 jours, un an et demi."""
    unit = lexicon.UNITS[m["unit"]]
    mod = re.sub(r"\s*d[e']$", "", m["mod"] or "").strip()
    mod = _MODS.get(mod, "APPROX" if mod else "")
    if "," in m["n"]:
        return Value(period(1, unit).replace("1", m["n"].replace(",", "."), 1), mod, "DURATION")
    number = number_of(m["n"])
    if not number:
        return None
    if m["n2"]:
        return Value(f"{period(number, unit)}/{period(number_of(m['n2']), unit)}", mod, "DURATION")
    return Value(_and_a_half(number, unit) if m["half"] else period(number, unit), mod, "DURATION")


def _and_a_half(number: int, unit: str) -> str:
    if unit == "Y":
        return f"P{12 * number + 6}M"
    return f"PT{number}H30M" if unit == "H" else period(number, unit).replace(str(number), f"{number}.5", 1)


def clock_duration(m: Match, c: Context) -> Value | None:
    """En 2 h 39, en 2 h 39 min 45 s."""
    seconds = f"{int(m['s'])}S" if m["s"] else ""
    return Value(f"PT{int(m['h'])}H{int(m['mn'])}M{seconds}", type="DURATION")


def group_of(m: Match, c: Context) -> Value | None:
    """Une quinzaine de jours."""
    return Value(period(lexicon.GROUPS[m["n"]], lexicon.UNITS[m["unit"]]), "APPROX", "DURATION")


_HALVES = {"heure": "PT30M", "journee": "P0.5D", "annee": "P6M", "siecle": "P50Y", "decennie": "P5Y"}


def half(m: Match, c: Context) -> Value | None:
    """Une demi-heure, trois quarts d'heure."""
    if m["half"]:
        return Value(_HALVES[m["unit"]], type="DURATION")
    return Value("PT45M" if m["n"] == "trois" else "PT15M", type="DURATION")


def some(m: Match, c: Context) -> Value | None:
    """Quelques jours, plusieurs mois: PXD, PXM."""
    return Value(period(1, lexicon.UNITS[m["unit"]]).replace("1", "X", 1).rstrip("0123456789"), type="DURATION")


def whole(m: Match, c: Context) -> Value | None:
    """Toute la journée, tout l'été."""
    unit = m["unit"]
    return Value("P1WE" if unit.startswith("week-") or unit == "weekend" else period(1, _unit(unit)), type="DURATION")


def every(m: Match, c: Context) -> Value | None:
    """Tous les lundis, chaque mois, tous les deux ans, deux fois par semaine."""
    each = m["each"]
    if each in lexicon.WEEKDAYS:
        return Value(f"XXXX-WXX-{lexicon.WEEKDAYS[each] + 1}", type="SET")
    if each in lexicon.DAY_PARTS:
        return Value(f"XXXX-XX-XX{lexicon.DAY_PARTS[each]}", type="SET")
    if each in lexicon.SEASONS:
        return Value(f"XXXX-{lexicon.SEASONS[each]}", type="SET")
    if each.endswith("end"):
        return Value("XXXX-WXX-WE", type="SET")
    return Value(period(number_of(group(m, "n") or "1"), _unit(each)), type="SET")


def weekdays(m: Match, c: Context) -> Value | None:
    """Du lundi au vendredi: every week."""
    return Value(f"XXXX-WXX-{weekday_of(m['wd']) + 1}/XXXX-WXX-{weekday_of(m['wd2']) + 1}", type="SET")


_ADVERBS = {"annuel": "P1Y", "mensuel": "P1M", "trimestriel": "P3M", "hebdomadaire": "P1W", "quotidiennement": "P1D"}


def adverb_set(m: Match, c: Context) -> Value | None:
    """Annuellement, mensuel."""
    return Value(_ADVERBS[group(m, "word", "word2")], type="SET")


def reference(m: Match, c: Context) -> Value | None:
    """Prochainement, récemment, actuellement."""
    return Value("FUTURE_REF" if m["future"] else "PAST_REF" if m["past"] else "PRESENT_REF")


def long_ago(m: Match, c: Context) -> Value | None:
    """Il y a quelques jours."""
    return Value("PAST_REF")


def _unit(word: str) -> str:
    return lexicon.UNITS.get(word) or lexicon.UNITS[word.removesuffix("s")]
