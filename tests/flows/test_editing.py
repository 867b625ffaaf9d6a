"""An editor changes a rule and publishes; the next plan follows, in both languages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.dateformat import format as format_date
from django.utils.translation import override

from cms.directory.models import OrganizationPage
from onboarding.models import StepPage, TaskPage
from tests.cast import EU_WORKER, in_days
from tests.editing import editor, errors, send
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db
MOVE = in_days(60)


@pytest.fixture(params=["sv", "en"])
def mover(request):
    """Somebody from the EU who moves in sixty days, with a plan."""
    client = Client()
    moved(client, EU_WORKER.with_answers(move=MOVE, arrived=None, housing=["rent"]))
    walker = Walker(client, request.param)
    walker.visit("plan")
    return walker


def task(key):
    return TaskPage.objects.get(key=key, locale__language_code="sv")


def publish(page):
    assert errors(send(editor(), page, publish=True)) == {}


def row(mover, anchor):
    return mover.visit("plan").soup.select_one(f".phase-tasks li[id='{anchor}']")


def test_a_changed_condition(mover):
    assert row(mover, "winter-tyres") is not None
    page = task("winter-tyres")
    page.audience = [("group", {"lines": [{"options": ["car:have"]}]})]
    publish(page)
    assert row(mover, "winter-tyres") is None


def test_a_condition_taken_away(mover):
    assert row(mover, "prepare-pet") is None
    page = task("prepare-pet")
    page.audience = []
    publish(page)
    assert row(mover, "prepare-pet") is not None


def test_a_changed_offset(mover):
    page = task("library-card")
    page.anchor, page.start_day, page.due_day = "move", 3, 17
    page.timing_for = []
    publish(page)
    with override(mover.language):
        day = format_date(MOVE + timedelta(days=17), "j F Y")
    assert day in row(mover, "library-card").get_text()


def test_a_new_prerequisite(mover):
    assert "task--blocked" not in row(mover, "library-card")["class"]
    page = task("library-card")
    first = task("emergency-numbers")
    page.prerequisites = [("prerequisite", {"any_of": [first], "helpful": False, "only_for": []})]
    publish(page)
    waiting = row(mover, "library-card")
    assert "task--blocked" in waiting["class"]
    assert row(mover, "emergency-numbers").h3.get_text(strip=True) in waiting.get_text()


def test_a_changed_responsible_organisation(mover):
    page = task("library-card")
    page.responsible = OrganizationPage.objects.get(slug="pireva", locale__language_code="sv")
    publish(page)
    name = OrganizationPage.objects.get(
        translation_key=page.responsible.translation_key, locale__language_code=mover.language
    ).title
    assert name in row(mover, "library-card").get_text()


def test_a_new_question_is_asked(mover):
    page = StepPage.objects.get(key="what_you_bring", locale__language_code="sv")
    question = {
        "key": "boat",
        "label": "Har ni båt?",
        "why": "Det finns gästhamnar.",
        "kind": "yes_no",
        "asked_of": "household",
        "starts_page": True,
    }
    page.questions = [*((b.block_type, b.value) for b in page.questions), ("question", question)]
    publish(page)
    first = mover.visit("questions", "before")
    assert (first.step, first.heading) == ("boat", "Har ni båt?")
    form = first.form()
    form.answer("boat", "yes")
    assert mover.went_on(mover.send(form)).step == "support"


def test_an_answer_whose_question_was_taken_away_does_no_harm(mover):
    page = StepPage.objects.get(key="interests", locale__language_code="sv")
    page.unpublish()
    assert mover.visit("plan").status == 200
    assert mover.visit("check", "before").status == 200
    assert mover.visit("question", "before", "interests.1").step != "interests.1"


def test_a_draft_changes_no_plan(mover):
    page = task("winter-tyres")
    page.audience = [("group", {"lines": [{"options": ["car:have"]}]})]
    assert errors(send(editor(), page, publish=False)) == {}
    assert row(mover, "winter-tyres") is not None


def test_a_task_taken_down_leaves_the_plan_and_blocks_nobody(mover):
    assert "task--blocked" in row(mover, "receive-personnummer-1")["class"]
    task("attend-identity-check").unpublish()
    assert row(mover, "attend-identity-check") is None
    assert "task--blocked" not in row(mover, "receive-personnummer-1")["class"]
