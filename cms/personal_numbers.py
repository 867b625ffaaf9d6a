"""Texts that look as if a personnummer stood in them. Asked about, never refused or logged."""

import re
from datetime import date

LIKELY = re.compile(r"(?<!\d)(?:\d{2})?(\d{2})(\d{2})(\d{2})[ ]?[-+–]?[ ]?\d{4}(?!\d)")
COORDINATION = 60
"""A samordningsnummer has the day of birth and sixty."""
LEAP_YEAR = 2000


def has_personal_number(text: str) -> bool:
    """Whether a text seems to hold a personnummer or samordningsnummer, in any digits."""
    return any(_is_birthday(match[2], match[3]) for match in LIKELY.finditer(text))


def _is_birthday(month: str, day: str) -> bool:
    number = int(day)
    try:
        date(LEAP_YEAR, int(month), number - COORDINATION if number > COORDINATION else number)
    except ValueError:
        return False
    return True
