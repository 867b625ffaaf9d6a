from cms.directory.models.directory import DirectoryPage
from cms.directory.models.organizations import Kind, OrganizationPage

__all__ = ["DirectoryPage", "Kind", "OrganizationPage"]
