"""Leaving a plan that several adults keep, with a copy of all that one could see in it.

It happens at once and nobody is told. The others see that the adult no longer shares the
plan; the answers, the notes and everything else of that adult are gone from it. What the
others had shared is in the copy too.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onboarding import lanes
from onboarding.models import Adult, Answer, Member, Move, TaskChange, TaskState
from onboarding.notebook.models import Note, OwnerOffer, OwnTask, SavedThing
from onboarding.notebook.models.keeping import Written

KEPT = ("saved_things", "notes", "own_tasks")


class NobodyLeft(ValueError):
    """A plan that nobody else keeps is deleted, not left."""


@transaction.atomic
def leave(member: Member, *, keeps_shared: bool = True) -> Move:
    """Take a copy of the plan and go. Somebody else owns the old one, if it was the leaver's.

    Without `keeps_shared` the copy lacks what the others had shared.
    """
    old, adult = member.move, member.adult
    others = list(old.members.exclude(pk=member.pk).order_by("joined_at", "pk"))
    if not others:
        raise NobodyLeft
    heir = others[0]
    lane = lanes.of(old)
    copy = Move.objects.create(language=old.language, phase=old.phase)
    adults = _copy_adults(old, copy)
    open_numbers = [number for number in adults if lane.is_open(number - 1)]
    _copy_answers(old, copy, adults, open_numbers)
    _copy_states(old, copy, adults, open_numbers)
    _copy_changes(old, copy, adults, open_numbers)
    _take_own(member, copy, adults)
    if keeps_shared:
        _copy_shared(old, adults[adult.number])
    if member.is_owner:
        Member.objects.filter(pk=heir.pk).update(is_owner=True)
    _clear(adult)
    if len(others) == 1:
        _unshare(heir.adult)
    copy.reader = Member.objects.select_related("adult").get(pk=member.pk)
    return copy


def _copy_adults(old: Move, copy: Move) -> dict[int, Adult]:
    made = Adult.objects.bulk_create(
        Adult(move=copy, number=adult.number, alias=adult.alias) for adult in old.adults.all()
    )
    return {adult.number: adult for adult in made}


def _copy_answers(
    old: Move, copy: Move, adults: Mapping[int, Adult], open_numbers: list[int]
) -> None:
    rows = list(old.answers.select_related("adult"))
    seen = [row for row in rows if row.adult is None or row.adult.number in open_numbers]
    made = Answer.objects.bulk_create(
        Answer(
            move=copy,
            adult=row.adult and adults[row.adult.number],
            question=row.question,
            value=row.value,
            replaced=row.replaced,
        )
        for row in seen
    )
    for row, new in zip(seen, made, strict=True):
        new.answered_at = row.answered_at
    Answer.objects.bulk_update(made, ["answered_at"])


def _copy_states(
    old: Move, copy: Move, adults: Mapping[int, Adult], open_numbers: list[int]
) -> None:
    rows = old.task_states.select_related("adult", "given_to")
    TaskState.objects.bulk_create(
        TaskState(
            move=copy,
            adult=row.adult and adults[row.adult.number],
            task=row.task,
            state=row.state,
            done_on=row.done_on,
            given_to=row.given_to and adults[row.given_to.number],
        )
        for row in rows
        if row.adult is None or row.adult.number in open_numbers
    )


def _copy_changes(
    old: Move, copy: Move, adults: Mapping[int, Adult], open_numbers: list[int]
) -> None:
    TaskChange.objects.bulk_create(
        TaskChange(
            move=copy,
            adult=row.adult and adults[row.adult.number],
            task=row.task,
            state=row.state,
            by=row.by and adults[row.by.number],
            at=row.at,
        )
        for row in old.task_changes.select_related("adult", "by").order_by("at", "pk")
        if row.adult is None or row.adult.number in open_numbers
    )


def _take_own(member: Member, copy: Move, adults: Mapping[int, Adult]) -> None:
    """Move what belongs to the leaver alone: it is not shared with the old plan any more."""
    OwnerOffer.objects.filter(to=member).delete()
    old, adult = member.adult, adults[member.adult.number]
    for number, new in adults.items():
        member.kept_versions.filter(adult__number=number).update(adult=new)
    for name in KEPT:
        # What was shared was shared with those of the old plan, not with whoever comes next.
        getattr(old, name).update(adult=adult, is_shared=False)
    Member.objects.filter(pk=member.pk).update(move=copy, adult=adult, is_owner=True)


def _copy_shared(old: Move, adult: Adult) -> None:
    """Copy what the others share, for the leaver alone; the others' own stays as it is."""
    shared = {"adult__move": old, "is_shared": True}
    things = {(t.page_key, t.part): t for t in adult.saved_things.defer("as_saved")}
    copies: dict[int, SavedThing] = {}
    for thing in SavedThing.objects.filter(**shared):
        number, place = thing.pk, (thing.page_key, thing.part)
        copies[number] = things[place] = things.get(place) or _copied(thing, adult)
    for note in Note.objects.filter(**shared):
        _copied(note, adult, about=copies.get(note.about_id))
    for task in OwnTask.objects.filter(**shared):
        _copied(task, adult)


def _copied(row: Any, adult: Adult, **values: Any) -> Any:
    """Write a row anew, for an adult who has written it from now on and shares it with nobody."""
    row.pk, row._state.adding = None, True
    if isinstance(row, Written):
        values |= {"submission": None, "changed_by": adult}
    for name, value in {"adult": adult, "is_shared": False, **values}.items():
        setattr(row, name, value)
    row.save()
    return row


def _clear(adult: Adult) -> None:
    """Let nothing of the leaver stay behind but what they are called."""
    adult.answers.all().delete()
    TaskState.objects.filter(adult=adult).delete()
    TaskState.objects.filter(given_to=adult).update(given_to=None)
    Adult.objects.filter(pk=adult.pk).update(has_left=True)


def _unshare(alone: Adult) -> None:
    """Share nothing of the last one any more: whoever is asked in next is somebody else."""
    for name in KEPT:
        getattr(alone, name).update(is_shared=False)
