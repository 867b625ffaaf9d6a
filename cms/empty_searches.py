"""Words that readers looked up and that found nothing: counted by the day, nothing of who.

A search can hold what somebody should not have typed. What looks like a number of a person or
a phone, or like a mail or web address, is not kept, nor what is too long to be looked up.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override

from cms import limits
from cms.models.empty_searches import WORDS_LENGTH, EmptySearch

log = logging.getLogger(__name__)

MOST_DIGITS = 4
"""A year may be looked up; numbers of people and phones have more digits."""
FEWEST_LETTERS = 2
MOST_FROM_A_NETWORK = 30
HOUR = 60 * 60
MOST_A_DAY = 1000
"""Different words of one day; more are a flood."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that found nothing, and how often in some days."""

    words: str
    language: str
    total: int

    @property
    def url(self) -> str:
        """Where a reader sees that nothing is found."""
        return search_url(self.words, self.language)


def search_url(words: str, language: str) -> str:
    """Return the address of a search as a reader sees it."""
    with override(language):
        return f"{reverse('search')}?{urlencode({'q': words})}"


def count(request: HttpRequest, typed: str, words: str) -> None:
    """Count a reader's search without hits, if it may be kept. Never fails the search.

    `words` is what was looked up of what was typed: an address has lost its @ there.
    """
    if not may_be_kept(typed) or is_editor(request):
        return
    try:
        if limits.is_over(request, "empty search", most=MOST_FROM_A_NETWORK, seconds=HOUR):
            return
        with transaction.atomic():
            _add(words.casefold(), request.LANGUAGE_CODE)
    except DatabaseError:
        log.warning("A search without hits could not be counted", exc_info=True)


def is_editor(request: HttpRequest) -> bool:
    """Whether somebody looks who works with the site: to see what readers see."""
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def may_be_kept(typed: str) -> bool:
    """Whether a text is short, is words, and does not look as if it were about a person."""
    words = " ".join(typed.split())
    return (
        len(words) <= WORDS_LENGTH
        and "@" not in words
        and "://" not in words
        and sum(sign.isdigit() for sign in words) <= MOST_DIGITS
        and sum(sign.isalpha() for sign in words) >= FEWEST_LETTERS
    )


def _add(words: str, language: str) -> None:
    today = EmptySearch.objects.filter(day=timezone.localdate())
    row = {"day": timezone.localdate(), "language": language, "words": words}
    if today.filter(language=language, words=words).update(times=F("times") + 1):
        return
    if today.count() < MOST_A_DAY:
        EmptySearch.objects.bulk_create([EmptySearch(**row)], ignore_conflicts=True)
        today.filter(language=language, words=words).update(times=F("times") + 1)


def since(day: date) -> QuerySet[EmptySearch, dict[str, object]]:
    """Return words and languages with how often they found nothing since a day, most first."""
    rows = EmptySearch.objects.filter(day__gte=day).values("words", "language")
    return rows.annotate(total=Sum("times")).order_by("-total", "words")


def most_wished(days: int, number: int) -> list[Wish]:
    """Return what was looked for in vain most often in the last days."""
    rows = since(timezone.localdate() - timedelta(days=days))[:number]
    return [Wish(str(row["words"]), str(row["language"]), int(str(row["total"]))) for row in rows]


def total(days: int) -> int:
    """Return how many searches found nothing in the last days."""
    rows = EmptySearch.objects.filter(day__gte=timezone.localdate() - timedelta(days=days))
    return rows.aggregate(total=Sum("times"))["total"] or 0


def forget() -> None:
    """Delete what has been kept for as long as we say."""
    oldest = timezone.localdate() - timedelta(days=settings.EMPTY_SEARCH_DAYS_KEPT)
    EmptySearch.objects.filter(day__lt=oldest).delete()
