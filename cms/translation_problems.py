"""What can be wrong with the translation of an interface string.

A translation keeps every part that the program fills in and every mark of HTML,
or a page would break for the readers of that language only. Plain Python, asked
by the admin when a catalogue is uploaded and by `make check`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TAG = re.compile(r"<[^<>]*>|[<>]")
WITH_PER_CENT = re.compile(r"%%|%\(\w+\)[sd]")


def N_(text: str) -> str:  # noqa: N802
    """Mark a text for the catalogues."""
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: a sentence in English, and the part that it is about."""

    sentence: str
    part: str = ""

    def __str__(self) -> str:
        return self.sentence % {"part": self.part}


MISSING = N_("%(part)s is missing.")
ADDED = N_("%(part)s is not in the original.")
OTHER_MARKS = N_("The marks in angle brackets differ from the original.")
PER_CENT = N_("A per cent sign must be written twice, %%%%.")
FORMS = N_("There must be %(part)s forms of number.")


def problems(entry: polib.POEntry, forms: int) -> list[Problem]:
    """Say what is wrong with a translation into a language with so many forms of number."""
    if not entry.msgid_plural:
        return list(_in_text(entry.msgstr, entry.msgid))
    if set(entry.msgstr_plural) != set(range(forms)):
        return [Problem(FORMS, str(forms))]
    found = [
        problem
        for text in entry.msgstr_plural.values()
        for problem in _in_text(text, entry.msgid_plural)
        # “One day” may leave out the number.
        if problem.sentence != MISSING
    ]
    return list(dict.fromkeys(found))


def _in_text(text: str, source: str) -> Iterator[Problem]:
    wanted, found = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(text))
    for part in sorted(wanted - found):
        yield Problem(MISSING, part)
    for part in sorted(found - wanted):
        yield Problem(ADDED, part)
    if Counter(TAG.findall(text)) != Counter(TAG.findall(source)):
        yield Problem(OTHER_MARKS)
    if wanted and "%" in WITH_PER_CENT.sub("", text):
        yield Problem(PER_CENT)
