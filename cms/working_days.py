"""Which days a Swedish municipality works: neither weekends, holidays, nor the three eves.

The holidays are those of the law (1989:253), worked out by the `holidays` package; the annual
leave act puts three eves beside them: midsummer, Christmas, New Year.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays as calendar

SATURDAY = 5
CHRISTMAS_EVE, NEW_YEARS_EVE = (12, 24), (12, 31)
MIDSUMMER_DAY = "Midsommardagen"


def working_day_after(day: date, number: int) -> date:
    """Return the day that lies a number of working days after another."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def last_working_day(day: date) -> date:
    """Return a day itself where it is worked, or else the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def is_working_day(day: date) -> bool:
    """Whether the municipality works on a day."""
    return day.weekday() < SATURDAY and not holiday(day)


def holiday(day: date) -> str:
    """Return the Swedish name of a holiday or one of the eves; "" on every other day."""
    return holidays(day.year).get(day, "")


@lru_cache(maxsize=8)
def holidays(year: int) -> dict[date, str]:
    """Return the days of a year on which nobody works although they may be weekdays, by name."""
    found = dict(calendar.Sweden(years=year, include_sundays=False, language="sv").items())
    midsummer = next(day for day, name in found.items() if name == MIDSUMMER_DAY)
    return {
        **found,
        midsummer - timedelta(days=1): "Midsommarafton",
        date(year, *CHRISTMAS_EVE): "Julafton",
        date(year, *NEW_YEARS_EVE): "Nyårsafton",
    }
