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
