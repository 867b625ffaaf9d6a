"""The households that the tests move to Piteå.

Days are counted from today, so that the same people can move whenever the tests are run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone


def in_days(days: int) -> date:
    """Return the day so many days from now."""
    return timezone.localdate() + timedelta(days=days)


@dataclass(frozen=True)
class Person:
    """An adult: an alias and the answers about that adult, by question key."""

    alias: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Household:
    """Who moves, and what they answer. What is not here they do not know yet."""

    name: str
    answers: Mapping[str, Any]
    people: tuple[Person, ...]

    def with_answers(self, **answers: Any) -> "Household":
        """Return the same household, with other answers."""
        return replace(self, answers={**self.answers, **answers})

    def as_data(self) -> dict[str, Any]:
        """Return the household as `manage.py plan` takes it."""
        return {
            "household": _plain({**self.answers, "adults": len(self.people)}),
            "adults": [
                {"alias": person.alias, "answers": _plain(person.answers)} for person in self.people
            ],
        }

    def given(self, question: str, alias: str) -> Any:
        """Return what is answered to a question, by the household or by one adult."""
        if question == "adults":
            return len(self.people)
        if question in self.answers:
            return self.answers[question]
        person = next((p for p in self.people if p.alias == alias), self.people[0])
        return person.answers.get(question)


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in answers.items()
        if value is not None
    }


FAMILY_IN_SWEDEN = Household(
    "family inside Sweden",
    {
        "certainty": "decided",
        "move": in_days(90),
        "from_where": "sweden",
        "children": ["age_1_5", "age_6_12"],
        "second_guardian": "no",
        "other_language_at_home": "no",
        "pets": "yes",
        "protected": "no",
        "housing": ["buy_house"],
        "home_access": in_days(85),
        "rents_now": "yes",
        "power_included": "no",
        "preschool_start": in_days(120),
        "school_start": in_days(100),
        "car": "have",
        "support": "no",
        "ongoing_care": "no",
        "arrived": in_days(0),
        "purchase": in_days(-30),
        "follow_up": "yes",
    },
    (
        Person(
            "Kim",
            {
                "role": "mover",
                "status": "registered_in_sweden",
                "occupation": ["job"],
                "job_start": in_days(95),
                "swedish": "fluent",
                "interests": ["nature_seasons", "housing"],
                "wants_friend": "no",
                "missing": ["nothing"],
            },
        ),
        Person(
            "Lo",
            {
                "role": "accompanying",
                "status": "registered_in_sweden",
                "occupation": ["seeking", "studying"],
                "swedish": "fluent",
                "interests": ["career"],
                "wants_friend": "yes",
                "missing": ["job", "friends"],
            },
        ),
    ),
)

EU_WORKER = Household(
    "EU worker alone",
    {
        "certainty": "decided",
        "move": in_days(60).isoformat()[:7],
        "from_where": "eu_eea_customs_union",
        "children": [],
        "pets": "no",
        "protected": "no",
        "housing": ["temporary", "rent"],
        "power_included": "yes",
        "car": "bring_from_abroad",
        "support": "no",
        "ongoing_care": "no",
        "arrived": in_days(-3),
        "next_move": in_days(80),
        "follow_up": "no",
    },
    (
        Person(
            "Ola",
            {
                "role": "mover",
                "status": "eu_eea",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["job"],
                "job_start": in_days(70),
                "regulated_profession": "yes",
                "swedish": "some",
                "licence": "eu_eea",
                "interests": ["new_in_sweden"],
                "wants_friend": "yes",
                "missing": ["friends"],
            },
        ),
    ),
)

OUTSIDE_EEA = Household(
    "worker from outside the EEA with partner and child",
    {
        "certainty": "planning",
        "move": in_days(150),
        "from_where": "outside_eu_customs_union",
        "children": ["age_6_12"],
        "second_guardian": "no",
        "other_language_at_home": "yes",
        "pets": "no",
        "protected": "no",
        "housing": ["rent"],
        "power_included": "no",
        "school_start": in_days(160),
        "car": "none",
        "support": "no",
        "ongoing_care": "yes",
        "arrived": in_days(-10),
        "follow_up": "yes",
    },
    (
        Person(
            "Adi",
            {
                "role": "mover",
                "status": "other",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["job"],
                "job_start": in_days(155),
                "regulated_profession": "no",
                "swedish": "none",
                "licence": "other",
                "interests": ["career", "children_school"],
                "wants_friend": "no",
                "permit_expiry": in_days(700),
                "missing": ["swedish"],
            },
        ),
        Person(
            "Noor",
            {
                "role": "accompanying",
                "status": "other",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["seeking"],
                "regulated_profession": "yes",
                "swedish": "none",
                "licence": "none",
                "interests": ["culture"],
                "wants_friend": "yes",
                "permit_expiry": in_days(700),
                "missing": ["job", "friends"],
            },
        ),
    ),
)

TEMPORARY_PROTECTION = Household(
    "temporary protection",
    {
        "certainty": "moved",
        "move": in_days(-20),
        "from_where": "outside_eu_customs_union",
        "children": ["age_0", "age_13_15"],
        "second_guardian": "yes",
        "other_language_at_home": "yes",
        "pets": "yes",
        "protected": "no",
        "housing": ["temporary"],
        "power_included": "yes",
        "car": "none",
        "support": "rather_talk",
        "ongoing_care": "yes",
        "arrived": in_days(-20),
        "follow_up": "no",
    },
    (
        Person(
            "Mila",
            {
                "role": "mover",
                "status": "temporary_protection",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["seeking"],
                "regulated_profession": "no",
                "swedish": "none",
                "licence": "other",
                "interests": ["health"],
                "wants_friend": "yes",
                "missing": ["home", "swedish"],
            },
        ),
    ),
)

RETIRED_COUPLE = Household(
    "retired EU couple",
    {
        "certainty": "decided",
        "move": in_days(200),
        "from_where": "eu_eea_customs_union",
        "children": [],
        "pets": "yes",
        "protected": "no",
        "housing": ["buy_flat"],
        "home_access": in_days(195),
        "power_included": "no",
        "car": "bring_from_abroad",
        "support": "no",
        "ongoing_care": "no",
        "arrived": in_days(0),
        "purchase": in_days(-5),
        "follow_up": "no",
    },
    (
        Person(
            "Bo",
            {
                "role": "mover",
                "status": "eu_eea",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["retired"],
                "regulated_profession": "no",
                "swedish": "some",
                "licence": "eu_eea",
                "interests": ["senior", "culture"],
                "wants_friend": "yes",
                "missing": ["activities"],
            },
        ),
        Person(
            "Ash",
            {
                "role": "accompanying",
                "status": "swiss",
                "personnummer": "no",
                "stay": "year_or_more",
                "occupation": ["retired", "own_means"],
                "regulated_profession": "no",
                "swedish": "none",
                "licence": "other",
                "interests": ["nature_seasons"],
                "wants_friend": "no",
                "missing": ["nothing"],
            },
        ),
    ),
)

UNDECIDED = Household("undecided", {"certainty": "curious"}, (Person("Robin", {}),))

CAST = (
    FAMILY_IN_SWEDEN,
    EU_WORKER,
    OUTSIDE_EEA,
    TEMPORARY_PROTECTION,
    RETIRED_COUPLE,
    UNDECIDED,
)
