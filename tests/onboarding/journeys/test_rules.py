"""How the flags of the task list read in answers, and what is left open."""

import pytest

from onboarding.journeys.engine import walk
from onboarding.journeys.rules import ALWAYS
from tests.onboarding.journeys.asking import (
    ABROAD,
    FROM_ABROAD,
    MINORS,
    adult,
    household,
    journey,
    rule,
)

STATUSES = ("registered_in_sweden", *FROM_ABROAD)
WITH_A_CHILD = {"children": ("age_6_12",)}


def of_status(*statuses):
    """List the answers of each status that meets a rule, and of each that does not."""
    met = [({}, {"status": status}) for status in statuses]
    not_met = [({}, {"status": status}) for status in STATUSES if status not in statuses]
    return met, [*not_met, ({}, {})]


def of_children(*ages):
    """List the children that meet a rule, each alone, and those that do not."""
    every = ("expecting", *MINORS)
    met = [({"children": (age,)}, {}) for age in ages]
    return met, [({"children": (age,)}, {}) for age in every if age not in ages] + [
        ({"children": ()}, {}),
        ({}, {}),
    ]


def one(met, *not_met):
    """List one case that meets a rule, those that do not, and no answers at all."""
    return [met], [*not_met, ({}, {})]


def occupied(with_):
    others = {"job", "seeking", "studying", "business", "retired", "own_means"} - {with_}
    return one(({}, {"occupation": (with_, "job")}), ({}, {"occupation": tuple(sorted(others))}))


