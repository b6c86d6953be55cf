"""Rules for days: a match and what surrounds it → a TIMEX3 value, or None for what is no date."""

from datetime import date, datetime, timedelta

from nlp.dates import lexicon
from nlp.dates.calendar import add_months, last_weekday, next_weekday, weekday_near
from nlp.dates.context import (
    Context,
    Match,
    day_of,
    full_year,
    group,
    interval,
    month_of,
    number_of,
    said_year,
    shift_of,
    timed,
    weekday_of,
)
from nlp.dates.feasts import feast_day
from nlp.dates.tense import FUTURE, PAST, UNKNOWN
from nlp.dates.values import Value, month_span, week


def iso(m: Match, c: Context) -> Value | None:
    """2026-02-09, 2026/02/09, 2026-03-30T12:00:00+02:00."""
    found = day_of(int(m["y"]), int(m["m"]), int(m["d"]))
    if found is None or not m["h"]:
        return Value(found.isoformat()) if found else None
    clock = f"{m['h']}:{m['mn']}"
    if m["z"]:
        try:
            moment = datetime.fromisoformat(f"{found}T{clock}:00{m['z'].upper().replace('Z', '+00:00')}")
            return Value(moment.astimezone(c.zone).strftime("%Y-%m-%dT%H:%M"), type="TIME")
        except (ValueError, OverflowError):
            return None
    return Value(f"{found}T{clock}", type="TIME")


def numeric(m: Match, c: Context) -> Value | None:
    """9/2/26, 30/03/2026 à 12h00."""
    return timed(day_of(full_year(m["y"]), int(m["m"]), int(m["d"])), m)


def numeric_day(m: Match, c: Context) -> Value | None:
    """Le 30/03; 17 02 as a form has it."""
    month, number = int(m["m"]), int(m["d"])
    year = said_year(m, c, month, number) if 1 <= month <= 12 and number else None
    return timed(day_of(year, month, number), m) if year else None


def day(m: Match, c: Context) -> Value | None:
    """9 février, lundi 9 février 2026 à 12 heures, April 23, 2026."""
    month, number = month_of(m["m"]), number_of(m["d"])
    year = said_year(m, c, month, number)
    if year is None:
        return Value(f"XXXX-{month:02d}-{number:02d}") if 1 <= number <= 31 and c.day is None else None
    return timed(day_of(year, month, number), m)


def weekday_number(m: Match, c: Context) -> Value | None:
    """Jeudi 26: the nearest month whose 26th is a Thursday, in the tense of the clause."""
    return timed(_monthless(int(m["d"]), c, weekday_of(m["wd"])), m)


def bare_day(m: Match, c: Context) -> Value | None:
    """Le 16 à 18 h: of the month that tense calls for."""
    return timed(_monthless(int(group(m, "d", "d2")), c, None), m)


def day_of_month(m: Match, c: Context) -> Value | None:
    """Le 1er du mois prochain."""
    near = add_months(c.day.replace(day=1), shift_of(m["rel"] or "")) if c.day else None
    return timed(day_of(near.year, near.month, number_of(m["d"])), m) if near else None


def _monthless(number: int, c: Context, weekday: int | None) -> date | None:
    if (near := c.day) is None:
        return None
    months = [add_months(near.replace(day=1), shift) for shift in range(-6, 7)]
    fits = [found for first in months if (found := day_of(first.year, first.month, number))]
    fits = [found for found in fits if weekday in (None, found.weekday())]
    if c.tense == PAST:
        fits = [found for found in fits if found <= near] or fits
    elif c.tense == FUTURE:
        fits = [found for found in fits if found >= near] or fits
    return min(fits, key=lambda found: abs(found - near)) if fits else None


def day_range(m: Match, c: Context) -> Value | None:
    """Du 3 au 7 mars 2026, du 9 février au 30 mars, entre le 13 et le 15 juillet."""
    month2, number1, number2 = month_of(m["m2"]), number_of(m["d1"]), number_of(m["d2"])
    month1 = month_of(m["m1"]) if m["m1"] else month2
    year2 = int(m["y2"]) if m["y2"] else said_year(m, c, month2, number2)
    if year2 is None:
        return None
    year1 = int(m["y1"]) if m["y1"] else year2 - (month1 > month2)
    return interval(day_of(year1, month1, number1), day_of(year2, month2, number2))


