"""What kinds of mail there are. Each app has its own in `emails.py`.

    @kind("invitation", expires_after=timedelta(days=7))
    def invitation(message: Message) -> Mail | None:
        ...

The function is called when the mail is sent, not when it is queued: it looks again
whether the mail is still wanted, and returns None where it is not. Where only the hour
is wrong, it raises Later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.mail.models import Message

CODES, PERSONAL, DIGESTS = 1, 5, 9
"""How soon: codes that somebody waits for, letters, and what can wait until the rest is out."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent: text first, HTML beside it, headers of its own."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Later(Exception):
    """A mail is not to be sent before a moment."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail: how it is written, how urgent it is, and how long it is worth sending."""

    name: str
    write: Callable[["Message"], Mail | None]
    expires_after: timedelta
    priority: int


_kinds: dict[str, Kind] = {}


def kind(
    name: str, *, expires_after: timedelta = timedelta(hours=48), priority: int = PERSONAL
) -> Callable[[Callable[["Message"], Mail | None]], Callable[["Message"], Mail | None]]:
    """Make a function the writer of a kind of mail."""

    def register(write: Callable[["Message"], Mail | None]) -> Callable[["Message"], Mail | None]:
        _kinds[name] = Kind(name, write, expires_after, priority)
        return write

    return register


def named(name: str) -> Kind:
    """Return a kind of mail; raise KeyError where no app has it."""
    return _kinds[name]
