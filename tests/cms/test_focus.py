"""What an editor marks on a picture stays in sight where the design crops it."""

import re

import pytest
from django.conf import settings

from cms.models import Picture
from cms.templatetags.cms_tags import focus
from tests import loaded

pytestmark = pytest.mark.django_db
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
    page = loaded.page(name)
    html = client.get(page.url).content.decode()
    figures = re.findall(
        r'class="((?:picture picture--wide|hero__picture|story__picture)[^"]*)"', html
    )
    assert bool(page.picture) == bool(figures)
    assert all("focus-x-" in classes for classes in figures)
