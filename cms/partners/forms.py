"""The forms of the partners' pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField

from cms.accounts.forms import NOT_AN_ADDRESS, AddressField, CodeForm
from cms.directory.forms import LinesField, PhoneField, website_field
from cms.directory.models import OrganizationPage
from cms.models.base import LEAD_LENGTH
from cms.partners.filling import RELATIONS, Texts
from cms.partners.organization_numbers import is_organization_number
from cms.vocabulary import vocabulary
from cms.widgets import OptionsInput

MOST_POINTS = 6
TYPED = {"text", "email", "url", "number", "file"}
LONGEST_TEXT = 4000


def words(kind: str) -> list[tuple[str, str]]:
    """Return the terms of a kind as choices, in the reader's language."""
    names = vocabulary(get_language() or "sv").by_kind.get(kind, [])
    return [(word.key, word.name) for word in names]


class TermsField(forms.MultipleChoiceField):
    """Any number of terms of one kind."""

    widget = OptionsInput

    def __init__(self, kind: str, **more: Any) -> None:
        super().__init__(choices=lambda: words(kind), required=False, **more)


class ListingForm(forms.Form):
    """What a listing says, Swedish and English side by side, all but how to get in touch."""

    use_required_attribute = False

    lead_sv = forms.CharField(
        label=gettext_lazy("In a sentence or two"),
        max_length=LEAD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence what you do.")},
    )
    lead_en = forms.CharField(
        max_length=LEAD_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    helps_sv = LinesField(
        label=gettext_lazy("What we can do for you"),
        help_text=gettext_lazy("One thing in each line. Begin with a verb."),
        max_length=200,
        required=False,
    )
    helps_en = LinesField(max_length=200, required=False)
    text_sv = forms.CharField(
        label=gettext_lazy("More about you"),
        help_text=gettext_lazy(
            "For those who want to know more. Leave a line empty between paragraphs. Begin a line"
            " with a dash to make a list."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text_en = forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    picture = WagtailImageField(label=gettext_lazy("A new picture"), required=False)
    has_consent = forms.BooleanField(
        label=gettext_lazy(
            "We may use the picture, and everybody who can be recognised has agreed, children"
            " through their guardians"
        ),
        required=False,
    )
    no_picture = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)
    picture_alt_sv = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        help_text=gettext_lazy("A sentence for those who cannot see it."),
        max_length=200,
        required=False,
    )
    picture_alt_en = forms.CharField(max_length=200, required=False)
    website = website_field(gettext_lazy("Website"))
    visiting_address = forms.CharField(
        label=gettext_lazy("Visiting address"), max_length=200, required=False
    )
    languages = TermsField(
        "language",
        label=gettext_lazy("Languages that somebody with you speaks"),
        help_text=gettext_lazy("Only those that people really can use with you."),
    )
    topics = TermsField(
        "topic",
        label=gettext_lazy("What you are about"),
        help_text=gettext_lazy("Movers who are interested in it get you in their plan."),
    )
    areas = TermsField("area", label=gettext_lazy("Where you are active"))

    PAIRS = ("lead", "helps", "text", "picture_alt")

    def __init__(self, page: OrganizationPage, english: Texts, **more: Any) -> None:
        swedish = Texts.of(page)
        super().__init__(initial=_initial(page, swedish, english), **more)
        self.shown_picture = page.picture
        # Wagtail's field brings a sentence about formats of its own.
        self.fields["picture"].help_text = _(
            "A photograph of your place or of what you do. At most 8 MB."
        )
        if swedish.description is None:
            del self.fields["text_sv"], self.fields["text_en"]
        for name in self.PAIRS:
            self._name_pair(name)
        for name, field in self.fields.items():
            dress(field, "ltr" if name == "website" else "auto")

    def _name_pair(self, name: str) -> None:
        """Say in each of the two labels which language is meant."""
        swedish, english = self.fields.get(f"{name}_sv"), self.fields.get(f"{name}_en")
        if swedish and english:
            label = swedish.label
            swedish.label = _("%(field)s, in Swedish") % {"field": label}
            english.label = _("%(field)s, in English") % {"field": label}
            for field, language in ((swedish, "sv"), (english, "en")):
                field.widget.attrs["lang"] = language

    def pair(self, name: str) -> list[forms.BoundField]:
        """Return the two fields of a text; nothing where it cannot be typed here."""
        return [self[f"{name}_{code}"] for code in ("sv", "en") if f"{name}_{code}" in self.fields]

    @property
    def pairs(self) -> dict[str, list[forms.BoundField]]:
        """The texts in both languages, by name, for a template."""
        return {name: self.pair(name) for name in self.PAIRS}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("text_sv", "text_en", "lead_sv", "lead_en"):
            if said.get(name):
                # Browsers end lines in two signs, and pages in one.
                said[name] = "\n".join(said[name].splitlines())
        swedish, english = said.get("helps_sv"), said.get("helps_en")
        if swedish is not None and english and len(english) != len(swedish):
            self.add_error(
                "helps_en",
                _("Write as many lines in English as in Swedish, in the same order."),
            )
        if said.get("picture") and not said.get("has_consent"):
            self.add_error("has_consent", _("Tick that you may use the picture."))
        has_picture = said.get("picture") or (self.shown_picture and not said.get("no_picture"))
        if has_picture and not said.get("picture_alt_sv") and "picture_alt_sv" not in self.errors:
            self.add_error("picture_alt_sv", _("Say what the picture shows."))
        return said


class PointForm(forms.Form):
    """One way to get in touch."""

    use_required_attribute = False

    id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    function_sv = forms.CharField(
        label=gettext_lazy("Who answers, in Swedish"),
        help_text=gettext_lazy("Such as “Office” or “New members”. Never a person's name."),
        max_length=120,
        error_messages={"required": gettext_lazy("Say who answers, such as “Office”.")},
    )
    function_en = forms.CharField(
        label=gettext_lazy("Who answers, in English"), max_length=120, required=False
    )
    phone = PhoneField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, error_messages={"invalid": NOT_AN_ADDRESS}
    )
    url = website_field(gettext_lazy("On the web"))
    hours_sv = forms.CharField(
        label=gettext_lazy("Opening hours, in Swedish"), max_length=160, required=False
    )
    hours_en = forms.CharField(
        label=gettext_lazy("Opening hours, in English"), max_length=160, required=False
    )
    languages = TermsField("language", label=gettext_lazy("Languages of those who answer"))
    answers_within = forms.IntegerField(
        label=gettext_lazy("You answer within so many working days"),
        help_text=gettext_lazy("Only when you promise it."),
        min_value=1,
        max_value=30,
        required=False,
        error_messages={
            name: gettext_lazy("Write a number of days from 1 to 30, or leave it empty.")
            for name in ("invalid", "min_value", "max_value")
        },
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            is_address = name in {"phone", "email", "url", "answers_within"}
            dress(field, "ltr" if is_address else "auto")
            if name.endswith(("_sv", "_en")):
                field.widget.attrs["lang"] = name[-2:]

    @property
    def is_said(self) -> bool:
        """Whether it stood there before, or somebody has filled it in."""
        return bool(self.initial) or self.has_changed()


class PointsForm(BaseFormSet):
    """All the ways to get in touch, and an empty one for another."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take this away")
        dress(form.fields["DELETE"], "auto")

    @property
    def said(self) -> list[dict[str, Any]]:
        """The contact points as they were filled in, without those taken away or left empty."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form.is_valid() and form.is_said and not form.cleaned_data["DELETE"]
        ]


