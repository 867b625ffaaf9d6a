"""A page of the journey is published only when the journey with it is sound, and can be read.

Drafts may be half done. Publishing asks the engine what is wrong, and says it at
the field where it can be put right. A page that the journey needs is not taken away.
Nor is anything published while a step or task lacks a language that the whole plan is in.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.forms import PageForm
from cms.lists import listed
from onboarding.journeys.schema import Journey, Task
from onboarding.journeys.validation import MESSAGES, Problem, problems
from onboarding.languages import say_untranslated, untranslated_in

# Questions whose options something else than a rule uses: what the plan asks for, its
# suggestions, the number of adults.
READ_ELSEWHERE = frozenset({"certainty", "interests", "missing", "adults"})
MOST_NAMED = 8
FIELD_OF = {
    "law_without_too_late": "too_late",
    "no_responsible": "responsible",
    "start_after_due": "due_day",
    "anchor_on_itself": "anchor",
    "missing_anchor_question": "anchor",
    "missing_anchor_task": "anchor",
    "unknown_prerequisite": "prerequisites",
    "own_prerequisite": "prerequisites",
    "prerequisite_cycle": "prerequisites",
    "duplicate_key": "key",
}


class HalfDone(ValueError):
    """A draft lacks something that no plan can be made without, such as a kind or a day."""


class JourneyPageForm(PageForm):
    """The editor's form of a journey page; unsound pages are refused when they are published."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation and not self.errors and self._is_source():
            self._post_clean_rules()
        return cleaned

    def _post_clean_rules(self) -> None:
        page = self.instance
        for name, value in self.cleaned_data.items():
            if name in self.fields and hasattr(page, name) and name not in {"topics"}:
                setattr(page, name, value)
        for (field, text), places in self._grouped(unsound(page)).items():
            self.add_error(field, f"{text} {places}".strip())
        if lacking := untranslated([page]):
            self.add_error("swedish_only", ValidationError(say_untranslated(lacking)))

    def _grouped(self, found: list[Problem]) -> dict[tuple[str | None, str], str]:
        """Return each sentence once, with the other pages of the journey that it is about."""
        places: dict[tuple[str | None, str], list[str]] = {}
        for problem in found:
            about = places.setdefault((self._field_of(problem), sentence(problem)), [])
            if not _is_about(problem, self.instance):
                about.append(problem.where.key)
        return {key: _named(keys) for key, keys in places.items()}

    def _field_of(self, problem: Problem) -> str | None:
        name = FIELD_OF.get(problem.code)
        if name is None:
            name = "audience" if problem.where.kind == "task" else "questions"
        return name if name in self.fields else None


def unsound(page: Any) -> list[Problem]:
    """Return what would be wrong with the journey, about this page, once it is published."""
    rows = _published()
    before = _problems(rows)
    _publish(page, rows)
    return [
        problem
        for problem in _problems(rows)
        if problem.is_error and (_is_about(problem, page) or problem not in before)
    ]


def unsound_if(*, published: Iterable[Any] = (), removed: Iterable[Any] = ()) -> list[Problem]:
    """Return what would become wrong if pages were published, or removed with all below them."""
    rows = _published()
    before = _problems(rows)
    for page in published:
        _publish(page, rows)
    for page in removed:
        _remove(page, rows)
    return [problem for problem in _problems(rows) if problem.is_error and problem not in before]


def untranslated(published: Iterable[Any] = ()) -> list[Any]:
    """Return what readers would lack in a language that the whole plan is in, once published."""
    rows, drafts = _published(), list(published)
    for page in drafts:
        _publish(page, rows)
    return untranslated_in(rows, drafts)


def journey_with(drafts: Iterable[Any] = (), language: str = "") -> Journey | None:
    """Return the journey in a language, by default Swedish, as if some drafts were published.

    Raises HalfDone where a draft is not far enough to be read.
    """
    from onboarding.loading import SOURCE, build, read

    rows = read(language or SOURCE)
    for page in drafts:
        _publish(page, rows)
    try:
        journey = build(rows)
    except (KeyError, TypeError, ValueError) as error:
        raise HalfDone from error
    if journey and not all(map(_has_days, journey.all_tasks())):
        raise HalfDone
    return journey


def journey_without(pages: Iterable[Any]) -> Journey | None:
    """Return the Swedish journey as if some pages, and all below them, were taken away."""
    from onboarding.loading import build

    rows = _published()
    for page in pages:
        _remove(page, rows)
    return build(rows)


def _has_days(task: Task) -> bool:
    timings = (task.timing, *(own.timing for own in task.timing_for))
    return all(day is not None for timing in timings for day in (timing.start, timing.due))


def _published() -> Any:
    from onboarding.loading import SOURCE, read

    return read(SOURCE)


def _problems(rows: Any) -> list[Problem]:
    from onboarding.loading import build

    journey = build(rows)
    return problems(journey, READ_ELSEWHERE) if journey else []


def _publish(page: Any, rows: Any) -> None:
    from onboarding.loading import SOURCE

    rows.sources[type(page)] = _replaced(rows.sources[type(page)], page)
    if rows.language == SOURCE:
        rows.texts[page.translation_key] = page


def _remove(page: Any, rows: Any) -> None:
    for kind, pages in rows.sources.items():
        rows.sources[kind] = [each for each in pages if not each.path.startswith(page.path)]
    for pk, organization in list(rows.organizations.items()):
        if organization.path.startswith(page.path):
            del rows.organizations[pk]


def _replaced(pages: Iterable[Any], page: Any) -> list[Any]:
    others = [other for other in pages if other.pk != page.pk]
    return sorted([*others, page] if page.path else others, key=lambda other: other.path)


def _is_about(problem: Problem, page: Any) -> bool:
    keys = {page.key}
    if hasattr(page, "questions"):
        keys |= {block.value["key"] for block in page.questions}
    return problem.where.key in keys


def sentence(problem: Problem) -> str:
    """Return what is wrong, in the editor's language."""
    return _(MESSAGES[problem.code]).format(**problem.params)


def in_words(found: Iterable[Problem]) -> str:
    """Return what is wrong, each sentence once, with the pages and questions it is about."""
    places: dict[str, list[str]] = {}
    for problem in found:
        places.setdefault(sentence(problem), []).append(problem.where.key)
    return " ".join(f"{text} {_named(keys)}" for text, keys in places.items())


def _named(keys: list[str]) -> str:
    """Name the pages that a problem is about, the first few of many."""
    if not keys:
        return ""
    shown = listed(keys[:MOST_NAMED])
    more = len(keys) - MOST_NAMED
    return f"({shown}, +{more})" if more > 0 else f"({shown})"
