"""What pages of the plan show of the notebook, which the plan itself does not know."""

from django import template

from cms.models import User
from onboarding.notebook import inviting

register = template.Library()


@register.simple_tag
def invitations_waiting(user: User) -> bool:
    """Whether somebody has invited this mover and waits for an answer."""
    return bool(inviting.waiting_for(user))
