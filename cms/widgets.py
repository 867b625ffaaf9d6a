"""Fields that look like ours: options as cards to press."""

from collections.abc import Mapping
from typing import Any

from django import forms


class OptionInput(forms.RadioSelect):
    """Radio cards: each option with its hint."""

    template_name = "components/options.html"
    hints: Mapping[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class OptionsInput(OptionInput, forms.CheckboxSelectMultiple):
    """Checkbox cards: each option with its hint."""

    allow_multiple_selected = True
    input_type = "checkbox"