PointFormSet = formset_factory(
    PointForm, formset=PointsForm, extra=1, max_num=MOST_POINTS, absolute_max=20, can_delete=True
)


class AppCodeForm(forms.Form):
    """The code that an authenticator app shows."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("The code from the app"),
        max_length=100,
        error_messages={
            "required": gettext_lazy("Write the six digits that the app shows."),
            "max_length": gettext_lazy("Write the six digits that the app shows."),
        },
    )


class PartnerCodeForm(CodeForm):
    """The code that came by mail. A partner is never signed in for long."""

    own_device = None


class RequestForm(forms.Form):
    """An organisation asks for a page, or to look after the one it has."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("The organisation's name"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the organisation's name.")},
    )
    organization_number = forms.CharField(
        label=gettext_lazy("Organisation number"),
        help_text=gettext_lazy("Ten digits, with or without a hyphen."),
        max_length=20,
        error_messages={"required": gettext_lazy("Write the organisation number: ten digits.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What do you do for those who move here?"),
        help_text=gettext_lazy("A few sentences, and what you do in the organisation."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write a few sentences.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            dress(field, "ltr" if name == "organization_number" else "auto")

    def clean_organization_number(self) -> str:
        """Return the number as it is written, with its hyphen."""
        number = "".join(
            sign for sign in self.cleaned_data["organization_number"] if sign.isdecimal()
        )
        if not is_organization_number(number):
            raise ValidationError(
                _(
                    "This is not an organisation number. It has ten digits. Look it up and try"
                    " again."
                )
            )
        return f"{number[:6]}-{number[6:]}"


class InviteForm(forms.Form):
    """Whom a communicator invites to look after a listing."""

    address = AddressField(label=gettext_lazy("E-mail address"), max_length=254)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        choices=[("sv", "Svenska"), ("en", "English")],
        initial="sv",
    )


def dress(field: forms.Field, direction: str) -> None:
    """Give a field the look of the site, and the direction of what is typed into it."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        widget.attrs["class"] = "choice__input"
    elif isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") in TYPED:
        widget.attrs |= {"class": "input", "dir": direction}
    if isinstance(field, LinesField):
        widget.attrs["rows"] = 5


def _initial(page: OrganizationPage, swedish: Texts, english: Texts) -> dict[str, Any]:
    return {
        "lead_sv": swedish.lead,
        "lead_en": english.lead,
        "helps_sv": list(swedish.helps_with),
        "helps_en": list(english.helps_with),
        "text_sv": swedish.description,
        "text_en": english.description,
        "picture_alt_sv": swedish.picture_alt,
        "picture_alt_en": english.picture_alt,
        "website": page.website,
        "visiting_address": page.visiting_address,
        **{name: [term.key for term in getattr(page, name).all()] for name in RELATIONS},
    }
