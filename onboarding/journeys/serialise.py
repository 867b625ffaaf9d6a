"""The plan as plain data, the way `manage.py plan` prints it."""

from datetime import date
from typing import Any

from onboarding.journeys.answers import Answers
from onboarding.journeys.explain import ENGLISH, Sentence, why
from onboarding.journeys.plan import Item, Plan
from onboarding.journeys.schema import Journey


def as_json(
    plan: Plan, journey: Journey, answers: Answers, words: Sentence = ENGLISH
) -> dict[str, Any]:
    """Return a plan as what `json.dumps` takes; dates are "YYYY-MM-DD"."""
    return {"items": [_item(item, why(item, journey, answers, words)) for item in plan.items]}


def _item(item: Item, because: str) -> dict[str, Any]:
    task = item.task
    return {
        "task": task.key,
        "adult": item.alias,
        "phase": item.phase,
        "start": _day(item.start),
        "due": _day(item.due),
        "estimated": item.estimated,
        "legal": item.law,
        "state": item.state.value,
        "blocked_by": list(item.blocked_by),
        "because": because,
        "title": task.title,
        "responsible": task.responsible.name if task.responsible else "",
        "contacts": [contact.name for contact in task.contacts],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
