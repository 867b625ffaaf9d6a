"""The notebook: what a mover has saved, written and means to do."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.accounts import sessions
from cms.origin import is_from_here
from cms.visibility import public
from onboarding import access, lanes
from onboarding.models import Adult, Move
from onboarding.notebook import changes, grouping, keeping
from onboarding.notebook.forms.keeping import NoteForm, OwnTaskForm, WrittenForm
from onboarding.notebook.models import Note, OwnTask, SavedThing
from onboarding.notebook.models.keeping import Kept, Written

NOTES_A_PAGE = 50
# Below it lie the root and the start pages.
START_DEPTH = 2
FORMS: dict[type[Written], type[WrittenForm]] = {Note: NoteForm, OwnTask: OwnTaskForm}
TEMPLATES = {Note: "notebook/note.html", OwnTask: "notebook/own_task.html"}
# Where marking a task done leads back to: the page that had the button.
LEADS_TO = {"plan": "own-title", "notebook": "tasks-title"}
# In the address of a press that is sent once more, now with a key.
KEY_GIVEN = "with-key"


def _mine(request: HttpRequest) -> Adult | None:
    """Return the adult who asks, with the move; None in a browser without one."""
    move = access.open_move(request)
    if move is None:
        return None
    adult = lanes.mine(move)
    adult.move = move
    return adult


def _seen(adult: Adult | None, kind: type[Kept], pk: int) -> Any:
    """Return what an adult may see. What is not there and what is not theirs answer alike."""
    if adult is None:
        raise Http404
    return get_object_or_404(kind.objects.seen_by(adult).select_related("adult"), pk=pk)


def _own(adult: Adult | None, kind: type[Kept], pk: int) -> Any:
    """Return what an adult keeps themselves."""
    if adult is None:
        raise Http404
    return get_object_or_404(kind.objects.of(adult), pk=pk)


# The notebook -------------------------------------------------------------------


@never_cache
def notebook(request: HttpRequest) -> HttpResponse:
    """Show everything that a mover keeps."""
    adult = _mine(request)
    if adult is None:
        return render(request, "notebook/empty.html")
    access.touch(adult.move)
    response = render(request, "notebook/notebook.html", _everything(request, adult))
    access.keep_open(request, response, adult.move)
    return response


def _everything(request: HttpRequest, adult: Adult) -> dict[str, Any]:
    things = SavedThing.objects.seen_by(adult).select_related("adult")
    notes = Note.objects.seen_by(adult).select_related("adult", "about")
    return {
        "adult": adult,
        "shelves": grouping.shelves(changes.shown(things), adult),
        "rows": Paginator(notes, NOTES_A_PAGE).get_page(request.GET.get("page")),
        "tasks": keeping.own_tasks(adult),
    }


@never_cache
@sensitive_post_parameters()
def search_notes(request: HttpRequest) -> HttpResponse:
    """Show the notes that hold some words. The words are in no address."""
    adult = _mine(request)
    if adult is None or request.method != "POST":
        return redirect("notebook")
    words = request.POST.get("words", "")
    found = keeping.search(adult, words)
    return render(request, "notebook/found.html", {"adult": adult, "words": words, "notes": found})


# Saving -------------------------------------------------------------------------


@never_cache
@csrf_exempt
def save(request: HttpRequest, page_id: int) -> HttpResponse:
    """Save a page or a contact: at once when the button of one of our pages was pressed.

    Those pages are the same for everybody and carry no token (docs/decisions/0019). Whatever
    comes without the browser's word that it began here is asked about, with a token.
    """
    page = get_object_or_404(public(Page.objects.filter(depth__gt=START_DEPTH)), pk=page_id)
    if request.method == "POST" and is_from_here(request):
        return _save(request, page)
    if "csrfmiddlewaretoken" in request.POST:
        return csrf_protect(_save)(request, page)
    return _ask_whether_to_save(request, page)


def _save(request: HttpRequest, page: Page) -> HttpResponse:
    move, key = access.open_move(request), _key_for_a_move(request)
    if move is None and not key and not sessions.mover(request):
        if KEY_GIVEN in request.GET:
            return _ask_whether_to_save(request, page, has_refused_key=True)
        return _sent_again_with_a_key(request)
    move = move or access.begin_move(request, key)
    try:
        thing = keeping.save(lanes.mine(move), page.specific, request.POST.get("part", ""))
    except keeping.NothingToSave as error:
        raise Http404 from error
    response = redirect("saved", thing.pk)
    access.keep_open(request, response, move)
    return response


def _key_for_a_move(request: HttpRequest) -> str:
    """Return the key for a move that this begins: of our form, or given on the way here."""
    given = request.COOKIES.get(settings.MOVE_COOKIE_NAME, "") if KEY_GIVEN in request.GET else ""
    return next(filter(access.is_key, (request.POST.get("key", ""), given)), "")


def _sent_again_with_a_key(request: HttpRequest) -> HttpResponse:
    """Give the browser a key and let it send the same once more: the press began no move yet.

    So two presses at once come with one key, the one that the browser has kept
    (docs/decisions/0031).
    """
    response = redirect(f"{request.path}?{KEY_GIVEN}", preserve_request=True)
    access.give_new_key(response)
    return response


def _ask_whether_to_save(
    request: HttpRequest, page: Page, *, has_refused_key: bool = False
) -> HttpResponse:
    context = {
        "adult": _mine(request),
        "page_to_save": page,
        "part": request.POST.get("part", ""),
        "new_key": Move.new_key(),
        "has_refused_key": has_refused_key,
    }
    return render(request, "notebook/save.html", context)


@never_cache
def saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a saved thing: where it is, what has changed, the notes on it."""
    adult = _mine(request)
    if request.method == "POST":
        return _change_saved(request, _own(adult, SavedThing, pk))
    thing = _seen(adult, SavedThing, pk)
    notes = Note.objects.seen_by(adult).filter(about=thing).select_related("adult")
    others = keeping.others(adult.move)
    context = {
        "adult": adult,
        "shown": changes.shown([thing])[0],
        "notes": notes,
        "others": others,
        "form": NoteForm(initial=_fresh(about=thing.pk), others=others),
    }
    return render(request, "notebook/saved.html", context)


