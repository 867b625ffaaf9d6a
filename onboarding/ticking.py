"""How far a task has come: set, never toggled, so that saying it twice changes nothing."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.answering import default_alias
from onboarding.models import Adult, Move, TaskChange, TaskState


class NoSuchTask(LookupError):
    """The task, or the adult, is not part of this move."""


@transaction.atomic
def set_state(
    move: Move,
    task: str,
    adult_number: int | None,
    state: str,
    done_on: date | None = None,
    by: Adult | None = None,
) -> None:
    """Set the state of a task, for the household or for one adult, and note who did.

    A done task has a day, today unless another is given: other tasks may count from it.
    """
    # The move comes first: of two who set the same task at once, one waits here.
    Move.objects.filter(pk=move.pk).update(used_at=timezone.now(), version=F("version") + 1)
    adult = None
    if adult_number is not None:
        adult = move.adults.filter(number=adult_number).first()
        if adult is None:
            raise NoSuchTask(adult_number)
    values = {"state": state, "done_on": None}
    if state == TaskState.State.DONE:
        values["done_on"] = done_on or timezone.localdate()
    row, is_new = move.task_states.get_or_create(task=task, adult=adult, defaults=values)
    is_change = is_new or row.state != state
    if not is_new:
        if row.done_on and values["done_on"] and done_on is None:
            values["done_on"] = row.done_on
        TaskState.objects.filter(pk=row.pk).update(**values, changed_at=timezone.now())
    if is_change:
        TaskChange.objects.create(move=move, task=task, adult=adult, state=state, by=by)


def changes(move: Move, task: str, adult_number: int | None) -> list[TaskChange]:
    """Return what a task was set to, the newest first, each with `by_name`: who set it."""
    found = list(
        move.task_changes.filter(task=task, adult__number=adult_number).select_related("by")
    )
    for change in found:
        change.by_name = change.by and (change.by.alias or default_alias(change.by.number))
    return found
