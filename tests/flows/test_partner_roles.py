"""Whoever tries every address of the partners gets nothing of somebody else's (Z-03, Z-04).

The matrix is role by address: a new address fails until it has a rule.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import override

from cms.directory.models import Event, EventFeed, OrganizationPage
from cms.models import User
from cms.partners import inviting
from cms.partners import urls as partner_urls
from cms.partners.models import ListingDraft, Partner, Submission
from tests.partnering import listing, partner, write_address
from tests.signing import signed_in
from tests.walking import Walker

pytestmark = pytest.mark.django_db

SECRET = "Hemligt utkast om vårkonserten"
OPEN = {"partners", "partner_code", "partner_app", "partner_app_square", "partner_sign_out",
        "partner_request"}  # fmt: skip
ABOUT_A_LISTING = {"partner_listing", "partner_edit", "partner_preview", "partner_numbers",
                   "partner_confirm", "partner_take_back", "own_events", "new_event",
                   "event_feed", "remove_event_feed"}  # fmt: skip
ABOUT_AN_EVENT = {"change_event", "cancel_event"}
SENT = (
    {},
    {"lead_sv": "Överskrivet", "hand-in": "1", "version": "1", "picture_id": "1", "page": "1"},
    {"lead_sv": "Överskrivet", "save": "1", "slug": "annat", "live": "on", "title": "Annat"},
)
ROLES = ("other", "stranger", "mover", "editor", "proved", "former")


@pytest.fixture
def choir():
    page = listing()
    board = partner(page, "board@example.com")
    form = board.visit("partner_edit", page.pk).form("#listing-form")
    form.fill({"lead_sv": SECRET, "hand-in": "1"})
    board.send(form)
    form = board.visit("partner_edit", page.pk).form("#listing-form")
    form.fill({"lead_sv": f"{SECRET} två", "save": "1"})
    board.send(form)
    EventFeed.objects.create(organization=page, address="https://example.com/kalender.ics")
    Event.objects.create(
        organization=page,
        title=SECRET,
        begins=timezone.now() + timedelta(days=9),
        over_at=timezone.now() + timedelta(days=10),
    )
    return page


@pytest.fixture
def browsers(choir):
    """A browser of each role."""
    editor, proved = Client(), Walker(Client())
    editor.force_login(User.objects.create_superuser("editor", "editor@example.com", "x"))
    inviting.invite(choir, "proved@example.com", language="sv", by=None)
    write_address(proved, "proved@example.com")
    former = partner(choir, "former@example.com")
    inviting.end(Partner.objects.get(address="former@example.com"), by=None)
    return {
        "other": partner(listing("Exempelklubben"), "other@example.com").client,
        "stranger": Client(),
        "mover": signed_in("mover@example.com").client,
        "editor": editor,
        "proved": proved.client,
        "former": former.client,
    }


def addresses(page):
    """Return every address about the listing, and its event under the other listing as well."""
    event = page.events.get().pk
    other = OrganizationPage.objects.get(title="Exempelklubben").pk
    about = [(name, [page.pk]) for name in sorted(ABOUT_A_LISTING)]
    events = [(name, [of, event]) for name in sorted(ABOUT_AN_EVENT) for of in (page.pk, other)]
    return [*about, *events]


def everything(page):
    page.refresh_from_db()
    revisions = list(page.revisions.values_list("pk", "content"))
    rows = [
        list(model.objects.filter(page=page).values_list()) for model in (ListingDraft, Submission)
    ]
    rows += [list(page.events.values_list()), list(EventFeed.objects.values_list())]
    return page.lead, page.verify_by, page.live, revisions, rows


def test_every_address_has_a_rule():
    names = set()
    for pattern in partner_urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        names.add(pattern.name)
    assert names == OPEN | ABOUT_A_LISTING | ABOUT_AN_EVENT


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_not_asked_reads_and_changes_nothing(choir, browsers, role):
    browser, before, found = browsers[role], everything(choir), []
    for name, arguments in addresses(choir):
        with override("sv"):
            address = reverse(name, args=arguments)
        kept = deepcopy(browser.cookies)
        for method, data in [("get", {}), *(("post", each) for each in SENT)]:
            with transaction.atomic():
                answer = getattr(browser, method)(address, data)
                if SECRET in answer.content.decode():
                    found.append(f"{method} {name} tells the draft")
                if answer.status_code not in {302, 404, 405}:
                    found.append(f"{method} {name}: {answer.status_code}")
                if everything(choir) != before:
                    found.append(f"{method} {name} changed something")
                transaction.set_rollback(True)
            browser.cookies = deepcopy(kept)
    assert found == []


def test_what_is_not_there_and_what_is_not_allowed_answer_alike(choir, browsers):
    with override("sv"):
        there, gone = (reverse("partner_edit", args=[pk]) for pk in (choir.pk, 10**9))
    answers = [browsers["other"].get(address) for address in (there, gone)]
    assert [answer.status_code for answer in answers] == [404, 404]
