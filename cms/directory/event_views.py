"""What happens, for readers: the list, one event, and its file for a calendar."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.directory import event_calendar, events
from cms.directory.models import Event

ROWS_PER_PAGE = 30


@require_safe
def whats_on(request: HttpRequest) -> HttpResponse:
    """Everything that is coming, by day."""
    asked = events.Asked.parse(request.GET)
    found = asked.of(events.coming())
    rows = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    shown = events.for_readers(rows.object_list, request.LANGUAGE_CODE)
    context = {
        "asked": asked,
        "choices": events.choices(request.LANGUAGE_CODE),
        "days": events.by_day(shown, timezone.localdate()),
        "rows": rows,
    }
    return render(request, "directory/whats_on.html", context)


@require_safe
def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event; one that is over says so, and where the others are."""
    found = _found(request, number)
    if found.event.over_at <= timezone.now():
        return render(request, "directory/event_over.html", {"shown": found}, status=410)
    return render(request, "directory/event.html", {"shown": found})


@require_safe
def event_file(request: HttpRequest, number: int) -> HttpResponse:
    """One event as a file for the reader's own calendar."""
    found = _found(request, number)
    if found.event.over_at <= timezone.now():
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="inflyttarservice-{number}.ics"'}
    return HttpResponse(
        event_calendar.calendar(found), content_type=event_calendar.CONTENT_TYPE, headers=headers
    )


def _found(request: HttpRequest, number: int) -> events.Shown:
    found = Event.objects.shown().filter(pk=number)
    shown = events.for_readers(found, request.LANGUAGE_CODE)
    if not shown:
        raise Http404
    return shown[0]
