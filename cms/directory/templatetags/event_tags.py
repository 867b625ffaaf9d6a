"""What templates show of events."""

from django import template

from cms.directory import events
from cms.directory.models import OrganizationPage

MOST_ON_A_PAGE = 10
register = template.Library()


@register.simple_tag
def events_of(page: OrganizationPage) -> list[events.Shown]:
    """The next events of an organisation, in the language of its page."""
    return events.of_listing(page, MOST_ON_A_PAGE) if page.pk else []
