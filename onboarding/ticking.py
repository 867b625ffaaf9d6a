"""How far a task has come: set, never toggled, so that saying it twice changes nothing."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.models import Move, TaskState


class NoSuchTask(LookupError):
    """The task, or the adult, is not part of this move."""


@transaction.atomic
def set_state(
    move: Move, task: str, adult_number: int | None, state: str, done_on: date | None = None
) -> None:
    """Set the state of a task, for the household or for one adult.

    A done task has a day, today unless another is given: other tasks may count from it.
    """
    adult = None
    if adult_number is not None:
        adult = move.adults.filter(number=adult_number).first()
        if adult is None:
            raise NoSuchTask(adult_number)
    is_done = state == TaskState.State.DONE
    kept = move.task_states.filter(task=task, adult=adult).first()
    if is_done and done_on is None:
        done_on = kept.done_on if kept and kept.done_on else timezone.localdate()
    move.task_states.update_or_create(
        task=task,
        adult=adult,
        defaults={"state": state, "done_on": done_on if is_done else None},
    )
    Move.objects.filter(pk=move.pk).update(used_at=timezone.now(), version=F("version") + 1)
