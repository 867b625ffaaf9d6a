from cms.directory.models.directory import DirectoryPage
from cms.directory.models.events import Event, EventFeed, HiddenEvents
from cms.directory.models.organizations import OrganizationPage

__all__ = ["DirectoryPage", "Event", "EventFeed", "HiddenEvents", "OrganizationPage"]
