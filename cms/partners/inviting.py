"""Letting somebody look after a listing, and ending it."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from cms import verifying
from cms.directory.models import OrganizationPage
from cms.mail import outbox
from cms.models import User
from cms.partners import people, second_factor
from cms.partners.models import Partner

KIND = "partner_invitation"


class HeldByStaff(ValueError):
    """The address belongs to an account that works with the site: it has a way in of its own."""


@transaction.atomic
def invite(page: OrganizationPage, address: str, *, language: str, by: User | None) -> Partner:
    """Let an address look after a listing, and write to it. Asked twice, it is one and one mail.

    Where nobody is asked yet whether the listing holds, this address is. Raises HeldByStaff.
    """
    if User.objects.filter(email__iexact=address).exists():
        raise HeldByStaff(address)
    partner, is_new = Partner.objects.get_or_create(
        page=page, address=address, defaults={"language": language, "invited_by": by}
    )
    if is_new:
        log(page, "partners.invite", user=by)
        outbox.queue(
            KIND,
            address,
            dedupe_key=str(partner.pk),
            language=language,
            payload={"partner": partner.pk},
        )
        if not page.caretaker:
            verifying.write_through(page, caretaker=address)
    return partner


@transaction.atomic
def end(partner: Partner, *, by: User | None) -> None:
    """Take a listing out of somebody's hands, at once and everywhere.

    Their sessions end, their app opens nothing, and signed addresses in old mail do not work
    any more. If they were asked whether the listing holds, the next of those left is.
    """
    page, address, number = partner.page, partner.address, partner.pk
    partner.delete()
    outbox.call_off(KIND, str(number))
    user = people.of(address)
    if user and not Partner.objects.with_address(address).exists():
        people.close(user)
    if page.caretaker == address:
        left = Partner.objects.of(page).first()
        verifying.write_through(page, caretaker=left.address if left else "")
    log(page, "partners.end", user=by)


@transaction.atomic
def forget_app(partner: Partner, *, by: User | None) -> None:
    """Let somebody who has lost their phone set up the app anew."""
    if user := people.of(partner.address):
        second_factor.forget(user)
        log(partner.page, "partners.forget_app", user=by)


def account_of(partner: Partner) -> dict[str, Any]:
    """Return what a communicator may know: the last sign-in, and whether there is an app."""
    user = people.of(partner.address)
    has_app = bool(user and second_factor.of(user))
    return {"last_login": user.last_login if user else None, "has_app": has_app}
