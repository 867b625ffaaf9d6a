"""The personal side of the journey: the plan, its answers, its checklists."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from onboarding import (
    access,
    answering,
    chains,
    chips,
    days,
    giving,
    lanes,
    merging,
    occasions,
    planning,
    ticking,
)
from onboarding.checking import first_open_screen, rows, unused
from onboarding.comparing import Words
from onboarding.forms import OtherDayForm, TickForm
from onboarding.journeys.schema import Journey, Phase
from onboarding.loading import load_journey
from onboarding.models import Move, TaskState
from onboarding.suggestions import for_you

# Before the name of a task: the state that its page showed.
SHOWN = "shown-"


def _journey(request: HttpRequest) -> Journey:
    journey = load_journey(request.LANGUAGE_CODE)
    if journey is None:
        raise Http404
    return journey


def _phase(journey: Journey, key: str) -> Phase:
    for phase in journey.phases:
        if phase.key == key:
            return phase
    raise Http404


@never_cache
def plan(request: HttpRequest) -> HttpResponse:
    """Show the mover's plan, or how to begin one."""
    journey = _journey(request)
    move = access.open_move(request)
    if move is None:
        return render(request, "onboarding/begin.html", {"journey": journey})
    access.touch(move)
    shown = planning.of(move, journey)
    context = {
        "journey": journey,
        "move": move,
        "shown": shown,
        "occasion": occasions.of(move, journey, shown),
        "adults": shown.answers.adults,
        "chain": chains.of(shown),
        "suggestions": for_you(journey, shown.answers, request.LANGUAGE_CODE),
        "words": chips.row_words(),
        **_beside(request, move),
    }
    response = render(request, "onboarding/plan.html", context)
    access.keep_open(request, response, move)
    return response


def _beside(request: HttpRequest, move: Move) -> dict[str, bool]:
    """Return what lies beside a member's plan: another one in the browser, versions that lost."""
    if move.reader is None:
        return {}
    return {
        "has_another": access.move_of_browser(request) is not None,
        "has_earlier": move.reader.kept_versions.still_kept().exists(),
    }


@never_cache
def check(request: HttpRequest, phase: str) -> HttpResponse:
    """Show the answers of a phase; confirmed, they lead to its checklist."""
    journey = _journey(request)
    found = _phase(journey, phase)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    answers, lane = answering.read(move, journey), lanes.of(move)
    whole = lane.path(journey, answers)
    answers = lane.answers(answers)
    part = whole.within(phase)
    missing = first_open_screen(part, move)
    if request.method == "POST":
        return _confirm(move, phase, missing.key if missing else "")
    context = {
        "phase": found,
        "move": move,
        "rows": rows(part, answers, answering.asked(move)),
        "missing": missing,
        "unused": unused(journey, answers, whole),
    }
    return render(request, "onboarding/check.html", context)


def _confirm(move: Move, phase: str, missing: str) -> HttpResponse:
    if missing:
        return redirect("question", phase=phase, step=missing)
    move.phase = phase
    move.save(update_fields=["phase"])
    return redirect("checklist", phase=phase)


@never_cache
def checklist(request: HttpRequest, phase: str) -> HttpResponse:
    """Let the mover say of each task of a phase how far it has come."""
    journey = _journey(request)
    found = _phase(journey, phase)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    shown = planning.of(move, journey)
    section = next(s for s in shown.sections if s.phase.key == phase)
    if request.method == "POST":
        _tick_all(request, move, section)
        return redirect("plan")
    context = {
        "phase": found,
        "rows": section.changeable,
        "states": TaskState.State.choices,
        "next_phase": _after(journey, found),
    }
    return render(request, "onboarding/checklist.html", context)


def _after(journey: Journey, phase: Phase) -> Phase | None:
    phases = list(journey.phases)
    following = phases[phases.index(phase) + 1 :]
    return following[0] if following else None


@transaction.atomic
def _tick_all(request: HttpRequest, move: Move, section: planning.Section) -> None:
    """Set what was changed on the page; another tab may have set the rest meanwhile."""
    for row in section.changeable:
        state = request.POST.get(row.anchor, row.chosen)
        shown = request.POST.get(f"{SHOWN}{row.anchor}", row.chosen)
        if state in TaskState.State.values and state != shown:
            ticking.set_state(move, row.task.key, row.number, state, by=lanes.mine(move))


@never_cache
def tick(request: HttpRequest) -> HttpResponse:
    """Set the state of one task and go back to where it stands in the plan.

    The plan's buttons say "task=state"; the page of one task, shown to a GET, takes
    a day as well.
    """
    journey = _journey(request)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    anchor, state = _wanted(request)
    shown = planning.of(move, journey)
    row = shown.changeable(anchor)
    if row is None:
        raise Http404
    form = _tick_form(request, row, shown)
    if request.method != "POST" or not (state or form.is_valid()):
        changes = ticking.changes(move, row.task.key, row.number)
        context = {"row": row, "form": form, "changes": changes}
        return render(request, "onboarding/tick.html", context)
    return _set(move, row, state or form.cleaned_data["state"], form)


