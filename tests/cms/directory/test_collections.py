"""What an organisation sends in lies by itself, where communicators alone reach it."""

import pytest
from django.urls import reverse

from cms.directory.collections import ABOVE, own_collection
from tests import loaded
from tests.departments import browser, communicator, department, somebody
from tests.factories.pages import OrganizationFactory
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def choir():
    return OrganizationFactory(parent=loaded.page("directory:directory"), title="Exempelkören")


def test_it_is_made_once_below_the_one_for_all_contacts(choir):
    own = own_collection(choir)
    assert own == own_collection(choir)
    assert own.get_parent().name == ABOVE
    assert own.name.startswith("Exempelkören")


def test_it_is_found_again_under_another_name(choir):
    own = own_collection(choir)
    choir.title = "Exempelkörens vänner"
    renamed = own_collection(choir)
    assert renamed == own
    assert renamed.name.startswith("Exempelkörens vänner")


def test_two_of_the_same_name_do_not_share_one(choir):
    other = OrganizationFactory(
        parent=choir.get_parent(), title="Exempelkören", slug="exempelkoren-2"
    )
    assert own_collection(choir) != own_collection(other)


def test_a_translation_has_its_original_s_collection():
    swedish, english = (loaded.page("org:pitebo", code) for code in ("sv", "en"))
    assert own_collection(english) == own_collection(swedish)


def test_communicators_alone_reach_what_lies_there(choir, own_media):
    picture = PictureFactory(title="Kören på scen", collection=own_collection(choir))
    shown = reverse("wagtailimages:index")
    library = department("kultur_park_fritid").group
    assert picture.title not in browser(somebody("lisa", library)).get(shown).content.decode()
    assert picture.title in browser(communicator()).get(shown).content.decode()
