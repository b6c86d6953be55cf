"""One rule a way of writing: a match and what surrounds it → a TIMEX3 value, or None for what is no date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from nlp.dates import lexicon
from nlp.dates.calendar import add_months, last_weekday, next_weekday, weekday_near, year_of
from nlp.dates.feasts import feast_day
from nlp.dates.text import FUTURE, PAST
from nlp.dates.values import Value, week

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its match."""

    day: date | None  # day of publication; None = unknown
    previous: date | None  # last day of the date before in the text
    tense: str
    zone: ZoneInfo


Rule = Callable[[Match, Context], Value | None]


def iso(m: Match, c: Context) -> Value | None:
    """2026-02-09, 2026-03-30T12:00:00+02:00."""
    if not _exists(int(m["y"]), int(m["m"]), int(m["d"])):
        return None
    day = f"{m['y']}-{int(m['m']):02d}-{int(m['d']):02d}"
    if not m["h"]:
        return Value(day)
    clock = f"{m['h']}:{m['mn']}"
    if m["z"]:
        offset = m["z"].upper().replace("Z", "+00:00")
        moment = datetime.fromisoformat(f"{day}T{clock}:00{offset}").astimezone(c.zone)
        return Value(moment.strftime("%Y-%m-%dT%H:%M"), type="TIME")
    return Value(f"{day}T{clock}", type="TIME")


def numeric(m: Match, c: Context) -> Value | None:
    """9/2/26, 30/03/2026 à 12h00."""
    year = int(m["y"])
    if len(m["y"]) == 2:
        year += 2000 if year < 50 else 1900
    return _dated(year, int(m["m"]), int(m["d"]), m)


def day(m: Match, c: Context) -> Value | None:
    """9 février, lundi 9 février 2026 à 12 heures, April 23, 2026."""
    month, number = _month(m["m"]), _number(m["d"])
    year = int(m["y"]) if m["y"] else _year(c, month, number, m["wd"])
    if year is None:
        return Value(f"XXXX-{month:02d}-{number:02d}") if 1 <= number <= 31 and c.day is None else None
    return _dated(year, month, number, m)


def weekday_number(m: Match, c: Context) -> Value | None:
    """Jeudi 26: the nearest month whose 26th is a Thursday, in the tense of the clause."""
    if (near := c.day) is None:
        return None
    number, weekday = int(m["d"]), lexicon.WEEKDAYS[m["wd"]]
    months = [add_months(near.replace(day=1), shift) for shift in range(-6, 7)]
    fits = [first.replace(day=number) for first in months if _exists(first.year, first.month, number)]
    fits = [found for found in fits if found.weekday() == weekday]
    if c.tense == PAST:
        fits = [found for found in fits if found <= near] or fits
    return Value(min(fits, key=lambda found: abs(found - near)).isoformat()) if fits else None


def day_range(m: Match, c: Context) -> Value | None:
    """Du 3 au 7 mars 2026, du 9 février au 30 mars."""
    month2 = _month(m["m2"])
    month1 = _month(m["m1"]) if m["m1"] else month2
    year2 = int(m["y2"]) if m["y2"] else _year(c, month2, _number(m["d2"]), None)
    if year2 is None:
        return None
    year1 = int(m["y1"]) if m["y1"] else year2 - (month1 > month2)
    return _interval(_iso(year1, month1, _number(m["d1"])), _iso(year2, month2, _number(m["d2"])))


def numeric_range(m: Match, c: Context) -> Value | None:
    """Du 09/02/2026 au 30/03/2026."""
    left, right = ((int(m[f"y{i}"]), int(m[f"m{i}"]), int(m[f"d{i}"])) for i in "12")
    return _interval(_iso(*left), _iso(*right))


def month_range(m: Match, c: Context) -> Value | None:
    """De janvier à mars 2026."""
    month1, month2, year2 = _month(m["m1"]), _month(m["m2"]), int(m["y2"])
    year1 = int(m["y1"]) if m["y1"] else year2 - (month1 > month2)
    return Value(f"{year1}-{month1:02d}/{year2}-{month2:02d}")


_MONTHS_OF_PART = {"START": ("01", "03"), "MID": ("05", "08"), "END": ("10", "12")}


