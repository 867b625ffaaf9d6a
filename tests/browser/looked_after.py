"""Listings that partners look after, in every state, for the browser."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from cms.accounts import sessions
from cms.directory.models import Event, EventFeed, OrganizationPage
from cms.partners import access, inviting, moderation
from cms.partners.models import Submission
from tests.partnering import listing, partner, write_address
from tests.walking import Walker

A_DAY = 24 * 60 * 60
LONG = "Intresseföreningen för långfärdsskridskoåkning i norra Bottenviken"


def listings() -> tuple[Mapping[str, Client], Mapping[str, int]]:
    """Return the browsers of partners, and the numbers of their listings."""
    choir, club, empty = listing(), listing(LONG), listing("Exempelföreningen")
    decider = get_user_model().objects.create_superuser("decider", "decider@example.com")
    board, club_board = partner(choir, "board@example.com"), partner(club, "club@example.com")
    hand_in(board, choir, lead_sv="Vi är bäst.")
    moderation.ask_for_changes(
        Submission.objects.of(choir)[0], by=decider, comment="Skriv hur man blir medlem."
    )
    hand_in(club_board, club, lead_sv="Vi åker när isen bär.", lead_en="We skate on safe ice.")
    write(club_board, club, lead_sv="", website="inte en adress")
    two = partner(choir, "two@example.com")
    inviting.invite(empty, "two@example.com", language="sv", by=None)
    inviting.invite(empty, "new@example.com", language="sv", by=None)
    new, asker = Walker(Client()), Walker(Client())
    write_address(new, "new@example.com")
    write_address(asker, "asker@example.com")
    events = happenings(choir)
    browsers = {"choir": board, "club": club_board, "two": two, "new": new, "asker": asker}
    for walker in browsers.values():
        stay(walker)
    numbers = {"choir_page": choir.pk, "club_page": club.pk, **events}
    return {name: walker.client for name, walker in browsers.items()}, numbers


def stay(walker: Walker) -> None:
    """Let a browser stay signed in, or half signed in, until every page has been looked at."""
    session = walker.client.session
    for name in (access.PROVED_AT, sessions.BEGAN, sessions.USED):
        if name in session:
            session[name] += A_DAY
    session.save()


def happenings(page: OrganizationPage) -> Mapping[str, int]:
    """Let something happen: with everything, with the least, over, and a calendar at fault."""
    soon = timezone.now() + timedelta(days=3)
    full = Event.objects.create(
        organization=page,
        title="Öppen repetition",
        text="Kom och sjung med oss. Alla röster är välkomna.",
        title_en="Open rehearsal",
        text_en="Come and sing with us. All voices are welcome.",
        begins=soon,
        ends=soon + timedelta(hours=2),
        over_at=soon + timedelta(hours=2),
        place="Exempelgården, Exempelgatan 1",
        website="https://www.example.com/repetition",
    )
    past = soon - timedelta(days=9)
    over = Event.objects.create(organization=page, title="Julkonsert", begins=past, over_at=past)
    Event.objects.create(
        organization=page,
        title=LONG,
        begins=soon + timedelta(days=1),
        over_at=soon + timedelta(days=4),
        is_whole_days=True,
    )
    EventFeed.objects.create(
        organization=page, address="https://www.example.com/en-mycket-lang-adress/kalender.ics"
    )
    return {"event": full.pk, "event_over": over.pk}


def write(walker: Walker, page: OrganizationPage, press: str = "save", **typed: str) -> None:
    """Write into the form of a listing, and press a button."""
    form = walker.visit("partner_edit", page.pk).form("#listing-form")
    form.fill({**typed, press: "1"})
    walker.send(form)


def hand_in(walker: Walker, page: OrganizationPage, **typed: str) -> None:
    """Write and hand in."""
    write(walker, page, "hand-in", **typed)
