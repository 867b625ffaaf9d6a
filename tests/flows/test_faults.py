"""What goes wrong on the way to the plan: cookies, tokens, tampering, strange input."""

import re

import pytest
from django.conf import settings
from django.test import Client

from onboarding.models import Adult, Answer, Move, TaskState
from tests.cast import EU_WORKER, OUTSIDE_EEA, UNDECIDED
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db

LONG = "x" * 200_000
ROWS = (Move, Adult, Answer, TaskState)


def rows():
    """Return everything that is kept of movers."""
    return {
        model: sorted(
            map(str, model.objects.values_list(*(f.attname for f in model._meta.concrete_fields)))
        )
        for model in ROWS
    }


def without_token(data):
    return {name: value for name, value in data.items() if "csrf" not in name and name != "key"}


# The key is gone ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("children", {"children": ["age_0", "age_6_12"]}),
        ("certainty", {"certainty": "moved", "move": "2027-03-01", "from_where": "sweden"}),
        (
            "second_guardian",
            {"second_guardian": "yes", "other_language_at_home": "no", "pets": "yes"},
        ),
        ("licence.2", {"licence": "eu_eea"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cookie_that_is_deleted_midway_loses_nothing_that_was_typed(client, step, typed):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    form = walker.visit("question", "before", step).form()
    for key, value in typed.items():
        form.answer(key, value)
    del client.cookies[settings.MOVE_COOKIE_NAME]
    kept = rows()
    page = walker.send(form)
    assert page.step == step
    assert not page.errors
    again = page.form()
    assert without_token(again.data) == without_token(form.data)
    assert rows() == kept
    walker.went_on(walker.send(again))
    move = Move.objects.latest("pk")
    assert Move.objects.opened_by(client.cookies[settings.MOVE_COOKIE_NAME].value).get() == move
    assert set(move.answers.values_list("question", flat=True)) == set(typed)


def test_an_answer_for_a_plan_that_was_deleted_in_another_tab_does_not_bring_it_back(client):
    moved(client, EU_WORKER)
    walker, other = Walker(client), Walker(client)
    form = walker.visit("question", "before", "housing").form()
    other.visit("forget")
    other.press()
    assert walker.send(form).step == "housing"
    assert not Move.objects.exists()


@pytest.mark.parametrize("name", ["check", "checklist"])
def test_without_a_move_there_is_nothing_to_check(client, name):
    walker = Walker(client)
    assert walker.visit(name, "before").name == "plan"
    assert client.post(walker.address(name, "before")).status_code == 302
    assert not Move.objects.exists()


# The security token is missing or too old ---------------------------------------


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def with_token(walker, token):
    form = walker.page.form()
    for question in walker.page.asked:
        form.answer(question, UNDECIDED.given(question, "") or "eu_eea_customs_union")
    form.data["csrfmiddlewaretoken"] = [token]
    return form


@pytest.mark.parametrize("loses_cookies", [False, True])
@pytest.mark.parametrize("token", ["", "x" * 64, "expired"])
def test_a_bad_token_shows_the_page_again_and_one_more_press_saves(strict, token, loses_cookies):
    walker = Walker(strict, "en")
    walker.visit("question", "before", "certainty")
    form = walker.page.form()
    form.answer("certainty", "decided")
    form.answer("move", "2027-03")
    form.answer("from_where", "sweden")
    good, form.data["csrfmiddlewaretoken"] = form.data["csrfmiddlewaretoken"], [token]
    if loses_cookies:
        strict.cookies.clear()
    page = walker.send(form)
    assert page.status == 403
    again = page.form()
    assert without_token(again.data) == without_token(form.data)
    assert again.data["csrfmiddlewaretoken"] != good
    assert not Move.objects.exists()
    assert walker.went_on(walker.send(again)).step == "adults"
    assert Move.objects.get().answers.get(question="move").value == "2027-03"


def test_a_bad_token_on_a_later_page_shows_it_again(strict):
    moved(strict, OUTSIDE_EEA)
    walker = Walker(strict)
    form = walker.visit("question", "before", "licence.2").form()
    form.answer("licence", "swedish")
    form.data.pop("csrfmiddlewaretoken")
    page = walker.send(form)
    assert (page.status, page.person) == (403, "Noor")
    assert page.form().data["licence"] == ["swedish"]
    walker.went_on(walker.send(page.form()))
    assert Answer.objects.get(question="licence", adult__number=2).value == "swedish"


@pytest.mark.parametrize("name", ["tick", "forget"])
def test_a_bad_token_elsewhere_changes_nothing_and_says_so(strict, name):
    moved(strict, EU_WORKER)
    kept = rows()
    walker = Walker(strict)
    response = strict.post(walker.address(name), {"state": "done"})
    assert response.status_code == 403
    assert b"<h1" in response.content
    assert rows() == kept


# Skipping ----------------------------------------------------------------------


def test_confirming_with_questions_left_leads_to_the_first_of_them(client):
    walker = Walker(client)
    walker.begin()
    walker.answer_until(OUTSIDE_EEA, "status.1")
    response = client.post(walker.address("check", "before"))
    assert response.url == walker.address("question", "before", "status.1")
    assert Move.objects.get().phase == ""


@pytest.mark.parametrize("step", ["ongoing_care", "licence.6", "nowhere", "../../x", "a\x00b"])
def test_a_page_that_is_not_on_the_path_leads_to_the_first_open_one(client, step):
    walker = Walker(client)
    kept = rows()
    response = client.get(walker.address("question", "before", "pets").replace("pets", step))
    assert response.status_code in {200, 302, 404}
    assert rows() == kept


def test_a_later_page_may_be_opened_and_harms_nothing(client):
    walker = Walker(client)
    assert walker.visit("question", "before", "housing").status == 200
    assert not Move.objects.exists()


def test_an_unknown_phase_is_not_there(client):
    walker = Walker(client)
    for name in ("questions", "check", "checklist"):
        assert client.get(walker.address(name, "after")).status_code == 404


# Tampering ----------------------------------------------------------------------


@pytest.fixture
def asked(client):
    """A walker on the question about pets, and what is kept by then."""
    moved(client, EU_WORKER)
    walker = Walker(client)
    walker.visit("question", "before", "housing")
    return walker


@pytest.mark.parametrize(
    "fields",
    [
        {"housing": ["castle"]},
        {"housing": ["rent", "castle"]},
        {"housing": ["rent", "none"]},
        {"housing": ["rent\x00"]},
        {"housing": []},
        {"home_access_day": "31", "home_access_month": "2", "home_access_year": "2027"},
    ],
    ids=str,
)
def test_an_answer_that_is_not_offered_is_refused_on_the_page(asked, fields):
    kept = rows()
    form = asked.page.form()
    form.fill(fields)
    page = asked.send(form)
    assert page.status == 200
    assert page.errors
    assert page.soup.select_one("#error-summary a")["href"].startswith("#id_")
    assert re.search(r"<title>\s*Fel:", page.html)
    assert rows() == kept


def test_each_error_leads_to_a_field_that_is_there(asked):
    form = asked.page.form()
    form.fill({"housing": ["castle"], "home_access_month": "13", "home_access_year": "2027"})
    page = asked.send(form)
    for link in page.soup.select("#error-summary a"):
        assert page.soup.find(id=link["href"][1:])
    assert page.form().data["home_access_month"] == ["13"]


def test_extra_fields_are_ignored(asked):
    form = asked.page.form()
    form.fill({"owner": "1", "status": "done", "adult": "2", "state": "done", "alias_1": "Eve"})
    asked.went_on(asked.send(form))
    move = Move.objects.get()
    assert not move.task_states.exists()
    assert move.answers.get(question="status").value == "eu_eea"
    assert [adult.alias for adult in move.adults.all()] == ["Ola"]


@pytest.mark.parametrize("number", [250, 10_000])
def test_thousands_of_fields_are_refused(asked, number):
    kept = rows()
    form = asked.page.form()
    form.fill({f"field_{index}": "1" for index in range(number)})
    page = asked.send(form)
    assert page.status == 400
    assert page.heading
    assert rows() == kept


@pytest.mark.parametrize("step", ["pets", "", "nowhere", "housing\x00"])
def test_the_form_of_another_page_is_refused(asked, step):
    kept = rows()
    form = asked.page.form()
    form.fill({"phase-before-current_step": step})
    page = asked.send(form)
    assert page.status == 400
    assert page.heading
    assert rows() == kept


def test_going_to_a_page_by_a_hidden_field_keeps_nothing_and_breaks_nothing(asked):
    kept = rows()
    form = asked.page.form()
    form.fill({"wizard_goto_step": "adults"})
    assert asked.send(form).status == 200
    assert rows() == kept


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "é" * 43, "../" * 14 + "a"])
def test_a_first_answer_without_a_proper_key_makes_nothing_until_it_has_one(client, key):
    walker = Walker(client)
    walker.begin()
    form = walker.answered(UNDECIDED)
    form.fill({"key": key})
    page = walker.send(form)
    assert page.step == "certainty"
    assert not Move.objects.exists()
    walker.went_on(walker.send(page.form()))
    assert Move.objects.get().answers.get(question="certainty").value == "curious"


