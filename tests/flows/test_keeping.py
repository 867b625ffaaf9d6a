"""What is kept of a mover, by whom it can be reached, and how it goes away."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from onboarding.models import Adult, Answer, Move, TaskState
from tests.cast import EU_WORKER, OUTSIDE_EEA, UNDECIDED
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db

ROWS = (Move, Adult, Answer, TaskState)


def number_of_rows():
    return [model.objects.count() for model in (*ROWS, Session)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_looking_at_the_first_question_keeps_nothing(client, language):
    walker = Walker(client, language)
    walker.begin()
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME}
    assert number_of_rows() == [0] * 5


def test_looking_around_writes_nothing(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    before = dumped()
    for name in ("plan", "forget"):
        walker.visit(name)
    for phase in ("before", "arrival", "settling_in"):
        for name in ("questions", "check", "checklist"):
            walker.visit(name, phase)
    walker.visit("question", "before", "licence.2")
    walker.open(f"{walker.address('tick')}?row=receive-personnummer-1")
    assert dumped() == before
    assert not Session.objects.exists()


def dumped():
    return [list(model.objects.order_by("pk").values()) for model in ROWS]


def test_a_visit_on_another_day_keeps_the_plan_for_thirty_more_days(client):
    moved(client, EU_WORKER)
    Move.objects.update(used_at=timezone.now() - timedelta(days=20))
    response = client.get(Walker(client).address("plan"))
    assert timezone.now() - Move.objects.get().used_at < timedelta(minutes=1)
    assert response.cookies[settings.MOVE_COOKIE_NAME]["max-age"] == 60 * 60 * 24 * 30


def test_the_first_answer_makes_the_move_and_gives_the_browser_its_key(client):
    walker = Walker(client)
    walker.begin()
    response = client.post(walker.page.url, walker.answered(UNDECIDED).data)
    assert response.status_code == 302
    cookie = response.cookies[settings.MOVE_COOKIE_NAME]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 60 * 60 * 24 * 30
    assert cookie["domain"] == ""
    assert len(cookie.value) == 43
    assert cookie.value not in str(dumped())
    assert Move.objects.opened_by(cookie.value).exists()


def test_the_key_is_sent_over_https_only_when_live(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    walker = Walker(client)
    walker.begin()
    response = client.post(walker.page.url, walker.answered(UNDECIDED).data)
    assert response.cookies[settings.MOVE_COOKIE_NAME]["secure"] is True


def test_every_answer_keeps_the_key_for_thirty_more_days(client):
    moved(client, EU_WORKER)
    walker = Walker(client)
    walker.visit("question", "before", "housing")
    response = client.post(walker.page.url, walker.page.form().data)
    assert response.cookies[settings.MOVE_COOKIE_NAME]["max-age"] == 60 * 60 * 24 * 30


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plan", ()),
        ("questions", ("before",)),
        ("question", ("before", "housing")),
        ("check", ("before",)),
        ("checklist", ("before",)),
        ("forget", ()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_page_of_the_mover_is_kept_by_caches(client, name, arguments):
    moved(client, EU_WORKER)
    response = client.get(Walker(client).address(name, *arguments))
    assert "no-store" in response.headers["Cache-Control"]


def test_every_post_is_answered_with_a_redirect(client):
    walker = Walker(client)
    walker.begin()
    posts = []
    post = client.post

    def noting(*args, **kwargs):
        response = post(*args, **kwargs)
        posts.append(response.redirect_chain[0][1] if response.redirect_chain else 200)
        return response

    client.post = noting
    walker.walk(EU_WORKER)
    walker.tick("library-card", "done")
    walker.visit("forget")
    walker.press()
    assert set(posts) == {302}


def test_another_browser_does_not_reach_the_move(client):
    moved(client, EU_WORKER)
    stranger = Walker(Client())
    assert not stranger.visit("plan").soup.select("li.task")
    assert stranger.visit("check", "before").name == "plan"
    assert stranger.visit("checklist", "before").name == "plan"
    assert "checked" not in str(stranger.visit("question", "before", "housing").soup)
    for name, data in (("tick", {"set": "library-card=done"}), ("forget", {})):
        assert stranger.client.post(stranger.address(name), data).status_code == 302
    assert Move.objects.exists()
    assert not TaskState.objects.exists()


def test_two_browsers_keep_two_moves_apart(client):
    moved(client, EU_WORKER)
    other = Client()
    moved(other, OUTSIDE_EEA)
    Walker(client).visit("plan")
    walker = Walker(client)
    walker.visit("plan")
    walker.tick("library-card", "done")
    assert "Noor" not in walker.page.text
    assert (
        TaskState.objects.get().move == Move.objects.opened_by(client.cookies["move"].value).get()
    )


def test_deleting_removes_everything_after_one_question(client):
    moved(client, OUTSIDE_EEA)
    moved(Client(), EU_WORKER)
    walker = Walker(client)
    walker.visit("plan")
    walker.tick("receive-personnummer-1", "done")
    key = client.cookies["move"].value
    walker.follow("forget")
    assert Move.objects.count() == 2
    page = walker.press()
    assert page.name == "forgotten"
    assert client.cookies["move"].value == ""
    assert not walker.visit("plan").soup.select("li.task")
    assert not Move.objects.opened_by(key).exists()
    assert [model.objects.count() for model in (Move, Adult, TaskState)] == [1, 1, 0]
    assert set(Answer.objects.values_list("adult__alias", flat=True)) == {None, "Ola"}


# Protected identity -----------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_protected_identity_shows_the_safe_route_and_leaves_no_trace(client, language):
    walker = Walker(client, language)
    walker.begin()
    walker.answer_until(EU_WORKER, "protected")
    form = walker.page.form()
    form.answer("protected", "yes")
    page = walker.send(form)
    assert page.status == 200
    assert "0911-69 60 00" in page.text
    assert any(link.startswith("tel:") for link in page.links())
    assert not page.soup.select("form")
    after_yes = kept_answers()
    assert list(filter(lambda a: a[1] == "protected", after_yes)) == [(None, "protected", None)]
    assert walker.follow("question", "before", "occupation.1").step == "occupation.1"
    assert kept_answers() == after_yes

    walker.visit("question", "before", "protected")
    assert "yes" not in walker.page.form().data.get("protected", [])
    form = walker.page.form()
    form.answer("protected", "no")
    assert walker.send(form).step == "occupation.1"
    assert kept_answers() == after_yes


def kept_answers():
    return sorted(
        Answer.objects.values_list("adult__number", "question", "value"), key=lambda a: str(a)
    )


def test_a_household_that_is_protected_gets_the_same_plan_as_any_other(client):
    plans = []
    for answer in ("yes", "no"):
        walker = Walker(Client())
        walker.begin()
        walker.answer_until(EU_WORKER, "protected")
        form = walker.page.form()
        form.answer("protected", answer)
        walker.send(form)
        if answer == "yes":
            walker.follow("question", "before", "occupation.1")
        walker.answer_until(EU_WORKER, "check")
        assert "protected" not in str(walker.page.soup.select(".summary__value"))
        walker.press()
        plans.append([tag["id"] for tag in walker.press().soup.select("li.task")])
    assert plans[0] == plans[1]


def test_nothing_is_written_to_the_log(client, caplog):
    with caplog.at_level("DEBUG"):
        Walker(client).walk(UNDECIDED, ("before",))
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in said if "Robin" in line or "curious" in line]


def test_no_migration_is_missing():
    call_command("makemigrations", "onboarding", check=True, dry_run=True, verbosity=0)
