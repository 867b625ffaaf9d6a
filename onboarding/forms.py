"""A page of the wizard as a form: one field for each question, made from the journey."""

import calendar
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.widgets import OptionInput, OptionsInput
from onboarding.answering import ADULTS_QUESTION, default_alias
from onboarding.journeys.answers import MOST_ADULTS, MonthDate, Value
from onboarding.journeys.engine import Screen
from onboarding.journeys.schema import Kind, Question
from onboarding.lanes import Lane
from onboarding.models import TaskState
from onboarding.models.moves import ALIAS_LENGTH

UNKNOWN = "unknown"
NONE = "none"
# The option with which a question says "none of these" in words of its own.
NOTHING = "nothing"
STANDING_ALONE = {NONE, NOTHING, UNKNOWN}
YEARS_BACK, YEARS_AHEAD = 5, 10
# What turns text around or hides it; an alias has no use for it.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Needed to write Persian and Indian names, and within some emoji.
JOINERS = "\u200c\u200d"


class DateInput(forms.MultiWidget):
    """Day, month, year as three numbers to type; the day may be left out."""

    template_name = "onboarding/widgets/date.html"

    def __init__(self) -> None:
        inputs = [forms.TextInput(attrs={"inputmode": "numeric"}) for _part in range(3)]
        super().__init__(dict(zip(("day", "month", "year"), inputs, strict=True)))

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, MonthDate):
            return ["", value.month, value.year]
        return [value.day, value.month, value.year] if isinstance(value, date) else [""] * 3

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


class DateField(forms.Field):
    """A date, or a month of which the day is not known; empty means "don't know yet"."""

    widget = DateInput

    def clean(self, value: list[str] | None) -> date | MonthDate | None:
        day, month, year = (str(part or "").strip() for part in value or ["", "", ""])
        if not (day or month or year):
            return None
        return _within_reach(_read_date(day, month, year))


def _read_date(day: str, month: str, year: str) -> date | MonthDate:
    numbers = _numbers(day, month, year)
    try:
        if not day:
            return MonthDate(date(numbers[2], numbers[1], 1).year, numbers[1])
        return date(numbers[2], numbers[1], numbers[0])
    except (ValueError, TypeError, OverflowError) as error:
        raise ValidationError(_not_a_date(numbers)) from error


def _numbers(*parts: str) -> list[Any]:
    # int() reads the digits of every script, so an Arabic keyboard works too.
    return [int(part) if part.isdecimal() and len(part) <= 4 else None for part in parts]


def _not_a_date(numbers: list[Any]) -> str:
    day, month, year = numbers
    if day and month and year and 1 <= month <= 12 and 1 <= year <= 9999:
        last = calendar.monthrange(year, month)[1]
        return _(
            "There is no such day: the month you wrote has %(days)d days. Change the day or the "
            "month."
        ) % {"days": last}
    return _(
        "We cannot read this as a date. Write month and year as numbers, such as 3 and 2027. You "
        "can leave the day out."
    )


def _within_reach(value: date | MonthDate) -> date | MonthDate:
    year, this_year = value.year, timezone.localdate().year
    if not this_year - YEARS_BACK <= year <= this_year + YEARS_AHEAD:
        message = _(
            "That year is too far from now for a plan. Write a year between %(first)d and %(last)d."
        )
        years = {"first": this_year - YEARS_BACK, "last": this_year + YEARS_AHEAD}
        raise ValidationError(message % years)
    return value


