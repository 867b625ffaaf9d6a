"""A department is asked every week whether the facts on its pages hold, and answers from the mail.

One mail a week with all that is due: the outbox keeps a second one of the same week from being
made. The address in it is signed for the department and the mailbox it was sent to. Listings
among the contacts are asked about by themselves (cms/directory/asking.py).
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms import verifying
from cms.directory.models import OrganizationPage
from cms.feedback import reporting
from cms.feedback.models import FaultReport
from cms.mail import outbox
from cms.upkeep import with_freshness
from home.models import Department

KIND = "fact_check"
SALT = "home.fact_checks"


def run(now: datetime | None = None) -> None:
    """Ask each department that has pages due, once in each week."""
    today = timezone.localdate(now)
    year, week, _day = today.isocalendar()
    for department in Department.objects.select_related("unit", "organization"):
        if department.address and due(department, today):
            outbox.queue(
                KIND,
                department.address,
                dedupe_key=f"{department.pk}:{year}-{week}",
                language=settings.LANGUAGE_CODE,
                payload={"department": department.pk},
            )


def due(department: Department, today: date) -> list[Any]:
    """Return the Swedish pages of a department whose day is past or near, the oldest first."""
    pages = with_freshness(Page.objects.live().not_type(OrganizationPage)).filter(
        locale__language_code=settings.LANGUAGE_CODE,
        answering_unit=department.unit_id,
        verify_again_by__lte=today + timedelta(days=settings.FACT_ASKED_BEFORE),
    )
    return list(pages.order_by("verify_again_by", "title").specific())


def address(department: Department) -> str:
    """Return where a department answers, as long as its mailbox stays the same."""
    token = signing.dumps([department.pk, department.address], salt=SALT)
    return f"{settings.SITE_BASE_URL}{reverse('fact_check', args=[token])}"


def department_of(token: str) -> Department | None:
    """Return the department that an address is for; None where it is wrong, old or moved."""
    lasts = timedelta(days=settings.FACT_LINK_LASTS)
    try:
        pk, mailbox = signing.loads(token, salt=SALT, max_age=lasts)
    except (signing.BadSignature, ValueError):
        return None
    department = Department.objects.select_related("unit", "organization").filter(pk=pk).first()
    return department if department and department.address == mailbox else None


@transaction.atomic
def answer(holds: list[Any], wrong: dict[Any, str]) -> None:
    """Take what a department says: pages that hold, and what is wrong on others."""
    today = timezone.localdate()
    for page in holds:
        until = today + timedelta(days=settings.FACT_HOLDS)
        verifying.confirm(page, today, until, "home.confirm")
    for page, text in wrong.items():
        # Sent twice it is one report.
        submission = uuid5(NAMESPACE_URL, f"{KIND}:{page.pk}:{page.verify_by}:{text}")
        said = {"kind": FaultReport.Kind.WRONG, "text": text, "address": page.url}
        reporting.keep(submission, said, settings.LANGUAGE_CODE)
