from onboarding.models.journeys import JourneyPage, PhasePage, StepPage, TaskPage
from onboarding.models.moves import (
    Adult,
    Answer,
    KeptVersion,
    Member,
    Move,
    TaskChange,
    TaskState,
)

__all__ = [
    "Adult",
    "Answer",
    "JourneyPage",
    "KeptVersion",
    "Member",
    "Move",
    "PhasePage",
    "StepPage",
    "TaskChange",
    "TaskPage",
    "TaskState",
]
