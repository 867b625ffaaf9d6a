"""A household that keeps a full notebook, for the browser."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from cms.accounts import addresses
from cms.directory.models import OrganizationPage
from cms.models import ArticlePage
from cms.visibility import public
from onboarding import answering, membership
from onboarding.models import Member, Move, TaskPage
from onboarding.notebook import erasing, inviting, keeping, owning, reminding, retention, stopping
from onboarding.notebook.models import OwnTask, SavedThing
from tests.cast import OUTSIDE_EEA, in_days
from tests.household import joined
from tests.moving import keep
from tests.signing import signed_in
from tests.walking import Walker

AMINA, SAM, LI = "amina.s@example.com", "sam.s@example.com", "li.s@example.com"
LONG = "Bostadsrättsföreningsårsredovisningsgenomgången"


def household() -> Member:
    """Return Amina. Sam is offered what she owns, Li is invited, Kim does not sign in."""
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), AMINA, SAM)
    answering.name_adults(move, 4, {1: "Amina", 2: "Sam", 3: "Li", 4: "Kim"})
    amina = membership.of(addresses.account(AMINA))
    inviting.invite(amina, 3, LI, "sv")
    owning.offer(amina, 2)
    reminding.choose(amina, "sv", weekly=True, deadlines=False)
    return amina


def filled(amina: Member) -> Mapping[str, object]:
    """Fill Amina's notebook, and return what its pages are found by."""
    article, task = _first(ArticlePage), _first(TaskPage)
    place = next(p for p in public(OrganizationPage.objects.all()) if p.contact_points)
    saved = keeping.save(amina.adult, place)
    keeping.save(amina.adult, place, place.contact_points[0].id)
    changed = keeping.save(amina.adult, article)
    SavedThing.objects.filter(pk=changed.pk).update(
        as_saved=_older(changed), seen_at=article.last_published_at - timedelta(days=1)
    )
    keeping.share(keeping.save(amina.adult, task), is_shared=True)
    gone = SavedThing.objects.create(
        adult=amina.adult, page_key=uuid.uuid4(), title="Språkkafé på biblioteket"
    )
    note = keeping.write_note(
        amina.adult, "Fråga om nyckeln.\n\nRing före tolv.", uuid.uuid4(), about=saved
    )
    keeping.write_note(amina.adult, LONG, uuid.uuid4(), is_shared=True)
    own = keeping.add_task(amina.adult, "Köp gardiner", in_days(9), uuid.uuid4())
    keeping.add_task(amina.adult, LONG, in_days(-2), uuid.uuid4(), is_shared=True)
    done = keeping.add_task(amina.adult, "Säg upp gymkortet", None, uuid.uuid4())
    OwnTask.objects.filter(pk=done.pk).update(done_on=timezone.localdate())
    return {
        "article": article.pk,
        "saved": saved.pk,
        "changed": changed.pk,
        "gone": gone.pk,
        "note": note.pk,
        "own_task": own.pk,
        "stop": stopping.address(amina).rstrip("/").rpartition("/")[2],
        "keep": _to_be_kept(),
        "receipt": erasing.erase_move(keep(OUTSIDE_EEA, Move.new_key())).token,
    }


def browsers() -> Mapping[str, Walker]:
    """Return the browsers of those who sign in."""
    return {"amina": signed_in(AMINA), "sam": signed_in(SAM), "invited": signed_in(LI)}


def _first(kind):
    return public(kind.objects.filter(locale__language_code="sv")).order_by("path").first()


def _older(thing: SavedThing) -> dict[str, object]:
    """Return what a page said when it was saved, as if one of its texts had been another."""
    said = thing.as_saved["texts"]
    return thing.as_saved | {"texts": said | {next(iter(said)): "Så stod det förut."}}


def _to_be_kept() -> str:
    """Return the token of a plan that nobody has opened for almost a year."""
    move = joined(keep(OUTSIDE_EEA, Move.new_key()), "long.ago@example.com")
    Move.objects.filter(pk=move.pk).update(used_at=timezone.now() - timedelta(days=340))
    return retention.token(move.members.get())
