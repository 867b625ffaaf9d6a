"""What an adult keeps, alone or shared."""

from datetime import date

import pytest

from onboarding.models import Move
from onboarding.notebook import keeping
from onboarding.notebook.models import OwnTask

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)


@pytest.fixture
def adults():
    move = Move.objects.create(language="sv")
    return [move.adults.create(number=number) for number in (1, 2)]


def test_the_calendar_gets_what_has_a_day_and_is_not_done(adults):
    amina, sam = adults
    stranger = Move.objects.create(language="sv").adults.create(number=1)
    mine = OwnTask.objects.create(adult=amina, title="Mät fönstren", day=DAY)
    OwnTask.objects.create(adult=amina, title="Utan dag")
    OwnTask.objects.create(adult=amina, title="Gjord", day=DAY, done_on=DAY)
    OwnTask.objects.create(adult=sam, title="Sams egen", day=DAY)
    shared = OwnTask.objects.create(adult=sam, title="Delad", day=date(2027, 2, 1), is_shared=True)
    OwnTask.objects.create(adult=stranger, title="Främmande", day=DAY, is_shared=True)
    assert list(keeping.own_tasks_with_days(amina)) == [shared, mine]
