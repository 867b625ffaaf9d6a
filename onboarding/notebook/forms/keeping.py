"""The shape of what a mover writes: a note, an own task."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.lists import listed
from cms.personal_numbers import has_personal_number
from onboarding.forms import DateField
from onboarding.journeys.answers import MonthDate
from onboarding.notebook.models import Note, OwnTask
from onboarding.notebook.models.keeping import Written

NOTE_LENGTH, TITLE_LENGTH = 10_000, 200
DO_NOT_WRITE = gettext_lazy("Do not write personnummer, health or protected details.")
TOO_LONG = gettext_lazy(
    "The text is too long: %(show_value)d characters. Write at most %(limit_value)d."
)


class NumberField(forms.Field):
    """A number that the form was made with; `spoilt` says what stands in for one that is not."""

    widget = forms.HiddenInput

    def __init__(self, read: Any, spoilt: Any) -> None:
        super().__init__(required=False)
        self.read, self.spoilt = read, spoilt

    def clean(self, value: Any) -> Any:
        try:
            return self.read(value)
        except (TypeError, ValueError, AttributeError):
            return self.spoilt()


def _small(value: Any) -> int:
    if len(str(value)) > 9:
        raise ValueError(value)
    return int(value)


class WrittenForm(forms.Form):
    """Words of a mover: asks about a personnummer before it takes one, and never tells anybody."""

    use_required_attribute = False
    asks_about_number = False
    # The field that holds the words.
    words = ""

    submission = NumberField(uuid.UUID, uuid.uuid4)
    version = NumberField(_small, int)
    about = NumberField(_small, int)
    is_shared = forms.BooleanField(
        required=False, widget=forms.CheckboxInput(attrs={"class": "choice__input"})
    )
    keep_number = forms.BooleanField(
        required=False,
        label=gettext_lazy("It is no personnummer, or it has to be there. Save it anyway."),
        widget=forms.CheckboxInput(attrs={"class": "choice__input"}),
    )

    def __init__(self, *args: Any, others: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if others:
            self.fields["is_shared"].label = _("Share with %(names)s") % {"names": listed(others)}
            self.fields["is_shared"].help_text = _("Whoever you share it with can change it too.")
        else:
            del self.fields["is_shared"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if has_personal_number(said.get(self.words, "")) and not said["keep_number"]:
            self.asks_about_number = True
            self.add_error(
                self.words,
                _("It looks as if there is a personnummer here. Do you want to take it away?"),
            )
        return said

    @property
    def is_shared_now(self) -> bool:
        """Whether the form says to share; never where there is nobody to share with."""
        return bool(self.cleaned_data.get("is_shared"))


class NoteForm(WrittenForm):
    """A note."""

    words = "body"

    body = forms.CharField(
        label=gettext_lazy("Your note"),
        help_text=DO_NOT_WRITE,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("The note is empty. Write something, or go back."),
            "max_length": TOO_LONG,
        },
    )

    field_order = ["body", "keep_number", "is_shared"]

    @staticmethod
    def values_of(note: Note) -> dict[str, Any]:
        """Return what the form shows of a note."""
        return {"body": note.body, **_common(note)}


class WholeDayField(DateField):
    """A day of the calendar, or none."""

    def clean(self, value: list[str] | None) -> date | None:
        day = super().clean(value)
        if isinstance(day, MonthDate):
            raise ValidationError(_("The day is missing. Write it too, or leave all three empty."))
        return day


class OwnTaskForm(WrittenForm):
    """An own task."""

    words = "title"

    title = forms.CharField(
        label=gettext_lazy("What do you want to do?"),
        help_text=DO_NOT_WRITE,
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("The task is empty. Write what you want to do, or go back."),
            "max_length": TOO_LONG,
        },
    )
    day = WholeDayField(label=gettext_lazy("By which day?"), required=False)

    field_order = ["title", "keep_number", "day", "is_shared"]

    @staticmethod
    def values_of(task: OwnTask) -> dict[str, Any]:
        """Return what the form shows of an own task."""
        return {"title": task.title, "day": task.day, **_common(task)}


def _common(row: Written) -> dict[str, Any]:
    return {"version": row.version, "is_shared": row.is_shared}
