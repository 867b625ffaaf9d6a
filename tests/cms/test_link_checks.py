"""Links are checked politely, and called broken only when they are."""

import socket
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms import link_checks
from cms.link_checks import ask, check, check_some, due, one_of_each_host, remember
from cms.models import Answer, OutgoingLink
from config.settings import base
from tests import loaded
from tests.factories.pages import publish
from tests.serving import page, serving

pytestmark = pytest.mark.django_db
AT_NIGHT = base.LINK_CHECK_HOURS


@pytest.fixture
def server(settings):
    with serving() as running:
        settings.FETCHING_ALLOWED_PRIVATE = [running.netloc]
        yield running


@pytest.fixture
def link():
    """A link on a page, to an address where nothing has been asked yet."""
    OutgoingLink.objects.all().delete()
    return on_a_page("https://example.com/")


def on_a_page(address, **fields):
    made = OutgoingLink.objects.create(address=address, **fields)
    made.pages.add(loaded.page("page:rent").page_ptr)
    return made


def answered(link, answer, day):
    """Let a link answer at noon of a day in November 2026, and return whether it is broken."""
    remember(link, answer, None)
    link.refresh_from_db()
    return link.is_broken


# What an answer means ---------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.WORKS),
        (204, Answer.WORKS),
        (404, Answer.GONE),
        (410, Answer.GONE),
        (500, Answer.FAULT),
        (503, Answer.FAULT),
        (400, Answer.UNSURE),
        (401, Answer.UNSURE),
        (403, Answer.UNSURE),
        (405, Answer.UNSURE),
        (429, Answer.UNSURE),
        (451, Answer.UNSURE),
        (999, Answer.UNSURE),
    ],
)
def test_what_a_status_means(server, status, answer):
    server.paths["/"] = page(status)
    assert ask(server.url()) == (answer, status)


def test_a_head_is_enough_where_it_is_answered(server):
    server.paths["/"] = page(body=b"", content_length="9000000")
    assert ask(server.url()) == (Answer.WORKS, 200)
    assert [request.method for request in server.asked] == ["HEAD"]


@pytest.mark.parametrize("refusal", [405, 404, 403, 500, 501])
def test_whoever_refuses_a_head_is_asked_for_the_page(server, refusal):
    def answer(server, call):
        asked = server.asked[-1].method
        call.sendall(page(refusal, b"") if asked == "HEAD" else page())

    server.paths["/"] = answer
    assert ask(server.url()) == (Answer.WORKS, 200)
    assert [request.method for request in server.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(("status", "answer"), [(200, Answer.WORKS), (404, Answer.GONE)])
def test_a_large_page_says_with_its_status_what_it_is(server, status, answer):
    def reply(server, call):
        is_head = server.asked[-1].method == "HEAD"
        call.sendall(page(405, b"") if is_head else page(status, b"x" * 1_000_000))

    server.paths["/"] = reply
    assert ask(server.url()) == (answer, status)


def test_a_website_that_hangs_is_silent(server, monkeypatch):
    monkeypatch.setattr(link_checks, "PATIENCE", 0.2)
    server.paths["/"] = lambda server, call: server.over.wait(10)
    assert ask(server.url()) == (Answer.SILENT, None)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://example.com:81/"]
)
def test_where_the_service_never_goes_nothing_is_known(address):
    assert ask(address) == (Answer.UNSURE, None)


def test_a_website_that_leads_round_in_a_circle_may_do_so_for_programs_only(server):
    server.paths["/"] = page(302, location="/")
    assert ask(server.url())[0] == Answer.UNSURE


# When a link is broken --------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (Answer.GONE, 2),
        (Answer.UNKNOWN_HOST, 2),
        (Answer.FAULT, 3),
        (Answer.SILENT, 3),
        (Answer.UNSAFE, 3),
    ],
)
def test_a_link_is_broken_after_so_many_days(link, time_machine, answer, days):
    broken = []
    for day in range(1, days + 1):
        time_machine.move_to(datetime(2026, 11, day, 12, tzinfo=timezone.get_current_timezone()))
        # However often it is asked on one day.
        answered(link, answer, day)
        broken.append(answered(link, answer, day))
    assert broken == [False] * (days - 1) + [True]
    assert link.failing_since.isoformat() == "2026-11-01"


def test_a_link_that_works_again_is_not_broken(link, time_machine):
    for day in (1, 2):
        time_machine.move_to(datetime(2026, 11, day, 12, tzinfo=timezone.get_current_timezone()))
        answered(link, Answer.GONE, day)
    assert link.is_broken
    assert not answered(link, Answer.WORKS, 2)
    assert (link.failures, link.failing_since) == (0, None)


@pytest.mark.parametrize("days", [5, 10])
def test_what_keeps_programs_out_is_never_broken(link, time_machine, days):
    for day in range(1, days):
        time_machine.move_to(datetime(2026, 11, day, 12, tzinfo=timezone.get_current_timezone()))
        assert not answered(link, Answer.UNSURE, day)


# Our own way out ---------------------------------------------------------------


