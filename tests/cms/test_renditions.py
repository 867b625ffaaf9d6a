"""Pictures are ready in every size before anybody reads."""

import pytest

from cms import renditions
from cms.models import Picture, Rendition
from onboarding.models import PhasePage
from tests import loaded
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_media")]
SHOWING = ["page:home", "page:rent", "page:ojebyn", "page:stories", "page:story_returners"]


@pytest.fixture
def picture():
    """A photograph whose renditions are made."""
    made = PictureFactory()
    renditions.make(made)
    return made


def in_text(picture):
    image = {"image": picture.pk, "decorative": False, "alt_text": "Ett torg."}
    return {"type": "picture", "value": {"picture": image, "caption": ""}, "id": "a"}


def test_a_picture_is_there_in_every_size(picture):
    assert {row.filter_spec for row in picture.renditions.all()} == set(renditions.SIZES)


def test_no_page_makes_a_picture_while_it_is_read(client, picture):
    for name in SHOWING:
        page = loaded.page(name)
        publish(page, picture=picture, body=[in_text(picture)])
    for phase in PhasePage.objects.filter(locale__language_code="sv"):
        publish(phase, picture=picture)
    before = Rendition.objects.count()
    addresses = [loaded.page(name).url for name in SHOWING]
    for address in [*addresses, "/sv/min-plan/before/fragor/"]:
        assert client.get(address, follow=True).status_code == 200
    assert Rendition.objects.count() == before


def test_a_picture_whose_file_is_gone_is_no_error():
    picture = Picture.objects.create(title="Borta", file="borta.webp", width=1, height=1)
    renditions.make(picture)
    assert not picture.renditions.exists()


def test_a_new_picture_is_made_ready(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = PictureFactory()
    assert picture.renditions.count() == len(renditions.SIZES)
