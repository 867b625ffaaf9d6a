"""The first thing a communicator sees in the admin: what needs doing, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from cms import empty_searches
from cms import translation_matrix as matrix
from cms.feedback import verdicts
from cms.feedback.models import FaultReport
from cms.languages import OWN_NAMES
from cms.link_views import links_of
from cms.partners import moderation
from cms.partners.models import ListingRequest, Submission
from cms.translation_matrix import State
from cms.upkeep import Need, by_unit, in_need
from cms.upkeep_views import own_pages
from cms.vocabulary import vocabulary
from home.models import Department

A_WEEK = 7
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to where something is mended."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: in a sentence, with an address, and its parts."""

    icon: str
    link: Link
    parts: tuple[Link, ...] = ()


def to_do(user: Any) -> list[Row]:
    """Return what somebody has to do, the most pressing first. Nothing where all is done."""
    kinds = (_reports, _partners, _moderation, _pages, _links, _readers, _searches)
    return [row for kind in kinds for row in kind(user)]


def _reports(user: Any) -> Iterator[Row]:
    if not user.has_perm("feedback.view_faultreport"):
        return
    url, state = reverse("fault_reports:index"), FaultReport.State
    late = FaultReport.objects.late()
    counted = FaultReport.objects.aggregate(
        new=Count("pk", filter=Q(state=state.NEW)), late=Count("pk", filter=Q(pk__in=late))
    )
    number = counted["late"]
    text = ngettext("%(number)d is late", "%(number)d are late", number) % {"number": number}
    parts = (Link(text, f"{url}?late=late"),) if number else ()
    if number := counted["new"]:
        text = ngettext("%(number)d new fault report", "%(number)d new fault reports", number)
        yield Row("warning", Link(text % {"number": number}, f"{url}?state={state.NEW}"), parts)
    elif parts:
        yield Row("warning", Link(_("Fault reports wait for an answer"), url), parts)


def _partners(user: Any) -> Iterator[Row]:
    listings = moderation.may_decide_about(user)
    if number := Submission.objects.waiting().filter(page__in=listings).count():
        text = ngettext(
            "%(number)d page handed in by a partner",
            "%(number)d pages handed in by partners",
            number,
        )
        yield Row("group", Link(text % {"number": number}, reverse("review_listings")))
    if (number := ListingRequest.objects.open().count()) and listings.exists():
        text = ngettext(
            "%(number)d organisation asks for a page",
            "%(number)d organisations ask for a page",
            number,
        )
        yield Row("mail", Link(text % {"number": number}, reverse("listing_requests")))


def _moderation(user: Any) -> Iterator[Row]:
    by_partners = Submission.objects.waiting().values("task_state")
    waiting = TaskState.objects.reviewable_by(user).exclude(pk__in=by_partners)
    if number := waiting.count():
        text = ngettext("%(number)d page to review", "%(number)d pages to review", number)
        url = reverse("wagtailadmin_reports:workflow_tasks")
        yield Row("tasks", Link(text % {"number": number}, url))


def _pages(user: Any) -> Iterator[Row]:
    pages = own_pages(user)
    units = by_unit(in_need(pages, Need.OVERDUE))
    if number := sum(count for _unit, count in units):
        text = ngettext(
            "%(number)d page should have been checked again",
            "%(number)d pages should have been checked again",
            number,
        )
        parts = tuple(_of_units(units[:MOST_NAMED]))
        yield Row("calendar-check", Link(text % {"number": number}, _report(Need.OVERDUE)), parts)
    yield from _translations(pages)
    if number := in_need(pages, Need.DRAFT).count():
        text = ngettext(
            "%(number)d page has changes that are not published",
            "%(number)d pages have changes that are not published",
            number,
        )
        yield Row("draft", Link(text % {"number": number}, _report(Need.DRAFT)))
    if number := in_need(pages, Need.NO_ALT).count():
        text = ngettext(
            "%(number)d page has a picture without a description",
            "%(number)d pages have a picture without a description",
            number,
        )
        yield Row("image", Link(text % {"number": number}, _report(Need.NO_ALT)))
    if number := in_need(pages, Need.HARD).count():
        text = ngettext(
            "%(number)d page is hard to read", "%(number)d pages are hard to read", number
        )
        yield Row("title", Link(text % {"number": number}, _report(Need.HARD)))


