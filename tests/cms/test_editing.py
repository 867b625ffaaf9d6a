"""Editors are told in Swedish what each field is for, and see what each block looks like."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import ListBlock
from wagtail.documents.forms import get_document_form
from wagtail.fields import StreamField
from wagtail.images.forms import get_image_form
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from cms.checks import help_text, our_page_types
from cms.models import Download, Picture, Term
from cms.scenes import scenes
from tests import loaded
from tests.editing import editor, errors, send
from tests.factories.pages import ArticleFactory
from tests.factories.pictures import PictureFactory
from tests.html import elements

KNOWN_BY_WAGTAIL = {field.name for field in Page._meta.get_fields()}
TECHNICAL = {"page_ptr", "id", "translation_key", "locale"}


def own_fields(model):
    for field in model._meta.get_fields():
        is_own = field.name not in KNOWN_BY_WAGTAIL | TECHNICAL
        if is_own and getattr(field, "editable", False) and not field.auto_created:
            yield field


@pytest.mark.parametrize("model", [*our_page_types(), Term], ids=lambda model: model.__name__)
def test_every_field_says_in_swedish_what_it_is_for(model):
    silent = []
    for field in own_fields(model):
        with override("en"):
            english = str(field.help_text)
        with override("sv"):
            swedish = str(field.help_text)
        if not english or english == swedish:
            silent.append(field.name)
    assert silent == []


def stream_blocks():
    for model in our_page_types():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.model is model:
                for name, block in field.stream_block.child_blocks.items():
                    yield pytest.param(block, id=f"{model.__name__}.{field.name}.{name}")


def fields_of_blocks():
    """Return every field of a block in which an editor writes or chooses, by its place."""
    found = {}
    for param in stream_blocks():
        for name, block in below(param.values[0]):
            found[f"{param.id}{name}"] = block
    return [pytest.param(block, id=place) for place, block in found.items()]


def below(block, name=""):
    for child_name, child in getattr(block, "child_blocks", {}).items():
        yield f"{name}.{child_name}", child
        yield from below(child, f"{name}.{child_name}")
    if isinstance(block, ListBlock):
        yield from below(block.child_block, name)


@pytest.mark.parametrize("block", fields_of_blocks())
def test_every_field_of_a_block_says_in_swedish_what_it_is_for(block):
    with override("en"):
        english = help_text(block)
    with override("sv"):
        swedish = help_text(block)
    assert english
    assert english != swedish


@pytest.mark.django_db
@pytest.mark.parametrize("library", [Picture, Download], ids=lambda model: model.__name__)
def test_every_field_of_the_library_says_in_swedish_what_it_is_for(library):
    make = get_image_form if library is Picture else get_document_form
    said = {}
    for code in ("en", "sv"):
        with override(code):
            fields = make(library)().fields.items()
            said[code] = {
                name: str(field.help_text) for name, field in fields if not field.widget.is_hidden
            }
    assert {"title", "file", "tags"} <= set(said["en"])
    assert [name for name, text in said["en"].items() if text in {"", said["sv"][name]}] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "is_published"), [("", False), ("Ett rött hus i snö.", True)])
def test_a_picture_is_published_with_words_for_those_who_cannot_see_it(
    words, is_published, own_media
):
    page = loaded.page("page:housing")
    page.picture, page.picture_alt = PictureFactory(), words
    answer = send(editor(), page, publish=True)
    assert ("picture_alt" not in errors(answer)) is is_published


@pytest.mark.django_db
def test_a_draft_may_wait_for_the_words_of_its_picture(own_media):
    page = loaded.page("page:housing")
    page.picture = PictureFactory()
    assert errors(send(editor(), page, publish=False)) == {}


@pytest.mark.django_db
def test_a_scene_is_chosen_by_what_it_looks_like_and_needs_no_words():
    page = loaded.page("page:easy_read")
    page.scene = "birches"
    assert errors(send(editor(), page, publish=True)) == {}
    changed = loaded.page("page:easy_read")
    assert changed.scene == "birches"
    assert loaded.page("page:easy_read", "en").scene == "birches"


@pytest.mark.django_db
def test_the_choice_of_a_scene_shows_every_drawing(admin_client):
    page = loaded.page("page:housing")
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    shown = [image["src"] for _tag, image in elements(html, "img") if "/scenes/" in image["src"]]
    assert len(shown) == len(scenes())


@pytest.mark.django_db
@pytest.mark.parametrize("block", stream_blocks())
def test_every_block_can_be_previewed(admin_client, block):
    answer = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert answer.status_code == 200
    assert "style=" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("model", our_page_types(), ids=lambda model: model.__name__)
def test_every_page_type_opens_in_the_editor_and_in_preview(admin_client, model):
    page = model.objects.filter(locale__language_code="sv").first()
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200


@pytest.mark.django_db
def test_a_preview_is_shown_in_the_frame_of_the_editor(admin_client):
    page = loaded.page("directory:directory")
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    admin_client.post(address, querydict_from_html(html, form_id="page-edit-form"))
    preview = admin_client.get(address)
    assert page.title in preview.content.decode()
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert "unsafe" not in preview.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_half_done_page_can_be_saved():
    page = ArticleFactory.build(title="Halvfärdig", lead="", live=False)
    loaded.page("page:home").add_child(instance=page)
    page.save_revision(clean=False)
    assert not page.live
