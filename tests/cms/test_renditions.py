"""Pictures are ready in every size before anybody reads."""

import pytest

from cms import renditions
from cms.models import Picture, Rendition
from home.models import LoadedItem

pytestmark = pytest.mark.django_db


def test_no_page_makes_a_picture_while_it_is_read(client):
    before = Rendition.objects.count()
    for row in LoadedItem.objects.filter(key__startswith="page:", language="sv"):
        client.get(row.page.url)
    assert Rendition.objects.count() == before


def test_every_loaded_picture_is_there_in_every_size():
    for picture in Picture.objects.all():
        assert {row.filter_spec for row in picture.renditions.all()} >= set(renditions.SIZES)


def test_a_picture_whose_file_is_gone_is_no_error():
    picture = Picture.objects.create(title="Borta", file="borta.webp", width=1, height=1)
    renditions.make(picture)
    assert not picture.renditions.exists()


def test_a_new_picture_is_made_ready(django_capture_on_commit_callbacks):
    picture = Picture.objects.first()
    picture.renditions.filter(filter_spec="format-webp|width-480").delete()
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    assert picture.renditions.filter(filter_spec="format-webp|width-480").exists()
