"""Who keeps a plan together: inviting, answering, leaving, handing over."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.accounts import sessions
from cms.models import User
from onboarding import access, lanes
from onboarding.answering import default_alias
from onboarding.models import Adult, Member
from onboarding.notebook import inviting, leaving, owning
from onboarding.notebook.forms.household import InviteForm
from onboarding.notebook.models import Invitation


@dataclass(frozen=True, slots=True)
class Person:
    """An adult as the page of the household shows them."""

    number: int
    alias: str
    is_reader: bool
    signs_in: bool
    is_owner: bool
    has_left: bool
    invitation: Invitation | None


@never_cache
def household(request: HttpRequest) -> HttpResponse:
    """Show who keeps the plan, and invite another adult."""
    member = access.open_member(request)
    if member is None:
        return _without_member(request)
    aliases = {adult.number: _alias(adult) for adult in inviting.free_adults(member.move)}
    form = InviteForm(request.POST or None, aliases=aliases)
    is_refused = False
    if request.method == "POST" and form.is_valid():
        try:
            return _invite(request, member, form)
        except inviting.TooMany:
            is_refused = True
    context = {
        "people": list(_people(member)),
        "member": member,
        "form": form if aliases else None,
        "is_refused": is_refused,
        "offered_to_me": owning.offered_to(member),
        "offered_in": owning.offered_in(member.move),
        "has_others": bool(lanes.of(member.move).closed),
    }
    return render(request, "notebook/household.html", context)


def _without_member(request: HttpRequest) -> HttpResponse:
    if sessions.mover(request):
        return redirect("plan")
    return render(request, "notebook/household_closed.html")


def _invite(request: HttpRequest, member: Member, form: InviteForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        inviting.invite(member, data["adult"], data["address"], request.LANGUAGE_CODE)
    except inviting.NotFree:
        return redirect("household")
    return redirect(f"{reverse('household')}?invited")


def _people(member: Member):
    members = {m.adult_id: m for m in member.move.members.all()}
    waiting = {i.adult_id: i for i in Invitation.objects.waiting().filter(move=member.move)}
    for adult in member.move.adults.all():
        found = members.get(adult.pk)
        yield Person(
            number=adult.number,
            alias=_alias(adult),
            is_reader=adult.pk == member.adult_id,
            signs_in=found is not None,
            is_owner=found is not None and found.is_owner,
            has_left=adult.has_left,
            invitation=waiting.get(adult.pk),
        )


def _alias(adult: Adult) -> str:
    return adult.alias or default_alias(adult.number)


@never_cache
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back; any member may."""
    member = _member(request)
    inviting.take_back(get_object_or_404(Invitation, pk=pk, move=member.move))
    return redirect("household")


@never_cache
def invitations(request: HttpRequest) -> HttpResponse:
    """Show a mover the invitations to their address, and take the answer."""
    user = sessions.mover(request)
    if user is None:
        return redirect(f"{reverse('account_login')}?to=invitations")
    found = inviting.waiting_for(user)
    if request.method == "POST":
        return _answer(request, user, found)
    member = access.open_member(request)
    context = {"invitations": found, "has_plan": member is not None}
    return render(request, "notebook/invitations.html", context)


def _answer(request: HttpRequest, user: User, found: list[Invitation]) -> HttpResponse:
    asked = request.POST.get("invitation", "")
    invitation = next((i for i in found if str(i.pk) == asked), None)
    if invitation is None:
        return redirect("invitations")
    if "accept" not in request.POST:
        inviting.decline(invitation)
        return redirect("invitations")
    try:
        inviting.accept(invitation, user)
    except inviting.NoLongerOpen:
        return redirect("invitations")
    return redirect("plan")


@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the plan with a copy, after one question."""
    member = _member(request)
    if not lanes.of(member.move).closed:
        return redirect("household")
    if request.method != "POST":
        return render(request, "notebook/leave.html", {"member": member})
    leaving.leave(member)
    return redirect("plan")


@never_cache
@require_POST
def owner(request: HttpRequest) -> HttpResponse:
    """Offer the owner's part, take the offer back, or answer it."""
    member, asked = _member(request), request.POST
    try:
        if "to" in asked:
            owning.offer(member, int(asked["to"]) if asked["to"].isdecimal() else 0)
        elif "accept" in asked or "decline" in asked:
            owning.answer(member, accepted="accept" in asked)
        elif member.is_owner:
            owning.take_back(member)
    except owning.NotTheirs:
        raise Http404 from None
    return redirect("household")


def _member(request: HttpRequest) -> Member:
    member = access.open_member(request)
    if member is None:
        raise Http404
    return member
