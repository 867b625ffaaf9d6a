"""What has changed in what was saved: old and new words, what is gone, and what took its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.languages import language_of
from cms.versions import kept
from cms.visibility import public
from onboarding.models import Adult
from onboarding.notebook import texts
from onboarding.notebook.models import SavedThing

Twins = dict[str, Page]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else now: the lines that went, and those that came."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def label(self) -> str:
        return texts.label(self.name)


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved thing as it stands today.

    `page` is where it is read, None where it is nowhere. What `is_gone` is not there any more
    in the language it was saved in; `replacement` took its place, if anything did.
    """

    thing: SavedThing
    page: Page | None
    changes: tuple[Change, ...]
    is_gone: bool
    replacement: Page | None

    @property
    def has_news(self) -> bool:
        """Whether there is something its reader has not seen."""
        return self.is_gone or bool(self.changes)

    @property
    def can_be_settled(self) -> bool:
        """Whether its keeper can say something to the news: seen, or take the replacement."""
        return self.replacement is not None or not self.is_gone

    @property
    def title(self) -> str:
        """What it is called today, in the reader's language where it can be."""
        if self.page is None or self.thing.part or self.is_gone:
            return self.thing.title
        return self.page.title


def shown(things: Iterable[SavedThing], language: str | None = None) -> list[Shown]:
    """Return saved things as they stand, in a number of queries that does not grow with them."""
    things, language = list(things), language or get_language()
    twins = _twins({thing.page_key for thing in things})
    suspects = frozenset(
        page.pk for thing in things if (page := _suspect(thing, twins[thing.page_key]))
    )
    today = _specific(suspects) if suspects else {}
    compared = [_compared(thing, twins[thing.page_key], today, language) for thing in things]
    return _with_redirects(compared)


def news(adult: Adult) -> int:
    """Return how many of the things that an adult saved have changed or are gone."""
    things = list(adult.saved_things.defer("as_saved"))
    if not things:
        return 0
    twins = _twins({thing.page_key for thing in things})
    gone = [thing for thing in things if thing.language not in twins[thing.page_key]]
    suspects = [t.pk for t in things if t not in gone and _suspect(t, twins[t.page_key])]
    if not suspects:
        return len(gone)
    suspected = shown(adult.saved_things.filter(pk__in=suspects))
    return len(gone) + sum(one.has_news for one in suspected)


def _twins(keys: set[UUID]) -> dict[UUID, Twins]:
    """Return the public pages of each key by language."""
    found: dict[UUID, Twins] = {key: {} for key in keys}
    for page in public(Page.objects.filter(translation_key__in=keys)):
        found[page.translation_key][language_of(page.locale_id)] = page
    return found


def _suspect(thing: SavedThing, twins: Twins) -> Page | None:
    """Return the page to compare with: it was published after its reader saw it."""
    page = twins.get(thing.language)
    if page is None:
        return None
    published = page.last_published_at
    return page if published is None or published > thing.seen_at else None


@kept(size=200)
def _specific(ids: frozenset[int]) -> dict[int, Page]:
    """Return pages with all their fields, once for each version of the content."""
    return {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}


def _compared(thing: SavedThing, twins: Twins, today: dict[int, Page], language: str) -> Shown:
    same = twins.get(thing.language)
    page = twins.get(language) or same or next(iter(twins.values()), None)
    if same is None:
        return Shown(thing, None, (), is_gone=True, replacement=page)
    if same.pk not in today:
        return Shown(thing, page, (), is_gone=False, replacement=None)
    said = texts.of(today[same.pk], thing.part)
    if not said:
        return Shown(thing, None, (), is_gone=True, replacement=page)
    changes = tuple(_changes(thing.texts, said))
    return Shown(thing, page, changes, is_gone=False, replacement=None)


def _changes(before: texts.Texts, now: texts.Texts) -> Iterable[Change]:
    for name in dict.fromkeys([*before, *now]):
        old, new = (said.get(name, "").splitlines() for said in (before, now))
        went = tuple(texts.readable(name, line) for line in old if line not in new)
        came = tuple(texts.readable(name, line) for line in new if line not in old)
        if went or came:
            yield Change(name, went, came)


def _with_redirects(found: list[Shown]) -> list[Shown]:
    """Give what is gone the page that an editor's redirect leads to, where there is one."""
    paths = {
        Redirect.normalise_path(address): one.thing.pk
        for one in found
        if one.is_gone and not one.thing.part and (address := one.thing.address)
    }
    if not paths:
        return found
    redirects = Redirect.objects.filter(old_path__in=paths).exclude(redirect_page=None)
    targets = dict(redirects.values_list("old_path", "redirect_page"))
    pages = public(Page.objects.filter(pk__in=targets.values())).in_bulk()
    new = {paths[path]: pages[pk] for path, pk in targets.items() if pk in pages}
    return [
        Shown(one.thing, one.page, one.changes, one.is_gone, new[one.thing.pk])
        if one.thing.pk in new
        else one
        for one in found
    ]
