"""What is kept about a mover: fetched, loaded again, kept longer, deleted."""

from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cms.accounts import sessions
from onboarding import access
from onboarding.journeys.schema import Journey
from onboarding.loading import load_journey
from onboarding.models import Move
from onboarding.notebook import erasing, exporting, importing, retention
from onboarding.notebook.forms.own_data import LoadForm


def _journey(request: HttpRequest) -> Journey:
    journey = load_journey(request.LANGUAGE_CODE)
    if journey is None:
        raise Http404
    return journey


def _needs_code(request: HttpRequest) -> bool:
    """Whether a member has to type another code: whoever finds an open phone gets no copy."""
    return sessions.mover(request) is not None and not sessions.is_fresh(request)


def _ask_for_code(name: str) -> HttpResponse:
    return redirect(f"{reverse('account_confirm')}?to={name}")


@never_cache
def fetch(request: HttpRequest) -> HttpResponse:
    """Say what the file holds, and send it."""
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    if request.method != "POST":
        return render(request, "notebook/fetch.html", {"move": move})
    if _needs_code(request):
        return _ask_for_code("fetch")
    response = HttpResponse(
        exporting.package(move, _journey(request)), content_type="application/zip"
    )
    response["Content-Disposition"] = 'attachment; filename="plan.zip"'
    return response


@never_cache
def load(request: HttpRequest) -> HttpResponse:
    """Take a file that was fetched, where there is no plan yet."""
    if access.open_move(request) is not None:
        return render(request, "notebook/load.html", {"has_plan": True})
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _load(request, form)
    sent = request.POST.get("key", "")
    context = {"form": form, "new_key": sent if access.is_key(sent) else Move.new_key()}
    return render(request, "notebook/load.html", context)


def _load(request: HttpRequest, form: LoadForm) -> HttpResponse:
    with transaction.atomic():
        move = access.begin_move(request, request.POST.get("key", ""))
        loaded = importing.load(form.cleaned_data["file"], _journey(request), move)
    response = redirect(f"{reverse('loaded')}?left_out={loaded.left_out}")
    access.keep_open(request, response, move)
    return response


@never_cache
def loaded(request: HttpRequest) -> HttpResponse:
    """Say that the plan is there again, and how much of the file did not fit."""
    number = request.GET.get("left_out", "")
    left_out = int(number) if number.isdecimal() and len(number) < 6 else 0
    return render(request, "notebook/loaded.html", {"left_out": left_out})


@never_cache
def forget(request: HttpRequest) -> HttpResponse:
    """Delete everything at once, after one question, and show a receipt."""
    user, move = sessions.mover(request), access.open_move(request)
    if move is None and user is None:
        return redirect("plan")
    if request.method != "POST":
        return render(request, "notebook/forget.html", {"move": move, "is_member": user})
    if _needs_code(request):
        return _ask_for_code("forget")
    receipt = erasing.erase_account(user) if user else erasing.erase_move(move)
    if user:
        logout(request)
    response = _with_receipt(receipt)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    access.close(response)
    return response


def _with_receipt(receipt: erasing.Receipt) -> HttpResponse:
    """Lead to the receipt. It lies in the address: here is nothing left that could show it."""
    return redirect("forgotten", token=receipt.token)


@never_cache
def forgotten(request: HttpRequest, token: str) -> HttpResponse:
    """Show a receipt."""
    receipt = erasing.Receipt.of(token)
    if receipt is None:
        raise Http404
    return render(request, "notebook/forgotten.html", {"receipt": receipt})


@never_cache
def plan_kept(request: HttpRequest) -> HttpResponse:
    """Say that the plan is kept."""
    return render(request, "notebook/keep_plan.html", {"is_kept": True})


@never_cache
def keep_plan(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a plan that a warning was about, or delete it now. Opening the link does neither."""
    member = retention.member_of(token)
    if member is None:
        return render(request, "notebook/keep_plan.html", {"is_over": True})
    if request.method == "POST" and "delete" in request.POST:
        return _with_receipt(erasing.erase_account(member.user))
    if request.method == "POST":
        retention.keep(member)
        return redirect("plan_kept")
    context = {"ends_on": retention.ends_on(member.move)}
    return render(request, "notebook/keep_plan.html", context)
