from onboarding.models.journeys import JourneyPage, PhasePage, StepPage, TaskPage
from onboarding.models.moves import Adult, Answer, Move, TaskState

__all__ = [
    "Adult",
    "Answer",
    "JourneyPage",
    "Move",
    "PhasePage",
    "StepPage",
    "TaskPage",
    "TaskState",
]
