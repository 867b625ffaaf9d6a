"""Plans are kept for thirty days after their last use, and then forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from onboarding.models import Answer, Move

pytestmark = pytest.mark.django_db


def a_move_used(days_ago: int) -> Move:
    used_at = timezone.now() - timedelta(days=days_ago)
    move = Move.objects.create(key_digest=str(days_ago), language="sv", used_at=used_at)
    move.answers.create(question="pets", value="yes")
    return move


def test_a_move_that_nobody_used_for_thirty_days_is_forgotten_with_its_answers():
    old = a_move_used(days_ago=31)
    call_command("forget_moves")
    assert not Move.objects.filter(pk=old.pk).exists()
    assert not Answer.objects.filter(move_id=old.pk).exists()


def test_a_move_that_was_used_lately_is_kept():
    recent = a_move_used(days_ago=29)
    call_command("forget_moves")
    assert Move.objects.filter(pk=recent.pk).exists()
