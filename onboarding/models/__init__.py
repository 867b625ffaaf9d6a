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
from onboarding.models.personas import Persona

__all__ = [
    "Adult",
    "Answer",
    "JourneyPage",
    "KeptVersion",
    "Member",
    "Move",
    "Persona",
    "PhasePage",
    "StepPage",
    "TaskChange",
    "TaskPage",
    "TaskState",
]
