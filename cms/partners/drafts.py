"""Drafts: what was typed is kept as it was typed, and two tabs do not undo each other."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone

from cms.directory.models import OrganizationPage
from cms.models import User
from cms.partners.models import ListingDraft

LONGEST = 5000
MOST_FIELDS = 300
NOT_TYPED = {"csrfmiddlewaretoken", "version", "action"}


class ChangedMeanwhile(Exception):
    """Somebody else, or another tab, saved the draft after this one was opened."""

    def __init__(self, now: ListingDraft) -> None:
        super().__init__(now.version)
        self.now = now


def of(page: OrganizationPage) -> ListingDraft | None:
    """Return the draft of a listing, if there is one."""
    return ListingDraft.objects.filter(page=page).select_related("changed_by").first()


def version_of(page: OrganizationPage) -> int:
    """Return the version of the draft; 0 where there is none."""
    draft = of(page)
    return draft.version if draft else 0


def typed(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was typed into the fields of a form, at most so much of each."""
    lists = data.lists() if isinstance(data, QueryDict) else data.items()
    kept = [(name, values) for name, values in lists if name not in NOT_TYPED]
    return {name[:80]: [value[:LONGEST] for value in values] for name, values in kept[:MOST_FIELDS]}


def save(
    page: OrganizationPage, data: Mapping[str, Any], *, by: User, version: int
) -> ListingDraft:
    """Keep what was typed over the version that was seen. Raises ChangedMeanwhile."""
    words = typed(data)
    draft = _go_on(page, words, by, version) if version else _begin(page, words, by)
    if draft is None:
        now = of(page)
        if now is None:
            # Handed in or thrown away meanwhile: what is typed here begins a new one.
            return save(page, data, by=by, version=0)
        raise ChangedMeanwhile(now)
    return draft


def throw_away(page: OrganizationPage) -> None:
    """Forget the draft: the page is as it was."""
    ListingDraft.objects.filter(page=page).delete()


def as_data(draft: ListingDraft) -> QueryDict:
    """Return a draft as the data of a form."""
    data = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        data.setlist(name, values)
    return data


def differing(draft: ListingDraft, data: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Return the fields in which a draft says something else than a form."""
    ours = typed(data)
    return [name for name in names if draft.typed.get(name, [""]) != ours.get(name, [""])]


def _begin(page: OrganizationPage, words: dict[str, list[str]], by: User) -> ListingDraft | None:
    try:
        with transaction.atomic():
            return ListingDraft.objects.create(page=page, typed=words, changed_by=by)
    except IntegrityError:
        return None


def _go_on(
    page: OrganizationPage, words: dict[str, list[str]], by: User, version: int
) -> ListingDraft | None:
    """Write over the version that was seen: a compare-and-swap."""
    seen = ListingDraft.objects.filter(page=page, version=version)
    changed = seen.update(
        typed=words, changed_by=by, version=F("version") + 1, changed_at=timezone.now()
    )
    return of(page) if changed else None
