"""What a page shows cannot be deleted (L4)."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import ReferenceIndex

from cms.models import Download, Picture
from tests import loaded
from tests.factories.pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return Picture.objects.create(title="Ny bild", file="ny.webp", width=1, height=1)


def in_text(picture):
    image = {"image": picture.pk, "decorative": True, "alt_text": ""}
    return [{"type": "picture", "value": {"picture": image, "caption": ""}, "id": "a"}]


def test_an_unused_picture_can_be_deleted(picture):
    picture.delete()
    assert not Picture.objects.filter(title="Ny bild").exists()


def test_a_picture_in_a_text_cannot_be_deleted(picture):
    publish(loaded.page("page:rent"), body=in_text(picture))
    with pytest.raises(ProtectedError):
        picture.delete()


def test_nor_can_all_pictures_at_once(picture):
    publish(loaded.page("page:rent"), body=in_text(picture))
    with pytest.raises(ProtectedError):
        Picture.objects.filter(pk=picture.pk).delete()


def test_a_picture_at_the_top_cannot_be_deleted(picture):
    publish(loaded.page("page:rent"), picture=picture)
    with pytest.raises(ProtectedError):
        picture.delete()


def test_a_document_in_a_text_cannot_be_deleted():
    document = Download.objects.create(title="Blankett", file="blankett.pdf")
    link = f'<p><a linktype="document" id="{document.pk}">Blankett</a></p>'
    publish(loaded.page("page:rent"), body=[{"type": "text", "value": link, "id": "a"}])
    with pytest.raises(ProtectedError):
        document.delete()


def test_the_admin_says_why(admin_client, picture):
    publish(loaded.page("page:rent"), body=in_text(picture))
    answer = admin_client.post(f"/admin/images/{picture.pk}/delete/", follow=True)
    assert answer.status_code == 200
    assert "Ny bild" in str(next(iter(answer.context["messages"])))
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_the_admin_says_who_uses_an_organisation(admin_client):
    page = loaded.page("directory:directory")
    answer = admin_client.post(f"/admin/pages/{page.pk}/delete/", follow=True)
    assert answer.status_code == 200
    assert loaded.page("directory:directory").live


def test_the_loaded_content_is_known_to_the_index_of_references():
    assert ReferenceIndex.get_references_to(loaded.page("page:rent")).exists()
