"""Which tasks a household has, for whom, when and in what state."""

from datetime import date

import pytest

from onboarding.journeys.plan import Progress, State, Unknown, build
from tests.onboarding.journeys.asking import (
    ABROAD,
    adult,
    household,
    journey,
    needs,
    task,
)

TODAY = date(2027, 6, 1)
REGISTERED = {"status": ["registered_in_sweden"]}
DAY = date(2027, 5, 1)


def items_of(tasks, answers, today=TODAY):
    return build(journey(*tasks), answers, today).items


def only(tasks, answers, key, whose=None):
    (item,) = [i for i in items_of(tasks, answers) if i.task.key == key and i.adult == whose]
    return item


def listed(tasks, answers):
    return [(item.task.key, item.adult) for item in items_of(tasks, answers)]


# Whom a task is for


def test_a_task_of_each_adult_applies_to_those_it_fits():
    tasks = [task("tax", [{"occupation": ["job"]}], per="adult")]
    working, resting = adult(occupation=("job",)), adult(occupation=("retired",))
    assert listed(tasks, household(working, resting, working)) == [("tax", 0), ("tax", 2)]


def test_a_task_of_the_household_applies_once_for_all_it_fits():
    tasks = [task("docs", [ABROAD])]
    abroad, registered = adult(status="other"), adult(status="registered_in_sweden")
    (item,) = items_of(tasks, household(registered, abroad, abroad))
    assert (item.adult, item.alias, item.applies_to) == (None, None, (1, 2))


def test_a_task_that_fits_nobody_is_not_in_the_plan():
    assert items_of([task("docs", [ABROAD])], household(adult(status="registered_in_sweden"))) == ()


def test_a_rule_is_read_for_one_adult_at_a_time():
    tasks = [task("permit", [{"status": ["other"], "role": ["accompanying"]}])]
    split = household(
        adult(status="other", role="mover"), adult(status="nordic", role="accompanying")
    )
    assert items_of(tasks, split) == ()


def test_answers_off_the_path_do_not_count():
    tasks = [task("consent", [{"second_guardian": ["yes"]}])]
    assert items_of(tasks, household(second_guardian="yes", children=())) == ()


def test_an_item_says_which_lines_held():
    tasks = [task("docs", [{"pets": ["yes"]}, {"car": ["have"]}])]
    (item,) = items_of(tasks, household(car="have"))
    assert [line.question for line in item.matched] == ["car"]


# When


def test_dates_are_counted_from_the_anchor():
    item = only([task("tax", timing=("job", -14, 7), law=True)], at_work(job_start=TODAY), "tax")
    assert (item.start, item.due) == (date(2027, 5, 18), date(2027, 6, 8))
    assert (item.estimated, item.law) == (False, True)


def at_work(**answers):
    return household(adult(occupation=("job",), **answers), move=date(2027, 6, 1))


def test_a_stand_in_for_the_anchor_makes_an_estimate():
    item = only([task("tax", timing=("job", 0, 7))], at_work(), "tax")
    assert (item.due, item.estimated) == (date(2027, 6, 8), True)


def test_without_a_move_a_task_has_no_dates():
    item = only([task("tax", timing=("job", 0, 7))], household(), "tax")
    assert (item.start, item.due, item.estimated, item.state) == (None, None, False, State.READY)


def test_some_adults_have_a_timing_of_their_own():
    tasks = [
        task(
            "number",
            per="adult",
            timing=("move", 14, 42),
            timing_for=[([{"status": ["temporary_protection"]}], ("one_year", 14, 42))],
        )
    ]
    answers = household(adult(status="temporary_protection"), adult(status="nordic"), move=TODAY)
    assert only(tasks, answers, "number", 0).start == date(2028, 6, 14)
    assert only(tasks, answers, "number", 1).start == date(2027, 6, 15)


PERSONNUMMER = task("receive-personnummer", [ABROAD], per="adult", timing=("move", 14, 42))
ID_CARD = task("card", per="adult", timing=("personnummer", 1, 14))


def test_what_hangs_on_the_personnummer_is_counted_again_when_it_comes():
    waiting = household(adult(status="nordic"), move=TODAY)
    assert only([PERSONNUMMER, ID_CARD], waiting, "card", 0).due == date(2027, 7, 27)
    assert only([PERSONNUMMER, ID_CARD], waiting, "card", 0).estimated
    done = {"receive-personnummer": date(2027, 6, 20)}
    received = household(adult(done, status="nordic"), move=TODAY)
    assert only([PERSONNUMMER, ID_CARD], received, "card", 0).due == date(2027, 7, 4)
    assert not only([PERSONNUMMER, ID_CARD], received, "card", 0).estimated


