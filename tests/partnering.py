"""Signs in as a partner like a person: a code by mail, then the code that an app shows."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from cms.directory.models import OrganizationPage
from cms.partners import inviting
from tests.factories.pages import OrganizationFactory, publish
from tests.signing import newest_code
from tests.walking import Page, Walker

PERIOD = 30
POINT = {"function": "Kansliet", "phone": "070-174 06 05", "hours": "Vardagar 9–12"}


class App:
    """An authenticator app on somebody's phone."""

    secret = ""

    def code(self, later: int = 0) -> str:
        """Return what the app shows, now or some half minutes later."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // PERIOD + later))


def listing(title: str = "Exempelkören", **fields: Any) -> OrganizationPage:
    """Make a published listing with one way to get in touch."""
    from tests import loaded

    parent = loaded.page("directory:directory")
    page = OrganizationFactory(parent=parent, title=title, lead="Vi sjunger.", **fields)
    return publish(
        page, contact_points=[("contact_point", POINT)], helps_with=[("line", "Sjung med oss")]
    )


def write_address(walker: Walker, address: str) -> Page:
    """Write an address and the code that comes there, and arrive where that leads."""
    form = walker.visit("partners").form()
    form.fill({"address": address})
    walker.went_on(walker.send(form))
    form = walker.page.form()
    form.fill({"code": newest_code()})
    return walker.went_on(walker.send(form))


def show_app(walker: Walker, app: App, later: int = 0) -> Page:
    """Write the code of the app; the first time, take over its secret from the page."""
    if secret := walker.page.soup.select_one(".secret"):
        app.secret = secret.get_text().strip()
    form = walker.page.form()
    form.fill({"code": app.code(later)})
    return walker.send(form)


def partner(page: OrganizationPage, address: str, app: App | None = None, **client: Any) -> Walker:
    """Return the browser of somebody who was invited to look after a listing and signed in."""
    inviting.invite(page, address, language="sv", by=None)
    walker = Walker(Client(**client))
    write_address(walker, address)
    walker.went_on(show_app(walker, app or App()))
    return walker
