"""The form on which whoever looks after a listing says what is right."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.confirming import POINT
from cms.directory.models import OrganizationPage
from cms.directory.phones import check_phone

POINT_FIELDS = ("function", "phone", "email", "url", "hours")
MOST_LINES = 8


class PhoneField(forms.CharField):
    """A phone number as people write it, or nothing."""

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        try:
            check_phone(number)
        except ValueError as error:
            raise ValidationError(
                _("This is not a phone number. Write it as 0911-69 60 00 or +46 911 69 60 00.")
            ) from error
        return number


class LinesField(forms.CharField):
    """A few lines, one thing in each."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_LINES:
            raise ValidationError(_("Write eight lines at most."))

    def run_validators(self, value: list[str]) -> None:
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


def website_field(label: Any) -> forms.URLField:
    """Return a field for an address on the web; https is understood."""
    wrong = gettext_lazy("Write an address on the web, such as https://www.example.com.")
    return forms.URLField(
        label=label,
        required=False,
        assume_scheme="https",
        # Not of the type "url": what is typed by mistake is shown again, and is none.
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        max_length=200,
        error_messages={"invalid": wrong},
    )


class ConfirmForm(forms.Form):
    """Everything that readers see of a listing, as it stands; what is wrong is written over."""

    use_required_attribute = False

    lead = forms.CharField(
        label=gettext_lazy("In a sentence or two"),
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Say in a sentence what you do.")},
    )
    helps_with = LinesField(
        label=gettext_lazy("What we can do for you"),
        help_text=gettext_lazy("One thing in each line. Begin with a verb."),
        max_length=200,
        required=False,
    )
    website = website_field(gettext_lazy("Website"))
    visiting_address = forms.CharField(
        label=gettext_lazy("Visiting address"), max_length=200, required=False
    )

    def __init__(self, page: OrganizationPage, data: Any = None) -> None:
        points = [(block.id, block.value) for block in page.contact_points]
        super().__init__(data, initial=_initial(page, points))
        for block, _value in points:
            for name, field in _point_fields().items():
                self.fields[f"{POINT}:{block}:{name}"] = field
        for field in self.fields.values():
            is_address = isinstance(field, forms.EmailField | forms.URLField | PhoneField)
            field.widget.attrs |= {"class": "input", "dir": "ltr" if is_address else "auto"}
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 6 if isinstance(field, LinesField) else 4
        self.points = [
            (value["function"], [self[f"{POINT}:{block}:{name}"] for name in POINT_FIELDS])
            for block, value in points
        ]

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields that are not a contact's."""
        return [self[name] for name in self.base_fields]

    @property
    def changes(self) -> dict[str, Any]:
        """What was written over, by name."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


def _initial(page: OrganizationPage, points: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "lead": page.lead,
        "helps_with": [block.value for block in page.helps_with],
        "website": page.website,
        "visiting_address": page.visiting_address,
        **{
            f"{POINT}:{block}:{name}": value[name] or ""
            for block, value in points
            for name in POINT_FIELDS
        },
    }


def _point_fields() -> dict[str, forms.Field]:
    return {
        "function": forms.CharField(
            label=_("Who answers"),
            max_length=120,
            error_messages={"required": _("Say who answers, such as “Office”.")},
        ),
        "phone": PhoneField(label=_("Phone"), max_length=40, required=False),
        "email": forms.EmailField(
            label=_("E-mail"),
            required=False,
            error_messages={
                "invalid": _("Write an e-mail address with an @, such as name@example.com.")
            },
        ),
        "url": website_field(_("On the web")),
        "hours": forms.CharField(label=_("Opening hours"), max_length=160, required=False),
    }
