"""A task of the household that one adult takes on: all see it, only that adult is reminded."""

from collections.abc import Mapping

from django.db import transaction

from onboarding.models import Move, TaskState
from onboarding.ticking import NoSuchTask


def given(move: Move) -> Mapping[str, int]:
    """Return the index of the adult who has each task that somebody has taken on."""
    rows = move.task_states.filter(adult=None).exclude(given_to=None)
    return {task: number - 1 for task, number in rows.values_list("task", "given_to__number")}


def given_in_rows(move: Move) -> Mapping[str, int]:
    """Return the same from rows that were fetched with the move, without a query."""
    numbers = {adult.pk: adult.number - 1 for adult in move.adults.all()}
    return {
        row.task: numbers[row.given_to_id]
        for row in move.task_states.all()
        if row.adult_id is None and row.given_to_id in numbers
    }


@transaction.atomic
def give(move: Move, task: str, adult_number: int | None) -> None:
    """Give a task of the household to one adult, or back to all together with None."""
    adult = None
    if adult_number is not None:
        adult = move.adults.filter(number=adult_number).first()
        if adult is None:
            raise NoSuchTask(adult_number)
    row, _is_new = move.task_states.get_or_create(
        task=task, adult=None, defaults={"state": TaskState.State.TO_DO}
    )
    TaskState.objects.filter(pk=row.pk).update(given_to=adult)
