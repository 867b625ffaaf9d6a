"""Which mail a member wants, and how a calendar address is made."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemindersForm(forms.Form):
    """Two wishes, each of its own."""

    use_required_attribute = False

    weekly = forms.BooleanField(
        label=_("A mail every Monday"),
        help_text=_("How much can be done now, and how much has its last day within a week."),
        required=False,
    )
    deadlines = forms.BooleanField(
        label=_("A mail before a last day"),
        help_text=_("A week before, and once more the day before."),
        required=False,
    )


class FeedForm(forms.Form):
    """Whether the calendar says what there is to do, or only that there is something."""

    use_required_attribute = False

    discreet = forms.BooleanField(
        label=_("Hide what it is about"),
        help_text=_("The calendar then says “Something to do” on the day, and no more."),
        required=False,
    )
