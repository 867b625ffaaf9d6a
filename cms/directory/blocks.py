"""How an organisation is reached and what it helps with."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.keys import KeyBlock
from cms.directory.phones import check_phone
from cms.vocabulary import vocabulary


def spoken_languages() -> list[tuple[str, str]]:
    """Return the languages of the vocabulary as choices."""
    words = vocabulary("sv").by_kind.get("language", [])
    return [(word.key, word.name) for word in words]


class PhoneBlock(KeyBlock):
    """A phone number as people write it; short numbers such as 112 and 1177 are numbers too."""

    def clean(self, value: str) -> str:
        value = super().clean(value)
        try:
            check_phone(value)
        except ValueError as error:
            raise ValidationError(
                _(
                    "%(number)s is not a phone number. "
                    "Write it as 0911-69 60 00 or +46 911 69 60 00."
                )
                % {"number": value}
            ) from error
        return value


class ContactPointBlock(blocks.StructBlock):
    """One way to reach an organisation: a function, never a person."""

    function = blocks.CharBlock(
        label=_("function"),
        max_length=120,
        default="",
        help_text=_("Who answers: “Switchboard”, “New members”. Never a person's name."),
    )
    phone = PhoneBlock(
        label=_("phone"),
        required=False,
        default="",
        help_text=_("As people write it: 0911-69 60 00. Never a person's own number."),
    )
    email = blocks.EmailBlock(
        label=_("e-mail"),
        required=False,
        default="",
        help_text=_("An address that several read, never a person's own."),
    )
    url = blocks.URLBlock(
        label=_("form or page"),
        required=False,
        default="",
        help_text=_("Where to turn on the web, when there is a form."),
    )
    hours = blocks.CharBlock(
        label=_("hours"),
        required=False,
        max_length=160,
        default="",
        help_text=_("Such as “Weekdays 8 to 16”."),
    )
    languages = blocks.MultipleChoiceBlock(
        label=_("languages"),
        required=False,
        choices=spoken_languages,
        default=[],
        help_text=_("Languages that those who answer speak. Only what you know."),
    )
    answers_within = blocks.IntegerBlock(
        label=_("answers within (working days)"),
        required=False,
        min_value=1,
        max_value=30,
        help_text=_("Only what the organisation has promised."),
    )

    class Meta:
        icon = "mail"
        label = _("contact point")
        description = _("Phone, e-mail, form and hours of one function.")
        template = "directory/blocks/contact_point.html"
        preview_value = {
            "function": "Växeln",
            "phone": "0911-69 60 00",
            "hours": "Vardagar 8–17",
            "languages": ["sv"],
        }


class HelpsWithBlock(blocks.CharBlock):
    """One thing the organisation does for a newcomer, beginning with a verb."""

    class Meta:
        icon = "check"
        label = _("helps with")
        description = _("One line that begins with a verb.")
        template = "directory/blocks/helps_with.html"
        preview_value = "Hyra ut lägenheter i hela kommunen"
        default = ""
