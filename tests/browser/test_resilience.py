"""What a real server keeps when it is killed, and when two requests come at once."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from onboarding.answering import NEVER_STORED
from tests.browser.conftest import Visitor
from tests.cast import EU_WORKER, OUTSIDE_EEA
from tests.walking import Walker

pytestmark = pytest.mark.browser

ROUNDS = 20


def answered(form, asked):
    """Return what a form says to the questions of its page."""
    return {
        name: values
        for name, values in form.data.items()
        if name not in NEVER_STORED
        and any(re.fullmatch(rf"{key}(_day|_month|_year)?", name) for key in asked)
    }


def test_an_answer_outlives_a_kill_right_after_the_redirect(site):
    walker = Walker(Visitor(site))
    walker.begin()
    kept = 0
    while kept < ROUNDS:
        page, form = walker.page, walker.answered(OUTSIDE_EEA)
        response = walker.client.post(form.action, form.data)
        site.kill()
        assert response.status_code == 302, page.url
        site.start()
        again = walker.open(page.url)
        assert answered(again.form(), page.asked) == answered(form, page.asked)
        kept += 1
        if walker.open(response.headers["Location"]).name != "question":
            break
    assert kept == ROUNDS
    assert walker.visit("plan").status == 200


def in_parallel(walker, form):
    def send(_number):
        one = Visitor(walker.client.site)
        one.session.cookies.update(walker.client.session.cookies)
        return one.post(form.action, form.data)

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(send, range(4)))


def moves(site):
    return site.rows("select count(*) from onboarding_move")[0][0]


@pytest.mark.parametrize("_round", range(5))
def test_the_first_answer_sent_at_once_several_times_makes_one_move(site, visitor, _round):
    walker = Walker(visitor)
    walker.begin()
    form, before = walker.answered(EU_WORKER), moves(site)
    responses = in_parallel(walker, form)
    assert {(r.status_code, r.headers["Location"]) for r in responses} == {
        (302, walker.address("question", "before", "adults"))
    }
    assert len({r.cookies["move"] for r in responses}) == 1
    assert moves(site) == before + 1


@pytest.mark.parametrize("step", ["adults", "children", "status.1"])
def test_an_answer_sent_at_once_several_times_is_kept_once(site, visitor, step):
    walker = Walker(visitor)
    walker.begin()
    walker.answer_until(EU_WORKER, step)
    responses = in_parallel(walker, walker.answered(EU_WORKER))
    assert len({(r.status_code, r.headers["Location"]) for r in responses}) == 1
    assert responses[0].status_code == 302
    twice = site.rows(
        "select move_id, adult_id, question from onboarding_answer"
        " group by 1, 2, 3 having count(*) > 1"
    )
    assert twice == []


def test_a_task_ticked_off_at_once_several_times_is_done_once(site, visitor):
    walker = Walker(visitor)
    walker.walk(EU_WORKER, ("before",))
    form = walker.page.form("#tick")
    form.fill({"set": "library-card=done"})
    assert {r.status_code for r in in_parallel(walker, form)} == {302}
    assert "task--done" in walker.visit("plan").soup.find(id="library-card")["class"]


def test_tampering_is_answered_quickly(visitor):
    walker = Walker(visitor)
    walker.begin()
    form = walker.answered(EU_WORKER)
    form.fill({f"field_{number}": "1" for number in range(10_000)})
    response = walker.client.post(form.action, form.data)
    assert response.status_code == 400
    assert response.elapsed.total_seconds() < 1
