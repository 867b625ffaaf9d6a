"""The form on which a department says, page by page, whether the facts hold."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.feedback.models.reports import TEXT_LENGTH
from cms.widgets import OptionInput
from onboarding.loading import load_journey
from onboarding.models import TaskPage


class Says(models.TextChoices):
    """What somebody says of a page. Saying nothing is possible too."""

    HOLDS = "holds", gettext_lazy("It holds")
    WRONG = "wrong", gettext_lazy("Something is wrong")


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the form, with its two fields; a task with its days."""

    page: Any
    says: forms.BoundField
    wrong: forms.BoundField
    task: Any


class FactCheckForm(forms.Form):
    """Two fields for each page that is due."""

    use_required_attribute = False

    def __init__(self, pages: list[Any], data: Any = None) -> None:
        super().__init__(data)
        self.pages = pages
        for page in pages:
            self.fields[f"says-{page.pk}"] = forms.ChoiceField(
                label=_("Does it hold?"),
                choices=Says.choices,
                required=False,
                widget=OptionInput,
            )
            self.fields[f"wrong-{page.pk}"] = forms.CharField(
                label=_("What is wrong?"),
                required=False,
                max_length=TEXT_LENGTH,
                widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for page in self.pages:
            says, text = said.get(f"says-{page.pk}"), said.get(f"wrong-{page.pk}")
            if says == Says.WRONG and not text:
                self.add_error(f"wrong-{page.pk}", _("Say what is wrong on the page."))
            if says == Says.HOLDS and text:
                message = _("You wrote what is wrong. Choose that something is wrong, or empty it.")
                self.add_error(f"says-{page.pk}", message)
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Answer for one page at least."))
        return said

    @property
    def parts(self) -> list[Part]:
        """The pages with their fields."""
        journey = load_journey(settings.LANGUAGE_CODE)
        tasks = journey.tasks if journey else {}
        return [
            Part(
                page,
                self[f"says-{page.pk}"],
                self[f"wrong-{page.pk}"],
                tasks.get(page.key) if isinstance(page, TaskPage) else None,
            )
            for page in self.pages
        ]

    @property
    def holds(self) -> list[Any]:
        """The pages that hold."""
        return [page for page in self.pages if self._said("says", page) == Says.HOLDS]

    @property
    def wrong(self) -> dict[Any, str]:
        """What is wrong, by page. Whoever wrote something need not press a choice as well."""
        return {page: text for page in self.pages if (text := self._said("wrong", page))}

    def _said(self, name: str, page: Any) -> str:
        return self.cleaned_data[f"{name}-{page.pk}"]
