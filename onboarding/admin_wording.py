"""The words that rules are told to editors with."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.lists import comma
from onboarding import wording
from onboarding.journeys.schema import Anchor
from onboarding.journeys.sentences import Words


def words_of_rules() -> Words:
    """Return the words that rules are told with, in the reader's language."""
    return Words(
        whoever=_("whoever {groups}"),
        or_whoever=", " + _("or whoever") + " ",
        everybody=_("everybody"),
        answers=_("answers {options} to {question}"),
        answers_or_not=_("answers {options} to {question} or has not answered it yet"),
        anything_but=_("anything but {options}"),
        not_answered=_("has not answered {question} yet"),
        quoted=_("“{text}”"),
        missing=_("“{key}” (does not exist)"),
        yes=_("Yes"),
        no=_("No"),
        comma=comma(),
        either=_("{first} or {last}"),
        both=_(" and "),
        audience=_("For {whom}."),
        each_adult=_("Each adult does it."),
        household=_("The household does it once."),
        timing=_("Begins {start} and should be done {due} at the latest."),
        timing_law=_("Begins {start} and must be done {due} at the latest, by law or contract."),
        timing_for=_("Other days for {whom}: {timing}"),
        first=_("Waits for {tasks}."),
        first_for=_("For {whom} it waits for {tasks}."),
        advice=_("Easier after {tasks}."),
        advice_for=_("For {whom} it is easier after {tasks}."),
        asked_once=_("Asked once, of {whom}."),
        asked_of_each=_("Asked of each adult, of {whom}."),
        on=counted_from,
    )


def counted_from(days: int, anchor: Anchor) -> str:
    """Return a day as it is counted: so many days before or after another."""
    label = str(wording.LABELS[anchor])
    day = f"{label[:1].lower()}{label[1:]}"
    if not days:
        return _("on {day}").format(day=day)
    text = (
        ngettext("{days} day before {day}", "{days} days before {day}", -days)
        if days < 0
        else ngettext("{days} day after {day}", "{days} days after {day}", days)
    )
    return text.format(days=abs(days), day=day)