def test_the_personnummer_is_expected_even_where_its_task_does_not_apply():
    registered = household(adult(status="registered_in_sweden"), move=TODAY)
    assert only([PERSONNUMMER, ID_CARD], registered, "card", 0).start == date(2027, 7, 14)


def test_a_household_goes_by_a_known_day_before_an_estimate():
    tasks = [task("party", timing=("job", 0, 7))]
    early = household(adult(occupation=("job",)), at_work(job_start=date(2027, 9, 1)).adults[0])
    (item,) = items_of(tasks, household(*early.adults, move=TODAY))
    assert (item.start, item.estimated) == (date(2027, 9, 1), False)


def test_of_known_days_a_household_goes_by_the_earliest():
    first, second = (
        adult(occupation=("job",), job_start=date(2027, 9, 1)),
        adult(occupation=("job",), job_start=date(2027, 8, 1)),
    )
    (item,) = items_of([task("party", timing=("job", 0, 7))], household(first, second))
    assert item.start == date(2027, 8, 1)


# In what order


def test_items_lie_by_phase_then_date_then_as_in_the_journey():
    tasks = [
        task("undated", timing=("purchase", 0, 1)),
        task("later", timing=("move", 5, 9)),
        task("twin", timing=("move", 0, 9)),
        task("earlier", timing=("move", 0, 8)),
        task("same", timing=("move", 0, 9)),
        task("settled", phase="settling_in", timing=("move", -99, 0)),
        task("arrived", phase="arrival", timing=("move", -9, 0)),
    ]
    assert [key for key, _ in listed(tasks, household(move=TODAY))] == [
        "earlier",
        "twin",
        "same",
        "later",
        "undated",
        "arrived",
        "settled",
    ]


# In what state


@pytest.mark.parametrize(
    ("state", "timing", "first", "done"),
    [
        ("ready", (0, 10), (), {}),
        ("ready", (-5, 0), (), {}),
        ("not_yet", (1, 10), (), {}),
        ("late", (-9, -1), (), {}),
        ("blocked", (0, 10), ("other",), {}),
        ("blocked", (1, 10), ("other",), {}),
        ("late", (-9, -1), ("other",), {}),
        ("ready", (0, 10), ("~other",), {}),
        ("ready", (0, 10), ("other",), {"other": DAY}),
        ("done", (-9, -1), ("other",), {"task": DAY}),
    ],
)
def test_the_state_of_a_task(state, timing, first, done):
    tasks = [task("task", timing=("move", *timing), first=first), task("other")]
    assert only(tasks, household(move=TODAY, done=done), "task").state == state


def test_a_late_task_still_says_what_it_waits_for():
    tasks = [task("task", timing=("move", -9, -1), first=("other",)), task("other")]
    assert only(tasks, household(move=TODAY), "task").blocked_by == ("other",)


def test_a_done_task_waits_for_nothing():
    tasks = [task("task", first=("other", "~other")), task("other")]
    item = only(tasks, household(done={"task": DAY}), "task")
    assert (item.blocked_by, item.advice, item.done_on) == ((), (), DAY)


# What must come first


@pytest.mark.parametrize(
    ("first", "done", "blocked_by", "advice"),
    [
        (["a"], [], ["a"], []),
        (["a"], ["a"], [], []),
        (["a", "b"], ["a"], ["b"], []),
        (["a", "b"], [], ["a", "b"], []),
        (["~a"], [], [], ["a"]),
        (["~a"], ["a"], [], []),
        (["a/b"], [], ["a", "b"], []),
        (["a/b"], ["b"], [], []),
        (["~a/b"], [], [], ["a", "b"]),
        (["~a/b"], ["a"], [], []),
        (["a/b", "b", "~a"], [], ["a", "b"], ["a"]),
        (["never"], [], [], []),
        (["never/a"], [], ["a"], []),
        (["missing"], [], [], []),
        ([needs("a", [REGISTERED]), needs("b", [ABROAD])], [], ["b"], []),
        ([needs("a", [REGISTERED]), needs("b", [ABROAD])], ["b"], [], []),
        ([needs("a/b", [{"status": ["nordic"]}])], [], ["a", "b"], []),
        ([needs("a", [{"occupation": ["own_means"]}])], [], [], []),
    ],
)
@pytest.mark.parametrize("per", ["household", "adult"])
def test_every_form_of_prerequisite(per, first, done, blocked_by, advice):
    tasks = [
        task("task", per=per, first=first),
        task("a"),
        task("b"),
        task("never", [{"pets": ["yes"]}]),
    ]
    answers = household(adult(status="nordic"), done=dict.fromkeys(done, DAY))
    item = only(tasks, answers, "task", 0 if per == "adult" else None)
    assert (list(item.blocked_by), list(item.advice)) == (blocked_by, advice)


