"""What readers answer, added up: per page, per language, and the newest of their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from cms.feedback.models import ReaderAnswer
from cms.languages import OWN_NAMES

DAYS = 90
"""How far back the admin looks unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How often readers of one language found what they looked for."""

    language: str
    yes: int
    no: int


def days_ago(days: int = DAYS) -> date:
    """Return the day that lies so many days back."""
    return timezone.localdate() - timedelta(days=days)


def with_verdicts(pages: QuerySet[Page], since: date) -> QuerySet[Page]:
    """Add to each page of a query how many said yes, `said_yes`, and no, `said_no`."""
    return pages.annotate(said_yes=_how_many(True, since), said_no=_how_many(False, since))


def _how_many(found: bool, since: date) -> Coalesce:
    answers = ReaderAnswer.objects.since(since).filter(page=OuterRef("pk"), found=found)
    counted = answers.order_by().values("page").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def verdicts(page: Page, since: date) -> list[Verdict]:
    """Return the verdicts on a page and its translations, those with answers only."""
    rows = (
        about(page)
        .since(since)
        .order_by("-page__locale__language_code")
        .values_list("page__locale__language_code")
        .annotate(yes=Count("pk", filter=Q(found=True)), no=Count("pk", filter=Q(found=False)))
    )
    return [Verdict(OWN_NAMES.get(code, code), yes, no) for code, yes, no in rows]


def about(page: Page) -> QuerySet[ReaderAnswer]:
    """Return the answers about a page in every language."""
    return ReaderAnswer.objects.filter(page__translation_key=page.translation_key)


def words(page: Page, since: date) -> Iterable[ReaderAnswer]:
    """Return the answers with words or a reason, newest first."""
    said = about(page).since(since).exclude(text="", reason="")
    return said.select_related("page__locale")