def part_range(m: Match, c: Context) -> Value | None:
    """Entre fin 2026 et début 2027: from the first month of the one to the last of the other."""
    first, last = _MONTHS_OF_PART[lexicon.PARTS[m["p1"]]][0], _MONTHS_OF_PART[lexicon.PARTS[m["p2"]]][1]
    return Value(f"{m['y1']}-{first}/{m['y2']}-{last}")


def year_range(m: Match, c: Context) -> Value | None:
    """De 2019 à 2024."""
    return Value(f"{m['y1']}/{m['y2']}") if m["y1"] < m["y2"] else None


def ordinal_day(m: Match, c: Context) -> Value | None:
    """Le dernier jour d'octobre 2015."""
    month = _month(m["m"])
    year = int(m["y"]) if m["y"] else _year(c, month, None, None)
    return Value((add_months(date(year, month, 1), 1) - timedelta(1)).isoformat()) if year else None


def fortnight(m: Match, c: Context) -> Value | None:
    """La première quinzaine d'avril."""
    month = _month(m["m"])
    year = int(m["y"]) if m["y"] else _year(c, month, None, None)
    if year is None:
        return None
    last = add_months(date(year, month, 1), 1) - timedelta(1)
    first = m["n"] == "premiere"
    return _interval(date(year, month, 1 if first else 16), date(year, month, 15) if first else last)


def part_month(m: Match, c: Context) -> Value | None:
    """Fin mars, mi-avril 2026, en décembre, septembre prochain."""
    groups = m.groupdict()
    month = _month(m["m"])
    tense = {"prochain": FUTURE, "dernier": PAST}.get(groups.get("rel") or "", c.tense)
    year = int(m["y"]) if m["y"] else _year(c, month, None, None, tense)
    mod = lexicon.PARTS[groups["part"]] if groups.get("part") else ""
    return Value(f"{year:04d}-{month:02d}", mod) if year else Value(f"XXXX-{month:02d}", mod)


def part_quarter(m: Match, c: Context) -> Value | None:
    """Au premier trimestre 2026, T1 2026, au second semestre."""
    groups = m.groupdict()
    half = (groups.get("kind") or groups.get("code") or "")[0] == "s" or groups.get("kind") == "half"
    number = lexicon.ORDINALS.get(m["n"]) or int(m["n"])
    year = m["y"] or (str(c.day.year) if c.day else "XXXX")
    mod = lexicon.PARTS[groups["part"]] if groups.get("part") else ""
    return Value(f"{year}-{'H' if half else 'Q'}{number}", mod) if number <= (2 if half else 4) else None


def part_season(m: Match, c: Context) -> Value | None:
    """À l'automne, d'ici l'été 2026, l'été dernier."""
    groups, season = m.groupdict(), lexicon.SEASONS[m["s"]]
    mod = lexicon.PARTS[groups["part"]] if groups.get("part") else ""
    if m["y"]:
        return Value(f"{m['y']}-{season}", mod)
    if c.day is None:
        return Value(f"XXXX-{season}", mod)
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[season]
    tense = {"prochain": FUTURE, "dernier": PAST}.get(groups.get("rel") or "", c.tense)
    return Value(f"{year_of(c.day, month, None, tense)}-{season}", mod)


def this_part(m: Match, c: Context) -> Value | None:
    """Fin d'année, à la fin du mois, début de semaine."""
    if c.day is None:
        return None
    shift = {"prochain": 1, "dernier": -1}.get((m["rel"] or "").removesuffix("e"), 0)
    return Value(_unit_of(c.day, m["unit"], shift), lexicon.PARTS[m["part"]])


def part_year(m: Match, c: Context) -> Value | None:
    """Fin 2026, courant 2027, mi-2026."""
    return Value(m["y"], lexicon.PARTS[m["part"]])


def year(m: Match, c: Context) -> Value | None:
    """En 2019, (2015)."""
    return Value(m["y"])


def decade(m: Match, c: Context) -> Value | None:
    """Les années 2010, les années 90."""
    return Value(m["y"][:3] if len(m["y"]) == 4 else f"19{m['y'][0]}")


def ago(m: Match, c: Context) -> Value | None:
    """Il y a quinze jours."""
    number, unit = _number(m["n"] or m["n2"]), lexicon.UNITS[m["unit"] or m["unit2"]]
    return _shifted(c.day, -number, unit)


