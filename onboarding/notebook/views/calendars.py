"""The plan as a file for calendars, and the private address that calendars fetch it from."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.visibility import public_languages
from onboarding import access, lanes, planning
from onboarding.journeys.schema import Journey
from onboarding.loading import load_journey
from onboarding.models import Member
from onboarding.notebook import calendars, feeds, keeping
from onboarding.notebook.forms.reminding import FeedForm
from onboarding.notebook.models import Feed


def _journey(language: str) -> Journey:
    journey = load_journey(language)
    if journey is None:
        raise Http404
    return journey


@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """Send the plan as a file that calendars read; nobody needs to sign in for it."""
    journey = _journey(request.LANGUAGE_CODE)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    rows = planning.of(move, journey).mine
    own = keeping.own_tasks_with_days(lanes.mine(move))
    data = calendars.calendar(move, rows, own)
    response = HttpResponse(data, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="plan.ics"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Let a member make a private address, make it anew, or take it away."""
    member = access.open_member(request)
    if member is None:
        return redirect(f"{reverse('account_login')}?to=calendar_address")
    if "take_away" in request.POST:
        feeds.take_away(member)
        return redirect(f"{reverse('calendar_address')}?taken-away")
    form = FeedForm(request.POST if request.method == "POST" else None)
    address = _made(request, member, form) if form.is_valid() else ""
    context = {"form": form, "feed": feeds.of(member), "address": address}
    return render(request, "notebook/calendar_address.html", context)


def _made(request: HttpRequest, member: Member, form: FeedForm) -> str:
    """Return a new address: this page shows it, and no other will."""
    discreet = form.cleaned_data["discreet"]
    token = feeds.make(member, request.LANGUAGE_CODE, discreet=discreet)
    return f"{settings.SITE_BASE_URL}{reverse('feed', args=[token])}"


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send a member's plan to a calendar; nobody is told what is wrong with a wrong address."""
    found = feeds.opened_by(token)
    if found is None:
        response = HttpResponse(status=404, content_type="text/plain")
    else:
        feeds.note_fetch(found)
        response = HttpResponse(_written(found), content_type=calendars.CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _written(found: Feed) -> bytes:
    known = found.language in public_languages()
    language = found.language if known else settings.LANGUAGE_CODE
    move = found.member.move
    move.reader = found.member
    with override(language):
        rows = planning.of(move, _journey(language)).mine
        own = keeping.own_tasks_with_days(found.member.adult)
        return calendars.calendar(move, rows, own, discreet=found.is_discreet, fetched=True)
