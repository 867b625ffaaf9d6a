"""Reminders by mail: which ones a member wants, and ending them from a mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.accounts import addresses
from onboarding import access
from onboarding.notebook import reminding, stopping
from onboarding.notebook.forms.reminding import RemindersForm
from onboarding.notebook.models import Reminding


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Let a member choose which mails they want: none, until they say so."""
    member = access.open_member(request)
    if member is None:
        return redirect(f"{reverse('account_login')}?to=reminders")
    chosen = Reminding.objects.filter(member=member).values("weekly", "deadlines").first()
    form = RemindersForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        reminding.choose(member, request.LANGUAGE_CODE, **form.cleaned_data)
        return redirect(f"{reverse('reminders')}?saved")
    context = {"form": form, "chosen": chosen, "address": addresses.of(member.user)}
    return render(request, "notebook/reminders.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """End the reminders that a mail came from, without signing in; a GET asks.

    Nothing but the signed address counts, so there is no cookie that another site's form
    could make use of. Mail programs send the POST by themselves (RFC 8058).
    """
    member = stopping.member_of(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        stopping.stop(member)
    context = {"is_stopped": request.method == "POST"}
    response = render(request, "notebook/stop_reminders.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
