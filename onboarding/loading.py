"""From pages to the journey that the engine reads.

Rules come from the Swedish pages, texts from the reader's language, so that a
changed rule holds everywhere at once and an untranslated text falls back to
Swedish. The number of queries does not grow with the number of pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.directory.freshness import Stage
from cms.directory.models import OrganizationPage
from cms.versions import kept
from cms.visibility import public
from onboarding.journeys import schema
from onboarding.journeys.rules import Line, Rule
from onboarding.models.journeys import JourneyPage, PhasePage, StepPage, TaskPage

SOURCE = settings.LANGUAGE_CODE
Raw = Mapping[str, Any]
KINDS: tuple[type[Page], ...] = (JourneyPage, PhasePage, StepPage, TaskPage)


@dataclass
class Rows:
    """The pages of a journey: sources in Swedish by tree order, and texts by translation key."""

    language: str = SOURCE
    sources: dict[type[Page], list[Any]] = field(default_factory=dict)
    texts: dict[Any, Any] = field(default_factory=dict)
    organizations: dict[int, OrganizationPage] = field(default_factory=dict)

    def text(self, page: Any) -> Any:
        """Return the page that holds the texts: the translation, or the page itself."""
        return self.texts.get(page.translation_key, page)

    def is_swedish_only(self, page: Any) -> bool:
        """Whether readers of the language get a page in Swedish, and are to be told so."""
        has_texts = page.translation_key in self.texts
        return bool(page.swedish_only) and not has_texts and self.language != SOURCE

    def below(self, parent: Page, kind: type[Page]) -> Iterable[Any]:
        """Return the pages of a kind that lie below another."""
        return (page for page in self.sources[kind] if page.path.startswith(parent.path))


@kept(size=16)
def load_journey(language: str) -> schema.Journey | None:
    """Return the published journey in a language; None before there is one."""
    return build(read(language))


@kept(size=16)
def phase_pages(language: str) -> dict[str, PhasePage]:
    """Return the published pages of the phases by key, in a language where there is one."""
    pages = _live(PhasePage.objects.select_related("picture"), language)
    translated_last = sorted(pages, key=lambda page: page.locale.language_code == language)
    return {page.key: page for page in translated_last}


def read(language: str) -> Rows:
    """Read every page of the journey and the organisations that it names."""
    rows = Rows(language)
    for kind in KINDS:
        pages = list(_live(kind.objects.all(), language))
        rows.sources[kind] = [page for page in pages if page.locale.language_code == SOURCE]
        rows.texts.update(
            (page.translation_key, page) for page in pages if page.locale.language_code == language
        )
    rows.organizations = _organizations(language)
    return rows


def _live(pages: QuerySet[Any], language: str) -> QuerySet[Any]:
    return (
        public(pages)
        .filter(locale__language_code__in={SOURCE, language})
        .select_related("locale")
        .order_by("path")
    )


def _organizations(language: str) -> dict[int, OrganizationPage]:
    """Return the organisations as readers of a language see them, by the id of the Swedish page."""
    pages = list(_live(OrganizationPage.objects.all(), language).select_related("content_type"))
    translated = {
        page.translation_key: page for page in pages if page.locale.language_code == language
    }
    return {
        page.pk: translated.get(page.translation_key, page)
        for page in pages
        if page.locale.language_code == SOURCE
    }


def build(rows: Rows) -> schema.Journey | None:
    """Put a journey together from its pages."""
    root = next(iter(rows.sources[JourneyPage]), None)
    if root is None:
        return None
    task_keys = {page.pk: page.key for page in rows.sources[TaskPage]}
    phases = tuple(
        schema.Phase(
            key=phase.key,
            title=rows.text(phase).title,
            lead=rows.text(phase).lead,
            url=rows.text(phase).url,
            steps=tuple(
                _step(rows, phase, step, task_keys) for step in rows.below(phase, StepPage)
            ),
        )
        for phase in rows.below(root, PhasePage)
    )
    return schema.Journey(key=root.key, title=rows.text(root).title, phases=phases)


def _step(
    rows: Rows, phase: PhasePage, step: StepPage, task_keys: Mapping[int, str]
) -> schema.Step:
    text = rows.text(step)
    return schema.Step(
        key=step.key,
        title=text.title,
        lead=text.lead,
        url=text.url,
        questions=_questions(step.questions, text.questions),
        tasks=tuple(
            _task(rows, phase, step, task, task_keys) for task in rows.below(step, TaskPage)
        ),
        swedish_only=rows.is_swedish_only(step),
    )


def _questions(source: StreamValue, text: StreamValue) -> tuple[schema.Question, ...]:
    words = {value["key"]: value for value in values(text)}
    return tuple(_question(value, words.get(value["key"], value)) for value in values(source))


def _question(value: Raw, words: Raw) -> schema.Question:
    labels = {option["key"]: option for option in items(words.get("options"))}
    options = [(option, labels.get(option["key"], option)) for option in items(value["options"])]
    return schema.Question(
        key=value["key"],
        kind=schema.Kind(value["kind"]),
        asked_of=schema.AskedOf(value["asked_of"]),
        label=words["label"],
        why=words.get("why") or "",
        hint=words.get("hint") or "",
        options=tuple(
            schema.Option(
                option["key"], text["label"], text.get("hint") or "", text.get("reason") or ""
            )
            for option, text in options
        ),
        condition=rule(items(value.get("condition"))),
        starts_page=bool(value.get("starts_page")),
    )


def _task(
    rows: Rows, phase: PhasePage, step: StepPage, task: TaskPage, task_keys: Mapping[int, str]
) -> schema.Task:
    text = rows.text(task)
    return schema.Task(
        key=task.key,
        title=text.title,
        lead=text.lead,
        url=text.url,
        phase=phase.key,
        step=step.key,
        per_person=task.per_person,
        audience=rule(values(task.audience)),
        timing=schema.Timing(schema.Anchor(task.anchor), task.start_day, task.due_day, task.is_law),
        timing_for=tuple(_timing_for(value) for value in values(task.timing_for)),
        prerequisites=tuple(
            _prerequisite(value, task_keys) for value in values(task.prerequisites)
        ),
        responsible=_contact(rows, task.responsible_id),
        contacts=tuple(helper for pk in values(task.contacts) if (helper := _helper(rows, pk))),
        official_links=tuple(
            schema.Link(link["label"], link["url"]) for link in values(text.official_links)
        ),
        topics=(),
        too_late=text.too_late,
        is_unchecked=task.is_overdue,
        swedish_only=rows.is_swedish_only(task),
    )


def values(stream: StreamValue) -> list[Any]:
    """Return what the blocks of a stream hold, as stored: no page is looked up on the way."""
    return [block["value"] for block in stream.raw_data]


def items(stored: Iterable[Raw] | None) -> list[Any]:
    """Return what the items of a stored list hold."""
    return [item["value"] for item in stored or ()]


def rule(groups: Iterable[Raw]) -> Rule:
    """Read a rule from the groups that an editor chose: `question:option` in every line."""
    return Rule(
        tuple(tuple(_line(line["options"]) for line in items(group["lines"])) for group in groups)
    )


def _line(options: Iterable[str]) -> Line:
    pairs = [option.split(":", 1) for option in options]
    question = pairs[0][0] if pairs else ""
    return Line(question, frozenset(option for _question, option in pairs))


def _timing_for(value: Raw) -> schema.TimingFor:
    timing = schema.Timing(
        schema.Anchor(value["anchor"]), value["start"], value["due"], bool(value["law"])
    )
    return schema.TimingFor(rule(items(value["only_for"])), timing)


def _prerequisite(value: Raw, task_keys: Mapping[int, str]) -> schema.Prerequisite:
    keys = tuple(task_keys[pk] for pk in items(value["any_of"]) if pk in task_keys)
    return schema.Prerequisite(keys, bool(value["helpful"]), rule(items(value["only_for"])))


def _helper(rows: Rows, pk: int | None) -> schema.Contact | None:
    """Return somebody to turn to, as long as what they say of themselves is confirmed."""
    page = rows.organizations.get(pk or 0)
    return None if page is None or page.stage >= Stage.OUT_OF_PLANS else _contact(rows, pk)


def _contact(rows: Rows, pk: int | None) -> schema.Contact | None:
    page = rows.organizations.get(pk or 0)
    if page is None:
        return None
    points = values(page.contact_points)
    first = next((point for point in points if point.get("phone")), next(iter(points), {}))
    return schema.Contact(
        key=page.slug,
        name=page.title,
        url=page.url,
        phone=first.get("phone") or "",
        email=first.get("email") or "",
        kind=page.kind,
        is_example=page.is_example,
        is_unchecked=page.stage >= Stage.UNCHECKED,
    )