def within(m: Match, c: Context) -> Value | None:
    """Dans trois mois, sous 12 à 18 mois."""
    unit = lexicon.UNITS[m["unit"]]
    first = _shifted(c.day, _number(m["n"]), unit)
    if not m["n2"] or first is None or first.type == "DURATION":
        return first
    second = _shifted(c.day, _number(m["n2"]), unit)
    return Value(f"{first.value}/{second.value}") if second else None


def later(m: Match, c: Context) -> Value | None:
    """Trois mois plus tard: counted from the date before in the text, else from publication."""
    back = m["way"].startswith(("plus tot", "aupara", "avant", "earlier"))
    number = _number(m["n"]) * (-1 if back else 1)
    return _shifted(c.previous or c.day, number, lexicon.UNITS[m["unit"]])


def relative_unit(m: Match, c: Context) -> Value | None:
    """L'année prochaine, le mois dernier, cette semaine."""
    if c.day is None:
        return None
    words = f"{m['this']} {m['rel']}"
    shift = -1 if re.search("dernier|passe|preced|last", words) else 1 if re.search("proch|suiv|next", words) else 0
    unit = {"year": "annee", "month": "mois", "week": "semaine"}.get(m["unit"], m["unit"])
    return Value(_unit_of(c.day, unit, shift))


def weekday_rel(m: Match, c: Context) -> Value | None:
    """Vendredi dernier, lundi prochain, mardi en huit."""
    if c.day is None:
        return None
    wanted, rel = lexicon.WEEKDAYS[m["wd"]], m["rel"]
    if rel == "dernier":
        return Value(last_weekday(c.day, wanted).isoformat())
    extra = 7 if rel.endswith("huit") else 14 if rel.endswith("quinze") else 0
    return Value((next_weekday(c.day, wanted) + timedelta(extra)).isoformat())


def weekday(m: Match, c: Context) -> Value | None:
    """Vendredi, ce vendredi, mardi matin."""
    if c.day is None:
        return None
    wanted = lexicon.WEEKDAYS[m["wd"]]
    same = m["this"] and c.day.weekday() == wanted
    found = c.day if same else weekday_near(c.day, wanted, c.tense)
    part = lexicon.DAY_PARTS.get(m["daypart"] or "", "")
    return Value(found.isoformat() + part, type="TIME" if part else "DATE")


_DEICTIC = {"hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2, "yesterday": -1, "tomorrow": 1}


def deictic(m: Match, c: Context) -> Value | None:
    """Aujourd'hui, hier matin, demain."""
    if c.day is None:
        return None
    head, _, tail = re.sub(r"\s+", " ", m["word"]).partition(" ")
    found = c.day + timedelta(_DEICTIC.get(head, 0))
    part = lexicon.DAY_PARTS.get(tail, "")
    return Value(found.isoformat() + part, type="TIME" if part else "DATE")


def anaphoric(m: Match, c: Context) -> Value | None:
    """La veille, le lendemain: counted from the date before."""
    start = c.previous or c.day
    if start is None:
        return None
    word = m["word"].split()[-1].removeprefix("l'")
    shift = {"veille": -1, "lendemain": 1, "surlendemain": 2, "avant-veille": -2}.get(word, 0)
    return Value((start + timedelta(shift)).isoformat())


def reference(m: Match, c: Context) -> Value | None:
    """Prochainement, récemment, actuellement."""
    return Value("FUTURE_REF" if m["future"] else "PAST_REF" if m["past"] else "PRESENT_REF")


def start_of_term(m: Match, c: Context) -> Value | None:
    """À la rentrée: September."""
    found = int(m["y"]) if m["y"] else _year(c, 9, None, None)
    return Value(f"{found}-09") if found else None


def feast(m: Match, c: Context) -> Value | None:
    """Noël, la Toussaint, Pâques 2026."""
    if m["y"]:
        return Value(found.isoformat()) if (found := feast_day(m["feast"], int(m["y"]))) else None
    if c.day is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := feast_day(m["feast"], c.day.year + y))]
    fits = [d for d in days if d >= c.day] if c.tense != PAST else [d for d in days if d <= c.day][::-1]
    return Value((fits or days)[0].isoformat()) if days else None


def every(m: Match, c: Context) -> Value | None:
    """Tous les lundis, chaque mois."""
    if m["each"] in lexicon.WEEKDAYS:
        return Value(f"XXXX-WXX-{lexicon.WEEKDAYS[m['each']] + 1}", type="SET")
    return Value(_period(1, lexicon.UNITS[m["each"]]), type="SET")


