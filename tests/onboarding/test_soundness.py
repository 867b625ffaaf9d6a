"""Unsound pages are refused when they are published, at the field; drafts are always saved."""

import pytest
from wagtail.models import Locale

from onboarding.loading import load_journey
from onboarding.models import StepPage, TaskPage
from tests.editing import editor, errors, send

pytestmark = pytest.mark.django_db


def task(key, language="sv"):
    return TaskPage.objects.get(key=key, locale=Locale.objects.get(language_code=language))


def step(key):
    return StepPage.objects.get(key=key, locale__language_code="sv")


def waits_for(page, other):
    page.prerequisites = [
        *[(block.block_type, block.value) for block in page.prerequisites],
        ("prerequisite", {"any_of": [other], "helpful": False, "only_for": []}),
    ]


def applies_to(page, *options):
    page.audience = [("group", {"lines": [{"options": list(options)}]})]


def make_cycle(page):
    waits_for(page, task("attend-identity-check"))


def read_unknown_option(page):
    applies_to(page, "car:horse")


def read_two_questions(page):
    applies_to(page, "car:have", "pets:yes")


def take_away_responsible(page):
    page.responsible = None


def make_law(page):
    page.is_law, page.too_late = True, ""


def start_after_due(page):
    page.start_day, page.due_day = 9, 2


def never_apply(page):
    page.audience = [
        ("group", {"lines": [{"options": ["car:have"]}, {"options": ["car:none"]}]}),
    ]


def wait_for_itself(page):
    waits_for(page, page)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (make_cycle, "prerequisites"),
        (wait_for_itself, "prerequisites"),
        (never_apply, "audience"),
        (take_away_responsible, "responsible"),
        (make_law, "too_late"),
        (start_after_due, "due_day"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_an_unsound_task_is_refused_at_its_field_and_kept_as_a_draft(change, field):
    client, page = editor(), task("book-identity-check")
    change(page)
    response = send(client, page, publish=True)
    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert not page.revisions.exclude(pk=page.live_revision_id).exists()

    response = send(client, page, publish=False)
    assert errors(response) == {}
    assert response.status_code == 302
    assert task("book-identity-check").has_unpublished_changes


@pytest.mark.parametrize("change", [read_unknown_option, read_two_questions])
def test_a_condition_that_cannot_be_chosen_is_refused_at_its_field(change):
    client, page = editor(), task("book-identity-check")
    change(page)
    assert list(errors(send(client, page, publish=True))) == ["audience"]
    assert not page.revisions.exclude(pk=page.live_revision_id).exists()


def test_the_message_names_what_is_wrong_in_the_editors_language():
    client, page = editor(), task("book-identity-check")
    make_cycle(page)
    (message,) = errors(send(client, page, publish=True))["prerequisites"][:1]
    assert "book-identity-check → " in str(message)


def test_a_sound_task_is_published():
    client, page = editor(), task("book-identity-check")
    page.due_day = page.due_day + 1
    response = send(client, page, publish=True)
    assert errors(response) == {}
    assert task("book-identity-check").due_day == page.due_day
    assert load_journey("en").tasks["book-identity-check"].timing.due == page.due_day


def test_sending_a_task_as_it_is_changes_none_of_its_rules():
    client, before = editor(), load_journey("sv").tasks["attend-identity-check"]
    assert errors(send(client, task("attend-identity-check"), publish=True)) == {}
    after = load_journey("sv").tasks["attend-identity-check"]
    assert after is not before
    assert after == before


def test_a_step_is_published_as_it_is():
    client, before = editor(), load_journey("sv").steps["who_moves"]
    assert errors(send(client, step("who_moves"), publish=True)) == {}
    assert load_journey("sv").steps["who_moves"].questions == before.questions


def test_an_option_that_a_rule_reads_cannot_be_taken_away():
    client, page = editor(), step("what_you_bring")
    question = next(b.value for b in page.questions if b.value["key"] == "car")
    question["options"] = [o for o in question["options"] if o["key"] != "bring_from_abroad"]
    response = send(client, page, publish=True)
    assert errors(response)
    assert "bring_from_abroad" in str(errors(response))
    assert errors(send(client, page, publish=False)) == {}


def test_a_question_that_dates_are_counted_from_cannot_be_taken_away():
    client, page = editor(), step("about_the_move")
    page.questions = [(b.block_type, b.value) for b in page.questions if b.value["key"] != "move"]
    assert "move" in str(errors(send(client, page, publish=True)))


def test_a_key_cannot_be_used_twice():
    client, page = editor(), task("book-identity-check")
    page.key = "attend-identity-check"
    assert "key" in errors(send(client, page, publish=True))


def test_a_translation_is_published_without_a_look_at_the_rules():
    client, page = editor(), task("book-identity-check", "en")
    assert errors(send(client, page, publish=True)) == {}
