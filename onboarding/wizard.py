"""The wizard: django-formtools over the engine's one walk through the questions.

The engine says which pages a household meets; each becomes a form. Going on,
back and progress all come from that walk, never from formtools' own list.
"""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from formtools.wizard.views import NamedUrlWizardView

from onboarding import access, answering, lanes
from onboarding.answering import default_alias
from onboarding.checking import first_open_screen
from onboarding.forms import ScreenForm, initial, screen_form
from onboarding.journeys.answers import Adult, Answers
from onboarding.journeys.engine import Path, Screen, every_screen
from onboarding.journeys.schema import Kind, Phase, Question
from onboarding.loading import load_journey, phase_pages
from onboarding.models import Move

MOST_FIELDS = 200


@method_decorator(never_cache, name="dispatch")
class PhaseWizard(NamedUrlWizardView):
    """The questions of one phase, a page at a time, in the mover's language."""

    storage_name = "onboarding.storage.MoveStorage"
    template_name = "onboarding/question.html"
    form_list = [("none", Form)]
    # The page is drawn with what was typed and nothing is kept: set by `shown_again`, and
    # where the move is gone that the page was opened with.
    again = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.journey = load_journey(request.LANGUAGE_CODE)
        if self.journey is None or self.phase is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def phase(self) -> Phase | None:
        """The phase of the address; None where there is no such phase."""
        key = self.kwargs["phase"]
        return next((phase for phase in self.journey.phases if phase.key == key), None)

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Name the phase only: the move is told apart by its own rows, not by a prefix.

        A prefix with the move in it would make a page unusable whose cookie is gone.
        """
        return f"phase-{kwargs['phase']}"

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        return ""

    def get_step_url(self, step: str) -> str:
        url = reverse("question", args=[self.kwargs["phase"], step])
        return f"{url}?change=1" if self.is_change else url

    @property
    def is_change(self) -> bool:
        """Whether the mover came from the answers to change one."""
        return "change" in self.request.GET

    def walk(self) -> None:
        """Find out which pages this household meets, from the answers kept so far."""
        self.move: Move | None = self.storage.move
        self.answers: Answers = answering.read(self.move, self.journey, tasks=False)
        self.lane = lanes.of(self.move)
        self.path: Path = self.lane.path(self.journey, self.answers).within(self.kwargs["phase"])
        if self.request.method == "POST":
            self.path = self._with_what_was_sent()
        # Only the page at hand needs its form; of the others formtools asks the names.
        self.form_list = dict.fromkeys((screen.key for screen in self.path.screens), ScreenForm)
        if (step := self.kwargs.get("step")) in self.path:
            self.form_list[step] = screen_form(self.path.find(step))
        self.__dict__.pop("_resolved_form_list", None)

    def _with_what_was_sent(self) -> Path:
        """Return the path with the page that was sent, whole, even if it left the path meanwhile.

        Another tab may have changed an earlier answer, or the cookie may be gone: what was
        typed is kept all the same, and counts once the path comes by it again.
        """
        order = every_screen(self.journey)
        whole = order.get(self.kwargs.get("step", ""))
        if whole is None or whole.phase.key != self.kwargs["phase"]:
            return self.path
        if not self.lane.is_open(whole.adult):
            return self.path
        asked = self.path.find(whole.key).questions if whole.key in self.path else ()
        questions = tuple(q for q in whole.questions if q in asked or self._was_sent(q))
        if not questions:
            return self.path
        screens = {screen.key: screen for screen in self.path.screens}
        screens[whole.key] = replace(whole, questions=questions)
        return Path(tuple(screens[key] for key in order if key in screens))

    def _was_sent(self, question: Question) -> bool:
        name = f"{question.key}_month" if question.kind is Kind.DATE else question.key
        return name in self.request.POST

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        self.walk()
        if not self.path.screens:
            return redirect("checklist", phase=self.kwargs["phase"])
        step = kwargs.get("step")
        if step not in self.path:
            return redirect(self.get_step_url(self._where_to_go_on()))
        self.storage.current_step = step
        return self.render(self.get_form())

    def _where_to_go_on(self) -> str:
        open_screen = first_open_screen(self.path, self.move)
        return (open_screen or self.path.screens[0]).key

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        self.walk()
        step = kwargs.get("step")
        if step not in self.path:
            return redirect(self.get_step_url(self._where_to_go_on()))
        if len(self.request.POST) > MOST_FIELDS:
            raise SuspiciousOperation("More fields than any page has.")
        self.storage.current_step = step
        if self.again or self._has_lost_its_move():
            self.again = True
            return self.render(self.get_form(data=self.request.POST))
        if self.request.POST.get(f"{self.prefix}-current_step") != step:
            raise SuspiciousOperation("The page of the wizard is missing from the form.")
        return super().post(*args, **kwargs)

    def _has_lost_its_move(self) -> bool:
        """Whether the page was opened with a move that the browser has no key to any more."""
        return self.move is None and not access.is_key(self.request.POST.get("key", ""))

    @property
    def screen(self) -> Screen:
        """The page that is being shown or answered."""
        return self.path.find(self.storage.current_step)

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> ScreenForm:
        form = super().get_form(step, data, files)
        form.keep_to(self.lane)
        return form

    def get_form_initial(self, step: str) -> dict[str, Any]:
        if self.request.method == "POST":
            return {}
        screen = self.path.find(step)
        number = None if screen.adult is None else screen.adult + 1
        answered = {key for adult, key in answering.asked(self.move) if adult == number}
        given = self.answers.household if number is None else self._adult(screen).answers
        shown = initial(given, answered & {question.key for question in screen.questions})
        return {**shown, **(self._aliases() if answering.ADULTS_QUESTION in shown else {})}

    def _aliases(self) -> dict[str, str]:
        if self.move is None:
            return {}
        return {f"alias_{adult.number}": adult.alias for adult in self.move.adults.all()}

    def _adult(self, screen: Screen) -> Adult:
        """Return the adult whom a page asks, who may not be counted any more."""
        number = screen.adult or 0
        counted = self.answers.adults
        return counted[number] if number < len(counted) else Adult(default_alias(number + 1))

    def process_step(self, form: ScreenForm) -> dict[str, Any]:
        """Keep the answers, then walk again: they may change which pages follow."""
        self.storage.keep(form)
        current = self.storage.current_step
        self.walk()
        self.storage.current_step = current
        self.get_form_list()
        return {}

    def process_step_files(self, form: ScreenForm) -> None:
        """No page of the wizard takes a file."""

    def render_next_step(self, form: ScreenForm, **kwargs: Any) -> HttpResponse:
        return self._go_on(form)

    def render_done(self, form: ScreenForm, **kwargs: Any) -> HttpResponse:
        return self._go_on(form)

    def _go_on(self, form: ScreenForm) -> HttpResponse:
        """Redirect to what comes next; the answers are committed by now."""
        if form.cleaned_data.get("protected") == "yes":
            response = render(self.request, "onboarding/protected.html", self._protected_context())
        else:
            response = redirect(self._next_url())
        access.keep_open(self.request, response, self.move)
        return response

    def _protected_context(self) -> dict[str, Any]:
        task = self.journey.tasks.get("protected-identity-channel")
        return {"next_url": self._next_url(), "task": task}

    def _next_url(self) -> str:
        following = (
            first_open_screen(self.path, self.move)
            if self.is_change
            else self.path.after(self.storage.current_step)
        )
        if following is None:
            return reverse("check", args=[self.kwargs["phase"]])
        return self.get_step_url(following.key)

    def get_context_data(self, form: ScreenForm, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=form, **kwargs)
        screen = self.screen
        number, total = self.path.position(screen.key)
        before = self.path.before(screen.key)
        context.update(
            phase=self.phase,
            phase_page=phase_pages(self.request.LANGUAGE_CODE).get(self.kwargs["phase"]),
            screen=screen,
            person=self._person(screen),
            number=number,
            total=total if self._knows_how_many_adults() else None,
            most=len([s for s in every_screen(self.journey).values() if s.phase == self.phase]),
            back_url=self._back_url(before),
            move=self.move,
            new_key="" if self.move else self._new_key(),
            again=self.again,
        )
        return context

    def _knows_how_many_adults(self) -> bool:
        """Whether the number of pages is known: most of them come once for each adult."""
        asked = {question.key for screen in self.path.screens for question in screen.questions}
        is_open = answering.ADULTS_QUESTION not in self.answers.household
        return not (is_open and answering.ADULTS_QUESTION in asked)

    def _new_key(self) -> str:
        """Return the key of a move that does not exist yet: the one that was sent, or a new one."""
        sent = self.request.POST.get("key", "")
        return sent if access.is_key(sent) else Move.new_key()

    def _person(self, screen: Screen) -> str:
        """Return whom the page asks: an alias, where there are several adults."""
        alone = len(self.answers.adults) == 1 and not screen.adult
        if screen.adult is None or alone:
            return ""
        return self._adult(screen).alias

    def _back_url(self, before: Screen | None) -> str:
        if self.is_change:
            return reverse("check", args=[self.kwargs["phase"]])
        return self.get_step_url(before.key) if before else reverse("plan")


wizard = PhaseWizard.as_view(url_name="question")


def shown_again(request: HttpRequest) -> HttpResponse | None:
    """Draw a page of the wizard again with what was typed, and a fresh token.

    For a form whose security token was missing or too old. Nothing is kept.
    None where the form was not the wizard's.
    """
    match = request.resolver_match
    if match is None or match.url_name != "question":
        return None
    response = PhaseWizard.as_view(url_name="question", again=True)(request, **match.kwargs)
    if response.status_code == 200:
        response.status_code = 403
    return response
