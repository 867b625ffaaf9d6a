"""House rules for page types, kept by `manage.py check`."""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models


def register_checks() -> None:
    checks.register(check_pages)


def our_page_types() -> list[type[Page]]:
    """Return the page types of this project."""
    from cms.models import BasePage

    return [model for model in get_page_models() if issubclass(model, BasePage)]


def check_pages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every page type says what it is, and every block what it is for."""
    messages: list[checks.CheckMessage] = []
    for model in our_page_types():
        if not model.page_description:
            messages.append(
                checks.Error("says nothing in page_description", obj=model, id="cms.E001")
            )
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                messages += _check_stream(model, field)
    return messages


def _check_stream(model: type[Page], field: StreamField) -> Iterator[checks.CheckMessage]:
    for name, block in field.stream_block.child_blocks.items():
        where = f"{model.__name__}.{field.name}.{name}"
        if not getattr(block.meta, "description", ""):
            yield checks.Error(f"{where} has no description", obj=model, id="cms.E002")
        if block.meta.icon == blocks.Block().meta.icon:
            yield checks.Error(f"{where} has no icon", obj=model, id="cms.E003")
        if not block.is_previewable:
            yield checks.Error(f"{where} has no preview", obj=model, id="cms.E004")
