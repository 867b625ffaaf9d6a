"""What happens, as readers meet it: in their language, by day, narrowed, and gone when over.

Events are no pages, so nothing of them is kept in the process: the database is asked each
time, once for the events and once for the pages of their organisations.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from cms.directory.kinds import Kind
from cms.directory.models import Event, OrganizationPage
from cms.directory.models.events import EventQuerySet
from cms.links import in_language
from cms.vocabulary import vocabulary

ENGLISH = "en"
KEY = re.compile(r"[\w-]{1,60}")
LOOKED_AT = 24
"""How many of the next events are looked at to find a few that differ."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An event for readers of a language; `listing` is the page of its organisation for them."""

    event: Event
    listing: Page
    title: Said
    text: Said

    @property
    def host(self) -> str:
        """Where its link leads, in short."""
        return host_of(self.event.website)


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one day; `day` is None for those that had begun before today."""

    day: date | None
    rows: list[Shown]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the list by; empty means any, and nonsense finds nothing."""

    kind: str = ""
    topic: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "Asked":
        """Read it from a query string."""
        said = (query.get(name, "") for name in ("kind", "topic"))
        return cls(*(text if KEY.fullmatch(text) else "" for text in said))

    @property
    def is_anything(self) -> bool:
        """Whether nothing in particular is asked for."""
        return self == Asked()

    def of(self, events: EventQuerySet) -> EventQuerySet:
        """Return those of some events that are asked for."""
        if self.kind:
            events = events.filter(organization__kind=self.kind)
        if self.topic:
            topics = OrganizationPage.objects.filter(topics__key=self.topic)
            events = events.filter(organization__in=topics.order_by().values("pk"))
        return events


def host_of(address: str) -> str:
    """Return the host of an address as people say it: without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def coming(now: datetime | None = None) -> EventQuerySet:
    """Return what readers may see and is not over."""
    return Event.objects.coming(now).shown().select_related("organization")


def next_few(language: str, number: int) -> list[Shown]:
    """Return the next events that begin today or later: of what is repeated, the next time only."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    firsts: dict[tuple[int, str], Event] = {}
    for event in coming().filter(begins__gte=today)[:LOOKED_AT]:
        firsts.setdefault((event.organization_id, event.title), event)
    return for_readers(list(firsts.values())[:number], language)


def of_listing(page: OrganizationPage, number: int) -> list[Shown]:
    """Return an organisation's next events, for its own page, in the language of the page."""
    events = coming().of(page)[:number]
    return [_shown(event, page, page.language) for event in events]


def for_readers(events: Iterable[Event], language: str) -> list[Shown]:
    """Return events in the words that readers of a language see. One query, however many."""
    events = list(events)
    pages = in_language({event.organization_id for event in events}, language)
    return [
        _shown(event, pages[event.organization_id], language)
        for event in events
        if event.organization_id in pages
    ]


def by_day(rows: Iterable[Shown], today: date) -> list[Day]:
    """Group events, the earliest first, by the day that they begin."""

    def day_of(row: Shown) -> date | None:
        begins = timezone.localdate(row.event.begins)
        return None if begins < today else begins

    return [Day(day, list(group)) for day, group in groupby(rows, key=day_of)]


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the kinds and topics of those who have something coming, with their names."""
    listings = coming().order_by().values("organization")
    kinds = set(
        OrganizationPage.objects.filter(pk__in=listings).order_by().values_list("kind", flat=True)
    )
    topics = set(
        OrganizationPage.topics.through.objects.filter(organizationpage__in=listings).values_list(
            "term__key", flat=True
        )
    )
    words = vocabulary(language).by_kind.get("topic", [])
    return {
        "kind": [(key, str(label)) for key, label in Kind.choices if key in kinds],
        "topic": [(word.key, word.name) for word in words if word.key in topics],
    }


def _shown(event: Event, listing: Page, language: str) -> Shown:
    return Shown(
        event,
        listing,
        _in(language, event.title, event.title_en),
        _in(language, event.text, event.text_en),
    )


def _in(language: str, swedish: str, english: str) -> Said:
    if language == ENGLISH and english:
        return Said(english, ENGLISH)
    return Said(swedish, settings.LANGUAGE_CODE)
