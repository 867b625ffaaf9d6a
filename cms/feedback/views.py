"""Forms that anybody can send: no account, no cookie (docs/decisions/0013)."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from cms import limits
from cms.feedback import found, reporting
from cms.feedback.addresses import START_DEPTH, own_path
from cms.feedback.forms import MoreForm, ReadersForm, ReportForm
from cms.feedback.models import FaultReport
from cms.origin import is_from_elsewhere
from cms.visibility import public

HOUR = 60 * 60
REPORTS_AN_HOUR = 10
ANSWERS_AN_HOUR = 60
A_DOUBLE_CLICK = 10
"""Seconds in which the same answer from the same place is the same answer."""
SAID = {"yes": True, "no": False}


@never_cache
@csrf_exempt
def report(request: HttpRequest) -> HttpResponse:
    """Take a report of a fault, or show the form for one."""
    if request.method != "POST":
        address = own_path(request.GET.get("page", ""))
        form = ReportForm(initial={"address": address, "submission": uuid.uuid4()})
        return _shown(request, "feedback/report.html", {"form": form})
    form = ReportForm(request.POST)
    if held := _held(request, form, "report", REPORTS_AN_HOUR):
        return _shown(request, "feedback/report.html", {"form": form}, held)
    kept = reporting.keep(form.cleaned_data["submission"], form.said, request.LANGUAGE_CODE)
    return redirect("reported", kept.submission)


@never_cache
def reported(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    """Say that a report has come in, its reference, and what happens next."""
    kept = get_object_or_404(FaultReport.objects.select_related("page"), submission=submission)
    return render(request, "feedback/reported.html", {"report": kept})


@csrf_exempt
def did_you_find(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a yes or no to a page; whatever else comes is asked once more."""
    pages = public(Page.objects.filter(depth__gt=START_DEPTH))
    context = {"about": get_object_or_404(pages, pk=page_id)}
    said = SAID.get(request.POST.get("found", ""))
    if said is None or is_from_elsewhere(request):
        return _shown(request, "feedback/did_you_find.html", context)
    if limits.is_over(request, "answer", most=ANSWERS_AN_HOUR, seconds=HOUR):
        return _shown(request, "feedback/did_you_find.html", context, "often")
    ticket = limits.once(
        request,
        f"{page_id} {said}",
        lambda: found.count(context["about"], said),
        seconds=A_DOUBLE_CLICK,
    )
    return redirect("found", ticket)


@never_cache
@csrf_exempt
def thank_you(request: HttpRequest, ticket: str) -> HttpResponse:
    """Thank for an answer, and take a line of text to it."""
    answer = found.answer_of(ticket)
    if answer is None:
        raise Http404
    form = MoreForm(request.POST or None, found=answer.found)
    context = {"answer": answer, "form": form}
    if request.method != "POST":
        return _shown(request, "feedback/found.html", context)
    if held := _held(request, form, "words", ANSWERS_AN_HOUR):
        return _shown(request, "feedback/found.html", context, held)
    found.add_words(answer, form.cleaned_data["text"], form.cleaned_data.get("reason", ""))
    return redirect("found", ticket)


def _held(request: HttpRequest, form: ReadersForm, what: str, most: int) -> str:
    """Return why a form is not taken: it is invalid, from elsewhere, or one too many."""
    if not form.is_valid():
        return "invalid"
    if is_from_elsewhere(request):
        return "elsewhere"
    return "often" if limits.is_over(request, what, most=most, seconds=HOUR) else ""


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], held: str = ""
) -> HttpResponse:
    """Show a form, empty or with everything that was typed and why it was not taken."""
    kept = {"report": settings.FAULT_REPORT_DAYS_KEPT, "text": settings.ANSWER_TEXT_DAYS_KEPT}
    response = render(request, template, {**context, "held": held, "days_kept": kept})
    if held == "often":
        response.status_code, response["Retry-After"] = 429, str(HOUR)
    return response
