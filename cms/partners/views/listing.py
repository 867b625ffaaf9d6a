"""A partner's listing: how it stands, its form, how it will look, and its numbers."""

from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.directory import confirming
from cms.directory.models import OrganizationPage
from cms.partners import drafts, submission
from cms.partners.access import listing_or_404, partners_only
from cms.partners.completeness import checklist
from cms.partners.editing import PICTURE, Editor, editor, keep_picture, picture_of
from cms.partners.models import Submission
from cms.partners.numbers import FEWEST, numbers_of

MOST_SHOWN = 10


@partners_only
@require_GET
def listing(request: HttpRequest, number: int) -> HttpResponse:
    """Say how the page stands: what readers see, what waits, what is asked for, what lacks."""
    page = listing_or_404(request, number)
    handed_in = list(Submission.objects.of(page).select_related("handed_in_by")[:MOST_SHOWN])
    context = {
        "listing": page,
        "newest": handed_in[0] if handed_in else None,
        "earlier": handed_in[1:],
        "draft": drafts.of(page),
        "checklist": checklist(page),
        "may_confirm": bool(page.live and page.verify_by and not confirming.is_waiting(page)),
    }
    return render(request, "partners/listing.html", context)


@partners_only
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Say that everything on the page holds."""
    page = listing_or_404(request, number)
    if page.live and not confirming.is_waiting(page):
        confirming.confirm(page, timezone.localdate())
    return redirect(f"{reverse('partner_listing', args=[page.pk])}?confirmed")


@partners_only
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what waits; it becomes the draft again."""
    page = listing_or_404(request, number)
    submission.take_back(page, by=request.partner)
    return redirect("partner_edit", page.pk)


@partners_only
@csp_update({"frame-src": ["'self'"]})
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of a listing; sent, it keeps a draft, shows it or hands it in."""
    page = listing_or_404(request, number)
    if request.method != "POST":
        return _form(request, page, editor(page))
    forms = editor(page, request.POST.copy(), request.FILES)
    _take_picture(page, forms)
    try:
        draft = drafts.save(page, forms.form.data, by=request.partner, version=_version(request))
    except drafts.ChangedMeanwhile as fault:
        return _changed_meanwhile(request, page, forms, fault.now)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"version": draft.version})
    if request.FILES and not picture_of(page, forms.form.data):
        # It cannot be kept as it is, and would be gone without a word.
        return _form(request, page, forms, is_refused=True, lost_picture=True)
    if "hand-in" in request.POST:
        return _hand_in(request, page, forms)
    if "show" in request.POST:
        return redirect("partner_preview", page.pk)
    return redirect(f"{reverse('partner_edit', args=[page.pk])}?saved")


def _take_picture(page: OrganizationPage, forms: Editor) -> None:
    """Keep a picture that came with the form: the draft names it from then on."""
    forms.form.full_clean()
    if "no_picture" in forms.form.data:
        forms.form.data.pop(PICTURE, None)
    elif picture := keep_picture(page, forms.form):
        forms.form.data[PICTURE] = str(picture.pk)


def _version(request: HttpRequest) -> int:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _hand_in(request: HttpRequest, page: OrganizationPage, forms: Editor) -> HttpResponse:
    if not forms.is_valid():
        return _form(request, page, forms, is_refused=True)
    draft, english = forms.written()
    handed_in = submission.hand_in(page, draft, english, by=request.partner)
    state = "waits" if handed_in.is_waiting else "published"
    return redirect(f"{reverse('partner_listing', args=[page.pk])}?{state}")


def _form(
    request: HttpRequest, page: OrganizationPage, forms: Editor, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "listing": page,
        "forms": forms,
        "draft": drafts.of(page),
        "version": drafts.version_of(page),
        "picture": picture_of(page, forms.form.data) or page.picture,
        "new_picture": picture_of(page, forms.form.data),
        "newest": submission.newest(page),
        **more,
    }
    return render(request, "partners/edit.html", context, status=status)


def _changed_meanwhile(
    request: HttpRequest, page: OrganizationPage, forms: Editor, now: Any
) -> HttpResponse:
    """Show what is typed here, and say where the draft that was saved meanwhile differs."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"version": now.version}, status=409)
    names = drafts.differing(now, forms.form.data, forms.form.fields)
    different = [(forms.form[name].label, now.typed.get(name, [""])) for name in names]
    return _form(request, page, forms, status=409, now=now, different=different)


@partners_only
@xframe_options_sameorigin
@require_GET
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show the page as movers will see it, with what is typed so far."""
    page = listing_or_404(request, number)
    shown = editor(page).shown(get_language() or page.language)
    request.is_preview = True
    # Beside the form the page stands alone.
    own = None if "beside" in request.GET else page
    context = shown.get_context(request)
    return render(request, shown.get_template(request), context | {"preview_of": own})


@partners_only
@require_GET
def numbers(request: HttpRequest, number: int) -> HttpResponse:
    """Say how often the page is used, never by whom."""
    page = listing_or_404(request, number)
    context = {"listing": page, "numbers": list(numbers_of(page)), "fewest": FEWEST}
    return render(request, "partners/numbers.html", context)
