"""The one door to a move."""

from datetime import timedelta

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.utils import timezone

from onboarding import access
from onboarding.models import Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_with(rf, settings):
    def made(key):
        request = rf.get("/")
        request.LANGUAGE_CODE = "sv"
        request.COOKIES[settings.MOVE_COOKIE_NAME] = key
        return request

    return made


def test_a_key_opens_its_move_and_no_other(request_with):
    keys = [Move.new_key() for _ in range(2)]
    moves = [access.begin_move(request_with(""), key) for key in keys]
    assert [access.open_move(request_with(key)) for key in keys] == moves
    for wrong in ("", "x", keys[0][:-1], keys[0].swapcase(), moves[0].key_digest):
        assert access.open_move(request_with(wrong)) is None


def test_keys_are_long_and_never_the_same():
    keys = {Move.new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(access.is_key(key) for key in keys)


def test_the_database_does_not_hold_the_key(request_with):
    key = Move.new_key()
    move = access.begin_move(request_with(""), key)
    assert key not in str(Move.objects.filter(pk=move.pk).values())


def test_a_second_click_makes_no_second_move(request_with):
    key = Move.new_key()
    assert access.begin_move(request_with(""), key) == access.begin_move(request_with(""), key)
    assert Move.objects.get().adults.count() == 1


@pytest.mark.parametrize("key", ["", "x", "x" * 42, "x" * 44, "x" * 42 + "\n", "é" * 43])
def test_no_move_begins_without_a_proper_key(request_with, key):
    with pytest.raises(SuspiciousOperation):
        access.begin_move(request_with(""), key)
    assert not Move.objects.exists()


def test_touching_writes_once_a_day(request_with, django_assert_num_queries):
    move = access.begin_move(request_with(""), Move.new_key())
    with django_assert_num_queries(0):
        access.touch(move)
    move.used_at = timezone.now() - timedelta(days=2)
    with django_assert_num_queries(1):
        access.touch(move)


def test_closing_takes_the_key_away(settings):
    response = HttpResponse()
    access.close(response)
    cookie = response.cookies[settings.MOVE_COOKIE_NAME]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")
