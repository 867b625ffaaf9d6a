"""Addresses lead to web pages only (safety S-02)."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks.sources import SourceBlock
from cms.blocks.text import BODY_FEATURES
from cms.directory.blocks import ContactPointBlock
from tests import loaded
from tests.factories.pages import publish

DANGEROUS = ["javascript:alert(1)", "data:text/html,<b>", "JAVASCRIPT:alert(1)", "vbscript:x"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", DANGEROUS)
def test_a_website_that_is_a_script_is_refused(address):
    page = loaded.page("org:pitebo")
    page.website = address
    with pytest.raises(ValidationError, match="website"):
        page.full_clean()


@pytest.mark.parametrize("address", DANGEROUS)
@pytest.mark.parametrize("block", [ContactPointBlock(), SourceBlock()])
def test_an_address_in_a_block_that_is_a_script_is_refused(block, address):
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"function": "Växel", "publisher": "x", "url": address}))


def test_a_script_as_a_link_in_a_text_does_not_get_past_the_editor():
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    block = {"key": "a", "text": "klicka", "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 6, "key": 0}]}
    written = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    assert "javascript" not in ContentstateConverter(BODY_FEATURES).to_database_format(written)


def test_names_are_drawn_as_text(client):
    page = publish(loaded.page("org:pitebo"), title='<script>alert("PiteBo")</script>')
    html = client.get(page.url).content.decode()
    assert '<script>alert("PiteBo")' not in html
    assert "&lt;script&gt;alert" in html
