"""The choice of a scene, by what it looks like."""

from typing import Any

from django import forms

from cms.scenes import scenes


class ScenePicker(forms.RadioSelect):
    """A row of small pictures, one for each scene, and one for none."""

    option_template_name = "cms/widgets/scene_option.html"

    class Media:
        css = {"all": ("css/scene_picker.css",)}

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__({"class": "scene-picker", **(attrs or {})}, **kwargs)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option with the scene that it stands for."""
        return super().create_option(name, value, *args, **kwargs) | {
            "scene": scenes().get(str(value))
        }
