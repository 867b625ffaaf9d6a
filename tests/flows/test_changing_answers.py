"""Answers change: on the way, afterwards, in two tabs, in another language."""

from urllib.parse import urlsplit

import pytest
from django.utils.translation import override

from onboarding.loading import load_journey
from tests.cast import FAMILY_IN_SWEDEN, OUTSIDE_EEA, RETIRED_COUPLE
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


def summary(page):
    """Return the rows of the page "check your answers": question and answer."""
    rows = page.soup.select(".summary__row")
    return {
        " ".join(row.dt.get_text(" ").split()): " ".join(row.dd.get_text(" ").split())
        for row in rows
    }


def question(key, language="sv"):
    return load_journey(language).questions[key]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_answers_are_shown_in_words(client, language):
    moved(client, OUTSIDE_EEA)
    page = Walker(client, language).visit("check", "before")
    shown = summary(page)
    with override(language):
        assert shown[question("from_where", language).label] == next(
            option.label
            for option in question("from_where", language).options
            if option.key == "outside_eu_customs_union"
        )
    assert shown[f"{question('status', language).label} ( Noor )"]
    assert shown[question("protected", language).label] in {
        "Vi sparar aldrig det här svaret",
        "We never save this answer",
    }


def test_each_answer_can_be_changed_and_leads_back(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    links = walker.visit("check", "before").soup.select(".summary__change a")
    assert len(links) == len(walker.page.soup.select(".summary__row"))
    for address in dict.fromkeys(link["href"] for link in links):
        page = walker.open(address)
        assert page.name == "question"
        assert walker.press().name == "check", page.url


def test_a_change_that_opens_a_question_asks_it_before_going_back(client):
    moved(client, RETIRED_COUPLE)
    walker = Walker(client)
    walker.visit("check", "before")
    walker.open(f"{walker.address('question', 'before', 'children')}?change=1")
    form = walker.page.form()
    form.answer("children", ["age_1_5"])
    page = walker.send(form)
    assert page.asked == ["second_guardian", "other_language_at_home", "pets"]
    walker.answer_until(RETIRED_COUPLE, "preschool_start")
    assert walker.answer(RETIRED_COUPLE).name == "check"


def test_a_changed_early_answer_keeps_later_ones_and_lists_those_that_no_longer_count(client):
    move = moved(client, FAMILY_IN_SWEDEN)
    before = move.answers.count()
    walker = Walker(client)
    walker.visit("question", "before", "children")
    form = walker.page.form()
    assert form.data["children"] == ["age_1_5", "age_6_12"]
    form.answer("children", [])
    walker.went_on(walker.send(form))
    page = walker.visit("check", "before")
    unused = page.soup.select_one("section[aria-labelledby=unused-title]").get_text(" ")
    for key in ("second_guardian", "other_language_at_home", "preschool_start", "school_start"):
        assert question(key).label in unused
    assert question("pets").label not in unused
    assert move.answers.count() == before
    assert question("preschool_start").label not in walker.visit("plan").text


def test_changing_back_brings_the_unused_answers_back(client):
    moved(client, FAMILY_IN_SWEDEN)
    walker = Walker(client)
    as_before = summary(walker.visit("check", "before"))
    for children in ([], ["age_1_5", "age_6_12"]):
        walker.visit("question", "before", "children")
        form = walker.page.form()
        form.answer("children", children)
        walker.went_on(walker.send(form))
    assert summary(walker.visit("check", "before")) == as_before


def test_fewer_adults_leave_the_others_unused_until_they_are_back(client):
    move = moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    for count in ("1", "2"):
        walker.visit("question", "before", "adults")
        form = walker.page.form()
        form.fill({"adults": count})
        walker.went_on(walker.send(form))
        shown = walker.visit("check", "before").text
        assert ("Noor" in shown) is (count == "2")
    assert [adult.alias for adult in move.adults.all()] == ["Adi", "Noor"]


def test_the_page_of_each_person_shows_that_persons_answers(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    for step, person, licence in (("licence.1", "Adi", "other"), ("licence.2", "Noor", "none")):
        page = walker.visit("question", "before", step)
        assert page.person == person
        assert page.form().data["licence"] == [licence]


def test_two_tabs_keep_each_answer(client):
    moved(client, FAMILY_IN_SWEDEN)
    first, second = Walker(client), Walker(client)
    first.visit("question", "before", "housing")
    second.visit("question", "before", "certainty")
    in_first = first.page.form()
    in_first.answer("housing", ["rent"])
    in_second = second.page.form()
    in_second.answer("certainty", "moved")
    assert second.went_on(second.send(in_second)).step != "certainty"
    assert first.went_on(first.send(in_first)).step == "power_included"
    shown = summary(first.visit("check", "before"))
    assert shown[question("certainty").label] == "Vi har redan flyttat"
    assert shown[question("housing").label] == question("housing").options[0].label


def test_a_page_that_another_tab_took_off_the_path_still_keeps_what_was_typed(client):
    move = moved(client, FAMILY_IN_SWEDEN)
    slow, quick = Walker(client), Walker(client)
    slow.visit("question", "before", "second_guardian")
    typed = slow.page.form()
    typed.answer("second_guardian", "yes")
    quick.visit("question", "before", "children")
    form = quick.page.form()
    form.answer("children", [])
    quick.went_on(quick.send(form))
    assert slow.went_on(slow.send(typed)).step == "status.1"
    assert move.answers.get(question="second_guardian").value == "yes"
    assert question("second_guardian").label in slow.visit("check", "before").text


def test_a_person_whom_another_tab_took_away_still_keeps_what_was_typed(client):
    move = moved(client, OUTSIDE_EEA)
    slow, quick = Walker(client), Walker(client)
    slow.visit("question", "before", "licence.2")
    typed = slow.page.form()
    typed.answer("licence", "swedish")
    quick.visit("question", "before", "adults")
    form = quick.page.form()
    form.fill({"adults": "1"})
    quick.went_on(quick.send(form))
    slow.went_on(slow.send(typed))
    assert move.answers.get(question="licence", adult__number=2).value == "swedish"


@pytest.mark.parametrize("step", ["children", "licence.2", "certainty"])
def test_another_language_midway_keeps_step_and_answers(client, step):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    page = walker.visit("question", "before", step)
    filled = page.form().data
    switch = next(
        line.split('href="')[1].split('"')[0]
        for line in page.html.splitlines()
        if 'hreflang="en"' in line and "<a " in line
    )
    other = walker.open(switch)
    assert other.step == step
    assert urlsplit(other.url).path.startswith("/en/")
    assert other.heading != page.heading
    assert {k: v for k, v in other.form().data.items() if "csrf" not in k} == {
        k: v for k, v in filled.items() if "csrf" not in k
    }
    english = Walker(client, "en")
    english.page = other
    assert urlsplit(english.press().url).path.startswith("/en/")


def test_another_language_keeps_that_an_answer_is_being_changed(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    page = walker.open(f"{walker.address('question', 'before', 'housing')}?change=1")
    assert "/en/my-plan/before/questions/housing/?change=1" in page.html


def test_going_back_shows_what_was_answered(client):
    walker = Walker(client)
    walker.begin()
    walker.answer_until(OUTSIDE_EEA, "children")
    back = walker.open(walker.page.soup.select_one("a.back")["href"])
    assert back.step == "role.2"
    assert back.form().data["role"] == ["accompanying"]
    assert walker.press().step == "children"


def test_opening_the_questions_again_goes_on_where_one_stopped(client):
    walker = Walker(client)
    walker.begin()
    walker.answer_until(OUTSIDE_EEA, "housing")
    assert Walker(client, "en").visit("questions", "before").step == "housing"
