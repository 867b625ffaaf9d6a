"""What is repeated, held against a reader of all rules where that one comes to an end."""

import random
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from dateutil.rrule import rrulestr

from cms.directory.recurring import Rule, Unreadable

START, END = date(2027, 1, 10), date(2028, 1, 9)
RULES = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
    "FREQ=WEEKLY;COUNT=10;BYDAY=TU,TH",
    "FREQ=DAILY;INTERVAL=10",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=6,7",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=-1SA",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=21",
    "FREQ=MONTHLY;COUNT=7;BYMONTHDAY=31",
]


def parts(text):
    return {name: value.split(",") for name, value in (part.split("=") for part in text.split(";"))}


def days(text, first, start=START, end=END):
    return list(Rule.parse(parts(text)).days(first, start, end))


def by_the_book(text, first):
    rule = rrulestr(text, dtstart=datetime(first.year, first.month, first.day))  # noqa: DTZ001
    found = rule.between(
        datetime(*START.timetuple()[:3]),  # noqa: DTZ001
        datetime(*END.timetuple()[:3]),  # noqa: DTZ001
        inc=True,
    )
    return [moment.date() for moment in found]


@pytest.mark.parametrize("text", RULES)
@pytest.mark.parametrize("first", [date(2025, 1, 31), date(2026, 12, 28), date(2027, 3, 2)])
def test_a_rule_is_read_as_others_read_it(text, first):
    assert days(text, first) == by_the_book(text, first)


def test_rules_put_together_by_chance_are_read_as_others_read_them():
    chance = random.Random(7)
    for _round in range(300):
        text = f"FREQ={chance.choice(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])}"
        text += f";INTERVAL={chance.randint(1, 5)}"
        # Several days of the week with places among them others join by "and"; RFC 5545 by "or".
        some = [
            f";BYDAY={','.join(chance.sample(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], 2))}",
            f";BYMONTHDAY={chance.randint(1, 28)},{chance.randint(-5, -1)}",
            f";BYMONTH={chance.randint(1, 12)}",
        ]
        text += "".join(chance.sample(some, chance.randint(0, 2)))
        if chance.random() < 0.3:
            text += f";COUNT={chance.randint(1, 40)}"
        first = date(2026, 1, 1) + timedelta(days=chance.randint(0, 500))
        assert days(text, first) == by_the_book(text, first), (text, first)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=99999999",
        "FREQ=",
        "COUNT=3",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;INTERVAL=x",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYSETPOS=1;BYDAY=MO",
        "FREQ=DAILY;BYHOUR=9,10",
    ],
)
def test_what_is_not_read_says_so(text):
    with pytest.raises(Unreadable):
        days(text, START)


def test_what_counts_from_long_ago_is_not_read():
    with pytest.raises(Unreadable):
        days("FREQ=WEEKLY;COUNT=9999", date(2010, 1, 1))
    assert days("FREQ=WEEKLY", date(1950, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;INTERVAL=999999999999",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    ],
)
def test_a_rule_that_never_holds_takes_no_time(text):
    begun = process_time()
    days(text, date(2027, 1, 11))
    assert process_time() - begun < 0.1
