"""Regular jobs run when they are due, in one worker, and a broken one stops no other."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from cms.jobs.models import JobRun
from cms.jobs.running import Job, run_due

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)


def test_a_job_runs_at_first_and_then_when_it_is_due():
    ran = []
    job = Job("count", lambda: ran.append(1), every=timedelta(minutes=5))
    with time_machine.travel(NOON) as clock:
        assert run_due([job]) == ["count"]
        assert run_due([job]) == []
        clock.shift(timedelta(minutes=6))
        assert run_due([job]) == ["count"]
    assert len(ran) == 2


def test_a_job_that_was_missed_runs_once():
    ran = []
    job = Job("count", lambda: ran.append(1), every=timedelta(minutes=5))
    with time_machine.travel(NOON) as clock:
        run_due([job])
        clock.shift(timedelta(days=3))
        run_due([job])
        run_due([job])
    assert len(ran) == 2


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2027, 3, 1, 1, tzinfo=UTC), datetime(2027, 3, 1, 2, 30, tzinfo=UTC)),
        (datetime(2027, 3, 1, 11, tzinfo=UTC), datetime(2027, 3, 2, 2, 30, tzinfo=UTC)),
        # The night when the clock goes forward, and the one when it goes back.
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 30, 12, tzinfo=UTC), datetime(2027, 10, 31, 2, 30, tzinfo=UTC)),
    ],
)
def test_a_job_of_the_night_keeps_the_clock_of_sweden(now, due):
    assert Job("nightly", print, at=time(3, 30)).next_after(now) == due


def test_a_broken_job_stops_no_other(caplog):
    ran = []
    jobs = [Job("broken", lambda: 1 / 0), Job("fine", lambda: ran.append(1))]
    assert run_due(jobs) == ["broken", "fine"]
    assert ran == [1]
    assert JobRun.objects.get(name="broken").fault == "ZeroDivisionError"
    assert "broken" in caplog.text


def test_a_job_runs_in_one_worker_at_a_time():
    inner = []
    job = Job("once", lambda: inner.extend(run_due([job])))
    assert run_due([job]) == ["once"]
    assert inner == []


def test_what_a_dead_worker_began_runs_again():
    job = Job("again", lambda: None)
    with time_machine.travel(NOON) as clock:
        JobRun.objects.create(name="again", due_at=NOON, lease_until=NOON + timedelta(minutes=30))
        assert run_due([job]) == []
        clock.shift(timedelta(minutes=31))
        assert run_due([job]) == ["again"]
