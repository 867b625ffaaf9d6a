"""What pages of the plan show of the notebook, which the plan itself does not know."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils import timezone

from cms.models import User
from onboarding import lanes
from onboarding.models import Adult, Move
from onboarding.notebook import changes, inviting, keeping
from onboarding.notebook.models import OwnTask

register = template.Library()


@register.simple_tag
def invitations_waiting(user: User) -> bool:
    """Whether somebody has invited this mover and waits for an answer."""
    return bool(inviting.waiting_for(user))


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """The own tasks that a reader of the plan sees."""

    adult: Adult
    tasks: tuple[OwnTask, ...]
    today: date

    @property
    def done(self) -> int:
        return sum(task.done_on is not None for task in self.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)


@register.simple_tag
def own_tasks(move: Move) -> OwnTasks:
    """The own tasks of whoever reads a plan."""
    adult = _reader(move)
    return OwnTasks(adult, tuple(keeping.own_tasks(adult)), timezone.localdate())


@register.simple_tag
def notebook_news(move: Move) -> int:
    """How many of the things that the reader saved have changed."""
    return changes.news(_reader(move))


@register.simple_tag
def today() -> date:
    """The day it is in Sweden."""
    return timezone.localdate()


def _reader(move: Move) -> Adult:
    adult = lanes.mine(move)
    adult.move = move
    return adult
