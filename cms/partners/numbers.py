"""What partners are told of how their page is used: how often, never by whom.

Who counts is not known here: other apps answer the hook `listing_numbers` with Number rows.
Few of anything could be somebody, so less than five is said as "fewer than five".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail import hooks

from cms.directory.models import OrganizationPage

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Number:
    """One number: what it counts, in words, and how many there are."""

    label: str
    counted: int
    explanation: str = ""
    is_about_people: bool = True

    @property
    def is_hidden(self) -> bool:
        """Whether it is too small to be told."""
        return self.is_about_people and 0 < self.counted < FEWEST


def numbers_of(page: OrganizationPage) -> Iterator[Number]:
    """Return everything that is counted about a listing."""
    for count in hooks.get_hooks("listing_numbers"):
        yield from count(page)
