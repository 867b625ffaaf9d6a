"""Small journeys and households for tests, built by hand.

The questions are those of the real journey, with its keys, conditions and pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from onboarding.journeys.answers import Adult, Answers
from onboarding.journeys.plan import Item
from onboarding.journeys.rules import Line, Rule
from onboarding.journeys.schema import (
    Anchor,
    AskedOf,
    Contact,
    Journey,
    Kind,
    Option,
    Phase,
    Prerequisite,
    Question,
    Step,
    Task,
    Timing,
    TimingFor,
)

Groups = Iterable[Mapping[str, Iterable[str]]]

FROM_ABROAD = (
    "swedish_citizen_abroad",
    "nordic",
    "eu_eea",
    "swiss",
    "other",
    "family_of_eea",
    "temporary_protection",
)
MINORS = ("age_0", "age_1_5", "age_6_12", "age_13_15", "age_16_19")
ABROAD = {"status": FROM_ABROAD}
NOT_REGISTERED = [{"status": (*FROM_ABROAD, "unanswered")}]

OFFICE = Contact("office", "The Office")


def rule(groups: Groups | None = None) -> Rule:
    """Build a rule the way the content files write it."""
    return Rule(
        tuple(
            tuple(Line(question, frozenset(options)) for question, options in group.items())
            for group in groups or ()
        )
    )


def household_asks(
    key: str, kind: str, options: str = "", when: Groups = (), **more: Any
) -> Question:
    """Build a question of the household; its options are written with spaces between."""
    return _question(AskedOf.HOUSEHOLD, key, kind, options, when, **more)


def adult_asks(key: str, kind: str, options: str = "", when: Groups = (), **more: Any) -> Question:
    """Build a question of each adult."""
    return _question(AskedOf.EACH_ADULT, key, kind, options, when, **more)


def _question(
    asked_of: AskedOf, key: str, kind: str, options: str, when: Groups, **more: Any
) -> Question:
    made = tuple(Option(option, option, reason=f"{key} is {option}") for option in options.split())
    return Question(key, Kind(kind), asked_of, options=made, condition=rule(when), **more)


def task(
    key: str,
    applies: Groups = (),
    *,
    per: str = "household",
    timing: tuple[str, int, int] = ("move", 0, 10),
    law: bool = False,
    first: Iterable[Prerequisite | str] = (),
    timing_for: Iterable[tuple[Groups, tuple[str, int, int]]] = (),
    phase: str = "before",
    **more: Any,
) -> Task:
    """Build a task; `first` takes prerequisites, or "a/b" for any one and "~a" for advice."""
    return Task(
        key=key,
        title=key.capitalize(),
        phase=phase,
        step=f"{phase}_tasks",
        timing=_timing(timing, law=law),
        per_person=per == "adult",
        audience=rule(applies),
        timing_for=tuple(TimingFor(rule(who), _timing(own)) for who, own in timing_for),
        prerequisites=tuple(map(_prerequisite, first)),
        **{"responsible": OFFICE, "too_late": "Call us.", **more},
    )


def _timing(timing: tuple[str, int, int], *, law: bool = False) -> Timing:
    anchor, start, due = timing
    return Timing(Anchor(anchor), start, due, law)


def _prerequisite(first: Prerequisite | str) -> Prerequisite:
    return needs(first) if isinstance(first, str) else first


def needs(written: str, only_for: Groups = ()) -> Prerequisite:
    """Build a prerequisite from "a", "a/b" or "~a"."""
    any_of = tuple(written.removeprefix("~").split("/"))
    return Prerequisite(any_of, helpful=written.startswith("~"), rule=rule(only_for))


BEFORE: Mapping[str, tuple[Question, ...]] = {
    "about_the_move": (
        household_asks("certainty", "single", "curious planning decided moved"),
        household_asks("move", "date"),
        household_asks(
            "from_where", "single", "sweden eu_eea_customs_union outside_eu_customs_union"
        ),
    ),
    "who_moves": (
        household_asks("adults", "number"),
        adult_asks("role", "single", "mover accompanying"),
        household_asks(
            "children",
            "multiple",
            "expecting age_0 age_1_5 age_6_12 age_13_15 age_16_19",
            starts_page=True,
        ),
        household_asks("second_guardian", "yes_no", "yes no", [{"children": MINORS}]),
        household_asks("other_language_at_home", "yes_no", "yes no", [{"children": MINORS}]),
        household_asks("pets", "yes_no", "yes no"),
    ),
    "your_rights": (
        adult_asks("status", "single", " ".join(("registered_in_sweden", *FROM_ABROAD))),
        adult_asks("personnummer", "yes_no", "yes no", NOT_REGISTERED),
        adult_asks("stay", "single", "year_or_more less_than_a_year", NOT_REGISTERED),
        household_asks("protected", "yes_no", "yes no"),
    ),
    "work_and_studies": (
        adult_asks("occupation", "multiple", "job seeking studying business retired own_means"),
        adult_asks("job_start", "date", when=[{"occupation": ["job"]}]),
        adult_asks("regulated_profession", "yes_no", "yes no", NOT_REGISTERED),
        adult_asks("swedish", "single", "fluent some none"),
    ),
    "home": (
        household_asks("housing", "multiple", "rent buy_flat buy_house build temporary have_home"),
        household_asks("home_access", "date"),
        household_asks("rents_now", "yes_no", "yes no", [{"status": ["registered_in_sweden"]}]),
        household_asks("power_included", "yes_no", "yes no"),
    ),
    "children_start": (
        household_asks("preschool_start", "date", when=[{"children": ["age_1_5"]}]),
        household_asks(
            "school_start", "date", when=[{"children": ["age_6_12", "age_13_15", "age_16_19"]}]
        ),
    ),
    "what_you_bring": (
        household_asks("car", "single", "none have bring_from_abroad"),
        adult_asks("licence", "single", "none swedish eu_eea other", NOT_REGISTERED),
    ),
    "support": (
        household_asks("support", "single", "no yes rather_talk"),
        household_asks("ongoing_care", "single", "no yes rather_talk"),
    ),
}
ARRIVAL: Mapping[str, tuple[Question, ...]] = {
    "you_are_here": (
        household_asks("arrived", "date"),
        household_asks("next_move", "date", when=[{"housing": ["temporary"]}]),
        household_asks("purchase", "date", when=[{"housing": ["buy_flat", "buy_house"]}]),
    ),
}
SETTLING_IN: Mapping[str, tuple[Question, ...]] = {
    "how_is_it_going": (
        adult_asks("wants_friend", "yes_no", "yes no"),
        household_asks("follow_up", "yes_no", "yes no"),
        adult_asks("permit_expiry", "date", when=[{"status": ["other"]}]),
    ),
}


def journey(*tasks: Task, **steps: Iterable[Question]) -> Journey:
    """Build a journey of these tasks; `steps` replace the questions of the first phase."""
    return Journey(
        "moving",
        "Moving",
        (
            _phase("before", steps or BEFORE, tasks),
            _phase("arrival", {} if steps else ARRIVAL, tasks),
            _phase("settling_in", {} if steps else SETTLING_IN, tasks),
        ),
    )


def _phase(key: str, steps: Mapping[str, Iterable[Question]], tasks: Iterable[Task]) -> Phase:
    asking = (Step(step, step, questions=tuple(questions)) for step, questions in steps.items())
    doing = Step(f"{key}_tasks", key, tasks=tuple(task for task in tasks if task.phase == key))
    return Phase(key, key, steps=(*asking, doing))


def adult(
    done: Mapping[str, date] | None = None,
    states: Mapping[str, str] | None = None,
    alias: str = "",
    **answers: Any,
) -> Adult:
    """Build an adult from answers."""
    return Adult(alias, answers, done or {}, states or {})


def household(
    *adults: Adult,
    done: Mapping[str, date] | None = None,
    states: Mapping[str, str] | None = None,
    **answers: Any,
) -> Answers:
    """Build a household from its answers and its adults, of whom one is made when none is given."""
    return Answers(answers, adults or (adult(),), done or {}, states or {})


def marked_done(answers: Answers, item: Item, day: date) -> Answers:
    """Return the answers with one item of the plan marked as done by whose it is."""
    done = {item.task.key: day}
    if item.adult is None:
        return replace(answers, done={**answers.done, **done})
    adults = list(answers.adults)
    adults[item.adult] = replace(adults[item.adult], done={**adults[item.adult].done, **done})
    return replace(answers, adults=tuple(adults))
