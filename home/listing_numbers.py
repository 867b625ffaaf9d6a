"""How a listing is used: how many keep it, how many plans name it, what readers say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.directory.models import OrganizationPage
from cms.feedback import verdicts
from cms.partners.numbers import Number
from onboarding.loading import load_journey
from onboarding.notebook.models import SavedThing

DAYS = 365


def of(page: OrganizationPage) -> Iterator[Number]:
    """Return everything that is counted about a listing, in all languages together."""
    yield Number(
        _("People who have saved you"),
        SavedThing.objects.filter(page_key=page.translation_key).count(),
        _("In a notebook that nobody else can read."),
    )
    yield Number(
        _("Tasks that name you as somebody to turn to"),
        _tasks_naming(page),
        _("Movers who have one of these in their plan see you there."),
        is_about_people=False,
    )
    said = verdicts.verdicts(page, verdicts.days_ago(DAYS))
    yield Number(
        _("Readers who found what they looked for on your page"),
        sum(verdict.yes for verdict in said),
        _("In the last year."),
    )
    yield Number(
        _("Readers who did not"), sum(verdict.no for verdict in said), _("In the last year.")
    )


def _tasks_naming(page: OrganizationPage) -> int:
    journey = load_journey(page.language)
    tasks = journey.all_tasks() if journey else ()
    return sum(any(helper.key == page.slug for helper in task.contacts) for task in tasks)
