"""What is typed to sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts import addresses

NOT_AN_ADDRESS = _("Write an e-mail address with an @, such as name@example.com.")


class AddressField(forms.EmailField):
    """An e-mail address, however it was typed."""

    default_error_messages = {"required": NOT_AN_ADDRESS, "invalid": NOT_AN_ADDRESS}

    def to_python(self, value: Any) -> str:
        return super().to_python(addresses.normal(value or ""))


class AddressForm(forms.Form):
    """Where the code is to be sent."""

    use_required_attribute = False

    address = AddressField(label=_("Your e-mail address"), max_length=254)


class CodeForm(forms.Form):
    """The code that came by mail."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=100,
        error_messages={
            "required": _("Write the six digits from the mail."),
            "max_length": _("Write the six digits from the mail."),
        },
    )
    own_device = forms.BooleanField(label=_("This is my own device"), required=False)
