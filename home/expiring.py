"""What is scheduled is done when its time has come; what readers need does not expire.

A page that a plan or another page needs on the day it was to expire stays, as it would if an
editor pressed the button. Its history says so, and communicators get a fault report.
"""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page

from cms.feedback import reporting
from cms.feedback.models import FaultReport
from cms.lists import listed
from home.taking_away import need_for, needed


def run() -> None:
    """Publish and take back what is due."""
    due = Page.objects.filter(live=True, expire_at__lt=timezone.now())
    for page in needed(list(due)):
        keep(page)
    call_command("publish_scheduled", verbosity=0)


@transaction.atomic
def keep(page: Page) -> None:
    """Let a page stay, and tell why."""
    expired = page.expire_at
    titles = sorted({str(use.source) for use in need_for([page]).uses})
    Page.objects.filter(pk=page.pk).update(expire_at=None)
    log(page, "home.keep")
    with override(settings.LANGUAGE_CODE):
        text = _("“%(title)s” was to be taken back today, but it is needed: %(places)s.") % {
            "title": page.title,
            "places": listed(titles) or _("the plans of movers"),
        }
    reporting.keep(
        uuid5(NAMESPACE_URL, f"home.keep:{page.pk}:{expired.isoformat()}"),
        {"kind": FaultReport.Kind.OTHER, "text": text, "address": page.url or ""},
        settings.LANGUAGE_CODE,
    )
