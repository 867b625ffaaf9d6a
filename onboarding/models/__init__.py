from onboarding.models.journeys import JourneyPage, PhasePage, StepPage, TaskPage
from onboarding.models.moves import Adult, Answer, KeptVersion, Member, Move, TaskState

__all__ = [
    "Adult",
    "Answer",
    "JourneyPage",
    "KeptVersion",
    "Member",
    "Move",
    "PhasePage",
    "StepPage",
    "TaskPage",
    "TaskState",
]
