"""What a task's public page shows beyond its own text."""

from typing import TYPE_CHECKING, Any

from onboarding.journeys.schema import Journey, Task

if TYPE_CHECKING:
    from onboarding.models import TaskPage


def reader_view(page: "TaskPage", journey: Journey | None) -> dict[str, Any]:
    """Return a task with its place, what comes before it and what it opens, by the journey."""
    task = journey.tasks.get(page.key) if journey else None
    if journey is None or task is None:
        return {"task": None}
    return {
        "task": task,
        "phase": journey.phase_of(task.step),
        "step": journey.steps[task.step],
        "before": needed(journey, task),
        "opens": opened_by(journey, task),
    }


def needed(journey: Journey, task: Task) -> list[Task]:
    """Return the tasks that somebody must do before this one."""
    keys = dict.fromkeys(
        key for first in task.prerequisites if not first.helpful for key in first.any_of
    )
    return [journey.tasks[key] for key in keys if key in journey.tasks]


def opened_by(journey: Journey, task: Task) -> list[Task]:
    """Return the tasks that wait for this one."""
    return [other for other in journey.all_tasks() if task in needed(journey, other)]
