"""Rules for months, parts of the year, years and more: a match and what surrounds it → a TIMEX3 value."""

from datetime import date, timedelta

from nlp.dates import lexicon
from nlp.dates.calendar import add_months
from nlp.dates.context import (
    MONTHS_IN,
    Context,
    Match,
    full_year,
    group,
    interval,
    month_of,
    number_of,
    period,
    piece,
    said_year,
    shift_of,
    shifted,
    unit_of,
)
from nlp.dates.tense import FUTURE, PAST
from nlp.dates.values import Span, Value


def month_range(m: Match, c: Context) -> Value | None:
    """De janvier à mars 2026."""
    month1, month2, year2 = month_of(m["m1"]), month_of(m["m2"]), int(m["y2"])
    year1 = int(m["y1"]) if m["y1"] else year2 - (month1 > month2)
    return Value(f"{year1}-{month1:02d}/{year2}-{month2:02d}")


_EARLY = 3  # Thursday: from then on "ce week-end" is this week's
_NAMED_BACK, _NAMED_ON = 60, 2  # years from publication in which "Paris 2024" is a year
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # month in which a season begins
_MONTHS_OF_PART = {"START": ("01", "03"), "MID": ("05", "08"), "END": ("10", "12"), "": ("01", "12")}


def part_range(m: Match, c: Context) -> Value | None:
    """Entre fin 2026 et début 2027: from the first month of the one to the last of the other."""
    first, last = _MONTHS_OF_PART[lexicon.PARTS[m["p1"]]][0], _MONTHS_OF_PART[lexicon.PARTS[m["p2"]]][1]
    return Value(f"{m['y1']}-{first}/{m['y2']}-{last}")


def year_range(m: Match, c: Context) -> Value | None:
    """De 2019 à 2024, la saison 2002-03."""
    last = m["y2"] if len(m["y2"]) == 4 else m["y1"][:2] + m["y2"]
    return Value(f"{m['y1']}/{last}") if m["y1"] < last else None


def fortnight(m: Match, c: Context) -> Value | None:
    """La première quinzaine d'avril."""
    month = month_of(m["m"])
    year = said_year(m, c, month)
    if year is None:
        return None
    last = add_months(date(year, month, 1), 1) - timedelta(1)
    first = m["n"] == "premiere"
    return interval(date(year, month, 1 if first else 16), date(year, month, 15) if first else last)


def month(m: Match, c: Context) -> Value | None:
    """Fin mars, mi-avril 2026, en décembre, septembre prochain, mai 68."""
    number = month_of(m["m"])
    year = said_year(m, c, number)
    return Value(f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}", piece(m))


def iso_month(m: Match, c: Context) -> Value | None:
    """2026-03."""
    return Value(f"{m['y']}-{m['m']}")


def quarter(m: Match, c: Context) -> Value | None:
    """Au premier trimestre 2026, T1 2026, au second semestre."""
    half = (group(m, "kind") or group(m, "code"))[0] == "s" or group(m, "kind") == "half"
    number = lexicon.ORDINALS.get(m["n"]) or int(m["n"])
    if number > (2 if half else 4):
        return None
    year = group(m, "y") or (str(_year_of_part(m, c, number, 6 if half else 3)) if c.day else "XXXX")
    return Value(f"{year}-{'H' if half else 'Q'}{number}", piece(m))


def _year_of_part(m: Match, c: Context, number: int, months: int) -> int:
    """Year of a quarter or a half without one: not one that is over in the future, nor to come in the past."""
    assert c.day is not None
    first, last = (number - 1) * months + 1, number * months
    if shift := shift_of(group(m, "rel")):
        return c.day.year + shift
    if c.tense == FUTURE and last < c.day.month:
        return c.day.year + 1
    return c.day.year - (c.tense == PAST and first > c.day.month)


