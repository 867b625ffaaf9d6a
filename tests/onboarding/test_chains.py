"""The way to an e-ID, drawn from the rules of the plan it stands in."""

from dataclasses import replace

import pytest

from onboarding import chains, lanes, planning
from onboarding.journeys.answers import parse
from onboarding.loading import load_journey
from tests.cast import FAMILY_IN_SWEDEN, OUTSIDE_EEA, in_days

pytestmark = pytest.mark.django_db


def plan_of(household, done=(), lane=lanes.ALL_OPEN, given=None):
    journey = load_journey("sv")
    data = household.as_data() | {"done": dict.fromkeys(done, in_days(-1).isoformat())}
    return planning.shown(journey, parse(journey, data), lane, given or {})


def keys(chain):
    return [row.task.key for row in chain.gates]


def test_it_ends_at_the_goal_and_each_gate_comes_after_what_it_needs():
    chain = chains.of(plan_of(OUTSIDE_EEA))
    assert keys(chain)[-1] == chains.GOAL
    assert {"receive-personnummer", "open-payment-account", "apply-id-card"} <= set(keys(chain))
    assert len(set(keys(chain))) == len(chain.gates)
    for number, row in enumerate(chain.gates):
        needed = {key for p in row.task.prerequisites if not p.helpful for key in p.any_of}
        assert needed & set(keys(chain)) <= set(keys(chain)[:number])


def test_it_is_one_adults_and_says_whose():
    chain = chains.of(plan_of(OUTSIDE_EEA))
    assert {row.item.adult for row in chain.gates} <= {None, 0}
    assert chain.who == OUTSIDE_EEA.people[0].alias
    own = chains.of(plan_of(OUTSIDE_EEA, lane=lanes.Lane(mine=1)))
    assert own.who == OUTSIDE_EEA.people[1].alias


def test_what_is_done_stays_in_the_picture_and_opens_the_next():
    before = chains.of(plan_of(OUTSIDE_EEA))
    first = before.gates[0].task.key
    after = chains.of(plan_of(OUTSIDE_EEA, done=[first]))
    assert keys(after) == keys(before)
    assert after.gates[0].state == "done"
    assert first not in {row.task.key for row in after.now}
    assert {row.task.key for row in after.now} != {row.task.key for row in before.now}


def test_what_waits_is_not_to_be_done_now_even_when_it_is_late():
    chain = chains.of(plan_of(OUTSIDE_EEA.with_answers(arrived=in_days(-200), move=in_days(-200))))
    assert any(row.state == "late" and row.waits_for for row in chain.gates)
    assert not any(row.waits_for for row in chain.now)


def test_there_is_none_for_whoever_has_an_e_id_or_gets_one():
    assert chains.of(plan_of(FAMILY_IN_SWEDEN)) is None
    one = replace(OUTSIDE_EEA, people=OUTSIDE_EEA.people[:1])
    assert chains.of(plan_of(one)) is not None
    assert chains.of(plan_of(one, done=[chains.GOAL])) is None


def test_another_adults_lane_stays_closed():
    reader = lanes.Lane(mine=1, closed=frozenset({0}))
    assert {row.item.adult for row in chains.of(plan_of(OUTSIDE_EEA, lane=reader)).gates} <= {
        None,
        1,
    }
