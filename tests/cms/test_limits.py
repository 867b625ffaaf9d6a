"""Somebody who does too much of a thing is told to wait; nobody is remembered."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import RequestFactory

from cms.accounts.models import Count
from cms.limits import is_over, is_over_rates, network, once

pytestmark = pytest.mark.django_db


def request(address="192.0.2.7", forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_as_often_as_allowed_and_no_more():
    over = [is_over(request(), "report", most=3, seconds=60) for _time in range(5)]
    assert over == [False, False, False, True, True]


def test_somebody_else_and_something_else_count_apart():
    assert not is_over(request(), "report", most=1, seconds=60)
    assert not is_over(request("192.0.2.8"), "report", most=1, seconds=60)
    assert not is_over(request(), "answer", most=1, seconds=60)
    assert is_over(request(), "report", most=1, seconds=60)


def test_the_count_begins_anew_when_its_time_has_passed(time_machine):
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    assert not is_over(request(), "report", most=1, seconds=60)
    assert is_over(request(), "report", most=1, seconds=60)
    time_machine.move_to("2026-11-23 12:01:01+01:00", tick=False)
    assert not is_over(request(), "report", most=1, seconds=60)


def test_two_counts_of_the_same_hold_together():
    over = [is_over_rates(request(), "ask", "2/60s,3/3600s", "kim") for _time in range(3)]
    assert over == [False, False, True]
    assert not is_over_rates(request(), "ask", "2/60s,3/3600s", "lo")
    assert not is_over_rates(request(), "ask", "", "kim")


def test_a_double_click_makes_one_thing(settings):
    """Within a process, where a second click may come before the first one is through."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, "limits": {"BACKEND": backend}}
    made = []
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(
                lambda _number: once(request(), "found", lambda: made.append(1) or 7, seconds=10),
                range(8),
            )
        )
    assert results == [7] * 8
    assert made == [1]


def test_nothing_that_is_kept_holds_an_address():
    is_over(request(), "report", most=1, seconds=60)
    once(request(), "found", lambda: 7, seconds=60)
    counted = Count.objects.values()
    assert len(counted) == 2
    assert "192.0.2.7" not in str(counted)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.7"),  # nobody is believed
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the left one is the client's word
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (1, None, "192.0.2.7"),  # the proxy says nothing
        (2, "203.0.113.9", "192.0.2.7"),  # a proxy was passed by
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert network(request(forwarded=forwarded)) == expected
