"""What an editor marks on a picture stays in sight where the design crops it."""

import re

import pytest
from django.conf import settings

from cms.illustrations import focus
from cms.models import Picture
from tests import loaded
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_media")]
CSS = (settings.BASE_DIR / "static/css/components.css").read_text()


def marked(x, y):
    box = {"focal_point_width": 10, "focal_point_height": 10}
    return Picture(width=1600, height=1000, focal_point_x=x, focal_point_y=y, **box)


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [
        (800, 500, "focus-x-50 focus-y-50"),
        (0, 1000, "focus-x-0 focus-y-100"),
        (1590, 140, "focus-x-100 focus-y-10"),
    ],
)
def test_the_mark_is_named_in_tenths(x, y, classes):
    assert focus(marked(x, y)) == classes
    for name in classes.split():
        assert f".{name} {{" in CSS


def test_a_picture_without_a_mark_is_cropped_around_its_middle():
    assert focus(Picture(width=1600, height=1000)) == ""


@pytest.mark.parametrize("name", ["page:home", "page:rent", "page:housing", "page:ojebyn"])
def test_pages_tell_where_the_mark_is(client, name):
    box = {"focal_point_width": 10, "focal_point_height": 10}
    picture = PictureFactory(focal_point_x=320, focal_point_y=360, **box)
    page = publish(loaded.page(name), picture=picture)
    html = client.get(page.url).content.decode()
    figures = re.findall(r'class="((?:picture picture--wide|hero__picture)[^"]*)"', html)
    assert figures
    assert all("focus-x-20 focus-y-30" in classes for classes in figures)
