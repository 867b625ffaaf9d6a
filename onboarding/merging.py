"""Two moves of one mover become one, answer by answer; what loses is kept for thirty days.

Everything in a move that can differ lies in a slot: the alias of an adult, an answer,
the state of a task. Two moves are compared slot by slot.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.models import Adult, Answer, KeptVersion, Member, Move, TaskChange, TaskState
from onboarding.models.moves import MOST_ADULTS

Kind = KeptVersion.Kind
GoesAlong = Callable[[Move, Member], None]

# What belongs to the adults of a move and is no slot; whoever keeps it registers here.
_going_along: list[GoesAlong] = []


def goes_along(function: GoesAlong) -> GoesAlong:
    """Have something taken out of a found move, for a member, before that move is gone."""
    _going_along.append(function)
    return function


class Slot(NamedTuple):
    """A place in a move: what kind of thing, whose (an adult's number, None for all), which."""

    kind: str
    adult: int | None
    key: str = ""

    @property
    def name(self) -> str:
        """The slot as a form names it."""
        return f"{self.kind}.{self.adult or ''}.{self.key}"


class Version(NamedTuple):
    """What lies in a slot, and since when."""

    value: Any
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot in which two moves hold different things: the one kept so far, and the one found."""

    slot: Slot
    kept: Version
    found: Version

    @property
    def is_found_newer(self) -> bool:
        return self.found.given_at > self.kept.given_at


def differences(member: Member, found: Move) -> list[Difference]:
    """Return where a found move differs from the member's own."""
    kept = _contents(member.move, _own_numbers(member.move))
    other = _contents(found, _numbers(member, found))
    return [
        Difference(slot, kept[slot], version)
        for slot, version in other.items()
        if slot in kept and kept[slot].value != version.value
    ]


@transaction.atomic
def merge(member: Member, found: Move, wins: Collection[Slot]) -> bool:
    """Bring a found move into the member's; in the slots of `wins` what was found counts.

    Whatever loses is kept. False where the found move is gone: it was merged already.
    """
    numbers = _numbers(member, found)
    contents = _contents(found, numbers)
    lost = {d.slot: d.kept if d.slot in wins else d.found for d in differences(member, found)}
    # The key first: of two who merge at once, one waits here and then finds nothing.
    if not Move.objects.filter(pk=found.pk, key_digest=found.key_digest).update(key_digest=None):
        return False
    for take in _going_along:
        take(found, member)
    adults = _adults(member.move, numbers.values())
    theirs = {pk: adults[number] for pk, number in numbers.items()}
    given = dict(found.task_states.exclude(given_to=None).values_list("task", "given_to"))
    _history_goes_along(found, member, theirs)
    Move.objects.filter(pk=found.pk).delete()
    for slot, version in contents.items():
        if slot in lost:
            _keep(member, slot, lost[slot], adults)
        if slot not in lost or slot in wins:
            put(member.move, slot, version, adults)
    for task, adult in given.items():
        _give_what_nobody_has(member.move, task, theirs.get(adult))
    Move.objects.filter(pk=member.move.pk).update(used_at=timezone.now(), version=F("version") + 1)
    return True


@transaction.atomic
def bring_back(version: KeptVersion) -> None:
    """Let a kept version count again; what counted until now is kept in its place."""
    move = version.member.move
    slot = slot_of(version)
    adults = {adult.number: adult for adult in move.adults.all()}
    now = _contents(move, _own_numbers(move)).get(slot)
    version.delete()
    put(move, slot, Version(version.value, timezone.now()), adults)
    if now:
        _keep(version.member, slot, now, adults)


def slot_of(version: KeptVersion) -> Slot:
    """Return the place that a kept version came from."""
    return Slot(version.kind, version.adult.number if version.adult else None, version.key)


def _own_numbers(move: Move) -> dict[int, int]:
    return {adult.pk: adult.number for adult in move.adults.all()}


def _numbers(member: Member, found: Move) -> dict[int, int]:
    """Return which adult of the member's move each found adult is: the first is the member.

    The others are, in order, the adults who do not sign in themselves, then new ones.
    """
    theirs = list(found.adults.all())
    ours = list(member.move.adults.select_related("member"))
    free = [adult.number for adult in ours if not hasattr(adult, "member")]
    beyond = range(max(adult.number for adult in ours) + 1, MOST_ADULTS + 1)
    numbers = [member.adult.number, *free, *beyond]
    return {adult.pk: number for adult, number in zip(theirs, numbers, strict=False)}


def _contents(move: Move, numbers: Mapping[int, int]) -> dict[Slot, Version]:
    return dict(_versions(move, numbers))


def _versions(move: Move, numbers: Mapping[int, int]) -> Iterator[tuple[Slot, Version]]:
    for adult in move.adults.all():
        if adult.alias and adult.pk in numbers:
            yield Slot(Kind.ALIAS, numbers[adult.pk]), Version(adult.alias, move.used_at)
    for answer in move.answers.all():
        if answer.adult_id is None or answer.adult_id in numbers:
            slot = Slot(Kind.ANSWER, numbers.get(answer.adult_id), answer.question)
            yield slot, Version(answer.value, answer.answered_at)
    for row in move.task_states.all():
        if row.adult_id is None or row.adult_id in numbers:
            slot = Slot(Kind.TASK, numbers.get(row.adult_id), row.task)
            yield (
                slot,
                Version([row.state, row.done_on and row.done_on.isoformat()], row.changed_at),
            )


def put(move: Move, slot: Slot, version: Version, adults: Mapping[int, Adult]) -> None:
    """Write what lies in a slot."""
    adult = adults[slot.adult] if slot.adult else None
    match slot.kind:
        case Kind.ALIAS:
            Adult.objects.filter(pk=adult.pk).update(alias=version.value)
        case Kind.ANSWER:
            Answer.objects.update_or_create(
                move=move, adult=adult, question=slot.key, defaults={"value": version.value}
            )
        case Kind.TASK:
            state, done_on = version.value
            TaskState.objects.update_or_create(
                move=move,
                adult=adult,
                task=slot.key,
                defaults={"state": state, "done_on": done_on},
            )


def _adults(move: Move, numbers: Collection[int]) -> dict[int, Adult]:
    kept = {adult.number: adult for adult in move.adults.all()}
    new = [Adult(move=move, number=number) for number in numbers if number not in kept]
    return kept | {adult.number: adult for adult in Adult.objects.bulk_create(new)}


def _history_goes_along(found: Move, member: Member, theirs: Mapping[int, Adult]) -> None:
    """Keep who set a task to what, and when; not where somebody else would read it too."""
    if member.move.members.exclude(pk=member.pk).exists():
        return
    changes = list(found.task_changes.all())
    for change in changes:
        change.move, change.by = member.move, theirs.get(change.by_id)
        change.adult = theirs.get(change.adult_id)
    TaskChange.objects.bulk_update(changes, ["move", "by", "adult"])


def _give_what_nobody_has(move: Move, task: str, adult: Adult | None) -> None:
    """Let a task of the household be whose it was in the found move, unless somebody has it."""
    rows = TaskState.objects.filter(move=move, adult=None, task=task, given_to=None)
    rows.update(given_to=adult)


def _keep(member: Member, slot: Slot, version: Version, adults: Mapping[int, Adult]) -> None:
    member.kept_versions.create(
        kind=slot.kind,
        adult=adults[slot.adult] if slot.adult else None,
        key=slot.key,
        value=version.value,
        given_at=version.given_at,
    )
