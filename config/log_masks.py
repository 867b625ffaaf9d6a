"""Secrets that stand in an address, kept out of the log.

Django logs the address of what it does not find. An address that opens something by
itself (a calendar, the end of reminders) would be readable there.
"""

import logging
import re

SECRETS = (
    re.compile(r"(/calendar/)[^\s/?]+(\.ics)"),
    # What django.core.signing makes: no other part of an address looks like it.
    re.compile(r"(/)[^\s/?]*:[\w:-]{27,}(/?)"),
)


def masked(text: str) -> str:
    """Return a text without what opens something."""
    for secret in SECRETS:
        text = secret.sub(r"\1…\2", text)
    return text


class Masked(logging.Filter):
    """Masks what a log entry says, its arguments included; it lets every entry through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True