def duration(m: Match, c: Context) -> Value | None:
    """Quatre ans, plus de cinq ans, 30 jours."""
    mod = re.sub(r"\s*d[e']$", "", m["mod"] or "").strip()
    mods = {
        "plus": "MORE",
        "more than": "MORE",
        "moins": "LESS",
        "au moins": "EQUAL_OR_MORE",
        "at least": "EQUAL_OR_MORE",
    }
    return Value(_period(_number(m["n"]), lexicon.UNITS[m["unit"]]), mods.get(mod, "APPROX" if mod else ""), "DURATION")


RULES: Mapping[str, Rule] = {
    "iso": iso,
    "day_range": day_range,
    "part_range": part_range,
    "month_range": month_range,
    "numeric_range": numeric_range,
    "year_range": year_range,
    "numeric": numeric,
    "day": day,
    "weekday_number": weekday_number,
    "ordinal_day": ordinal_day,
    "fortnight": fortnight,
    "part_month": part_month,
    "month": part_month,
    "part_quarter": part_quarter,
    "code_quarter": part_quarter,
    "part_season": part_season,
    "this_part": this_part,
    "part_year": part_year,
    "year": year,
    "decade": decade,
    "ago": ago,
    "within": within,
    "later": later,
    "relative_unit": relative_unit,
    "weekday_rel": weekday_rel,
    "weekday": weekday,
    "deictic": deictic,
    "anaphoric": anaphoric,
    "reference": reference,
    "start_of_term": start_of_term,
    "feast": feast,
    "set": every,
    "duration": duration,
}


def _month(text: str) -> int:
    return lexicon.MONTHS[text.removesuffix(".")]


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return lexicon.NUMBERS.get(text) or lexicon.ORDINALS[text]


def _year(c: Context, month: int, number: int | None, weekday: str | None, tense: str | None = None) -> int | None:
    if c.day is None:
        return None
    wanted = lexicon.WEEKDAYS[weekday] if weekday else None
    return year_of(c.day, month, number, tense or c.tense, wanted)


def _exists(year: int, month: int, number: int) -> bool:
    return _iso(year, month, number) is not None


def _iso(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _dated(year: int, month: int, number: int, m: Match) -> Value | None:
    found = _iso(year, month, number)
    if found is None:
        return None
    groups = m.groupdict()
    if groups.get("noon"):
        return Value(f"{found}T{'12:00' if groups['noon'] == 'midi' else '00:00'}", type="TIME")
    if groups.get("h"):
        return Value(f"{found}T{int(groups['h']):02d}:{groups['mn'] or '00'}", type="TIME")
    return Value(found.isoformat())


def _interval(left: date | None, right: date | None) -> Value | None:
    return Value(f"{left}/{right}") if left and right and left < right else None


def _period(number: int, unit: str) -> str:
    if unit in ("H", "MIN", "S"):
        return f"PT{number}{unit[0]}"
    factor, letter = {"SEM": (6, "M"), "Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}.get(unit, (1, unit))
    return f"P{number * factor}{letter}"


def _shifted(start: date | None, number: int, unit: str) -> Value | None:
    """A moment so far from ``start``, no more precise than the unit that counts it."""
    if unit in ("H", "MIN", "S") or start is None:
        return Value(_period(abs(number), unit), type="DURATION")
    try:
        if unit in ("D", "W"):
            return Value((start + timedelta(number * (7 if unit == "W" else 1))).isoformat())
        months = number * {"M": 1, "Q": 3, "SEM": 6, "Y": 12, "DE": 120, "CE": 1200}[unit]
        found = add_months(start.replace(day=1), months)
    except (ValueError, OverflowError):
        return None
    return Value(f"{found.year:04d}" if unit in ("Y", "DE", "CE") else f"{found:%Y-%m}")


def _unit_of(start: date, unit: str, shift: int) -> str:
    if unit in ("annee", "an"):
        return str(start.year + shift)
    if unit == "mois":
        return f"{add_months(start.replace(day=1), shift):%Y-%m}"
    if unit == "trimestre":
        found = add_months(start.replace(day=1), 3 * shift)
        return f"{found.year}-Q{(found.month + 2) // 3}"
    if unit == "semestre":
        found = add_months(start.replace(day=1), 6 * shift)
        return f"{found.year}-H{1 if found.month < 7 else 2}"
    return week(start + timedelta(7 * shift)) + ("-WE" if unit == "week-end" else "")
