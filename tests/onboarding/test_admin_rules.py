"""An editor reads every rule as a sentence: beside its fields, and all in one report."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.models import User
from onboarding.loading import load_journey
from onboarding.models import StepPage, TaskPage
from tests import loaded
from tests.editing import editor

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/rules/"


def read(address, client=None):
    return BeautifulSoup((client or editor()).get(address).content, "html.parser")


def told(soup):
    return {
        one.select_one(".told__name").get_text(strip=True): [
            line.get_text() for line in one.select("li")
        ]
        for one in soup.select(".told__one")
    }


def editor_of(page):
    return read(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_a_task_tells_its_rules_beside_their_fields():
    page = loaded.page("task:winter-tyres")
    (sentences,) = told(editor_of(page)).values()
    assert sentences[0].startswith("För den som svarar ”")
    assert any("före den första december" in sentence for sentence in sentences)


def test_it_tells_those_of_the_newest_draft():
    page = loaded.page("task:winter-tyres")
    page.audience = [("group", {"lines": [{"options": ["pets:unanswered"]}]})]
    page.save_revision()
    (sentences,) = told(editor_of(page)).values()
    label = load_journey("sv").questions["pets"].label
    assert sentences[0] == f"För den som inte har svarat på ”{label}” än."


def test_a_step_tells_whom_each_question_is_asked_of():
    found = told(editor_of(loaded.page("step:work_and_studies")))
    journey = load_journey("sv")
    assert list(found) == [q.label for q in journey.steps["work_and_studies"].questions]
    assert found[journey.questions["occupation"].label] == ["Ställs till varje vuxen, till alla."]


def test_an_editor_who_reads_english_gets_english():
    client = editor()
    user = User.objects.get(username="editor")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    address = reverse("wagtailadmin_pages:edit", args=[loaded.page("task:winter-tyres").pk])
    (sentences,) = told(read(address, client)).values()
    assert sentences[0].startswith("For whoever answers “")


def test_a_page_that_is_not_saved_yet_has_nothing_to_tell():
    step = StepPage.objects.get(key="home", locale__language_code="sv")
    address = reverse("wagtailadmin_pages:add", args=["onboarding", "taskpage", step.pk])
    assert editor().get(address).status_code == 200
    assert told(read(address)) == {}


def test_the_report_tells_everything_and_leads_to_the_editors():
    journey, soup = load_journey("sv"), read(REPORT)
    names = [name.get_text(strip=True) for name in soup.select(".told__name")]
    wanted = [*journey.all_questions(), *journey.all_tasks()]
    assert len(names) == len(wanted)
    assert {task.title for task in journey.all_tasks()} <= set(names)
    tyres = TaskPage.objects.get(key="winter-tyres", locale__language_code="sv")
    links = {link["href"] for link in soup.select(".told__name a")}
    assert reverse("wagtailadmin_pages:edit", args=[tyres.pk]) in links
    assert len(soup.select(".told__name a")) == len(wanted)


def test_the_report_is_narrowed_by_a_text():
    soup = read(f"{REPORT}?q=VINTERDÄCK")
    assert list(told(soup)) == [loaded.page("task:winter-tyres").title]
    assert "1 fråga eller uppgift" in soup.get_text()
    assert soup.select_one("input[name=q]")["value"] == "VINTERDÄCK"
    assert told(read(f"{REPORT}?q=%00<b>")) == {}


def test_a_text_that_names_a_step_shows_all_of_it():
    step = load_journey("sv").steps["home"]
    assert len(told(read(f"{REPORT}?q={step.title}"))) >= len(step.tasks)


def test_whoever_edits_nothing_does_not_see_the_report():
    assert Client().get(REPORT).status_code == 302
    user = User.objects.create_user("nobody", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get(REPORT).status_code in {302, 403}
