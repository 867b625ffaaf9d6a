"""Somebody who answers for a page says that it still holds.

The new days are written into the page in every language and into its drafts: what an editor
has begun stays, and nobody's draft is published by it.
"""

from datetime import date
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Revision

from cms import translations


def confirm(page: Any, today: date, until: date, action: str) -> None:
    """Let a page hold from today until a day; `action` is what its history calls it."""
    write_through(page, verified_on=today, verify_by=until)
    log(page, action)
    translations.follow(page)


def write_through(page: Any, **values: Any) -> None:
    """Write values that no reader compares into a page, its translations, and all their drafts."""
    stored = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    model = type(page)
    for twin in model.objects.filter(translation_key=page.translation_key):
        model.objects.filter(pk=twin.pk).update(**values)
        if revision := twin.get_latest_revision():
            content = revision.content | stored
            Revision.objects.filter(pk=revision.pk).update(content=content)
    page.refresh_from_db()
