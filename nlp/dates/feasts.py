"""French public holidays and feasts by name."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_FIXED = {
    "noel": (12, 25),
    "toussaint": (11, 1),
    "assomption": (8, 15),
    "armistice": (11, 11),
    "fete nationale": (7, 14),
    "fete du travail": (5, 1),
    "nouvel an": (1, 1),
    "morts": (11, 2),
    "epiphanie": (1, 6),
    "chandeleur": (2, 2),
    "saint-valentin": (2, 14),
    "halloween": (10, 31),
    "saint-sylvestre": (12, 31),
}


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast in a year; Easter and Pentecost are the Sundays before their Mondays off."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    found = _movable(year)
    return found.get(name)


@lru_cache(maxsize=256)
def _movable(year: int) -> dict[str, date]:
    days = {name.casefold(): day for day, name in holidays.country_holidays("FR", years=year, language="fr").items()}
    easter, ascension = days.get("lundi de pâques"), days.get("ascension")
    if easter is None or ascension is None:
        return {}
    sunday = easter - timedelta(1)
    return {
        "rameaux": sunday - timedelta(7),
        "vendredi saint": sunday - timedelta(2),
        "paques": sunday,
        "lundi de paques": easter,
        "ascension": ascension,
        "pentecote": sunday + timedelta(49),
        "lundi de pentecote": sunday + timedelta(50),
    }
