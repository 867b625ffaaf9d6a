"""Whom to invite, and where the mail goes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.forms import AddressField
from cms.widgets import OptionInput


class InviteForm(forms.Form):
    """An adult of the plan who does not sign in yet, and their address."""

    use_required_attribute = False

    adult = forms.TypedChoiceField(
        label=_("Who is it?"),
        coerce=int,
        widget=OptionInput,
        error_messages={
            "required": _("Choose who it is that you invite."),
            "invalid_choice": _("Choose one of those who are in the plan and do not sign in yet."),
        },
    )
    address = AddressField(label=_("Their e-mail address"), max_length=254)

    def __init__(self, *args: Any, aliases: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adult"].choices = [(str(number), alias) for number, alias in aliases.items()]
        if len(aliases) == 1:
            self.fields["adult"].initial = next(iter(aliases))