@pytest.mark.parametrize("cookie", ["", "x", "é", "\\000", "a" * 5000])
def test_a_cookie_that_opens_nothing_shows_how_to_begin(client, cookie):
    client.cookies[settings.MOVE_COOKIE_NAME] = cookie
    walker = Walker(client)
    assert walker.visit("plan").status == 200
    assert not walker.page.soup.select("li.task")


@pytest.mark.parametrize(
    "fields",
    [
        {"row": "nothing", "state": "done"},
        {"row": "", "state": "done"},
        {"row": "receive-personnummer-2", "state": "done"},
        {"set": "receive-personnummer-2=done"},
        {"set": "=done"},
        {"set": "done"},
        {},
        {"row": "receive-personnummer-1\x00", "state": "done"},
        {"row": "x" * 5000, "state": "done"},
    ],
    ids=str,
)
def test_a_task_that_is_not_in_the_plan_cannot_be_ticked_off(client, fields):
    moved(client, EU_WORKER)
    assert client.post(Walker(client).address("tick"), fields).status_code == 404
    assert not TaskState.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"row": "receive-personnummer-1", "state": "paid"},
        {"row": "receive-personnummer-1"},
        {"set": "receive-personnummer-1=paid"},
        {"row": "receive-personnummer-1", "state": "done", "done_on_day": "31"},
    ],
    ids=str,
)
def test_a_task_cannot_stand_in_a_way_that_there_is_not(client, fields):
    moved(client, EU_WORKER)
    response = client.post(Walker(client).address("tick"), fields)
    assert (response.status_code, b"receive-personnummer-1" in response.content) == (200, True)
    assert not TaskState.objects.exists()


