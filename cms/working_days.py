"""Which days a Swedish municipality works: neither weekends, holidays, nor the three eves.

The holidays of the law (1989:253), and the eves that the annual leave act puts beside
them: midsummer, Christmas, New Year.
"""

from datetime import date, timedelta
from functools import lru_cache

FRIDAY, SATURDAY = 4, 5
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
"""Month and day: New Year, Epiphany, May Day, the national day, Christmas, New Year's Eve."""
FROM_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday, Ascension. The other movable holidays are weekends."""
EARLIEST_MIDSUMMER_EVE = (6, 19)


def working_day_after(day: date, number: int) -> date:
    """Return the day that lies a number of working days after another."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether the municipality works on a day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@lru_cache(maxsize=8)
def holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which nobody works although they may be weekdays."""
    fixed = {date(year, month, day) for month, day in FIXED}
    movable = {easter(year) + timedelta(days=days) for days in FROM_EASTER}
    return frozenset(fixed | movable | {_midsummer_eve(year)})


def _midsummer_eve(year: int) -> date:
    first = date(year, *EARLIEST_MIDSUMMER_EVE)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7)


def easter(year: int) -> date:
    """Return Easter Sunday, by the Gregorian rule of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    rest_leaps, rest_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * rest_leaps - epact - rest_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
