"""What the browser tests need in the site: `python -m tests.browser.staging`.

Prepares browsers of movers in every state and of an editor, a notebook, and a page
without a translation, and prints the cookies and where things are. It runs in a process
of its own, with the settings of the site that the browser is shown.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail_localize.models import Translation, TranslationSource  # noqa: E402

from cms import verifying  # noqa: E402
from cms.directory import confirming  # noqa: E402
from cms.directory.models import OrganizationPage  # noqa: E402
from cms.models import ArticlePage, TranslationState  # noqa: E402
from home import fact_checks  # noqa: E402
from home.models import Department  # noqa: E402
from onboarding import planning, ticking  # noqa: E402
from onboarding.loading import load_journey  # noqa: E402
from onboarding.models import Answer, Move, TaskState  # noqa: E402
from tests import loaded  # noqa: E402
from tests.browser import looked_after, notebooks  # noqa: E402
from tests.cast import (  # noqa: E402
    EU_WORKER,
    FAMILY_IN_SWEDEN,
    OUTSIDE_EEA,
    TEMPORARY_PROTECTION,
    UNDECIDED,
    Household,
)
from tests.moving import moved  # noqa: E402
from tests.signing import sign_in  # noqa: E402
from tests.walking import Walker  # noqa: E402

STATES = {
    "full": OUTSIDE_EEA,
    "late": TEMPORARY_PROTECTION,
    "undecided": UNDECIDED,
    "worker": EU_WORKER,
    "done": FAMILY_IN_SWEDEN,
}


def main() -> None:
    """Make everything and say where it is."""
    setup_test_environment()
    browsers = {name: with_plan(household) for name, household in STATES.items()}
    do_everything(Move.objects.latest("pk"))
    amina = notebooks.household()
    browsers |= {
        "member": member("member@example.com", OUTSIDE_EEA).client,
        "torn": torn("torn@example.com").client,
        "merged": merged("merged@example.com").client,
        "editor": editor(),
        **{name: walker.client for name, walker in notebooks.browsers().items()},
    }
    partners, listings = looked_after.listings()
    browsers |= partners
    cookies = {
        name: {key: kept.value for key, kept in client.cookies.items() if kept.value}
        for name, client in browsers.items()
    }
    lag()
    marks = {
        "facts": facts(),
        "untranslated": untranslated(),
        "listing": listing(),
        **listings,
        **notebooks.filled(amina),
    }
    made = {"browsers": cookies, "marks": marks}
    sys.stdout.write(json.dumps(made))


def with_plan(household: Household) -> Client:
    """Return the browser that holds the key of a new move of a household."""
    client = Client()
    moved(client, household)
    return client


def member(address: str, household: Household) -> Walker:
    """Return somebody who has signed in and taken their plan along."""
    walker = Walker(with_plan(household))
    sign_in(walker, address)
    return walker


def torn(address: str) -> Walker:
    """Return a member who has begun another plan in a new browser."""
    member(address, EU_WORKER.with_answers(car="have", pets="yes"))
    Answer.objects.filter(question="pets").update(
        answered_at=timezone.now() + timezone.timedelta(minutes=1)
    )
    return member(address, EU_WORKER.with_answers(car="none", pets="no"))


def merged(address: str) -> Walker:
    """Return a member whose two plans have become one."""
    walker = torn(address)
    walker.press()
    return walker


def do_everything(move: Move) -> None:
    """Do what the plan of a move says, and what turns up because of it, until nothing is left."""
    journey = load_journey("sv")
    assert journey is not None
    while left := [
        row
        for section in planning.of(move, journey).sections
        for row in section.rows
        if row.chosen != TaskState.State.DONE
    ]:
        for row in left:
            adult = None if row.item.adult is None else row.item.adult + 1
            ticking.set_state(move, row.task.key, adult, TaskState.State.DONE)


def untranslated() -> int:
    """Return a page whose English translation, the only one, is taken back."""
    pages = ArticlePage.objects.order_by("path")
    others = pages.exclude(locale__language_code__in=["sv", "en"]).values("translation_key")
    english = pages.filter(locale__language_code="en").exclude(translation_key__in=others).last()
    assert english is not None
    english.unpublish()
    source = ArticlePage.objects.get(
        translation_key=english.translation_key, locale__language_code="sv"
    )
    return int(source.pk)


def listing() -> str:
    """Return the token of the mail that asks whether a listing holds."""
    pages = OrganizationPage.objects.filter(kind="association", locale__language_code="sv")
    page = pages.exclude(verify_by=None).order_by("path").first()
    assert page is not None
    return confirming.address(page).rstrip("/").rpartition("/")[2]


def facts() -> str:
    """Return the token of the mail that asks a department whether its pages hold."""
    call_command("departments", verbosity=0)
    page = loaded.page("page:culture")
    verifying.write_through(page, verify_by=timezone.localdate() - timedelta(days=9))
    department = Department.objects.get(unit=page.unit)
    verifying.write_through(department.organization, caretaker="kultur@example.com")
    department = Department.objects.get(unit=page.unit)
    return fact_checks.address(department).rstrip("/").rpartition("/")[2]


def lag() -> None:
    """Let the translations of a page be older than the Swedish one, and partly a machine's."""
    sources = TranslationSource.objects.filter(object_id=loaded.page("page:ojebyn").translation_key)
    long_ago = timezone.now() - timedelta(days=30)
    for translation in Translation.objects.filter(source__in=sources):
        TranslationState.objects.update_or_create(
            translation=translation, defaults={"open_since": long_ago, "is_machine": True}
        )


def editor() -> Client:
    """Return the browser of an administrator."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.com"))
    return client


if __name__ == "__main__":
    main()
