"""The plan as it is printed."""

import json
from datetime import date

from onboarding.journeys.plan import build
from onboarding.journeys.schema import Contact
from onboarding.journeys.serialise import as_json
from tests.onboarding.journeys.asking import ABROAD, adult, household, journey, task

CLUB = Contact("club", "The Club")


def test_a_plan_is_printed_as_plain_data():
    asking = journey(
        task("docs", timing=("purchase", 0, 1), phase="arrival", responsible=None),
        task("card", [ABROAD], per="adult", law=True, first=["docs"], contacts=(CLUB,)),
    )
    answers = household(adult(status="nordic", alias="A"), move=date(2027, 6, 1))
    printed = as_json(build(asking, answers, date(2027, 6, 1)), asking, answers)
    assert json.loads(json.dumps(printed)) == {
        "items": [
            {
                "task": "card",
                "adult": "A",
                "phase": "before",
                "start": "2027-06-01",
                "due": "2027-06-11",
                "estimated": False,
                "legal": True,
                "state": "blocked",
                "blocked_by": ["docs"],
                "because": "Because status is nordic.",
                "title": "Card",
                "responsible": "The Office",
                "contacts": ["The Club"],
            },
            {
                "task": "docs",
                "adult": None,
                "phase": "arrival",
                "start": None,
                "due": None,
                "estimated": False,
                "legal": False,
                "state": "ready",
                "blocked_by": [],
                "because": "Because everyone who moves to Piteå needs it.",
                "title": "Docs",
                "responsible": "",
                "contacts": [],
            },
        ]
    }
