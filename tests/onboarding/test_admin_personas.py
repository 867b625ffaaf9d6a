"""An editor keeps personas without a developer: from the plan in the same browser."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.models import User
from onboarding.loading import load_journey
from onboarding.models import Move, Persona
from tests.cast import OUTSIDE_EEA
from tests.editing import editor
from tests.moving import moved

pytestmark = pytest.mark.django_db
NAME = {"name": "Jag själv", "name_en": "", "description": "Provar."}


def add(client, **fields):
    return client.post(reverse("personas:add"), {**NAME, **fields})


def test_the_plan_of_the_browser_becomes_a_persona():
    client = editor()
    moved(client, OUTSIDE_EEA)
    assert "Till frågorna" in client.get(reverse("personas:add")).content.decode()
    assert add(client).status_code == 302
    made = Persona.objects.get(name="Jag själv")
    assert made.answers["household"]["children"] == ["age_6_12"]
    assert "Adi" not in str(made.answers)
    assert "protected" not in str(made.answers)
    assert Move.objects.count() == 1


def test_without_a_plan_nothing_is_made_and_nothing_typed_is_lost():
    client = editor()
    shown = client.get(reverse("personas:add")).content.decode()
    assert "ingen plan i den här webbläsaren" in shown
    response = add(client)
    assert response.status_code == 200
    assert "Jag själv" in response.content.decode()
    assert not Persona.objects.filter(name="Jag själv").exists()


def test_a_key_that_opens_nothing_is_no_plan():
    client = editor()
    client.cookies[settings.MOVE_COOKIE_NAME] = "x" * 43
    assert add(client).status_code == 200
    assert not Persona.objects.filter(name="Jag själv").exists()


def test_two_of_one_name_are_refused():
    client = editor()
    moved(client, OUTSIDE_EEA)
    assert add(client, name=Persona.objects.first().name).status_code == 200


def test_a_persona_is_listed_renamed_and_deleted():
    client, first = editor(), Persona.objects.first()
    assert first.name in client.get(reverse("personas:index")).content.decode()
    edit = reverse("personas:edit", args=[first.pk])
    label = load_journey("sv").questions["certainty"].label
    assert label in client.get(edit).content.decode()
    before = first.answers
    assert client.post(edit, {**NAME, "name": "Ett nytt namn"}).status_code == 302
    first.refresh_from_db()
    assert (first.name, first.answers) == ("Ett nytt namn", before)
    client.post(reverse("personas:delete", args=[first.pk]))
    assert not Persona.objects.filter(pk=first.pk).exists()


def test_a_persona_whose_answers_no_longer_fit_can_still_be_renamed():
    first = Persona.objects.first()
    first.answers = {"household": {"horse": "yes"}, "adults": [{"answers": {"status": "elf"}}]}
    first.save()
    edit = reverse("personas:edit", args=[first.pk])
    assert editor().get(edit).status_code == 200
    assert editor().post(edit, {**NAME, "name": "Ett nytt namn"}).status_code == 302


@pytest.mark.parametrize(("group", "status"), [("Editors", 200), ("Moderators", 200), ("", 302)])
def test_those_who_write_the_journey_keep_them(group, status):
    user = User.objects.create_user("own", is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client = Client()
    client.force_login(user)
    assert client.get(reverse("personas:index")).status_code == status