def _change_saved(request: HttpRequest, thing: SavedThing) -> HttpResponse:
    said = request.POST.get("do")
    shown = changes.shown([thing])[0]
    if said in {"share", "keep_private"}:
        keeping.share(thing, said == "share")
    elif said == "seen" and shown.page:
        twin = public(Page.objects.filter(translation_key=thing.page_key)).filter(
            locale__language_code=thing.language
        )
        if page := twin.first():
            keeping.see(thing, page.specific)
    elif said == "replace" and shown.replacement:
        thing = keeping.replace(thing, shown.replacement.specific)
    return redirect("saved", thing.pk)


# Writing ------------------------------------------------------------------------


@never_cache
@sensitive_post_parameters()
def new_note(request: HttpRequest, again: bool = False) -> HttpResponse:
    """Take a note, free or on something saved."""
    return _new(request, Note, _write_note, again)


@never_cache
@sensitive_post_parameters()
def new_own_task(request: HttpRequest, again: bool = False) -> HttpResponse:
    """Take an own task."""
    return _new(request, OwnTask, _add_task, again)


@never_cache
@sensitive_post_parameters()
def note(request: HttpRequest, pk: int, again: bool = False) -> HttpResponse:
    """Show a note to whoever may change it, and take the change."""
    return _one(request, Note, pk, _change_note, again)


@never_cache
@sensitive_post_parameters()
def own_task(request: HttpRequest, pk: int, again: bool = False) -> HttpResponse:
    """Show an own task to whoever may change it, and take the change."""
    return _one(request, OwnTask, pk, _change_task, again)


@sensitive_variables()
def _new(
    request: HttpRequest,
    kind: type[Written],
    write: Callable[[Adult, WrittenForm], HttpResponse],
    again: bool,
) -> HttpResponse:
    """Show an empty form; sent, it writes, and begins a move where the browser has none."""
    adult = _mine(request)
    key = request.POST.get("key", "")
    form = FORMS[kind](
        request.POST or None,
        initial=_fresh(about=request.GET.get("saved", "")),
        others=keeping.others(adult.move) if adult else [],
    )
    # Without a move and without a key the page has lost its cookie: shown again, with a key.
    again = again or (adult is None and request.method == "POST" and not access.is_key(key))
    if request.method != "POST" or again or not form.is_valid():
        new_key = "" if adult else (key if access.is_key(key) else Move.new_key())
        context = {"form": form, "again": again, "new_key": new_key, "adult": adult}
        return render(request, TEMPLATES[kind], context, status=403 if again else 200)
    if adult is None:
        adult = lanes.mine(access.begin_move(request, key))
    response = write(adult, form)
    access.keep_open(request, response, adult.move)
    return response


def _write_note(adult: Adult, form: WrittenForm) -> HttpResponse:
    said = form.cleaned_data
    seen = SavedThing.objects.seen_by(adult).defer("as_saved")
    about = seen.filter(pk=said["about"]).first() if said["about"] else None
    keeping.write_note(
        adult, said["body"], said["submission"], about=about, is_shared=form.is_shared_now
    )
    return redirect("saved", about.pk) if about else _to_notebook("notes-title")


