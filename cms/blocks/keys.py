"""Values that a translator must never see."""

from typing import Any

from wagtail import blocks


class KeyBlock(blocks.CharBlock):
    """A machine key or a number: the same in every language."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value
