"""Translations in the admin: the matrix of pages and languages, and what a translator is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Locale, Page, PageQuerySet

from cms import ease
from cms import translation_matrix as matrix
from cms.language_names import OWN_NAMES
from cms.models import Ease, TranslationState
from cms.translation_matrix import State
from cms.translation_states import translation_behind
from cms.upkeep_views import own_pages

ICONS = {
    State.MISSING: "cross",
    State.IN_TRANSLATION: "edit",
    State.OUTDATED: "warning",
    State.MACHINE: "cogs",
    State.UP_TO_DATE: "check",
}


def warnings_about(page: Page) -> Iterator[str]:
    """Say what a translator should know about the page that is opened."""
    translation = translation_behind(page)
    if translation and (read := Ease.objects.filter(page_id=page.pk, is_hard=True).first()):
        yield _("This page is hard to read: %(verdict)s.") % {"verdict": ease.verdict(read, page)}
    state = TranslationState.objects.filter(translation=translation).first()
    if translation is None or state is None:
        return
    if state.open_since:
        since = timezone.localdate(state.open_since)
        told = since + timedelta(days=settings.TRANSLATION_GRACE_DAYS)
        yield _(
            "The Swedish page has new texts since %(since)s. Readers get the old translation until"
            " you publish; from %(told)s they are told that it is old."
        ) % {"since": date_format(since), "told": date_format(told)}
    if state.is_machine:
        yield _(
            "A machine wrote some of the published texts, and readers are told so. Read them"
            " through, save each one under your own name and publish."
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in a language: how it stands, and where it is mended."""

    state: State
    icon: str
    url: str


class StateColumn(Column):
    """How pages stand in one language."""

    cell_template_name = "cms/admin/translation_state.html"

    def __init__(self, locale: Locale) -> None:
        name = OWN_NAMES.get(locale.language_code, locale.language_code)
        super().__init__(matrix.state_in(locale), label=name, accessor=self.cell)
        self.locale = locale

    def cell(self, page: Page) -> Cell:
        """Return how a page of the matrix stands in this language."""
        state = State(getattr(page, matrix.state_in(self.locale)))
        twin = getattr(page, matrix.twin_in(self.locale))
        name = "wagtailadmin_pages:edit" if twin else "wagtail_localize:submit_page_translation"
        return Cell(state, ICONS[state], reverse(name, args=[twin or page.pk]))


def _languages() -> list[tuple[str, str]]:
    codes = [locale.language_code for locale in matrix.target_locales()]
    return [(code, OWN_NAMES.get(code, code)) for code in codes]


class TypeField(django_filters.fields.ModelChoiceField):
    """Kinds of pages, by their names."""

    def label_from_instance(self, obj: ContentType) -> str:
        """Return the name of a kind of page."""
        return capfirst(obj.name)


class TypeFilter(django_filters.ModelChoiceFilter):
    """Pages of one kind."""

    field_class = TypeField


class MatrixFilters(WagtailFilterSet):
    """State, language and kind. The view itself reads the language."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=State.choices, method="in_state"
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=_languages, method="as_it_is"
    )
    content_type = TypeFilter(
        label=gettext_lazy("Type"),
        queryset=lambda _request: ContentType.objects.filter(
            pk__in=Page.objects.filter(depth__gt=1).order_by().values("content_type")
        ),
    )

    def as_it_is(self, pages: QuerySet[Page], _name: str, _value: str) -> QuerySet[Page]:
        """Leave the pages alone: the language chooses columns."""
        return pages

    def in_state(self, pages: PageQuerySet, _name: str, state: str) -> PageQuerySet:
        """Return the pages that are in a state in a language that is shown."""
        return matrix.in_state(pages, state, shown_locales(self.data.get("language", "")))

    class Meta:
        model = Page
        fields = ["state", "language", "content_type"]


def shown_locales(language: str) -> list[Locale]:
    """Return the languages that are shown: the one that was asked for, or all."""
    locales = matrix.target_locales()
    return [locale for locale in locales if locale.language_code == language] or locales


class TranslationMatrix(PageReportView):
    """Every page in every language; each cell leads to where it is mended."""

    page_title = gettext_lazy("Translations, page by page")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_matrix"
    index_results_url_name = "translation_matrix_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = MatrixFilters
    any_permission_required = ["change", "publish"]
    export_filename = "oversattningar"

    @cached_property
    def locales(self) -> list[Locale]:
        """The languages that are shown."""
        return shown_locales(self.request.GET.get("language", ""))

    @cached_property
    def columns(self) -> list[Column]:
        """The page, its kind, and a column for each language."""
        return [
            TitleColumn("title", label=gettext_lazy("Title"), get_url=_editor),
            Column("type", label=gettext_lazy("Type"), accessor="page_type_display_name"),
            *(StateColumn(locale) for locale in self.locales),
        ]

    @property
    def list_export(self) -> list[str]:
        """The fields of the spreadsheet."""
        states = [matrix.state_in(locale) for locale in self.locales]
        return ["title", "page_type_display_name", *states]

    @property
    def export_headings(self) -> dict[str, Any]:
        """What the fields of the spreadsheet are called."""
        names = {matrix.state_in(locale): str(locale) for locale in self.locales}
        return {"page_type_display_name": gettext_lazy("Type"), **names}

    @property
    def custom_field_preprocess(self) -> dict[str, dict[str, Callable[[str], str]]]:
        """States in words, in every format of a spreadsheet."""
        words = dict.fromkeys(self.FORMATS, lambda state: str(State(state).label))
        return {matrix.state_in(locale): words for locale in self.locales}

    def get_base_queryset(self) -> PageQuerySet:
        pages = matrix.sources(own_pages(self.request.user))
        return matrix.with_states(pages, matrix.target_locales()).select_related("content_type")

    def order_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        return queryset.order_by("path")


def _editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