def _add_task(adult: Adult, form: WrittenForm) -> HttpResponse:
    said = form.cleaned_data
    keeping.add_task(
        adult, said["title"], said["day"], said["submission"], is_shared=form.is_shared_now
    )
    return _to_notebook("tasks-title")


@sensitive_variables()
def _one(
    request: HttpRequest,
    kind: type[Written],
    pk: int,
    change: Callable[[Any, WrittenForm, Adult], None],
    again: bool,
) -> HttpResponse:
    """Show a form with what was written; sent, it changes that, unless somebody else has."""
    adult = _mine(request)
    row = (
        kind.objects.seen_by(adult).select_related("adult").filter(pk=pk).first() if adult else None
    )
    if row is None:
        return _gone(request, kind)
    is_own = row.adult_id == adult.pk
    others = keeping.others(adult.move) if is_own else []
    form = FORMS[kind](request.POST or None, initial=FORMS[kind].values_of(row), others=others)
    context = {"form": form, "row": row, "is_own": is_own, "again": again, "adult": adult}
    if request.method != "POST" or again or not form.is_valid():
        return render(request, TEMPLATES[kind], context, status=403 if again else 200)
    try:
        change(row, form, adult)
    except keeping.Gone:
        return _gone(request, kind)
    except keeping.ChangedMeanwhile as fault:
        return _conflict(request, kind, fault.now, context)
    if is_own and others:
        keeping.share(row, form.is_shared_now)
    return _to_notebook("notes-title" if kind is Note else "tasks-title")


def _change_note(note: Note, form: WrittenForm, by: Adult) -> None:
    said = form.cleaned_data
    body = said["body"]
    if "both" in form.data:
        body = f"{note.body}\n\n{body}"
    keeping.change_note(note, body, by=by, version=said["version"])


def _change_task(task: OwnTask, form: WrittenForm, by: Adult) -> None:
    said = form.cleaned_data
    keeping.change_task(task, said["title"], said["day"], by=by, version=said["version"])


@sensitive_variables()
def _conflict(
    request: HttpRequest, kind: type[Written], now: Written, context: dict[str, Any]
) -> HttpResponse:
    """Show both versions. Sent once more, what was typed here goes over what was seen now."""
    data = request.POST.copy()
    data["version"] = now.version
    form = FORMS[kind](
        data, others=keeping.others(context["adult"].move) if context["is_own"] else []
    )
    form.is_valid()
    name = now.changed_by and keeping.called(now.changed_by)
    context |= {"form": form, "now": now, "who": name or ""}
    return render(request, TEMPLATES[kind], context, status=409)


@sensitive_variables()
def _gone(request: HttpRequest, kind: type[Written]) -> HttpResponse:
    """Say that there is no such thing here; what was typed is still on the page."""
    typed = request.POST.get(FORMS[kind].words, "")
    if not typed:
        raise Http404
    context = {"typed": typed, "words": FORMS[kind].words, "is_note": kind is Note}
    return render(request, "notebook/gone.html", context, status=404)


def _fresh(about: object = "") -> dict[str, Any]:
    return {"submission": uuid.uuid4(), "about": about}


def _to_notebook(anchor: str) -> HttpResponse:
    return redirect(f"{reverse('notebook')}#{anchor}")


def shown_again(request: HttpRequest) -> HttpResponse | None:
    """Draw a form of the notebook again with what was typed, and a fresh token.

    For a form whose security token was missing or too old. Nothing is kept. None for others.
    """
    match = request.resolver_match
    views = {"new_note": new_note, "note": note, "new_own_task": new_own_task, "own_task": own_task}
    if match is None or match.url_name not in views:
        return None
    return views[match.url_name](request, **match.kwargs, again=True)


# Doing and taking away ----------------------------------------------------------


@never_cache
@require_POST
def own_task_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Set an own task to done or to be done, and go back to where the button stood."""
    adult = _mine(request)
    task = _seen(adult, OwnTask, pk)
    said = request.POST.get("done")
    if said in {"yes", "no"}:
        keeping.set_done(task, said == "yes", by=adult)
    name = request.POST.get("from")
    name = name if name in LEADS_TO else "notebook"
    return redirect(f"{reverse(name)}#{LEADS_TO[name]}")


@never_cache
def take_away(request: HttpRequest, pk: int, kind: type[Kept]) -> HttpResponse:
    """Delete what one keeps oneself, after one question."""
    kept = _own(_mine(request), kind, pk)
    if request.method == "POST":
        keeping.take_away(kept)
        return redirect("notebook")
    name = {SavedThing: "saved", Note: "note", OwnTask: "own_task"}[kind]
    context = {"kept": kept, "kind": name, "back": reverse(name, args=[pk])}
    return render(request, "notebook/take_away.html", context)
