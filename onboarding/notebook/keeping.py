"""What an adult keeps: saved things, notes, own tasks. Private until its writer shares it.

Only the writer shares a thing, or takes it away. A shared note or own task can be changed by
every member; whoever changes something that somebody else has changed meanwhile is told, and
both versions are there.
"""

import unicodedata
from datetime import date
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from onboarding.answering import default_alias
from onboarding.models import Adult, Member, Move
from onboarding.notebook import texts
from onboarding.notebook.models import Note, OwnTask, SavedThing
from onboarding.notebook.models.keeping import Kept, Written


class ChangedMeanwhile(Exception):
    """Somebody changed it after the page was opened. `now` is how it stands."""

    def __init__(self, now: Written) -> None:
        super().__init__()
        self.now = now


class Gone(LookupError):
    """It was taken away, or is not shared any more."""


class NothingToSave(LookupError):
    """The page has no such contact."""


# What is written for the first time is one row, which `get_or_create` writes by itself: other
# writers wait for that and not for what is found out before.

# Saved things -------------------------------------------------------------------


def save(adult: Adult, page: Page, part: str = "") -> SavedThing:
    """Save a page, or one contact of an organisation. Saved before, it stays as it is."""
    said = texts.of(page, part)
    if not said:
        raise NothingToSave
    thing, _is_new = SavedThing.objects.get_or_create(
        adult=adult,
        page_key=page.translation_key,
        part=part,
        defaults={"title": texts.title(page, part), **_snapshot(page, said)},
    )
    return thing


def see(thing: SavedThing, page: Page) -> None:
    """Take what a page says today as what its reader knows of it; nothing if it says nothing."""
    if said := texts.of(page, thing.part):
        SavedThing.objects.filter(pk=thing.pk).update(
            title=texts.title(page, thing.part), seen_at=timezone.now(), **_snapshot(page, said)
        )


@transaction.atomic
def replace(thing: SavedThing, page: Page) -> SavedThing:
    """Save what took the place of something, with the notes on it."""
    if page.translation_key == thing.page_key and not thing.part:
        see(thing, page)
        return thing
    new = save(thing.adult, page)
    thing.notes.update(about=new)
    share(new, new.is_shared or thing.is_shared)
    thing.delete()
    return new


def _snapshot(page: Page, said: texts.Texts) -> dict[str, object]:
    return {"language": page.language, "as_saved": {"address": page.url, "texts": said}}


# Sharing, and taking away -------------------------------------------------------


def share(kept: Kept, is_shared: bool) -> None:
    """Let the other members of the move see something, or no longer."""
    type(kept).objects.filter(pk=kept.pk).update(is_shared=is_shared)


def take_away(kept: Kept) -> None:
    """Delete something. Notes on a saved thing stay, as notes of their own."""
    kept.delete()


def others(move: Move) -> list[str]:
    """Return what the other members of a move are called; nobody in a browser with a key."""
    if move.reader is None:
        return []
    members = move.members.exclude(pk=move.reader.pk).order_by("adult__number")
    return [called(member.adult) for member in members.select_related("adult")]


def called(adult: Adult) -> str:
    """Return what an adult is called."""
    return adult.alias or default_alias(adult.number)


# Notes --------------------------------------------------------------------------


def write_note(
    adult: Adult,
    body: str,
    submission: UUID,
    *,
    about: SavedThing | None = None,
    is_shared: bool = False,
) -> Note:
    """Write a note, free or on something saved. The same form sent twice writes it once."""
    note, _is_new = Note.objects.get_or_create(
        adult=adult,
        submission=submission,
        defaults={"body": body, "about": about, "is_shared": is_shared, "changed_by": adult},
    )
    return note


def change_note(note: Note, body: str, *, by: Adult, version: int) -> None:
    """Write a note anew over the version that its page showed."""
    _change(note, {"body": body}, by=by, version=version)


def search(adult: Adult, words: str) -> list[Note]:
    """Return the notes an adult sees that hold all of these words, the newest first.

    Notes are encrypted, so they are looked through here, one by one.
    """
    wanted = _folded(words).split()
    if not wanted:
        return []
    notes = Note.objects.seen_by(adult).select_related("adult", "about")
    return [note for note in notes if all(word in _folded(note.body) for word in wanted)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


# Own tasks ----------------------------------------------------------------------


def add_task(
    adult: Adult, title: str, day: date | None, submission: UUID, *, is_shared: bool = False
) -> OwnTask:
    """Add an own task. The same form sent twice adds it once."""
    task, _is_new = OwnTask.objects.get_or_create(
        adult=adult,
        submission=submission,
        defaults={"title": title, "day": day, "is_shared": is_shared, "changed_by": adult},
    )
    return task


def change_task(task: OwnTask, title: str, day: date | None, *, by: Adult, version: int) -> None:
    """Change an own task over the version that its page showed."""
    _change(task, {"title": title, "day": day}, by=by, version=version)


def set_done(task: OwnTask, is_done: bool, *, by: Adult) -> None:
    """Say that an own task is done, or that it is not. Said twice, nothing changes."""
    rows = OwnTask.objects.filter(pk=task.pk, done_on__isnull=is_done)
    rows.update(done_on=timezone.localdate() if is_done else None, **_changed(by))


def own_tasks(adult: Adult) -> models.QuerySet[OwnTask]:
    """Return the own tasks that an adult sees: what is to be done by day, then what is done."""
    seen = OwnTask.objects.seen_by(adult).select_related("adult")
    return seen.order_by(
        models.F("done_on").desc(nulls_first=True), models.F("day").asc(nulls_last=True), "pk"
    )


def own_tasks_with_days(adult: Adult) -> models.QuerySet[OwnTask]:
    """Return the own tasks that an adult sees, with a day and still to be done, by day."""
    return OwnTask.objects.seen_by(adult).exclude(day=None).filter(done_on=None)


# Changing together --------------------------------------------------------------


@transaction.atomic
def _change(row: Written, values: dict[str, object], *, by: Adult, version: int) -> None:
    """Compare and swap: nobody writes over what they have not seen."""
    seen = type(row).objects.seen_by(by).filter(pk=row.pk)
    if seen.filter(version=version).update(**values, **_changed(by)):
        return
    now = seen.select_related("changed_by").first()
    if now is None:
        raise Gone
    if any(getattr(now, name) != value for name, value in values.items()):
        raise ChangedMeanwhile(now)


def _changed(by: Adult) -> dict[str, object]:
    return {
        "version": models.F("version") + 1,
        "changed_at": timezone.now(),
        "changed_by": by,
    }


# Two moves become one -----------------------------------------------------------


def go_along(found: Move, member: Member) -> None:
    """Give what a found move keeps to the member whose move it goes into; nothing is lost.

    What both have saved stays once, as the member saved it, with the notes of both.
    """
    mine = {(t.page_key, t.part): t for t in member.adult.saved_things.defer("as_saved")}
    for thing in SavedThing.objects.filter(adult__move=found).defer("as_saved"):
        if kept := mine.get((thing.page_key, thing.part)):
            thing.notes.update(about=kept)
            thing.delete()
    for kind in (SavedThing, Note, OwnTask):
        kind.objects.filter(adult__move=found).update(adult=member.adult)
    for kind in (Note, OwnTask):
        kind.objects.filter(changed_by__move=found).update(changed_by=member.adult)
