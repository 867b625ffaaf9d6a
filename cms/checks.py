"""House rules for page types, kept by `manage.py check`."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core import checks
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from cms.language_names import OURS
from cms.scenes import scenes


def register_checks() -> None:
    checks.register(check_pages)
    checks.register(check_scenes)


def our_page_types() -> list[type[Page]]:
    """Return the page types of this project."""
    from cms.models import BasePage

    return [model for model in get_page_models() if issubclass(model, BasePage)]


def check_pages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every page type says what it is, every block what it is for, every field what goes in."""
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


def check_scenes(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every scene has its drawing, and says what it shows in every language of the project."""
    messages: list[checks.CheckMessage] = []
    for scene in scenes().values():
        if not finders.find(scene.file):
            messages.append(checks.Error(f"there is no {scene.file}", id="cms.E006"))
        missing = [code for code in OURS if not scene.alt.get(code)]
        if missing:
            words = f"{scene.key} says nothing in {', '.join(missing)}"
            messages.append(checks.Error(words, id="cms.E007"))
    return messages


def _check_stream(model: type[Page], field: StreamField) -> Iterator[checks.CheckMessage]:
    yield from _check_block(model, f"{model.__name__}.{field.name}", field.stream_block)


def _check_block(
    model: type[Page], where: str, block: blocks.Block
) -> Iterator[checks.CheckMessage]:
    """Check the blocks below a block, however deep they lie."""
    for name, child in _below(block):
        place = f"{where}.{name}"
        in_chooser = isinstance(block, blocks.BaseStreamBlock)
        if in_chooser or isinstance(child, blocks.BaseStructBlock):
            if not getattr(child.meta, "description", ""):
                yield checks.Error(f"{place} has no description", obj=model, id="cms.E002")
            if child.meta.icon == blocks.Block().meta.icon:
                yield checks.Error(f"{place} has no icon", obj=model, id="cms.E003")
        if in_chooser and not child.is_previewable:
            yield checks.Error(f"{place} has no preview", obj=model, id="cms.E004")
        if isinstance(block, blocks.BaseStructBlock) and not help_text(child):
            yield checks.Error(f"{place} has no help text", obj=model, id="cms.E005")
        yield from _check_block(model, place, child)


def _below(block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    yield from getattr(block, "child_blocks", {}).items()
    if isinstance(block, blocks.ListBlock):
        yield "item", block.child_block


def help_text(block: blocks.Block) -> str:
    """Return what the editor is told below the field of a block."""
    field = getattr(block, "field", None)
    return str(getattr(field, "help_text", "") or getattr(block.meta, "help_text", "") or "")