# Each flag: its rule, and (household, adult) answers that meet it and that do not.
FLAGS = {
    "SE": ([{"status": ["registered_in_sweden"]}], of_status("registered_in_sweden")),
    "ABROAD": ([ABROAD], of_status(*FROM_ABROAD)),
    "RET": ([{"status": ["swedish_citizen_abroad"]}], of_status("swedish_citizen_abroad")),
    "NORD": ([{"status": ["nordic"]}], of_status("nordic")),
    "EU": ([{"status": ["eu_eea"]}], of_status("eu_eea")),
    "CH": ([{"status": ["swiss"]}], of_status("swiss")),
    "3C": ([{"status": ["other"]}], of_status("other")),
    "3Cfam": ([{"status": ["family_of_eea"]}], of_status("family_of_eea")),
    "TPD": ([{"status": ["temporary_protection"]}], of_status("temporary_protection")),
    "HASPNR": (
        [{"status": ["registered_in_sweden", "swedish_citizen_abroad"]}, {"personnummer": ["yes"]}],
        (
            [
                ({}, {"status": "registered_in_sweden"}),
                ({}, {"status": "swedish_citizen_abroad", "personnummer": "no"}),
                ({}, {"status": "nordic", "personnummer": "yes"}),
            ],
            [
                ({}, {"status": "nordic", "personnummer": "no"}),
                ({}, {"status": "nordic"}),
                ({}, {}),
            ],
        ),
    ),
    "not HASPNR": (
        [{"status": (*FROM_ABROAD[1:], "unanswered"), "personnummer": ["no", "unanswered"]}],
        (
            [({}, {"status": "nordic", "personnummer": "no"}), ({}, {"status": "other"}), ({}, {})],
            [
                ({}, {"status": "registered_in_sweden", "personnummer": "no"}),
                ({}, {"status": "swedish_citizen_abroad"}),
                ({}, {"status": "nordic", "personnummer": "yes"}),
            ],
        ),
    ),
    "stay>=1y": (
        [{"stay": ["year_or_more", "unanswered"]}],
        (
            [({}, {"status": "eu_eea", "stay": "year_or_more"}), ({}, {"status": "eu_eea"})],
            [({}, {"status": "eu_eea", "stay": "less_than_a_year"})],
        ),
    ),
    "stay<1y": (
        [{"stay": ["less_than_a_year"]}],
        one(
            ({}, {"status": "eu_eea", "stay": "less_than_a_year"}),
            ({}, {"status": "eu_eea", "stay": "year_or_more"}),
            ({}, {"status": "registered_in_sweden", "stay": "less_than_a_year"}),
        ),
    ),
    "kid0-5": ([{"children": ["age_0", "age_1_5"]}], of_children("age_0", "age_1_5")),
    "kid1-5": ([{"children": ["age_1_5"]}], of_children("age_1_5")),
    "kid6-15": ([{"children": ["age_6_12", "age_13_15"]}], of_children("age_6_12", "age_13_15")),
    "kid16-19": ([{"children": ["age_16_19"]}], of_children("age_16_19")),
    "kids": ([{"children": MINORS}], of_children(*MINORS)),
    "expecting": ([{"children": ["expecting"]}], of_children("expecting")),
    "custody2": (
        [{"second_guardian": ["yes"]}],
        one(
            ({**WITH_A_CHILD, "second_guardian": "yes"}, {}),
            ({**WITH_A_CHILD, "second_guardian": "no"}, {}),
            ({"second_guardian": "yes"}, {}),
        ),
    ),
    "otherlang": (
        [{"other_language_at_home": ["yes"]}],
        one(
            ({**WITH_A_CHILD, "other_language_at_home": "yes"}, {}),
            ({**WITH_A_CHILD, "other_language_at_home": "no"}, {}),
        ),
    ),
    "job": (
        [{"occupation": ["job"]}],
        one(({}, {"occupation": ("studying", "job")}), ({}, {"occupation": ("seeking",)})),
    ),
    "seek": ([{"occupation": ["seeking"]}], occupied("seeking")),
    "study": ([{"occupation": ["studying"]}], occupied("studying")),
    "biz": ([{"occupation": ["business"]}], occupied("business")),
    "retired": ([{"occupation": ["retired"]}], occupied("retired")),
    "selfsup": ([{"occupation": ["own_means"]}], occupied("own_means")),
    "partner": (
        [{"role": ["accompanying"]}],
        one(({}, {"role": "accompanying"}), ({}, {"role": "mover"})),
    ),
    "regprof": (
        [{"regulated_profession": ["yes"]}],
        one(
            ({}, {"status": "swiss", "regulated_profession": "yes"}),
            ({}, {"status": "swiss", "regulated_profession": "no"}),
            ({}, {"status": "registered_in_sweden", "regulated_profession": "yes"}),
        ),
    ),
    "rent": (
        [{"housing": ["rent"]}],
        one(({"housing": ("rent", "build")}, {}), ({"housing": ("build",)}, {})),
    ),
    "buy": (
        [{"housing": ["buy_flat", "buy_house"]}],
        (
            [({"housing": ("buy_flat",)}, {}), ({"housing": ("rent", "buy_house")}, {})],
            [({"housing": ("rent", "build")}, {}), ({}, {})],
        ),
    ),
    "buy_house": (
        [{"housing": ["buy_house"]}],
        one(({"housing": ("buy_house",)}, {}), ({"housing": ("buy_flat",)}, {})),
    ),
    "build": (
        [{"housing": ["build"]}],
        one(({"housing": ("build",)}, {}), ({"housing": ("buy_house",)}, {})),
    ),
    "temp": (
        [{"housing": ["temporary"]}],
        one(({"housing": ("temporary", "rent")}, {}), ({"housing": ("have_home",)}, {})),
    ),
    "rentsnow": (
        [{"rents_now": ["yes"]}],
        one(
            ({"rents_now": "yes"}, {"status": "registered_in_sweden"}),
            ({"rents_now": "no"}, {"status": "registered_in_sweden"}),
            ({"rents_now": "yes"}, {"status": "nordic"}),
        ),
    ),
    "notincluded": (
        [{"power_included": ["no", "unanswered"]}],
        ([({"power_included": "no"}, {}), ({}, {})], [({"power_included": "yes"}, {})]),
    ),
    "pet": ([{"pets": ["yes"]}], one(({"pets": "yes"}, {}), ({"pets": "no"}, {}))),
    "car": (
        [{"car": ["have", "bring_from_abroad"]}],
        ([({"car": "have"}, {}), ({"car": "bring_from_abroad"}, {})], [({"car": "none"}, {})]),
    ),
    "car_import": (
        [{"car": ["bring_from_abroad"]}],
        one(({"car": "bring_from_abroad"}, {}), ({"car": "have"}, {})),
    ),
    "licence": (
        [{"licence": ["swedish", "eu_eea", "other"]}],
        (
            [({}, {"status": "other", "licence": held}) for held in ("swedish", "eu_eea", "other")],
            [({}, {"status": "other", "licence": "none"}), ({}, {"status": "other"})],
        ),
    ),
    "lic_noneu": (
        [{"licence": ["other"]}],
        one(
            ({}, {"status": "nordic", "licence": "other"}),
            ({}, {"status": "nordic", "licence": "eu_eea"}),
        ),
    ),
    "from_outside_EU": (
        [{"from_where": ["outside_eu_customs_union"]}],
        one(
            ({"from_where": "outside_eu_customs_union"}, {}),
            ({"from_where": "eu_eea_customs_union"}, {}),
            ({"from_where": "sweden"}, {}),
        ),
    ),
    "support": (
        [{"support": ["yes", "rather_talk"]}],
        ([({"support": "yes"}, {}), ({"support": "rather_talk"}, {})], [({"support": "no"}, {})]),
    ),
    "anycare": (
        [{"ongoing_care": ["yes", "rather_talk"]}],
        (
            [({"ongoing_care": "yes"}, {}), ({"ongoing_care": "rather_talk"}, {})],
            [({"ongoing_care": "no"}, {}), ({}, {})],
        ),
    ),
    "protected": (
        [{"protected": ["yes"]}],
        one(({"protected": "yes"}, {}), ({"protected": "no"}, {})),
    ),
    "sv_learner": (
        [{"swedish": ["some", "none"]}],
        ([({}, {"swedish": "some"}), ({}, {"swedish": "none"})], [({}, {"swedish": "fluent"})]),
    ),
    "wantsfriend": (
        [{"wants_friend": ["yes"]}],
        one(({}, {"wants_friend": "yes"}), ({}, {"wants_friend": "no"})),
    ),
    "optin": (
        [{"follow_up": ["yes"]}],
        one(({"follow_up": "yes"}, {}), ({"follow_up": "no"}, {})),
    ),
    "adult": ([], ([({}, {}), ({}, {"status": "other"})], [])),
}

