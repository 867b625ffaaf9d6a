"""Every component in every state, drawn by the templates that pages use, for those who build pages.

What a component shows is real where the content has it, and an example where it has not.
A test fails when a template in templates/components or a block appears in no specimen.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import Block
from wagtail.blocks.base import BoundBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.pages import PagesBlock
from cms.checks import our_page_types
from cms.directory.kinds import Kind
from cms.directory.models import OrganizationPage
from cms.feedback.forms import MoreForm, ReportForm
from cms.models import ArticlePage, BasePage, StoryPage
from cms.translation_states import Note
from cms.visibility import public
from onboarding import chips, planning
from onboarding.forms import TickForm, screen_form
from onboarding.journeys import engine, schema
from onboarding.journeys.answers import Answers, WrongAnswers, parse
from onboarding.journeys.plan import State
from onboarding.lanes import ALL_OPEN
from onboarding.loading import load_journey
from onboarding.models import TaskPage, TaskState

# How a component may stand.
STANDS, EMPTY, FILLED = (
    gettext_lazy("as it stands"),
    gettext_lazy("empty"),
    gettext_lazy("filled in"),
)
WRONG, MOST = gettext_lazy("with errors"), gettext_lazy("with everything")
LEAST = gettext_lazy("with the least it needs")
# What a component stands in.
LINKS = '<ul class="links column" role="list"><li>{}</li></ul>'
CONTACTS = '<ul class="contacts" role="list"><li>{}</li></ul>'
ORGANIZATIONS = '<ul class="orgs" role="list">{}</ul>'
TAGS = '<p class="tags">{}</p>'
TASKS = '<ol class="tasks" role="list">{}</ol>'
FORM = '<div class="form">{}</div>'
PROSE = '<div class="prose">{}</div>'
# A household that has most to do, so that its plan shows most states.
HOUSEHOLD: dict[str, Any] = {
    "household": {"adults": 2, "children": ["age_1_5"]},
    "adults": [
        {"alias": "Kim", "answers": {"status": "other"}},
        {"alias": "Sam", "answers": {"status": "eu_eea"}},
    ],
}


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component in one state."""

    state: Any
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """A component by the name of its template, with its specimens."""

    name: str
    specimens: tuple[Specimen, ...]


