"""Fills a notebook with more than anybody keeps, to see what that costs."""

from datetime import timedelta

from django.utils import timezone

from cms.models import ArticlePage
from cms.visibility import public
from onboarding.models import Adult
from onboarding.notebook import texts
from onboarding.notebook.models import Note, OwnTask, SavedThing


def hoard(adult: Adult, *, tasks: int, notes: int, things: int) -> None:
    """Give an adult own tasks, notes and saved things; of the pages that exist, parts of them."""
    today = timezone.localdate()
    pages = list(public(ArticlePage.objects.filter(locale__language_code="sv")))
    saved = SavedThing.objects.bulk_create(
        SavedThing(
            adult=adult,
            page_key=page.translation_key,
            part=str(number // len(pages) or ""),
            title=page.title,
            as_saved={"address": page.url, "texts": texts.of(page)},
        )
        for number in range(things)
        for page in [pages[number % len(pages)]]
    )
    Note.objects.bulk_create(
        Note(adult=adult, body=f"Fråga {number} till banken", about=saved[number % things])
        for number in range(notes)
    )
    OwnTask.objects.bulk_create(
        OwnTask(adult=adult, title=f"Packa låda {number}", day=today + timedelta(days=number))
        for number in range(tasks)
    )