ASKING = journey()


def chosen_in(household_answers, adult_answers):
    (person,) = walk(ASKING, household(adult(**adult_answers), **household_answers))
    return person.chosen


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_holds_for_the_answers_that_meet_it(flag):
    groups, (met, _) = FLAGS[flag]
    for answers in met:
        assert rule(groups).holds(chosen_in(*answers)), answers


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_fails_for_the_answers_that_do_not(flag):
    groups, (_, not_met) = FLAGS[flag]
    for answers in not_met:
        assert not rule(groups).holds(chosen_in(*answers)), answers


def test_every_line_of_a_group_must_hold():
    both = rule([{"pets": ["yes"], "car": ["have"]}])
    assert both.holds({"pets": frozenset({"yes"}), "car": frozenset({"have"})})
    assert not both.holds({"pets": frozenset({"yes"}), "car": frozenset({"none"})})


def test_the_first_group_that_holds_is_the_one_that_matched():
    either = rule([{"pets": ["yes"]}, {"car": ["have"]}, {"car": ["have", "none"]}])
    assert either.matched({"car": frozenset({"have"})}) == either.groups[1]
    assert either.matched({}) is None
    assert ALWAYS.matched({}) == ()


def test_a_choice_of_none_is_an_answer():
    assert rule([{"children": ["unanswered"]}]).holds({})
    assert not rule([{"children": ["unanswered"]}]).holds({"children": frozenset()})


def test_a_failed_rule_lacks_the_open_questions_that_could_make_it_hold():
    lacking = rule([{"pets": ["yes"], "car": ["have"]}, {"support": ["yes"]}]).lacking
    no_car = {"car": frozenset({"none"})}
    assert list(lacking({}, {"pets", "car"})) == ["pets", "car"]
    assert list(lacking(no_car, {"pets", "support"})) == ["support"]
    assert list(lacking(no_car, {"pets"})) == []
