"""`manage.py check` refuses page types and blocks that say nothing about themselves."""

import pytest
from django.core.management import call_command
from wagtail import blocks
from wagtail.fields import StreamField

from cms.blocks.note import NoteBlock
from cms.checks import _check_stream, check_pages, our_page_types
from cms.models import ArticlePage


def test_every_page_type_and_block_says_what_it_is():
    assert check_pages(None) == []


def test_there_are_page_types_to_check():
    assert len(our_page_types()) == 11


@pytest.mark.parametrize(
    ("meta", "identifier"),
    [
        ({}, "cms.E002"),
        ({"description": "A"}, "cms.E003"),
        ({"description": "A", "icon": "tag"}, "cms.E004"),
    ],
)
def test_a_block_without_description_icon_or_preview_is_refused(meta, identifier):
    field = StreamField([("bare", blocks.CharBlock(**meta))])
    field.name = "body"
    assert identifier in [message.id for message in _check_stream(ArticlePage, field)]


@pytest.mark.parametrize("help_text", ["", "What to write."])
def test_a_field_of_a_block_must_say_what_goes_in(help_text):
    class LetterBlock(NoteBlock):
        greeting = blocks.CharBlock(default="", help_text=help_text)

    field = StreamField([("letter", LetterBlock())])
    field.name = "body"
    found = [message.id for message in _check_stream(ArticlePage, field)]
    assert found == ([] if help_text else ["cms.E005"])


def test_blocks_are_checked_however_deep_they_lie():
    class SilentBlock(blocks.StructBlock):
        word = blocks.CharBlock(default="")

    class OuterBlock(NoteBlock):
        words = blocks.ListBlock(SilentBlock(), help_text="Some words.")

    field = StreamField([("outer", OuterBlock())])
    field.name = "body"
    found = [message.id for message in _check_stream(ArticlePage, field)]
    assert found == ["cms.E002", "cms.E003", "cms.E005"]


def test_a_block_with_all_of_them_passes():
    field = StreamField([("note", NoteBlock())])
    field.name = "body"
    assert list(_check_stream(ArticlePage, field)) == []


def test_a_page_type_without_description_is_refused(monkeypatch):
    monkeypatch.setattr(ArticlePage, "page_description", "")
    assert [message.id for message in check_pages(None)] == ["cms.E001"]


@pytest.mark.django_db
def test_the_project_passes_every_check():
    call_command("check", fail_level="WARNING")