@pytest.fixture
def silent(settings, server):
    """An address where nobody is at home."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        netloc = "{}:{}".format(*listener.getsockname())
    settings.FETCHING_ALLOWED_PRIVATE = [server.netloc, netloc]
    OutgoingLink.objects.all().delete()
    return on_a_page(f"http://{netloc}/")


def test_silence_counts_where_another_website_answers(server, silent):
    witness = on_a_page(server.url("/"), status=200, answer=Answer.WORKS)
    assert check(silent)
    assert (silent.answer, silent.failures) == (Answer.SILENT, 1)
    witness.refresh_from_db()
    assert (witness.status, witness.failures) == (404, 1)


def test_another_website_is_asked_once_for_many(server, silent):
    on_a_page(server.url("/"), status=200, answer=Answer.WORKS)
    check(silent)
    check(silent)
    assert len(server.asked) == 2  # HEAD and GET


def test_silence_everywhere_is_our_own(server, silent, settings):
    settings.FETCHING_ALLOWED_PRIVATE = settings.FETCHING_ALLOWED_PRIVATE[1:]
    on_a_page(server.url("/"), status=200, answer=Answer.WORKS)
    OutgoingLink.objects.filter(pk=silent.pk).update(failures=1, answer=Answer.SILENT)
    silent.refresh_from_db()
    assert not check(silent)
    silent.refresh_from_db()
    assert (silent.failures, silent.answer) == (1, Answer.SILENT)
    assert silent.checked_at


def test_the_same_website_is_no_witness_and_where_there_is_none_nothing_is_known(silent):
    on_a_page(f"{silent.address}annan", status=200, checked_at=timezone.now())
    assert not check(silent)


# Politeness -------------------------------------------------------------------


def test_one_round_asks_each_website_once(link):
    for path in ("a", "b", "c"):
        on_a_page(f"https://one.example.com/{path}")
        on_a_page(f"https://two.example.com/{path}")
    chosen = one_of_each_host(due(timezone.localtime()), 10)
    hosts = [chosen_link.address.split("/")[2] for chosen_link in chosen]
    assert sorted(hosts) == ["example.com", "one.example.com", "two.example.com"]


def test_a_link_is_due_once_a_week_and_the_next_night_when_it_failed(link):
    now = timezone.localtime()

    def is_due(**fields):
        OutgoingLink.objects.filter(pk=link.pk).update(**fields)
        return due(now).filter(pk=link.pk).exists()

    assert is_due(checked_at=None)
    assert not is_due(checked_at=now - timedelta(days=6))
    assert is_due(checked_at=now - timedelta(days=8))
    assert not is_due(checked_at=now - timedelta(hours=10), failures=1)
    assert is_due(checked_at=now - timedelta(hours=21), failures=1)


def test_the_links_of_pages_that_are_not_published_are_left_alone(link):
    loaded.page("page:rent").unpublish()
    assert not due(timezone.localtime()).exists()


def test_a_round_takes_a_few_and_ends_in_time(link, server, monkeypatch):
    OutgoingLink.objects.all().delete()
    server.paths |= {"/a": page(), "/b": page()}
    first, second = on_a_page(server.url("/a")), on_a_page(server.url("/b"))
    check_some(10, timezone.localtime())
    for checked in (first, second):
        checked.refresh_from_db()
    assert first.checked_at
    assert not second.checked_at
    monkeypatch.setattr(link_checks, "LONGEST_ROUND", 0)
    check_some(10, timezone.localtime())
    second.refresh_from_db()
    assert not second.checked_at


@pytest.mark.parametrize(("hour", "asks"), [(0, False), (2, True), (5, False), (12, False)])
def test_links_are_checked_at_night(server, settings, time_machine, hour, asks):
    settings.LINK_CHECK_HOURS = AT_NIGHT
    server.paths["/a"] = page()
    body = [{"type": "text", "value": f'<p><a href="{server.url("/a")}">a</a></p>'}]
    publish(loaded.page("page:rent"), body=body)
    OutgoingLink.objects.exclude(address=server.url("/a")).delete()
    time_machine.move_to(timezone.localtime().replace(hour=hour, minute=30), tick=True)
    link_checks.run()
    assert bool(server.asked) == asks


def test_no_more_than_a_few_hundred_are_asked_in_a_night(
    server, link, settings, time_machine, monkeypatch
):
    settings.LINK_CHECK_HOURS = AT_NIGHT
    monkeypatch.setattr(link_checks, "MOST_A_NIGHT", 1)
    now = timezone.localtime().replace(hour=2, minute=30)
    time_machine.move_to(now, tick=True)
    server.paths["/a"] = page()
    on_a_page(server.url("/a"))
    OutgoingLink.objects.filter(pk=link.pk).update(checked_at=now)
    link_checks.run()
    assert server.asked == []


def test_a_check_keeps_what_was_answered(server, link):
    server.paths["/"] = page(404)
    there = on_a_page(server.url())
    check(there)
    there.refresh_from_db()
    assert (there.answer, there.status, there.failures) == (Answer.GONE, 404, 1)
    assert there.checked_at


def test_nobody_is_asked_from_a_machine_that_builds_or_tests(link, settings, time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=2, minute=30), tick=True)
    assert settings.LINK_CHECK_HOURS == []
    link_checks.run()
    link.refresh_from_db()
    assert link.checked_at is None
