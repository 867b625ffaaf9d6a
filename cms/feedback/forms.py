"""The shape of what readers tell us."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.feedback.models import FaultReport, ReaderAnswer
from cms.feedback.models.answers import ANSWER_LENGTH
from cms.feedback.models.reports import ADDRESS_LENGTH, TEXT_LENGTH
from cms.personal_numbers import has_personal_number
from cms.widgets import OptionInput

KIND_HINTS = {
    FaultReport.Kind.BARRIER: _(
        "With a screen reader, a keyboard, large text or a phone, for example."
    ),
    FaultReport.Kind.WRONG: _("A fault in the text, or something out of date."),
    FaultReport.Kind.BROKEN: _("A link, a button or a form."),
}


class SubmissionField(forms.UUIDField):
    """The number that a form was made with; a new one where it is missing or spoilt."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()


class ReadersForm(forms.Form):
    """A form with words in it: asks about a personnummer before it takes one."""

    use_required_attribute = False
    asks_about_number = False

    # Nobody sees this field. Programs that fill in every field give themselves away.
    website = forms.CharField(required=False, label=_("Leave this empty"))
    keep_number = forms.BooleanField(
        required=False,
        label=_("It is no personnummer, or it has to be there. Send it anyway."),
        widget=forms.CheckboxInput(attrs={"class": "choice__input"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("website"):
            raise forms.ValidationError(
                _("We could not tell that you are a person. Please press the button once more.")
            )
        if has_personal_number(said.get("text", "")) and not said["keep_number"]:
            self.asks_about_number = True
            self.add_error(
                "text",
                _(
                    "It looks as if there is a personnummer here. Others can ask to read what you "
                    "send. Take it away if you can."
                ),
            )
        return said

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that a reader sees, in order."""
        own = ReadersForm.base_fields
        return [field for field in self if field.name not in own and not field.is_hidden]


class ReportForm(ReadersForm):
    """What is wrong, where, and how to answer."""

    submission = SubmissionField(required=False)
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=FaultReport.Kind.choices,
        widget=OptionInput,
        error_messages={
            "required": _(
                "You have not chosen yet. Choose what it is about. “Something else” is fine too."
            ),
            "invalid_choice": _("That answer is not in the list. Choose one of those below."),
        },
    )
    text = forms.CharField(
        label=_("What is wrong?"),
        help_text=_(
            "Write what you wanted to do and what happened. Do not write personnummer, anything "
            "about health, or protected details."
        ),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6, "dir": "auto"}),
        error_messages={
            "required": _("The box is empty. Write what is wrong. A few words are enough."),
            "max_length": _(
                "The text is too long: %(show_value)d characters. Write at most %(limit_value)d."
            ),
        },
    )
    address = forms.CharField(
        label=_("Which page is it about?"),
        help_text=_("The address of the page, or what it is called."),
        max_length=ADDRESS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto", "autocomplete": "off"}),
        error_messages={
            "max_length": _(
                "The text is too long: %(show_value)d characters. Write at most %(limit_value)d."
            )
        },
    )
    wants_version = forms.BooleanField(
        label=_("I need the content in another form"),
        help_text=_("Read out, in larger print or on paper, for example."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "choice__input"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("If you want an answer. You do not have to say who you are."),
        required=False,
        widget=forms.EmailInput(attrs={"class": "input", "dir": "ltr", "autocomplete": "email"}),
        error_messages={
            "invalid": _(
                "This is not a whole e-mail address. Write it like name@example.com, or leave it "
                "empty."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.hints = KIND_HINTS

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("wants_version") and not said.get("email") and "email" not in self.errors:
            self.add_error(
                "email",
                _("We have no address to send it to. Write your e-mail address, or call us."),
            )
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What the report keeps of the form."""
        return {field.name: self.cleaned_data[field.name] for field in self.asked}


class MoreForm(ReadersForm):
    """A line of text to an answer that is counted already."""

    reason = forms.ChoiceField(
        label=_("What was it?"),
        choices=ReaderAnswer.Reason.choices,
        widget=OptionInput,
        required=False,
    )
    text = forms.CharField(
        label=_("What were you looking for?"),
        help_text=_("One line is enough. Do not write who you are."),
        max_length=ANSWER_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto"}),
        error_messages={
            "max_length": _(
                "The text is too long: %(show_value)d characters. Write at most %(limit_value)d."
            )
        },
    )

    def __init__(self, *args: Any, found: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if found:
            del self.fields["reason"]
            self.fields["text"].label = _("Is there something you want to add?")
