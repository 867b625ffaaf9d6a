"""When reminders may be sent, by hand, around the nights when the clocks change (M-06)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from onboarding.notebook import quiet

SWEDEN = ZoneInfo("Europe/Stockholm")


def sweden(*when):
    """Return a moment by the clocks in Sweden, as the program reads it."""
    return datetime(*when, tzinfo=SWEDEN).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "is_quiet"),
    [(7, 59, True), (8, 0, False), (12, 0, False), (19, 59, False), (20, 0, True), (2, 30, True)],
)
@pytest.mark.parametrize("day", [(2027, 3, 28), (2027, 10, 31), (2027, 7, 1)])
def test_nothing_is_sent_by_night(day, hour, minute, is_quiet):
    assert quiet.is_quiet(sweden(*day, hour, minute)) is is_quiet


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (sweden(2027, 3, 27, 20, 30), datetime(2027, 3, 28, 6, tzinfo=UTC)),
        (sweden(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 6, tzinfo=UTC)),
        (sweden(2027, 10, 30, 23, 0), datetime(2027, 10, 31, 7, tzinfo=UTC)),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 7, tzinfo=UTC)),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), datetime(2027, 10, 31, 7, tzinfo=UTC)),
        (sweden(2027, 10, 31, 8, 0), datetime(2027, 11, 1, 7, tzinfo=UTC)),
    ],
)
def test_the_next_morning_is_at_eight_by_the_clocks_in_sweden(now, morning):
    assert quiet.next_morning(now) == morning


@pytest.mark.parametrize(
    ("looked_on", "now", "days"),
    [
        # An ordinary day, its second look, and one before its morning.
        (date(2027, 3, 1), sweden(2027, 3, 2, 8, 0), [2]),
        (date(2027, 3, 2), sweden(2027, 3, 2, 8, 10), []),
        (date(2027, 3, 1), sweden(2027, 3, 2, 7, 59), []),
        # After three days: the mornings that are at most 48 hours ago.
        (date(2027, 3, 1), sweden(2027, 3, 5, 8, 0), [5, 4, 3]),
        (date(2027, 3, 1), sweden(2027, 3, 5, 8, 1), [5, 4]),
        # Forward: from Friday to Sunday are 47 hours. Back: 49.
        (date(2027, 3, 20), sweden(2027, 3, 28, 8, 30), [28, 27, 26]),
        (date(2027, 10, 20), sweden(2027, 10, 31, 8, 0), [31, 30]),
    ],
)
def test_what_was_missed_is_made_up_for_within_48_hours(looked_on, now, days):
    assert [day.day for day in quiet.days_since(looked_on, now)] == days