def test_an_alternative_counts_only_for_those_it_applies_to():
    tasks = [
        task("card", [{"status": ["other"]}], per="adult", first=["work/family"]),
        task("work", [{"occupation": ["job"]}], per="adult"),
        task("family", [{"role": ["accompanying"]}]),
    ]
    mixed = household(
        adult(status="other", role="mover", occupation=("job",)),
        adult(status="other", role="accompanying", occupation=()),
        done={"family": DAY},
    )
    assert only(tasks, mixed, "card", 0).blocked_by == ("work",)
    assert only(tasks, mixed, "card", 1).blocked_by == ()


def test_an_adult_waits_for_what_the_same_adult_does():
    tasks = [task("card", per="adult", first=["number"]), task("number", per="adult")]
    answers = household(adult({"number": DAY}), adult())
    assert only(tasks, answers, "card", 0).blocked_by == ()
    assert only(tasks, answers, "card", 1).blocked_by == ("number",)


def test_every_adult_waits_for_what_the_household_does():
    tasks = [task("card", per="adult", first=["visit"]), task("visit")]
    assert all(i.blocked_by == ("visit",) for i in items_of(tasks, household(adult(), adult()))[:2])
    answers = household(adult(), adult(), done={"visit": DAY})
    assert not any(item.blocked_by for item in items_of(tasks, answers))


def test_a_household_goes_on_as_soon_as_one_adult_may():
    tasks = [task("benefit", [ABROAD], first=["insured"]), task("insured", per="adult")]
    nobody = household(adult(status="nordic"), adult(status="eu_eea"))
    assert only(tasks, nobody, "benefit").blocked_by == ("insured",)
    one = household(adult(status="nordic"), adult({"insured": DAY}, status="eu_eea"))
    assert only(tasks, one, "benefit").blocked_by == ()


def test_a_household_does_not_wait_for_an_adult_it_does_not_concern():
    tasks = [task("benefit", [ABROAD], first=["insured"]), task("insured", per="adult")]
    other = household(
        adult(status="nordic"), adult({"insured": DAY}, status="registered_in_sweden")
    )
    assert only(tasks, other, "benefit").blocked_by == ("insured",)


def test_a_blocked_household_waits_for_all_that_its_adults_wait_for():
    tasks = [
        task("visit", first=[needs("permit", [{"status": ["other"]}]), "docs"]),
        task("permit", per="adult"),
        task("docs"),
    ]
    answers = household(adult(status="nordic"), adult(status="other"))
    assert only(tasks, answers, "visit").blocked_by == ("docs", "permit")


# What movers say themselves


def test_a_task_set_aside_stays_in_the_plan_and_blocks_nobody():
    tasks = [task("a", first=["b"]), task("b")]
    answers = household(states={"b": "not_for_us"})
    assert only(tasks, answers, "b").set_aside
    assert only(tasks, answers, "a").state == State.READY


def test_an_adult_may_set_a_task_aside_alone():
    tasks = [task("a", per="adult", first=["b"]), task("b", per="adult")]
    answers = household(adult(states={"b": "not_for_us"}), adult())
    assert only(tasks, answers, "a", 0).blocked_by == ()
    assert only(tasks, answers, "a", 1).blocked_by == ("b",)


def test_a_task_begun_is_marked_and_still_to_do():
    tasks = [task("a", first=["b"]), task("b")]
    answers = household(states={"b": "doing"})
    assert only(tasks, answers, "b").doing
    assert only(tasks, answers, "b").state == State.READY
    assert only(tasks, answers, "a").blocked_by == ("b",)


def test_what_is_done_is_neither_begun_nor_set_aside():
    item = only([task("a")], household(done={"a": DAY}, states={"a": "not_for_us"}), "a")
    assert (item.state, item.set_aside, item.doing) == (State.DONE, False, False)


# Views of the plan