class AliasField(forms.CharField):
    """What an adult wants to be called here."""

    def clean(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", str(value or ""))
        kept = "".join(" " if _is_hidden(character) else character for character in text)
        return super().clean(" ".join(kept.split()))


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in INVISIBLE and character not in JOINERS


class ScreenForm(forms.Form):
    """The questions of one page. `questions` tells what each field asks."""

    screen: Screen
    questions: dict[str, Question]
    fewest = 1

    use_required_attribute = False

    def keep_to(self, lane: Lane) -> None:
        """Leave to other members what they are called, and count them at least."""
        for adult in lane.closed:
            self.fields.pop(f"alias_{adult + 1}", None)
        self.fewest = lane.fewest

    def clean(self) -> dict[str, Any]:
        count = self.cleaned_data.get(ADULTS_QUESTION)
        if isinstance(count, int) and count < self.fewest:
            message = _(
                "Somebody who signs in to this plan would no longer be in it. Choose %(number)d "
                "or more, or let them leave the plan first."
            )
            self.add_error(ADULTS_QUESTION, message % {"number": self.fewest})
        return self.cleaned_data

    def answers(self) -> dict[str, Value | None]:
        """Return what was answered, as the engine reads it; None is "don't know yet"."""
        return {key: _value(self.cleaned_data.get(key)) for key in self.questions}

    def aliases(self) -> dict[int, str]:
        """Return what the adults want to be called, by number."""
        prefix = "alias_"
        return {
            int(name.removeprefix(prefix)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }

    def asked(self) -> list[tuple[Question, forms.BoundField]]:
        """Return each question with its field, in order."""
        return [(question, self[key]) for key, question in self.questions.items()]

    def alias_fields(self) -> list[forms.BoundField]:
        """Return the fields for what the adults want to be called."""
        return [self[name] for name in self.fields if name.startswith("alias_")]


def _value(cleaned: Any) -> Value | None:
    if cleaned in (UNKNOWN, "", None) or cleaned == [UNKNOWN]:
        return None
    if isinstance(cleaned, list):
        return tuple(key for key in cleaned if key != NONE)
    return cleaned


def screen_form(screen: Screen) -> type[ScreenForm]:
    """Return the form of one page of the wizard."""
    fields: dict[str, Any] = {}
    for question in screen.questions:
        fields[question.key] = _field(question)
        if question.key == ADULTS_QUESTION:
            fields.update(_alias_fields())
    questions = {question.key: question for question in screen.questions}
    return type("ScreenForm", (ScreenForm,), {**fields, "screen": screen, "questions": questions})


def _alias_fields() -> dict[str, forms.Field]:
    """Return a field for each adult there may be; the stylesheet shows as many as are chosen."""
    return {
        f"alias_{number}": AliasField(
            label=default_alias(number),
            max_length=ALIAS_LENGTH,
            required=False,
            error_messages={
                "max_length": gettext_lazy(
                    "The name is too long. Use at most 40 letters. A nickname is enough."
                )
            },
        )
        for number in range(1, MOST_ADULTS + 1)
    }


def _field(question: Question) -> forms.Field:
    if question.kind is Kind.DATE:
        return DateField(label=question.label, required=False)
    if question.kind is Kind.NUMBER:
        return _number_field(question)
    if question.kind is Kind.MULTIPLE:
        return _multiple_field(question)
    return _single_field(question)


def _number_field(question: Question) -> forms.Field:
    choices = [(number, str(number)) for number in range(1, MOST_ADULTS + 1)]
    return forms.TypedChoiceField(
        label=question.label,
        choices=choices,
        coerce=int,
        widget=OptionInput,
        error_messages={
            "required": gettext_lazy("We need to know how many adults will move. Choose a number."),
            "invalid_choice": gettext_lazy(
                "We need to know how many adults will move. Choose a number."
            ),
        },
    )


def _single_field(question: Question) -> forms.Field:
    widget = OptionInput()
    widget.hints = {option.key: option.hint for option in question.options}
    return forms.ChoiceField(
        label=question.label,
        choices=[*_options(question), (UNKNOWN, _("I don’t know yet"))],
        widget=widget,
        error_messages={
            "required": gettext_lazy(
                "You have not answered yet. Choose an answer, or “I don’t know yet”."
            ),
            "invalid_choice": gettext_lazy(
                "That answer is not in the list. Choose one of those below."
            ),
        },
    )


class OptionsField(forms.MultipleChoiceField):
    """Several options, or one that stands alone: "none of these", "don't know yet"."""

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        alone = [label for key, label in self.choices if key in STANDING_ALONE & set(chosen)]
        if alone and len(chosen) > 1:
            raise ValidationError(
                _(
                    "“%(answer)s” cannot be chosen together with other answers. Choose it alone, "
                    "or not at all."
                )
                % {"answer": alone[0]}
            )
        return chosen


def _multiple_field(question: Question) -> forms.Field:
    widget = OptionsInput()
    widget.hints = {option.key: option.hint for option in question.options}
    none = [] if NOTHING in question.option_keys else [(NONE, _("None of these"))]
    return OptionsField(
        label=question.label,
        choices=[*_options(question), *none, (UNKNOWN, _("I don’t know yet"))],
        widget=widget,
        error_messages={
            "required": gettext_lazy(
                "You have not answered yet. Choose one or more answers, or “None of these”, or “I "
                "don’t know yet”."
            ),
            "invalid_choice": gettext_lazy(
                "One of the answers is not in the list. Choose among those below."
            ),
        },
    )


def _options(question: Question) -> list[tuple[str, str]]:
    labels = {option.key: option.label for option in question.options}
    plain = {"yes": _("Yes"), "no": _("No")}
    return [(key, labels.get(key) or plain.get(key, key)) for key in question.option_keys]


def initial(answers: Mapping[str, Value | None], asked: set[str]) -> dict[str, Any]:
    """Return what a page shows of answers that were given before."""
    return {key: _shown(answers.get(key)) for key in asked}


def _shown(value: Value | None) -> Any:
    if value is None:
        return UNKNOWN
    if isinstance(value, tuple):
        return list(value) or [NONE]
    return value


class DayField(DateField):
    """A whole date in the past; the day may not be left out."""

    def clean(self, value: list[str] | None) -> date | None:
        day = super().clean(value)
        if isinstance(day, MonthDate):
            raise ValidationError(
                _("The day is missing. Write it too, because we count other days from it.")
            )
        if day and day > timezone.localdate():
            raise ValidationError(_("That day has not come yet. Write today or an earlier day."))
        return day


class TickForm(forms.Form):
    """How far one task has come, and the day it was done."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=gettext_lazy("How far have you got?"),
        choices=TaskState.State.choices,
        widget=OptionInput,
        error_messages={
            "required": gettext_lazy("You have not chosen yet. Choose how far you have got.")
        },
    )
    done_on = DayField(label=gettext_lazy("On which day was it done?"), required=False)

    def offer_adults(self, aliases: Mapping[int, str], given_to: int | None) -> None:
        """Ask which adult does it, where there are several: by number, empty for together."""
        self.fields["given_to"] = forms.TypedChoiceField(
            label=_("Who does it?"),
            choices=[("", _("Together")), *((str(n), alias) for n, alias in aliases.items())],
            coerce=int,
            empty_value=None,
            required=False,
            initial=given_to or "",
            widget=OptionInput,
            error_messages={"invalid_choice": _("Choose one of those who are in the plan.")},
        )


class OtherDayForm(forms.Form):
    """Another day for something that the plan counts from; empty means "don't know yet"."""

    use_required_attribute = False

    day = DateField(label=gettext_lazy("Which day instead?"), required=False)
