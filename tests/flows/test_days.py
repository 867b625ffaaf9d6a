"""Another day: tried first, kept when told to, listed afterwards, and taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onboarding.models import Answer
from tests.cast import EU_WORKER, FAMILY_IN_SWEDEN, UNDECIDED
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def write(walker, name, day, button=""):
    """Write another day on its page and press a button, as a browser would."""
    form = walker.visit("other_day", name).form("form.form")
    parts = {
        "day_day": day and day.day,
        "day_month": day and day.month,
        "day_year": day and day.year,
    }
    form.fill({part: str(value or "") for part, value in parts.items()})
    if button:
        form.fill({button: "1"})
    return walker.send(form)


def kept(question="arrived"):
    return Answer.objects.get(question=question, adult=None).value


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_day_of_the_plan_is_shown_with_a_way_to_another(client, language):
    moved(client, FAMILY_IN_SWEDEN)
    walker = Walker(client, language)
    page = walker.visit("days")
    links = [tag["href"] for tag in page.soup.select(".summary__change a")]
    names = [link.rstrip("/").rsplit("/", 1)[1] for link in links]
    assert names == [
        "move", "move.1", "move.2", "job_start.1", "home_access", "preschool_start",
        "school_start", "arrived", "arrived.1", "arrived.2", "purchase",
    ]  # fmt: skip
    assert all(walker.open(link).status == 200 for link in links)


def test_a_day_is_tried_without_being_kept(client):
    moved(client, EU_WORKER)
    before = kept()
    page = write(Walker(client), "arrived", in_days(-200))
    assert "Det här händer med din plan" in page.text
    assert page.soup.select_one(".note--warn li")
    assert kept() == before


def test_what_becomes_late_says_the_way_out(client):
    moved(client, EU_WORKER)
    page = write(Walker(client, "en"), "arrived", in_days(-200))
    late = page.soup.select(".note--warn .task__late")
    assert late
    assert all(tag.get_text(strip=True) for tag in late)


def test_a_day_is_kept_and_what_moved_is_listed(client):
    moved(client, EU_WORKER)
    walker = Walker(client)
    page = write(walker, "arrived", in_days(30), "keep")
    assert page.name == "moved"
    assert kept() == in_days(30).isoformat()
    assert page.soup.select("#changes-moved")
    assert walker.open(page.url).soup.select("#changes-moved")


def test_the_day_before_can_be_taken_back(client):
    moved(client, EU_WORKER)
    before, walker = kept(), Walker(client)
    write(walker, "arrived", in_days(30), "keep")
    page = walker.press("main form")
    assert page.name == "moved"
    assert kept() == before


def test_saying_the_same_day_twice_forgets_nothing(client):
    moved(client, EU_WORKER)
    before, walker = kept(), Walker(client)
    for _press in range(2):
        write(walker, "arrived", in_days(30), "keep")
    assert Answer.objects.get(question="arrived").replaced == before


def test_a_day_that_does_not_exist_is_refused_and_what_was_typed_stands(client):
    moved(client, EU_WORKER)
    walker = Walker(client)
    form = walker.visit("other_day", "arrived").form("form.form")
    form.fill({"day_day": "31", "day_month": "2", "day_year": "2027", "keep": "1"})
    page = walker.send(form)
    assert page.soup.select_one(".field__error")
    assert page.soup.select_one("[name=day_day]")["value"] == "31"


def test_a_day_may_become_unknown_again(client):
    moved(client, EU_WORKER)
    write(Walker(client), "move", None, "keep")
    assert kept("move") is None


@pytest.mark.parametrize("name", ["nonsense", "purchase", "job_start.9", "certainty"])
def test_a_day_that_is_not_asked_about_is_not_there(client, name):
    moved(client, EU_WORKER)
    for view in ("other_day", "moved"):
        assert Walker(client).visit(view, name).status == 404


def test_the_days_of_a_plan_open_with_its_key_only(client):
    moved(client, UNDECIDED)
    client.cookies.clear()
    walker = Walker(client)
    for address in (("days",), ("other_day", "move"), ("moved", "move")):
        assert walker.visit(*address).name == "plan"
