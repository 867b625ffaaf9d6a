"""A file that a plan is loaded from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onboarding.notebook import importing


class LoadForm(forms.Form):
    """The file that was fetched; cleaned, it is what lies in it."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("The file with your plan"),
        error_messages={
            "required": _("Choose the file that you fetched, plan.zip."),
            "empty": _("The file is empty. Choose the file that you fetched, plan.zip."),
        },
    )

    def clean_file(self) -> Mapping[str, Any]:
        file = self.cleaned_data["file"]
        wrong = _(
            "This is no plan that was fetched here, so nothing was loaded. Choose the file "
            "plan.zip as it was when you fetched it."
        )
        if file.size > importing.LARGEST:
            raise ValidationError(wrong)
        try:
            return importing.read(file.read())
        except importing.NotAPlan as fault:
            raise ValidationError(wrong) from fault
