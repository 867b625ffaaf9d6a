"""From pages to the journey that the engine reads."""

import pytest
from wagtail.models import PageViewRestriction

from onboarding.choices import rule_options
from onboarding.journeys.validation import problems
from onboarding.loading import load_journey
from onboarding.models import JourneyPage, TaskPage
from onboarding.soundness import READ_ELSEWHERE
from tests.onboarding.journeys.reading import read_journey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_hold_what_the_content_files_say(language):
    pages, files = load_journey(language), read_journey(language)
    assert pages.steps.keys() == files.steps.keys()
    assert pages.questions == files.questions
    assert pages.tasks.keys() == files.tasks.keys()
    for key, task in files.tasks.items():
        page = pages.tasks[key]
        for name in ("title", "lead", "too_late", "phase", "step", "per_person", "audience"):
            assert getattr(page, name) == getattr(task, name), (key, name)
        for name in ("timing", "timing_for", "prerequisites", "official_links"):
            assert getattr(page, name) == getattr(task, name), (key, name)
        assert page.responsible
        assert len(page.contacts) == len(task.contacts)


def test_the_journey_is_sound():
    found = problems(load_journey("sv"), READ_ELSEWHERE)
    assert [problem.message for problem in found if problem.is_error] == []


def test_every_address_is_in_the_readers_language():
    for language in ("sv", "en"):
        for task in load_journey(language).all_tasks():
            assert task.url.startswith(f"/{language}/")
            assert task.responsible.url.startswith(f"/{language}/")


def test_the_journey_is_kept_until_something_is_published(django_assert_max_num_queries):
    journey = load_journey("sv")
    with django_assert_max_num_queries(1):
        assert load_journey("sv") is journey
    page = TaskPage.objects.get(key="library-card", locale__language_code="sv")
    page.title = "Skaffa ett bibliotekskort"
    page.save_revision().publish()
    assert load_journey("sv").tasks["library-card"].title == page.title


def test_a_task_without_translation_falls_back_to_swedish():
    TaskPage.objects.get(key="library-card", locale__language_code="en").unpublish()
    english, swedish = load_journey("en"), load_journey("sv")
    assert english.tasks["library-card"].title == swedish.tasks["library-card"].title
    assert english.tasks["library-card"].timing == swedish.tasks["library-card"].timing


def test_a_rule_is_read_from_the_swedish_page_only():
    page = TaskPage.objects.get(key="library-card", locale__language_code="en")
    page.due_day, page.title = 99, "Get your library card"
    page.save_revision().publish()
    task = load_journey("en").tasks["library-card"]
    assert task.title == "Get your library card"
    assert task.timing == load_journey("sv").tasks["library-card"].timing


def test_a_hidden_page_is_not_part_of_the_journey():
    page = TaskPage.objects.get(key="library-card", locale__language_code="sv")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.save_revision().publish()
    assert "library-card" not in load_journey("sv").tasks


def test_without_a_journey_there_is_none(client):
    for page in JourneyPage.objects.all():
        page.unpublish()
    assert load_journey("sv") is None
    assert client.get("/sv/min-plan/").status_code == 404
    assert rule_options() == []


def test_rules_can_name_every_option_and_that_a_question_is_open():
    offered = {value for _question, options in rule_options() for value, _label in options}
    for question in load_journey("sv").all_questions():
        expected = {f"{question.key}:{option}" for option in question.option_keys}
        assert expected <= offered
        assert (f"{question.key}:unanswered" in offered) is bool(question.option_keys)