class Gallery:
    """The specimens in one language."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.language = request, request.LANGUAGE_CODE
        self.journey = load_journey(self.language)
        self.page = self._first(ArticlePage)

    def parts(self) -> list[tuple[str, list[Part]]]:
        """Return every component, by the group that it belongs to."""
        return [
            (_("Components"), self._named("components", self._components())),
            (_("Cards and rows of pages"), self._named("", self._cards())),
            (_("Questions and the plan"), self._named("", self._journey())),
            (_("Blocks that editors build pages of"), list(self._blocks())),
        ]

    def _named(self, folder: str, drawn: Iterable[tuple[str, str, str]]) -> list[Part]:
        found: dict[str, list[Specimen]] = {}
        for name, state, html in drawn:
            found.setdefault(f"{folder}/{name}".lstrip("/"), []).append(Specimen(state, html))
        return [Part(name, tuple(specimens)) for name, specimens in found.items()]

    def _draw(self, name: str, within: str = "{}", **context: Any) -> str:
        drawn = render_to_string(f"{name}.html", {"page": self.page, **context}, self.request)
        return format_html(within, mark_safe(drawn))  # noqa: S308 (drawn by our own templates)

    def _first(self, kind: type[BasePage], **condition: Any) -> Any:
        """Return the first public page of a kind, in the reader's language where there is one."""
        pages = public(kind.objects.filter(**condition)).order_by("path")
        return pages.filter(locale__language_code=self.language).first() or pages.first()

    # Components -------------------------------------------------------------

    def _components(self) -> Iterator[tuple[str, str, str]]:
        yield from self._of_pages()
        yield from self._of_contacts()
        yield from self._of_forms()
        yield from self._of_lists()

    def _of_pages(self) -> Iterator[tuple[str, str, str]]:
        if self.page:
            for name in ("crumbs", "wide_picture", "fresh", "feedback"):
                yield name, STANDS, self._component(name, about=self.page)
            yield "fresh", _("past its day"), self._component("fresh", page=self._overdue())
        yield "beside_scene", STANDS, self._component("beside_scene", scene_key="library")
        for state, behind, machine in (
            (_("older than the original"), True, False),
            (_("machine translated"), False, True),
            (MOST, True, True),
        ):
            told = Note(is_behind=behind, is_machine=machine, original="/sv/")
            yield "translation_note", state, self._component("translation_note", note=told)
        yield "ask", STANDS, self._component("ask")
        yield "help_line", STANDS, self._component("help_line")
        yield "switchboard", STANDS, self._component("switchboard")
        if self.journey:
            phases = self._component("journey_phases", journey=self.journey)
            yield "journey_phases", STANDS, phases

    def _component(self, name: str, within: str = "{}", **context: Any) -> str:
        return self._draw(f"components/{name}", within, **context)

    def _overdue(self) -> Page:
        page = copy.copy(self.page)
        page.verified_on = timezone.localdate() - timedelta(days=400)
        page.verify_by = timezone.localdate() - timedelta(days=200)
        return page

    def _of_contacts(self) -> Iterator[tuple[str, str, str]]:
        for kind in Kind:
            shown = SimpleNamespace(kind=kind.value, get_kind_display=kind.label)
            yield "kind_tag", str(kind.label), self._component("kind_tag", TAGS, shown=shown)
        example = SimpleNamespace(is_example=True)
        yield "made_up", STANDS, self._component("made_up", TAGS, shown=example)
        yield "swedish_only", STANDS, self._component("swedish_only", TAGS)
        for days in (1, 3):
            drawn = self._component("answers_within", "<p>{}</p>", days=days)
            yield "answers_within", str(days), drawn
        whole = {"name": "Exempelföreningen", "url": "#", "kind": "association"}
        reached = {"phone": "070-174 06 05", "email": "kontakt@example.com"}
        for state, contact in (
            (MOST, {**whole, **reached, "is_example": True}),
            (LEAST, {**whole, "is_example": False}),
        ):
            shown = SimpleNamespace(**{"phone": "", "email": "", **contact})
            yield "contact_card", state, self._component("contact_card", CONTACTS, contact=shown)
        point = {
            **reached,
            "url": "https://www.example.com/kontakt",
            "hours": "8–16",
            "languages": ["sv", "en"],
            "answers_within": 2,
        }
        yield "contact_rows", MOST, self._component("contact_rows", point=point)

    def _of_forms(self) -> Iterator[tuple[str, str, str]]:
        empty, wrong = ReportForm(), ReportForm({"text": "850101-1234", "wants_version": "on"})
        yield "error_summary", WRONG, self._component("error_summary", form=wrong)
        for state, form in ((EMPTY, empty), (WRONG, wrong)):
            for field in form.asked:
                yield "field", state, self._component("field", FORM, field=field)
        number = wrong["keep_number"]
        yield "field", WRONG, self._component("field", FORM, field=number)
        yield "field_error", STANDS, self._component("field_error", field=wrong["text"])
        yield "form_errors", WRONG, self._component("form_errors", form=wrong)
        for held in ("often", "elsewhere"):
            yield "held", held, self._component("held", held=held)
        for state, data in ((EMPTY, {}), (FILLED, {"reason": "unclear"})):
            form = MoreForm(data or None, found=False)
            yield "options", state, format_html(FORM, form["reason"])
        tick = TickForm({"state": TaskState.State.DONE, "done_on_day": "31", "done_on_month": "2"})
        for state, form in ((EMPTY, TickForm()), (WRONG, tick)):
            yield "date_parts", state, format_html(FORM, form["done_on"])
        for state, query in ((EMPTY, ""), (FILLED, "förskola")):
            found = self._component("search_form", hits=SimpleNamespace(query=query))
            yield "search_form", state, found

    def _of_lists(self) -> Iterator[tuple[str, str, str]]:
        pages = Paginator(range(95), 10)
        for number in (1, 5, 10):
            yield "pages", str(number), self._component("pages", rows=pages.page(number))

    # Cards ------------------------------------------------------------------

    def _cards(self) -> Iterator[tuple[str, str, str]]:
        story, task = self._first(StoryPage), self._first(TaskPage)
        organization = self._first(OrganizationPage, is_example=False)
        example = self._first(OrganizationPage, is_example=True)
        cards = "components/page_card"
        if self.page:
            yield cards, STANDS, self._draw(cards, LINKS, shown=self.page)
            bare = copy.copy(self.page)
            bare.lead = ""
            yield cards, LEAST, self._draw(cards, LINKS, shown=bare)
            foreign = self.page.get_translations().live().specific().first()
            if foreign:
                state = _("in another language")
                yield cards, state, self._draw(cards, LINKS, shown=foreign)
        if story:
            pictured = "components/picture_card"
            yield pictured, _("made up"), self._draw(pictured, LINKS, shown=story)
        if task:
            yield "onboarding/task_card", "", self._draw("onboarding/task_card", LINKS, shown=task)
        for shown in filter(None, (organization, example)):
            name = "directory/organization_card"
            yield name, shown.title, self._draw(name, CONTACTS, shown=shown)
            row = self._draw("directory/_row", ORGANIZATIONS, shown=shown)
            yield "directory/_row", shown.title, row

    # The journey ------------------------------------------------------------

    def _journey(self) -> Iterator[tuple[str, str, str]]:
        if self.journey is None:
            return
        yield from self._questions(self.journey)
        yield from self._plan(self.journey)

    def _questions(self, journey: schema.Journey) -> Iterator[tuple[str, str, str]]:
        name = "onboarding/_question"
        found = {question.kind: question for question in journey.questions.values()}
        screens = engine.every_screen(journey).values()
        for kind in schema.Kind:
            if kind not in found:
                continue
            asked = found[kind]
            screen = next(screen for screen in screens if asked in screen.questions)
            form = screen_form(replace(screen, questions=(asked,)))
            wrong = {f"{asked.key}_day": "31", f"{asked.key}_month": "2", f"{asked.key}_year": "27"}
            for state, drawn in ((EMPTY, form()), (WRONG, form(wrong))):
                context = {"question": asked, "field": drawn[asked.key]}
                yield name, f"{kind.value}, {state}", self._draw(name, FORM, **context)

    def _plan(self, journey: schema.Journey) -> Iterator[tuple[str, str, str]]:
        today, name = timezone.localdate(), "components/plan_row"
        shown = planning.shown(journey, household(journey, today), ALL_OPEN, {}, today)
        rows = {row.state: row for row in shown.rows}
        some = next(iter(rows.values()), None)
        if some is None:
            return
        rows["doing"] = replace(some, item=some.item._replace(doing=True, state=State.READY))
        rows["done"] = replace(some, item=some.item._replace(state=State.DONE, done_on=today))
        rows["not_for_us"] = replace(some, item=some.item._replace(set_aside=True))
        for state, row in rows.items():
            words = {"row": row, "place": f"{state}-", "words": chips.row_words()}
            yield name, state, self._draw(name, TASKS, tick_url=reverse("tick"), **words)
        now = self._draw("onboarding/_now", shown=shown, words=chips.row_words())
        yield "onboarding/_now", STANDS, now
        idle = SimpleNamespace(next=(), plan=SimpleNamespace(items=()))
        for state, all_done in ((_("all done"), True), (EMPTY, False)):
            idle = SimpleNamespace(**{**vars(idle), "all_done": all_done})
            yield "onboarding/_now", state, self._draw("onboarding/_now", shown=idle)

    # Blocks -----------------------------------------------------------------

    def _blocks(self) -> Iterator[Part]:
        for name, block in sorted(blocks_of_pages().items()):
            drawn = [
                Specimen(state, self._block(block, value)) for state, value in values_of(block)
            ]
            yield Part(name, tuple(drawn))

    def _block(self, block: Block, value: Any) -> str:
        kinds = (ArticlePage, TaskPage, OrganizationPage)
        shown = {page.pk: page for page in map(self._first, kinds) if page}
        if isinstance(block, PagesBlock):
            value = {**value, "pages": list(shown.values())}
        context = {"page": self.page, "request": self.request, "cards": shown}
        return format_html(PROSE, BoundBlock(block, value).render(context))


