"""On which days something that is repeated happens: the part of RFC 5545's RRULE that people use.

A general reader of rules walks from the first day to the year 9999 in search of a 30th of
February. Here each day of a short time is held against the rule instead, so that no rule,
however it is written, takes longer than another.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
READ = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"
}  # fmt: skip
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
MOST_DAYS_COUNTED = 5 * 366
"""How far back a rule that counts may begin: its days have to be counted from there."""
A_DAY = timedelta(days=1)


class Unreadable(ValueError):
    """A rule beyond what is read here."""


@dataclass(frozen=True)
class Rule:
    """A rule in numbers. `weekdays` are pairs: place in the month or year, 0 for any; the day."""

    frequency: str
    interval: int
    count: int | None
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]
    week_begins: int

    @classmethod
    def parse(cls, parts: Mapping[str, Any]) -> "Rule":
        """Read a rule as icalendar gives it; raises Unreadable."""
        said = {name.upper(): _listed(value) for name, value in parts.items()}
        frequency = str(_one(said, "FREQ", "")).upper()
        if frequency not in FREQUENCIES or said.keys() - READ:
            raise Unreadable(frequency)
        try:
            rule = cls(
                frequency=frequency,
                interval=int(_one(said, "INTERVAL", 1)),
                count=int(_one(said, "COUNT", 0)) or None,
                weekdays=tuple(_weekday(str(day)) for day in said.get("BYDAY", ())),
                month_days=tuple(int(day) for day in said.get("BYMONTHDAY", ())),
                months=tuple(int(month) for month in said.get("BYMONTH", ())),
                positions=tuple(int(place) for place in said.get("BYSETPOS", ())),
                week_begins=_weekday(str(_one(said, "WKST", "MO")))[1],
            )
        except (TypeError, ValueError, KeyError, IndexError):
            raise Unreadable(frequency) from None
        if rule.interval < 1 or (rule.positions and frequency != "MONTHLY"):
            raise Unreadable(frequency)
        return rule

    def days(self, first: date, start: date, end: date) -> Iterator[date]:
        """Return the days from `start` to `end` on which what began on `first` happens."""
        day, left = first, self.count
        if left is None:
            day = max(first, start)
        elif (start - first).days > MOST_DAYS_COUNTED:
            raise Unreadable("It began too long ago to be counted.")
        of_first = _Anchored(self, first)
        while day <= end and left != 0:
            if of_first.holds(day):
                left = None if left is None else left - 1
                if day >= start:
                    yield day
            day += A_DAY


@dataclass(frozen=True)
class _Anchored:
    """A rule that began on a day, which says what the rule leaves unsaid."""

    rule: Rule
    first: date
    kept: dict[tuple[int, int], set[int]] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether it happens on a day."""
        if not self._is_in_turn(day) or not self._fits(day):
            return False
        return not self.rule.positions or day.day in self._of_month(day.year, day.month)

    @cached_property
    def months(self) -> tuple[int, ...]:
        is_said = self.rule.months or self.rule.weekdays or self.rule.month_days
        yearly = self.rule.frequency == "YEARLY"
        return (self.first.month,) if yearly and not is_said else self.rule.months

    @cached_property
    def month_days(self) -> tuple[int, ...]:
        by_date = self.rule.frequency in {"MONTHLY", "YEARLY"}
        is_said = self.rule.weekdays or self.rule.month_days
        return (self.first.day,) if by_date and not is_said else self.rule.month_days

    @cached_property
    def weekdays(self) -> tuple[tuple[int, int], ...]:
        is_said = self.rule.weekdays or self.rule.month_days
        weekly = self.rule.frequency == "WEEKLY"
        return ((0, self.first.weekday()),) if weekly and not is_said else self.rule.weekdays

    def _is_in_turn(self, day: date) -> bool:
        first, interval = self.first, self.rule.interval
        if self.rule.frequency == "DAILY":
            passed = (day - first).days
        elif self.rule.frequency == "WEEKLY":
            passed = (self._week(day) - self._week(first)).days // 7
        else:
            passed = day.year - first.year
            if self.rule.frequency == "MONTHLY":
                passed = passed * 12 + day.month - first.month
        return passed % interval == 0

    def _week(self, day: date) -> date:
        return date.fromordinal(day.toordinal() - (day.weekday() - self.rule.week_begins) % 7)

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days and not self._is_month_day(day):
            return False
        return not self.weekdays or any(self._is_weekday(day, *each) for each in self.weekdays)

    def _is_month_day(self, day: date) -> bool:
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        return day.day in self.month_days or from_end in self.month_days

    def _is_weekday(self, day: date, place: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not place or self.rule.frequency in {"DAILY", "WEEKLY"}:
            return True
        of_year = self.rule.frequency == "YEARLY" and not self.rule.months
        before, after = _around_in_year(day) if of_year else _around_in_month(day)
        return place == before // 7 + 1 if place > 0 else -place == after // 7 + 1

    def _of_month(self, year: int, month: int) -> set[int]:
        """Return the days of a month that stand at the places of the rule, worked out once."""
        if (year, month) not in self.kept:
            last = monthrange(year, month)[1]
            fitting = [n for n in range(1, last + 1) if self._fits(date(year, month, n))]
            places = (place - 1 if place > 0 else place for place in self.rule.positions)
            number = len(fitting)
            standing = {fitting[place] for place in places if -number <= place < number}
            self.kept[year, month] = standing
        return self.kept[year, month]


def _around_in_month(day: date) -> tuple[int, int]:
    return day.day - 1, monthrange(day.year, day.month)[1] - day.day


def _around_in_year(day: date) -> tuple[int, int]:
    return (day - date(day.year, 1, 1)).days, (date(day.year, 12, 31) - day).days


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _one(said: Mapping[str, list[Any]], name: str, default: Any) -> Any:
    values = said.get(name) or [default]
    return values[0]


def _weekday(text: str) -> tuple[int, int]:
    """Read "MO", "1MO" or "-1FR"."""
    return int(text[:-2] or 0), WEEKDAYS[text[-2:].upper()]
