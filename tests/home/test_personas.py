"""The personas of the content are made once; from then on they are an editor's."""

import pytest

from home.content_files import ContentFiles
from home.management.commands.load_content import FOLDER
from home.models import LoadedItem
from home.personas import load_personas
from onboarding.models import Persona

pytestmark = pytest.mark.django_db
FILES = ContentFiles(FOLDER)


def test_the_second_time_none_is_made():
    before = list(Persona.objects.values_list("pk", "name"))
    assert load_personas(FILES) == 0
    assert list(Persona.objects.values_list("pk", "name")) == before


def test_one_that_an_editor_renamed_or_deleted_is_left_so():
    renamed, deleted, *_others = Persona.objects.all()
    renamed.name = "Redaktörens"
    renamed.save()
    deleted.delete()
    assert load_personas(FILES) == 0
    assert Persona.objects.get(pk=renamed.pk).name == "Redaktörens"
    assert not Persona.objects.filter(name=deleted.name).exists()


def test_a_new_one_in_the_files_is_made():
    LoadedItem.objects.filter(key="persona:curious").delete()
    Persona.objects.filter(name__startswith="Nyfiken").delete()
    assert load_personas(FILES) == 1
    assert Persona.objects.filter(name__startswith="Nyfiken").exists()
