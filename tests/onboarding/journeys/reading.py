"""Reads a journey from the content files, for tests that need the real one."""

from pathlib import Path
from typing import Any

import yaml

from onboarding.journeys.schema import (
    Anchor,
    AskedOf,
    Contact,
    Journey,
    Kind,
    Link,
    Option,
    Phase,
    Prerequisite,
    Question,
    Step,
    Task,
    Timing,
    TimingFor,
)
from tests.onboarding.journeys.asking import rule

CONTENT = Path(__file__).parents[3] / "content" / "pitea" / "journey"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_journey(language: str = "en", folder: Path = CONTENT) -> Journey:
    """Read journey.yaml and the tasks beside it, with the texts of one language."""
    data = _load(folder / "journey.yaml")
    tasks = [_load(file) for file in sorted((folder / "tasks").glob("*.yaml"))]
    phases = tuple(_phase(phase, tasks, language) for phase in data["phases"])
    return Journey(data["key"], data["title"][language], phases)


def _load(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)


def _text(data: dict[str, Any], name: str, language: str) -> str:
    return data.get(name, {}).get(language, "")


def _phase(data: dict[str, Any], tasks: list[dict[str, Any]], language: str) -> Phase:
    return Phase(
        key=data["key"],
        title=_text(data, "title", language),
        lead=_text(data, "lead", language),
        steps=tuple(_step(step, data["key"], tasks, language) for step in data["steps"]),
    )


def _step(data: dict[str, Any], phase: str, tasks: list[dict[str, Any]], language: str) -> Step:
    return Step(
        key=data["key"],
        title=_text(data, "title", language),
        lead=_text(data, "lead", language),
        questions=tuple(_question(question, language) for question in data.get("questions", ())),
        tasks=tuple(_task(task, phase, language) for task in tasks if task["step"] == data["key"]),
    )


def _question(data: dict[str, Any], language: str) -> Question:
    return Question(
        key=data["key"],
        kind=Kind(data["kind"]),
        asked_of=AskedOf(data["asked_of"]),
        label=_text(data, "label", language),
        why=_text(data, "why", language),
        hint=_text(data, "hint", language),
        options=tuple(_option(option, language) for option in data.get("options", ())),
        condition=rule(data.get("when")),
        starts_page=data.get("starts_page", False),
    )


def _option(data: dict[str, Any], language: str) -> Option:
    return Option(
        key=data["key"],
        label=_text(data, "label", language),
        hint=_text(data, "hint", language),
        reason=_text(data, "reason", language),
    )


def _task(data: dict[str, Any], phase: str, language: str) -> Task:
    return Task(
        key=data["key"],
        title=_text(data, "title", language),
        phase=phase,
        step=data["step"],
        timing=_timing(data["timing"]),
        per_person=data["per"] == "adult",
        audience=rule(data["applies"]),
        timing_for=tuple(
            TimingFor(rule(own["only_for"]), _timing(own["timing"]))
            for own in data.get("timing_for", ())
        ),
        prerequisites=tuple(_prerequisite(first) for first in data.get("prerequisites", ())),
        responsible=_contact(data.get("responsible")),
        contacts=tuple(filter(None, map(_contact, data.get("contacts", ())))),
        official_links=tuple(
            Link(_text(link, "label", language), link["url"]) for link in data.get("links", ())
        ),
        topics=tuple(data.get("topics", ())),
        lead=_text(data, "lead", language),
        too_late=_text(data, "too_late", language),
    )


def _timing(data: dict[str, Any]) -> Timing:
    return Timing(Anchor(data["anchor"]), data["start"], data["due"], data["law"])


def _prerequisite(data: dict[str, Any]) -> Prerequisite:
    return Prerequisite(
        any_of=tuple(data["any_of"]),
        helpful=data.get("helpful", False),
        rule=rule(data.get("only_for")),
    )


def _contact(key: str | None) -> Contact | None:
    return Contact(key, key) if key else None