def _links(user: Any) -> Iterator[Row]:
    if number := links_of(user).broken().count():
        text = ngettext(
            "%(number)d link to another website is broken",
            "%(number)d links to other websites are broken",
            number,
        )
        yield Row("link-external", Link(text % {"number": number}, reverse("links_report")))


def _of_units(units: list[tuple[int | None, int]]) -> Iterator[Link]:
    names = vocabulary(get_language() or settings.LANGUAGE_CODE).by_id
    asked = set(Department.objects.with_address().values_list("unit", flat=True))
    for unit, number in units:
        name = names[unit].name if unit in names else _("No unit")
        text = f"{name}: {number}"
        if unit not in asked:
            text = _("%(unit)s (nobody is asked)") % {"unit": text}
        yield Link(text, _report(Need.OVERDUE, unit=unit or ""))


def _translations(pages: Any) -> Iterator[Row]:
    for locale in matrix.target_locales():
        counts, code = matrix.counts(pages, locale), locale.language_code
        for state, text in _sentences(counts, is_whole=code in settings.FULLY_TRANSLATED):
            language = OWN_NAMES.get(code, code)
            said = text % {"language": language, "number": counts[state]}
            asked = urlencode({"state": str(state), "language": code})
            url = f"{reverse('translation_matrix')}?{asked}"
            yield Row("wagtail-localize-language", Link(said, url))


def _sentences(counts: dict[str, int], *, is_whole: bool) -> Iterator[tuple[str, str]]:
    """Return what is to be done in a language; what is missing only where nothing should be."""
    if number := counts.get(State.OUTDATED):
        yield (
            State.OUTDATED,
            ngettext(
                "%(language)s: the translation of %(number)d page is out of date",
                "%(language)s: the translations of %(number)d pages are out of date",
                number,
            ),
        )
    if number := counts.get(State.IN_TRANSLATION):
        yield (
            State.IN_TRANSLATION,
            ngettext(
                "%(language)s: %(number)d page is being translated",
                "%(language)s: %(number)d pages are being translated",
                number,
            ),
        )
    if number := counts.get(State.MACHINE):
        yield (
            State.MACHINE,
            ngettext(
                "%(language)s: %(number)d page is machine translated",
                "%(language)s: %(number)d pages are machine translated",
                number,
            ),
        )
    if is_whole and (number := counts.get(State.MISSING)):
        yield (
            State.MISSING,
            ngettext(
                "%(language)s: %(number)d page is not translated",
                "%(language)s: %(number)d pages are not translated",
                number,
            ),
        )


def _readers(user: Any) -> Iterator[Row]:
    since = verdicts.days_ago(A_WEEK)
    said_no = verdicts.with_verdicts(own_pages(user), since).filter(said_no__gt=0)
    worst = list(said_no.order_by("-said_no", "title"))
    if number := sum(page.said_no for page in worst):
        text = ngettext(
            "%(number)d reader did not find it this week",
            "%(number)d readers did not find it this week",
            number,
        )
        url = f"{reverse('readers_report')}?days={A_WEEK}"
        parts = tuple(
            Link(f"{page.title}: {page.said_no}", reverse("readers_of_page", args=[page.pk]))
            for page in worst[:MOST_NAMED]
        )
        yield Row("group", Link(text % {"number": number}, url), parts)


def _searches(user: Any) -> Iterator[Row]:
    if not user_has_any_page_permission(user):
        return
    if number := empty_searches.total(A_WEEK):
        text = ngettext(
            "%(number)d search found nothing this week",
            "%(number)d searches found nothing this week",
            number,
        )
        wishes = empty_searches.most_wished(A_WEEK, MOST_NAMED)
        parts = tuple(Link(f"{wish.words}: {wish.total}", wish.url) for wish in wishes)
        yield Row("search", Link(text % {"number": number}, reverse("empty_searches")), parts)


def _report(need: str, unit: Any = "") -> str:
    asked = {"need": str(need), "unit": unit}
    given = {name: value for name, value in asked.items() if value}
    return f"{reverse('upkeep')}?{urlencode(given)}"


class ToDoPanel(Component):
    """What needs doing, on the first page of the admin."""

    name = "to_do"
    order = 50
    template_name = "home/admin/to_do.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def rows(self) -> list[Row]:
        """What needs doing."""
        return to_do(self.user)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": self.rows}
