"""The plan as a file for calendars, and the private address that calendars fetch it from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from onboarding import access, planning
from onboarding.loading import load_journey
from onboarding.notebook import calendars


@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """Send the plan as a file that calendars read; nobody needs to sign in for it."""
    journey = load_journey(request.LANGUAGE_CODE)
    if journey is None:
        raise Http404
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    rows = planning.of(move, journey).mine
    response = HttpResponse(calendars.calendar(move, rows), content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="plan.ics"'
    return response
