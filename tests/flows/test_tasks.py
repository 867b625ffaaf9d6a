"""Tasks are ticked off, in the plan and in the checklist, and the plan follows."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import override

from onboarding.models import Move, TaskState
from tests.cast import EU_WORKER, FAMILY_IN_SWEDEN, OUTSIDE_EEA
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db


def row(page, anchor):
    """Return a task of the plan as it is shown in its phase."""
    return page.soup.select_one(f".phase-tasks li[id='{anchor}']")


def words(tag):
    return " ".join(tag.get_text(" ").split())


@pytest.fixture
def plan(client):
    moved(client, EU_WORKER)
    walker = Walker(client)
    walker.visit("plan")
    return walker


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("state", ["doing", "done", "not_for_us", "to_do"])
def test_a_task_is_set_from_the_plan(client, state, language):
    moved(client, EU_WORKER)
    walker = Walker(client, language)
    walker.visit("plan")
    if state == "to_do":
        walker.tick("library-card", "done")
    page = walker.tick("library-card", state)
    assert page.name == "plan"
    assert page.url.endswith("#library-card")
    assert walker.chosen("library-card") == [state]
    assert TaskState.objects.get(task="library-card").state == state


def test_setting_a_state_twice_changes_nothing(plan):
    for _press in range(2):
        plan.visit("plan")
        plan.tick("library-card", "done")
    assert plan.chosen("library-card") == ["done"]
    assert TaskState.objects.count() == 1


def offered(form):
    """The tasks of a checklist."""
    return {name for name in form.data if f"shown-{name}" in form.data}


def test_a_checklist_from_an_old_tab_leaves_alone_what_another_tab_ticked_off(plan):
    old = plan.visit("checklist", "arrival").form()
    plan.visit("plan")
    plan.tick("library-card", "done")
    old.fill({"bus-app-and-routes": "done"})
    plan.went_on(plan.send(old))
    assert plan.chosen("library-card") == ["done"]
    assert plan.chosen("bus-app-and-routes") == ["done"]


@pytest.mark.parametrize("state", ["doing", "done", "not_for_us"])
def test_tasks_are_set_from_the_checklist(plan, state):
    plan.visit("checklist", "arrival")
    form = plan.page.form()
    tasks = sorted(offered(form))[:3]
    assert [form.data[task] for task in tasks] == [["to_do"]] * 3
    form.fill(dict.fromkeys(tasks, state))
    page = plan.went_on(plan.send(form))
    assert page.name == "plan"
    assert [plan.chosen(task) for task in tasks] == [[state]] * 3
    form = plan.visit("checklist", "arrival").form()
    assert [form.data[task] for task in tasks] == [[state]] * 3


def test_the_checklist_shows_the_tasks_of_its_phase(plan):
    shown = row(plan.page, "receive-personnummer-1").find_parent("ol").select("li.task")
    form = plan.visit("checklist", "arrival").form()
    assert {tag["id"] for tag in shown} == offered(form)


def test_saving_the_checklist_keeps_the_day_that_a_task_was_done(plan):
    day = timezone.localdate() - timedelta(days=9)
    plan.tick_on_its_page("receive-personnummer-1", "done", day)
    plan.visit("checklist", "arrival")
    plan.press()
    kept = TaskState.objects.get(task="receive-personnummer")
    assert kept.done_on == day


def test_done_unblocks_what_waited(plan):
    waiting = row(plan.page, "receive-personnummer-1")
    assert "task--blocked" in waiting["class"]
    assert words(row(plan.page, "attend-identity-check").h3) in words(waiting)
    page = plan.tick("attend-identity-check", "done")
    assert "task--blocked" not in row(page, "receive-personnummer-1")["class"]


def test_what_does_not_concern_us_unblocks_too(plan):
    page = plan.tick("attend-identity-check", "not_for_us")
    assert "task--blocked" not in row(page, "receive-personnummer-1")["class"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_day_the_personnummer_came_makes_the_days_after_it_real(client, language):
    moved(client, EU_WORKER)
    walker = Walker(client, language)
    page = walker.visit("plan")
    about = {"sv": "omkring", "en": "about"}[language]
    for task in ("apply-id-card-1", "get-eid-1"):
        assert about in words(row(page, task).select_one(".due"))
    came = timezone.localdate() - timedelta(days=2)
    page = walker.tick_on_its_page("receive-personnummer-1", "done", came)
    shown = {task: words(row(page, task).select_one(".due")) for task in ("apply-id-card-1",)}
    plan = {item.task.key: item for item in items(client, language)}
    for task, text in shown.items():
        item = plan[task.removesuffix("-1")]
        assert not item.estimated
        assert item.due > came
        with override(language):
            assert format_date(item.due, "j F Y") in text
        assert about not in text
    assert not plan["get-eid"].estimated


def items(client, language):
    from onboarding import answering
    from onboarding.journeys.plan import build
    from onboarding.loading import load_journey

    journey = load_journey(language)
    move = Move.objects.opened_by(client.cookies["move"].value).get()
    return build(journey, answering.read(move, journey), timezone.localdate()).items


def test_the_page_of_one_task_takes_a_day_and_refuses_nonsense(plan):
    plan.open(f"{plan.address('tick')}?row=receive-personnummer-1")
    form = plan.page.form()
    typed = {"state": "done", "done_on_day": "31", "done_on_month": "2", "done_on_year": "2026"}
    form.fill(typed)
    page = plan.send(form)
    assert page.soup.select(".field__error")
    assert page.form().data["done_on_day"] == ["31"]
    assert not TaskState.objects.exists()


def test_it_is_said_whose_task_it_is(client):
    moved(client, OUTSIDE_EEA)
    page = Walker(client).visit("plan")
    for number, alias in enumerate(("Adi", "Noor"), start=1):
        assert words(row(page, f"receive-personnummer-{number}").select_one(".who")) == alias
    assert words(row(page, "library-card").select_one(".who")) == "Tillsammans"


def test_alone_nobody_needs_to_be_told_whose_task_it_is(plan):
    assert not plan.page.soup.select(".task .who")


def test_one_adult_ticks_off_for_that_adult_only(client):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    walker.visit("plan")
    page = walker.tick("receive-personnummer-2", "done")
    assert "task--done" in row(page, "receive-personnummer-2")["class"]
    assert walker.chosen("receive-personnummer-2") == ["done"]
    assert walker.chosen("receive-personnummer-1") == ["to_do"]
    assert TaskState.objects.get().adult.alias == "Noor"


def test_progress_counts_what_is_done_without_what_is_not_for_us(plan):
    progress = plan.page.soup.select_one("progress")
    total = int(progress["max"])
    plan.tick("library-card", "done")
    page = plan.tick("emergency-numbers", "not_for_us")
    progress = page.soup.select_one("progress")
    assert (progress["value"], progress["max"]) == ("1", str(total - 1))


def test_everything_done_says_so(client):
    moved(client, FAMILY_IN_SWEDEN)
    walker = Walker(client, "en")
    for phase in ("before", "arrival", "settling_in"):
        form = walker.visit("checklist", phase).form()
        form.fill(dict.fromkeys(offered(form), "done"))
        page = walker.went_on(walker.send(form))
    assert "Everything is done" in page.text