def bare_range(m: Match, c: Context) -> Value | None:
    """Du 13 au 18: of one month."""
    first = _monthless(number_of(m["d1"]), c, None)
    return interval(first, day_of(first.year, first.month, number_of(m["d2"]))) if first else None


def numeric_range(m: Match, c: Context) -> Value | None:
    """Du 09/02/2026 au 30/03/2026."""
    left, right = (day_of(int(m[f"y{i}"]), int(m[f"m{i}"]), int(m[f"d{i}"])) for i in "12")
    return interval(left, right)


def nth(m: Match, c: Context) -> Value | None:
    """Le premier lundi de mars, la dernière semaine de septembre 2014, le 3e jour d'octobre."""
    span = _nth_span(m, c)
    if span is None:
        return None
    first, last = span
    unit, number = m["unit"], lexicon.ORDINALS.get(m["n"], -1)
    step = 1 if unit == "jour" else 7
    wanted = None if unit == "jour" else lexicon.WEEKDAYS.get(unit, 5 if unit.endswith("end") else 0)
    length = 6 if unit == "semaine" else 0
    days = [d for i in range((last - first).days + 1) if wanted in (None, (d := first + timedelta(i)).weekday())]
    days = [d for d in days if d + timedelta(length) <= last or number > 0]
    if not days or number > len(days):
        return None
    found = first + timedelta(step * (number - 1)) if wanted is None and number > 0 else days[number - (number > 0)]
    if unit == "semaine":
        return Value(week(found))
    return Value(week(found) + "-WE" if unit.endswith("end") else found.isoformat())


def _nth_span(m: Match, c: Context) -> tuple[date, date] | None:
    """The month or the year that the days are counted in."""
    if m["m"]:
        month = month_of(m["m"])
        year = int(m["y"]) if m["y"] else said_year(m, c, month)
        return month_span(year, month) if year else None
    if m["y2"]:
        return date(int(m["y2"]), 1, 1), date(int(m["y2"]), 12, 31)
    if c.day is None:
        return None
    shift = shift_of(m["rel"])
    if "mois" in m[0]:
        near = add_months(c.day.replace(day=1), shift)
        return month_span(near.year, near.month)
    return date(c.day.year + shift, 1, 1), date(c.day.year + shift, 12, 31)


def week_of(m: Match, c: Context) -> Value | None:
    """La semaine du 9 février, le week-end du 7 mars."""
    found = day(m, c)
    if found is None or not found.value[0].isdigit():
        return found
    return Value(week(date.fromisoformat(found.value[:10])) + ("-WE" if m["unit"].endswith("end") else ""))


def weekday_of_week(m: Match, c: Context) -> Value | None:
    """Mardi de la semaine prochaine, lundi cette semaine."""
    if c.day is None:
        return None
    monday = c.day - timedelta(c.day.weekday()) + timedelta(7 * shift_of(m["rel"] or ""))
    return Value((monday + timedelta(weekday_of(m["wd"]))).isoformat())


_AROUND = {"veille": -1, "avant-veille": -2, "lendemain": 1, "surlendemain": 2}


def around_day(m: Match, c: Context) -> Value | None:
    """La veille de Noël, le lendemain du 13 février."""
    found = feast(m, c) if m["feast"] else day(m, c)
    if found is None or not found.value[0].isdigit():
        return None
    return Value((date.fromisoformat(found.value[:10]) + timedelta(_AROUND[m["word"]])).isoformat())


def weekday_rel(m: Match, c: Context) -> Value | None:
    """Vendredi dernier, lundi prochain, mardi en huit, le mercredi suivant."""
    if c.day is None:
        return None
    wanted, rel = weekday_of(m["wd"]), m["rel"]
    if rel.startswith("en"):
        weeks = 1 if rel.endswith(("huit", "8")) else 2
        return timed(c.day + timedelta((wanted - c.day.weekday()) % 7 + 7 * weeks), m)
    if rel in ("suivant", "d'apres", "precedent", "d'avant"):
        return timed(_weekday_after(c, wanted, shift_of(rel)), m)
    return timed(last_weekday(c.day, wanted) if shift_of(rel) < 0 else next_weekday(c.day, wanted), m)


