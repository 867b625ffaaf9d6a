"""Ordinary content that crashes wagtail-localize 1.14 does not here (L2, L3)."""

import pytest
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms import translation_faults
from cms.blocks.body import BodyBlock
from cms.models import ArticlePage
from tests import loaded


def segments(block, value):
    field = ArticlePage._meta.get_field("body")
    return StreamFieldSegmentExtractor(field).handle_block(block, value)


@pytest.mark.parametrize("block", [blocks.CharBlock(), blocks.TextBlock(), EmbedBlock()])
def test_a_block_without_a_value_has_nothing_to_translate(block):
    assert segments(block, None) == []


@pytest.mark.parametrize("block", [blocks.CharBlock(), blocks.TextBlock()])
def test_upstream_still_needs_the_mending(block):
    """Fails once wagtail-localize is mended; then cms/translation_faults.py can go."""
    extractor = StreamFieldSegmentExtractor(ArticlePage._meta.get_field("body"))
    with pytest.raises((AttributeError, TypeError)):
        translation_faults.unmended(extractor, block, None)


@pytest.mark.django_db
def test_a_page_from_before_a_block_got_a_new_field_can_be_submitted():
    page = loaded.page("page:rent")
    page.body = [{"type": "quote", "value": {"text": None}, "id": "a"}]
    source, _is_new = TranslationSource.update_or_create_from_instance(page)
    assert source.stringsegment_set.exists()


def without_default(block, name=""):
    """Return the text blocks below a block that begin as nothing at all."""
    if isinstance(block, blocks.CharBlock | blocks.TextBlock) and block.get_default() is None:
        yield name
    children = {} if isinstance(block, ImageBlock) else getattr(block, "child_blocks", {})
    for child_name, child in children.items():
        yield from without_default(child, f"{name}.{child_name}")
    if hasattr(block, "child_block"):
        yield from without_default(block.child_block, f"{name}.item")


def test_every_text_block_begins_as_an_empty_text():
    assert list(without_default(BodyBlock())) == []
