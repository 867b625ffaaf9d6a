from cms.directory.models.directory import DirectoryPage
from cms.directory.models.organizations import OrganizationPage

__all__ = ["DirectoryPage", "OrganizationPage"]