def _weekday_after(c: Context, wanted: int, shift: int) -> date | None:
    """Counted from the day before in the text; without one, that day of the next or the last week."""
    told = c.anchor("D") if c.before else None
    if told and c.day and told != c.day:
        return next_weekday(told, wanted) if shift > 0 else last_weekday(told, wanted)
    monday = c.day - timedelta(c.day.weekday()) if c.day else None
    return monday + timedelta(wanted + 7 * shift) if monday else None


def weekday(m: Match, c: Context) -> Value | None:
    """Vendredi, ce vendredi, mardi matin, samedi à 20 h."""
    if c.day is None:
        return None
    wanted, tense = weekday_of(m["wd"]), c.tense
    ahead, back = weekday_near(c.day, wanted, FUTURE), weekday_near(c.day, wanted, PAST)
    if group(m, "this") and tense not in (PAST, FUTURE):
        return timed(ahead if ahead - c.day <= c.day - back else back, m)
    if wanted == c.day.weekday() and c.alone:
        return timed(c.day + timedelta(7), m)
    return timed(ahead if tense == FUTURE else back, m)


def night(m: Match, c: Context) -> Value | None:
    """Dans la nuit de samedi à dimanche, dans la nuit du 3 au 4 mars: the day it begins."""
    if c.day is None:
        return None
    if m["m"]:
        morning = _morning(m, c)
        found = morning - timedelta(1) if morning else None
    else:
        found = last_weekday(c.day + timedelta(c.tense == FUTURE and 7), weekday_of(m["wd"])) if m["wd"] else None
    return Value(f"{found}TNI", type="TIME") if found else None


def _morning(m: Match, c: Context) -> date | None:
    month, number = month_of(m["m"]), number_of(m["d2"])
    year = said_year(m, c, month, number, "wd2")
    return day_of(year, month, number) if year else None


_DEICTIC = {"hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2, "yesterday": -1, "tomorrow": 1}


def deictic(m: Match, c: Context) -> Value | None:
    """Aujourd'hui, hier matin, demain à 11 heures, cet après-midi."""
    return timed(c.day + timedelta(_DEICTIC.get(group(m, "word"), 0)), m) if c.day else None


def last_night(m: Match, c: Context) -> Value | None:
    """La nuit dernière: the night that began the day before."""
    return Value(f"{c.day - timedelta(1)}TNI", type="TIME") if c.day else None


def anaphoric(m: Match, c: Context) -> Value | None:
    """La veille, le lendemain, le jour suivant: counted from the day before in the text."""
    start = c.anchor("D")
    if start is None:
        return None
    word = group(m, "word").split()[-1:]
    shift = _AROUND.get(word[0].removeprefix("l'"), 0) if word else shift_of(m["way"])
    return timed(start + timedelta(shift), m)


def feast(m: Match, c: Context) -> Value | None:
    """Noël, la Toussaint, Pâques 2026, le jour de l'an."""
    name = lexicon.FEASTS[m["feast"]]
    if year := group(m, "y"):
        return Value(found.isoformat()) if (found := feast_day(name, int(year))) else None
    today = c.day
    if today is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := feast_day(name, today.year + y))]
    rel = shift_of(group(m, "rel"))
    tense = (PAST if rel < 0 else FUTURE) if rel else c.tense
    if tense == UNKNOWN:
        return Value(min(days, key=lambda d: abs(d - today)).isoformat()) if days else None
    fits = [d for d in days if d <= today][::-1] if tense == PAST else [d for d in days if d >= today]
    return Value((fits or days)[0].isoformat()) if days else None


def clock(m: Match, c: Context) -> Value | None:
    """À 18 heures, 9 h 30, à midi: of the day told just before, else of publication."""
    near = c.near_day()
    found = timed(near or date(2000, 1, 1), m)
    return found if near or found is None else Value(f"T{found.value.partition('T')[2]}", type="TIME")


def day_part(m: Match, c: Context) -> Value | None:
    """Dans la soirée, en fin de matinée, le matin."""
    return timed(c.near_day(), m)
