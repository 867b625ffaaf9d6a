"""Where a page or a word is used: every place that names it, in every language.

Wagtail's reference index knows what published pages name by a chooser or a link. What it does
not hold is looked up beside it: words chosen for a page, languages of a contact point, rules
that read the questions of a step, and drafts that are newer than their page.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.text import capfirst
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models

from cms.directory.models import OrganizationPage
from cms.languages import language_of
from cms.models import Term
from home.naming import Becomes, Names, Place, places, questions_of
from onboarding.models import StepPage, TaskPage


@dataclass(frozen=True, slots=True)
class Use:
    """Something that names what was asked for, in one field."""

    source: Model
    place: Place
    is_live: bool
    """Whether readers meet it there."""
    is_draft: bool
    """Whether it stands in a draft that is newer, or in a page that is not published."""

    @property
    def is_page(self) -> bool:
        """Whether a page names it, and not a setting."""
        return isinstance(self.source, Page)

    @property
    def kind(self) -> str:
        """What it is that names it."""
        return str(capfirst(self.source._meta.verbose_name))


def names_of(things: Collection[Model]) -> Names:
    """Return what content calls some pages or words."""
    terms = [thing for thing in things if isinstance(thing, Term)]
    pages = [thing.pk for thing in things if isinstance(thing, Page)]
    # Rules are read from the Swedish page only.
    steps = StepPage.objects.filter(pk__in=pages, locale__language_code=settings.LANGUAGE_CODE)
    return Names(
        pages={pk: pk for pk in pages},
        terms={term.pk: term.pk for term in terms},
        languages={term.key: term.key for term in terms if term.kind == Term.Kind.LANGUAGE},
        questions=frozenset(key for step in steps for key in questions_of(step)),
        interests=frozenset(term.key for term in terms if term.kind == Term.Kind.TOPIC),
    )


def uses(things: Collection[Model], names: Names | None = None) -> list[Use]:
    """Return every use of some pages or words: published first, Swedish first, then by title.

    `names` says what would take their places; without it, nothing.
    """
    names = names or names_of(things)
    found = [*_on_pages(things, names), *_elsewhere(things)]
    return sorted(found, key=_order)


def _order(use: Use) -> tuple[Any, ...]:
    language = language_of(use.source.locale_id) if use.is_page else ""
    is_translation = language != settings.LANGUAGE_CODE
    return (not use.is_live, is_translation, language, str(use.source), use.place.field)


def _on_pages(things: Collection[Model], names: Names) -> Iterator[Use]:
    drafts, chosen = _drafts(names), _chosen(names)
    wanted = _candidates(things, names) | drafts.keys() | chosen.keys()
    for page in Page.objects.filter(pk__in=wanted).specific():
        content = get_serializable_data_for_fields(page) | chosen.get(page.pk, {})
        row = set(places(type(page), content, names))
        draft = places(type(page), drafts[page.pk], names) if page.pk in drafts else []
        # What was never published shows its newest draft only.
        in_row = row if page.live else set()
        in_draft = set(draft) if page.has_unpublished_changes else (set() if page.live else row)
        for place in [*in_row, *(in_draft - in_row)]:
            yield Use(page, place, is_live=place in in_row, is_draft=place in in_draft)


def _drafts(names: Names) -> dict[int, Any]:
    """Return the newest content of pages with changes that are not published, by page."""
    changed = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    revisions = Revision.objects.filter(pk__in=changed.values("latest_revision"))
    return {
        int(revision.object_id): revision.content
        for revision in revisions
        if names.may_stand_in(str(revision.content))
    }


def _candidates(things: Collection[Model], names: Names) -> set[int]:
    """Return the pages whose published row may name them."""
    found = {int(row.object_id) for row in _references(things) if _is_of_page(row)}
    if names.languages:
        found |= set(OrganizationPage.objects.values_list("pk", flat=True))
    if names.questions or names.interests:
        swedish = {"locale__language_code": settings.LANGUAGE_CODE}
        for model in (StepPage, TaskPage):
            found |= set(model.objects.filter(**swedish).values_list("pk", flat=True))
    return found


def _chosen(names: Names) -> dict[int, dict[str, list[int]]]:
    """Return the words that pages have chosen, by page and field: one query for each field."""
    found: dict[int, dict[str, list[int]]] = {}
    for model in get_page_models() if names.terms else ():
        for field in model._meta.local_many_to_many:
            if field.related_model is Term:
                page, term = field.m2m_column_name(), field.m2m_reverse_name()
                rows = field.remote_field.through.objects.filter(**{f"{term}__in": names.terms})
                for pk, chosen in rows.values_list(page, term):
                    found.setdefault(pk, {}).setdefault(field.name, []).append(chosen)
    return found


def _elsewhere(things: Collection[Model]) -> Iterator[Use]:
    """Return what is no page and names them: a redirect, a department."""
    others = [row for row in _references(things) if not _is_of_page(row)]
    for source, references in ReferenceIndex.objects.filter(
        pk__in=[row.pk for row in others]
    ).group_by_source_object():
        for field in dict.fromkeys(row.describe_source_field() for row in references):
            yield Use(source, Place(field, Becomes.STAYS), is_live=False, is_draft=False)


def _references(things: Collection[Model]) -> list[ReferenceIndex]:
    found: list[ReferenceIndex] = []
    for base in (Page, Term):
        pks = [str(thing.pk) for thing in things if isinstance(thing, base)]
        if pks:
            kind = ContentType.objects.get_for_model(base)
            found += ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=pks)
    return found


def _is_of_page(row: ReferenceIndex) -> bool:
    return row.base_content_type_id == ContentType.objects.get_for_model(Page).pk
