"""Faults of wagtail-localize 1.14 that crash on ordinary content, mended until upstream is.

A text or embed block without a value stops a page from being submitted for
translation (wagtail/wagtail-localize issues 918 and 875). A block gets such a
value when it was added to a page's definition after the page was written.
The tests in tests/cms/test_translation_faults.py fail once upstream mends it.
"""

from typing import Any

from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

unmended = StreamFieldSegmentExtractor.handle_block


def handle_block(
    self: StreamFieldSegmentExtractor, block_type: Any, block_value: Any, raw_value: Any = None
) -> list[Any]:
    """Extract the segments of a block; an empty one has none."""
    if block_value is None:
        return []
    return unmended(self, block_type, block_value, raw_value=raw_value)


def mend() -> None:
    StreamFieldSegmentExtractor.handle_block = handle_block
