"""What templates show of organisations."""

from django import template

from cms.directory import phones

register = template.Library()


@register.filter
def dialable(number: str) -> str:
    """What a phone dials."""
    return phones.dialable(number)