def _tick_form(request: HttpRequest, row: planning.Row, shown: planning.Shown) -> TickForm:
    form = TickForm(
        request.POST or None, initial={"state": row.chosen, "done_on": row.item.done_on}
    )
    adults = shown.answers.adults
    if row.item.adult is None and len(adults) > 1:
        aliases = {number: adult.alias for number, adult in enumerate(adults, start=1)}
        form.offer_adults(aliases, None if row.whose is None else row.whose + 1)
    return form


def _wanted(request: HttpRequest) -> tuple[str, str]:
    """Return which task is meant, and the state of the button that was pressed, if any."""
    pressed, _equals, state = request.POST.get("set", "").rpartition("=")
    row = pressed or request.POST.get("row", "") or request.GET.get("row", "")
    return row, state if state in TaskState.State.values else ""


def _set(move: Move, row: planning.Row, state: str, form: TickForm) -> HttpResponse:
    day = form.cleaned_data.get("done_on") if form.is_valid() else None
    ticking.set_state(move, row.task.key, row.number, state, day, by=lanes.mine(move))
    if form.is_valid() and "given_to" in form.fields:
        giving.give(move, row.task.key, form.cleaned_data["given_to"])
    return redirect(f"{reverse('plan')}#{row.anchor}")


@never_cache
def two_plans(request: HttpRequest) -> HttpResponse:
    """Show where the plan of this browser and the mover's own differ, and make them one."""
    journey = _journey(request)
    member, found = access.open_member(request), access.move_of_browser(request)
    if member is None or found is None:
        return redirect("plan")
    differing = merging.differences(member, found)
    if request.method == "POST":
        merging.merge(member, found, {d.slot for d in differing if _is_found(request, d)})
        response = redirect("plan")
        access.close(response)
        return response
    words = Words(journey, member.move.adults.all())
    rows = [words.row(difference) for difference in differing if words.knows(difference.slot)]
    context = {"rows": rows, "found": found, "move": member.move}
    return render(request, "onboarding/two_plans.html", context)


def _is_found(request: HttpRequest, difference: merging.Difference) -> bool:
    """Whether the found version was chosen; where nothing was, the newer one counts."""
    chosen = request.POST.get(difference.slot.name)
    return chosen == "found" or (chosen != "kept" and difference.is_found_newer)


@never_cache
def earlier(request: HttpRequest) -> HttpResponse:
    """Show what lost when two plans became one, and bring a version back."""
    journey = _journey(request)
    member = access.open_member(request)
    if member is None:
        return redirect("plan")
    versions = member.kept_versions.still_kept().select_related("adult")
    if request.method == "POST":
        version = get_object_or_404(versions, pk=_number(request.POST.get("version", "")))
        merging.bring_back(version)
        return redirect("earlier")
    words = Words(journey, member.move.adults.all())
    shown = [(v, merging.slot_of(v)) for v in versions]
    rows = [
        {
            "version": version,
            "title": words.title(slot),
            "person": words.person(slot),
            "text": words.text(slot, version.value),
        }
        for version, slot in shown
        if words.knows(slot)
    ]
    return render(request, "onboarding/earlier.html", {"rows": rows})


def _number(text: str) -> int:
    """Return a number that was sent; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@never_cache
def plan_days(request: HttpRequest) -> HttpResponse:
    """Show the days that the plan counts from, each with a way to another one."""
    journey = _journey(request)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    found = list(days.all_of(journey, answering.read(move, journey), lanes.of(move)))
    return render(request, "onboarding/days.html", {"days": found})


@never_cache
def other_day(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for another day, show what it would do to the plan, and keep it when told to."""
    journey = _journey(request)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    answers = answering.read(move, journey)
    day = days.named(name, journey, answers, lanes.of(move))
    if day is None:
        raise Http404
    form = OtherDayForm(request.POST or None, initial={"day": day.value})
    context = {"day": day, "form": form}
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data["day"]
        if "keep" in request.POST:
            days.set_day(move, day, value)
            return redirect("moved", name=day.name)
        today = timezone.localdate()
        context["value"] = value
        context["changes"] = days.what_if(journey, answers, day, value, today)
    return render(request, "onboarding/other_day.html", context)


@never_cache
def moved(request: HttpRequest, name: str) -> HttpResponse:
    """Say what moved when a day was changed, and offer to change it back."""
    journey = _journey(request)
    move = access.open_move(request)
    if move is None:
        return redirect("plan")
    answers = answering.read(move, journey)
    day = days.named(name, journey, answers, lanes.of(move))
    if day is None:
        raise Http404
    earlier = days.replaced(move, day)
    if request.method == "POST":
        days.set_day(move, day, earlier)
        return redirect("moved", name=day.name)
    changes = days.what_moved(journey, answers, day, earlier, timezone.localdate())
    context = {"day": day, "earlier": earlier, "changes": changes}
    return render(request, "onboarding/moved.html", context)