def season(m: Match, c: Context) -> Value | None:
    """À l'automne, d'ici l'été 2026, l'été dernier."""
    name = lexicon.SEASONS[m["s"]]
    if group(m, "rel") == "suivant" and c.before and (told := c.anchor()):
        return Value(f"{told.year + (told.month >= _BEGINS[name])}-{name}", piece(m))  # "début 2026, et l'été suivant"
    year = said_year(m, c, {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[name])
    if name == "WI" and m[0].startswith(("cet", "this")) and c.day and c.day.month < 4:
        year = c.day.year - 1  # the winter that lasts began before the new year
    return Value(f"{year or 'XXXX'}-{name}", piece(m))


def this_part(m: Match, c: Context) -> Value | None:
    """Fin d'année, à la fin du mois, en début de semaine prochaine."""
    return Value(unit_of(c.day, m["unit"], shift_of(m["rel"] or "")), piece(m)) if c.day else None


def year(m: Match, c: Context) -> Value | None:
    """En 2019, (2015), fin 2026, en 98."""
    return Value(f"{full_year(group(m, 'y', 'y2'))}", piece(m))


def turn_of_year(m: Match, c: Context) -> Value | None:
    """Au tournant de l'année: of this one, or of the last when the clause looks back or the year has just begun."""
    if m["y"]:
        first = int(m["y"])
    elif c.day is not None:
        first = c.day.year - (c.tense == PAST or c.day.month == 1)
    else:
        return None
    return Value(f"{first}-12/{first + 1}-01")


def named_year(m: Match, c: Context) -> Value | None:
    """Le budget 2003, le Tour de France 2016: a year of news, neither a far one nor one of a programme."""
    number = int(m["y"])
    near = c.day is not None and -_NAMED_BACK <= number - c.day.year <= _NAMED_ON
    return Value(str(number)) if near else None


def decade(m: Match, c: Context) -> Value | None:
    """Les années 2010, les années 90, les années soixante-dix."""
    if m["word"]:
        return Value(f"19{lexicon.DECADES[m['word']]}", piece(m))
    return Value(m["y"][:3] if len(m["y"]) == 4 else f"19{m['y'][0]}", piece(m))


def century(m: Match, c: Context) -> Value | None:
    """Le XXe siècle is 19, the two first digits of its years."""
    number = lexicon.ROMAN[m["roman"]] if m["roman"] else number_of(m["n"])
    return Value(f"{number - 1:02d}", piece(m)) if number > 10 else None


def last_century(m: Match, c: Context) -> Value | None:
    """Le siècle dernier."""
    return Value(f"{c.day.year // 100 + shift_of(m['rel'])}") if c.day else None


def start_of_term(m: Match, c: Context) -> Value | None:
    """À la rentrée: September."""
    found = said_year(m, c, 9)
    return Value(f"{found}-09") if found else None


def ago(m: Match, c: Context) -> Value | None:
    """Il y a quinze jours."""
    return shifted(c.day, -number_of(group(m, "n", "n2")), lexicon.UNITS[group(m, "unit", "unit2")])


def within(m: Match, c: Context) -> Value | None:
    """Dans trois mois, sous 12 à 18 mois; counted from a date told in the sentence, unless the verb looks forward."""
    if name := group(m, "group"):
        return shifted(c.day, lexicon.GROUPS[name], "D")
    unit = lexicon.UNITS[m["unit"]]
    start = c.day if c.tense == FUTURE else c.told_here(unit) or c.day
    first = shifted(start, number_of(m["n"]), unit)
    if not m["n2"] or first is None or first.type == "DURATION":
        return first
    second = shifted(start, number_of(m["n2"]), unit)
    return Value(f"{first.value}/{second.value}") if second else None


def later(m: Match, c: Context) -> Value | None:
    """Trois mois plus tard: counted from the date before in the text; from publication, if it is not past."""
    back = m["way"].startswith(("plus tot", "aupara", "avant", "earlier"))
    unit = lexicon.UNITS[m["unit"]]
    over = not (back or c.before) and c.tense == PAST
    if over or m["event"] is not None:  # deux ans après l'incendie: only the event knows
        return Value(period(number_of(m["n"]), unit), type="DURATION")
    return shifted(c.anchor(unit), number_of(m["n"]) * (-1 if back else 1), unit)


def relative_unit(m: Match, c: Context) -> Value | None:
    """L'année prochaine, le mois dernier, cette semaine; "suivant" counts from the date before in the text."""
    words = f"{m['this']} {m['rel']}"
    unit = {"year": "annee", "month": "mois", "week": "semaine"}.get(m["unit"], m["unit"])
    told = "suiv" in words or "preced" in words or "d'a" in words
    start = c.anchor({"mois": "M", "semaine": "W"}.get(unit, "Y")) if told else c.day
    shift = shift_of(words)
    if unit.endswith("end") and start and start.weekday() < _EARLY and not told:
        shift -= _early_shift(m, c)
    return Value(unit_of(start, unit, shift)) if start else None


def _early_shift(m: Match, c: Context) -> int:
    """On a Monday "ce week-end" may be the one just over, and "le week-end prochain" is the one to come."""
    return 1 if shift_of(m["rel"] or "") > 0 or (not m["rel"] and c.tense == PAST) else 0


def same_unit(m: Match, c: Context) -> Value | None:
    """Cette année-là, le même jour: those of the date before in the text."""
    unit = group(m, "unit", "unit2") or "jour"
    start = c.anchor({"mois": "M", "semaine": "W", "jour": "D"}.get(unit, "Y"))
    return Value(unit_of(start, unit, 0)) if start and c.before else None


def working_week(m: Match, c: Context) -> Value | None:
    """En semaine: Monday to Friday."""
    monday = c.day - timedelta(c.day.weekday()) if c.day else None
    return interval(monday, monday + timedelta(4)) if monday else None


def last_n(m: Match, c: Context) -> Value | None:
    """Les trois derniers mois: a duration, with the whole units it spans from publication."""
    number, unit, shift = number_of(m["n"]), lexicon.UNITS[m["unit"]], shift_of(m["rel"])
    if not number:
        return None
    span = _whole_units(c.day, number, unit, shift) if shift and c.day else None
    return Value(period(number, unit), type="DURATION", span=span)


def _whole_units(start: date, number: int, unit: str, shift: int) -> Span | None:
    """First and last day of the ``number`` units before (-1) or after (1) the one of ``start``."""
    try:
        if unit in ("D", "W"):
            days = 7 if unit == "W" else 1
            here = start - timedelta(start.weekday()) if unit == "W" else start
            first = here + timedelta(days if shift > 0 else -days * number)
            return first, first + timedelta(days * number - 1)
        if unit not in MONTHS_IN:
            return None
        months = MONTHS_IN[unit]
        here = start.replace(day=1, month=1 if months >= 12 else (start.month - 1) // months * months + 1)
        first = add_months(here, months if shift > 0 else -months * number)
        return first, add_months(first, months * number) - timedelta(1)
    except (ValueError, OverflowError):
        return None
