from onboarding.notebook.models.household import Invitation, OwnerOffer
from onboarding.notebook.models.keeping import Note, OwnTask, SavedThing
from onboarding.notebook.models.reminding import Feed, Reminding

__all__ = [
    "Feed",
    "Invitation",
    "Note",
    "OwnTask",
    "OwnerOffer",
    "Reminding",
    "SavedThing",
]
