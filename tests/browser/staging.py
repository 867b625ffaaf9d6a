"""What the browser tests need in the site: `python -m tests.browser.staging`.

Makes moves in every state, a page without a translation and an editor, and prints
where they are. It runs in a process of its own, with the settings of the
site that the browser is shown.
"""

import json
import secrets
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from cms.models import ArticlePage  # noqa: E402
from onboarding import planning, ticking  # noqa: E402
from onboarding.loading import load_journey  # noqa: E402
from onboarding.models import Move, TaskState  # noqa: E402
from tests.cast import (  # noqa: E402
    FAMILY_IN_SWEDEN,
    OUTSIDE_EEA,
    TEMPORARY_PROTECTION,
    UNDECIDED,
    Household,
)
from tests.moving import moved  # noqa: E402

STATES = {
    "full": OUTSIDE_EEA,
    "late": TEMPORARY_PROTECTION,
    "undecided": UNDECIDED,
    "done": FAMILY_IN_SWEDEN,
}


def main() -> None:
    """Make everything and say where it is."""
    keys = {name: key_of(household) for name, household in STATES.items()}
    do_everything(Move.objects.latest("pk"))
    made = {"keys": keys, "untranslated": untranslated(), "password": editor()}
    sys.stdout.write(json.dumps(made))


def key_of(household: Household) -> str:
    """Return the key of a new move of a household."""
    client = Client()
    moved(client, household)
    (cookie,) = client.cookies.values()
    return str(cookie.value)


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
    """Return a page whose English translation is taken back."""
    english = ArticlePage.objects.filter(locale__language_code="en").live().order_by("path").last()
    assert english is not None
    english.unpublish()
    source = ArticlePage.objects.get(
        translation_key=english.translation_key, locale__language_code="sv"
    )
    return int(source.pk)


def editor() -> str:
    """Return the password of the administrator "redaktor", made now."""
    password = secrets.token_urlsafe()
    get_user_model().objects.create_superuser("redaktor", "redaktor@example.com", password)
    return password


if __name__ == "__main__":
    main()
