"""Where partners tell what happens: their own events, and the address of their calendar."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cms.directory import feeds
from cms.directory.event_forms import EventForm, FeedForm
from cms.directory.models import Event, EventFeed, HiddenEvents, OrganizationPage
from cms.partners.access import listing_or_404, partners_only

ROWS_PER_PAGE = 50
NUMBER = re.compile(r"[0-9]{1,12}")
WRITES = ["GET", "HEAD", "POST"]


@partners_only
@require_safe
def own_events(request: HttpRequest, number: int) -> HttpResponse:
    """A listing's coming events, with what can be done about each, and its calendar."""
    listing = listing_or_404(request, number)
    context = {
        "listing": listing,
        "rows": Paginator(Event.objects.coming().of(listing), ROWS_PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "feed": EventFeed.objects.filter(organization=listing).first(),
        "are_hidden": HiddenEvents.objects.filter(organization=listing).exists(),
        "done": request.GET.get("done", ""),
    }
    return render(request, "partners/events/events.html", context)


@partners_only
@require_http_methods(WRITES)
def new_event(request: HttpRequest, number: int) -> HttpResponse:
    """Tell of an event, like another or not. One told twice, by a double click, is one."""
    listing = listing_or_404(request, number)
    data = request.POST if request.method == "POST" else None
    form = EventForm(listing, data=data, like=_like(request, listing))
    if form.is_valid():
        values = form.values()
        same = {name: values[name] for name in ("title", "begins", "place")}
        with transaction.atomic():
            Event.objects.get_or_create(
                organization=listing, source=Event.Source.FORM, **same, defaults=values
            )
        return _to_list(listing, "added")
    return _form(request, listing, form)


@partners_only
@require_http_methods(WRITES)
def change_event(request: HttpRequest, number: int, event: int) -> HttpResponse:
    """Change an event that was told in the form."""
    listing = listing_or_404(request, number)
    kept = _told(listing, event)
    form = EventForm(listing, kept, request.POST if request.method == "POST" else None)
    if form.is_valid() and _changed(kept, form):
        return _to_list(listing, "changed")
    return _form(request, listing, form)


@partners_only
@require_http_methods(WRITES)
def cancel_event(request: HttpRequest, number: int, event: int) -> HttpResponse:
    """Ask whether an event is cancelled, and take it away."""
    listing = listing_or_404(request, number)
    kept = _told(listing, event)
    if request.method == "POST":
        kept.delete()
        return _to_list(listing, "cancelled")
    context = {"listing": listing, "event": kept}
    return render(request, "partners/events/cancel_event.html", context)


@partners_only
@require_http_methods(WRITES)
def event_feed(request: HttpRequest, number: int) -> HttpResponse:
    """Say where a listing's own calendar is. The worker reads it, never this request."""
    listing = listing_or_404(request, number)
    kept = EventFeed.objects.filter(organization=listing).first()
    form = FeedForm(
        request.POST if request.method == "POST" else None,
        instance=kept or EventFeed(organization=listing),
    )
    if form.is_valid():
        feeds.point(listing, form.cleaned_data["address"])
        return _to_list(listing, "calendar")
    context = {"listing": listing, "form": form, "feed": kept}
    return render(request, "partners/events/feed.html", context)


@partners_only
@require_http_methods(WRITES)
def remove_event_feed(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether the calendar is no longer to be read, and forget it with what it brought."""
    listing = listing_or_404(request, number)
    feed = get_object_or_404(EventFeed, organization=listing)
    if request.method == "POST":
        feeds.forget(feed)
        return _to_list(listing, "calendar-removed")
    number_of_events = Event.objects.coming().of(listing).filter(source=Event.Source.FEED).count()
    context = {"listing": listing, "number": number_of_events}
    return render(request, "partners/events/remove_feed.html", context)


def _like(request: HttpRequest, listing: OrganizationPage) -> Event | None:
    """Return the event that a new one is to be like, if the address names one of the listing's."""
    number = request.GET.get("like", "")
    own = Event.objects.coming().of(listing)
    return own.filter(pk=number).first() if NUMBER.fullmatch(number) else None


def _told(listing: OrganizationPage, number: int) -> Event:
    """Return a coming event that was told in the form: a calendar's are changed in the calendar."""
    told = Event.objects.coming().of(listing).filter(source=Event.Source.FORM)
    return get_object_or_404(told, pk=number)


def _changed(event: Event, form: EventForm) -> bool:
    """Write a change, unless somebody else's came first: then the form says so when sent again."""
    values: dict[str, Any] = form.values()
    ends = Event(begins=values["begins"], ends=values["ends"]).ends_for_readers
    changed = Event.objects.filter(pk=event.pk, version=event.version).update(
        **values, over_at=ends, version=F("version") + 1, changed_at=timezone.now()
    )
    return bool(changed)


def _form(request: HttpRequest, listing: OrganizationPage, form: EventForm) -> HttpResponse:
    context = {"listing": listing, "form": form, "event": form.event}
    return render(request, "partners/events/event_form.html", context)


def _to_list(listing: OrganizationPage, done: str) -> HttpResponse:
    return redirect(f"{reverse('own_events', args=[listing.pk])}?done={done}")