def household(journey: schema.Journey, today: date) -> Answers:
    """Return the answers of a household that moves in three weeks' time."""
    day = {"move": (today + timedelta(days=21)).isoformat()}
    try:
        return parse(journey, {**HOUSEHOLD, "household": {**HOUSEHOLD["household"], **day}})
    except WrongAnswers:  # An editor's journey asks something else.
        return parse(journey, {"household": {}, "adults": [{}]})


def blocks_of_pages() -> dict[str, Block]:
    """Return every block that our pages are built of, once, by the name of its class."""
    found: dict[str, Block] = {}
    for kind in our_page_types():
        for field in kind._meta.get_fields():
            if isinstance(field, StreamField):
                for block in field.stream_block.child_blocks.values():
                    found.setdefault(type(block).__name__, block)
    return found


def values_of(block: Block) -> Iterator[tuple[str, Any]]:
    """Return what a block looks like: its own preview, and with what may be left out left out."""
    whole = block.get_preview_value()
    yield STANDS, whole
    optional = [
        name
        for name, child in getattr(block, "child_blocks", {}).items()
        if not child.required and isinstance(whole, dict) and whole.get(name)
    ]
    if optional:
        bare = copy.copy(whole)
        bare.update({name: block.child_blocks[name].get_default() for name in optional})
        yield LEAST, bare