def test_the_next_three_are_the_late_ones_then_the_earliest_due():
    tasks = [
        task("soon", timing=("move", 0, 3)),
        task("begun", timing=("move", 0, 3)),
        task("late", timing=("move", -9, -1)),
        task("later", timing=("move", 0, 9)),
        task("stuck", timing=("move", -9, -1), first=["later"]),
        task("early", timing=("move", 1, 2)),
        task("aside", timing=("move", 0, 1)),
        task("done", timing=("move", 0, 1)),
    ]
    states = {"begun": "doing", "aside": "not_for_us"}
    answers = household(move=TODAY, states=states, done={"done": DAY})
    plan = build(journey(*tasks), answers, TODAY)
    assert [item.task.key for item in plan.next_three()] == ["late", "begun", "soon"]


def test_what_law_wants_soon_comes_before_advice_that_is_late():
    tasks = [
        task("advice", timing=("move", -90, -60)),
        task("more advice", timing=("move", -90, -70)),
        task("law in a week", timing=("move", -9, 7), law=True),
        task("late by law", timing=("move", -9, -1), law=True),
        task("law in a month", timing=("move", -9, 30), law=True),
    ]
    plan = build(journey(*tasks), household(move=TODAY), TODAY)
    next_three = [item.task.key for item in plan.next_three()]
    assert next_three == ["late by law", "law in a week", "more advice"]


def test_the_plan_lies_by_phase():
    plan = build(journey(task("a"), task("b", phase="arrival")), household(), TODAY)
    keys = {phase: [i.task.key for i in items] for phase, items in plan.by_phase().items()}
    assert keys == {"before": ["a"], "arrival": ["b"]}


def test_progress_leaves_out_what_is_set_aside():
    tasks = [task("a"), task("b"), task("c")]
    answers = household(done={"a": DAY}, states={"c": "not_for_us"})
    assert build(journey(*tasks), answers, TODAY).progress() == Progress(done=1, total=2)


def test_an_item_knows_what_it_unblocks():
    tasks = [
        task("visit"),
        task("number", per="adult", first=["visit"]),
        task("card", per="adult", first=["number"]),
    ]
    plan = build(journey(*tasks), household(adult(), adult()), TODAY)
    visit, first, second, *_ = plan.items
    assert [(i.task.key, i.adult) for i in plan.unblocks(visit)] == [("number", 0), ("number", 1)]
    assert [(i.task.key, i.adult) for i in plan.unblocks(second)] == [("card", 1)]
    assert first.adult == 0


# What is not known


def unknowns(tasks, answers):
    return list(build(journey(*tasks), answers, TODAY).unknowns)


def test_an_unanswered_question_that_decides_a_task_is_told():
    assert unknowns([task("dog", [{"pets": ["yes"]}])], household()) == [
        Unknown("pets", None, ("dog",))
    ]


def test_a_question_of_each_adult_is_told_for_the_adult():
    tasks = [task("tax", [{"occupation": ["job"]}], per="adult")]
    assert unknowns(tasks, household(adult(occupation=()), adult())) == [
        Unknown("occupation", 1, ("tax",))
    ]


def test_a_question_that_decides_nothing_more_is_not_told():
    tasks = [task("dog", [{"pets": ["yes"], "car": ["have"]}])]
    assert unknowns(tasks, household(car="none")) == []
    assert unknowns(tasks, household(car="have", pets="no")) == []
    assert unknowns(tasks, household(car="have", pets="yes")) == []


def test_a_household_task_that_one_adult_has_needs_no_more_answers():
    tasks = [task("docs", [ABROAD])]
    assert unknowns(tasks, household(adult(status="nordic"), adult())) == []
    assert unknowns(tasks, household(adult(status="registered_in_sweden"), adult())) == [
        Unknown("status", 1, ("docs",))
    ]


def test_a_question_that_is_not_asked_yet_keeps_the_one_before_it_open():
    tasks = [task("consent", [{"children": ["age_0"], "second_guardian": ["yes"]}])]
    assert unknowns(tasks, household()) == [Unknown("children", None, ("consent",))]
    assert unknowns(tasks, household(children=("age_0",))) == [
        Unknown("second_guardian", None, ("consent",))
    ]


def test_a_question_that_will_not_be_asked_closes_its_group():
    tasks = [task("notice", [{"pets": ["yes"], "rents_now": ["yes"]}])]
    assert unknowns(tasks, household(adult(status="other"))) == []


def test_unknowns_come_in_the_order_they_are_asked():
    tasks = [task("a", [{"car": ["have"]}]), task("b", [{"pets": ["yes"]}, {"car": ["have"]}])]
    assert unknowns(tasks, household()) == [
        Unknown("pets", None, ("b",)),
        Unknown("car", None, ("a", "b")),
    ]
