"""A fault of wagtail-localize 1.14: its report of translations asks eight times for each row.

Here the things of a whole page of the report are asked for together and kept with its rows. What
the report shows is the same.
The test in tests/cms/test_translation_report_faults.py fails once upstream asks for all at once.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView


class ReportAskedOnce(TranslationsReportView):
    """The report of translations, which asks for all of its rows together."""

    def get_queryset(self) -> QuerySet[Translation]:
        related = ("source__locale", "source__specific_content_type", "target_locale")
        found = super().get_queryset().select_related(*related)
        return found.defer("source__content_json", "source__schema_version")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Translation]:
        """Let every row answer from what was asked for all of them."""
        rows = list(super().decorate_paginated_queryset(object_list))
        things = _things(rows)
        for row in rows:
            key = row.source.object_id
            if source := things.get((key, row.source.locale_id)):
                row.source.get_source_instance = _answer(source)
            # What is gone goes on being asked for, and is not there.
            if target := things.get((key, row.target_locale_id)):
                row.get_target_instance = _answer(target)
            row.get_status_display = _answer(_status(row))
        return rows


def _things(rows: list[Translation]) -> dict[tuple[Any, int], Model]:
    """Return what is translated and its translations, by key and language."""
    keys = defaultdict(set)
    for row in rows:
        model = row.source.specific_content_type.model_class()
        keys[Page if model and issubclass(model, Page) else model].add(row.source.object_id)
    return {
        (thing.translation_key, thing.locale_id): thing
        for model, wanted in keys.items()
        if model
        for thing in model._default_manager.filter(translation_key__in=wanted)
    }


def _status(row: Any) -> str:
    """Return the words of wagtail-localize, from its own catalogue."""
    words = "Waiting for translations" if row.waiting_for_translation else "Up to date"
    return gettext(words)


def _answer(value: Any) -> Callable[[], Any]:
    return lambda: value