def test_the_checklist_ignores_what_it_does_not_offer(client):
    moved(client, EU_WORKER)
    address = Walker(client).address("checklist", "arrival")
    response = client.post(
        address, {"receive-personnummer-1": "paid", "receive-personnummer-7": "done", "x": "done"}
    )
    assert response.status_code == 302
    assert not TaskState.objects.exists()


# Strange texts and dates ----------------------------------------------------------


def send_alias(client, alias):
    walker = Walker(client)
    walker.begin()
    walker.answer_until(OUTSIDE_EEA, "adults")
    form = walker.answered(OUTSIDE_EEA)
    form.fill({"alias_1": alias})
    return walker, walker.send(form)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("🦦🌊", "🦦🌊"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("A\u202eb", "A b"),
        ("a\u030a\u0308", "å\u0308"),
        ("e\u0301" * 20, "é" * 20),
        ("Kim\x00Lo", "Kim Lo"),
        ("  Kim \t  Lo ", "Kim Lo"),
        ("<b>&\"'", "<b>&\"'"),
        ("مه\u200cسا", "مه\u200cسا"),
        ("\u202e\x00", ""),
    ],
    ids=ascii,
)
def test_an_alias_may_be_any_short_text(client, typed, kept):
    _walker, page = send_alias(client, typed)
    assert page.step == "role.1"
    assert Adult.objects.get(number=1).alias == kept
    assert page.person == (" ".join(kept.split()) or "Vuxen 1")


@pytest.mark.parametrize("typed", [LONG, "a\u030a" * 41, "🦦" * 41], ids=["long", "marks", "emoji"])
def test_an_alias_that_is_too_long_is_refused_and_still_there(client, typed):
    _walker, page = send_alias(client, typed)
    assert page.status == 200
    assert page.errors
    assert page.form().data["adults"] == ["2"]
    assert page.form().data["alias_1"] == [typed]
    assert not Answer.objects.filter(question="adults").exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("1", "3", "2027"), "2027-03-01"),
        (("", "3", "2027"), "2027-03"),
        ((" 01 ", "03", " 2027"), "2027-03-01"),
        (("١", "٣", "٢٠٢٧"), "2027-03-01"),
        (("29", "2", "2028"), "2028-02-29"),
        (("", "", ""), None),
    ],
    ids=str,
)
def test_dates_that_are_understood(asked, typed, kept):
    form = asked.page.form()
    form.fill(dict(zip(PARTS, typed, strict=True)))
    asked.went_on(asked.send(form))
    assert Answer.objects.get(question="home_access").value == kept


PARTS = ("home_access_day", "home_access_month", "home_access_year")


@pytest.mark.parametrize(
    "typed",
    [
        ("31", "2", "2027"),
        ("first", "3", "2027"),
        ("1", "mars", "2027"),
        ("1", "3", ""),
        ("1", "", "2027"),
        ("", "", "2027"),
        ("0", "3", "2027"),
        ("1", "13", "2027"),
        ("1", "3", "9999"),
        ("1", "3", "27"),
        ("-1", "3", "2027"),
        ("²", "3", "2027"),
        ("1", "3", "0"),
        ("1", "3", "99999999999999999999"),
        ("1\x00", "3", "2027"),
    ],
    ids=str,
)
def test_dates_that_are_refused_stay_as_they_were_typed(asked, typed):
    form = asked.page.form()
    form.fill(dict(zip(PARTS, typed, strict=True)))
    page = asked.send(form)
    assert page.status == 200
    assert page.errors
    assert [page.form().data[part][0] for part in PARTS] == list(typed)
    assert Answer.objects.get(question="home_access").value is None
