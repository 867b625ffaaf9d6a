"""An editor explains a word; whoever reads a page with it sees the meaning at once."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from cms.models import Explanation
from tests import loaded
from tests.editing import editor

pytestmark = pytest.mark.django_db
WORD = {"key": "bread", "word": "bröd", "forms": "brödet", "meaning": "Något att äta."}


def add(client, **changed):
    """Send the admin's form for a new word."""
    address = reverse("wagtailsnippets_cms_explanation:add")
    return client.post(f"{address}?locale=sv", WORD | changed)


@pytest.fixture
def leaf():
    """A public page that holds the word."""
    page = loaded.page("page:rent")
    page.lead = "Baka eget bröd."
    page.save_revision().publish()
    return page


def test_a_word_that_an_editor_adds_is_explained_on_the_next_page(client, leaf):
    assert "word-bread" not in client.get(leaf.url).content.decode()
    assert add(editor()).status_code == 302
    read = client.get(leaf.url).content.decode()
    assert "<strong>bröd </strong>Något att äta." in read


def test_a_changed_meaning_is_read_at_once(client, leaf):
    editing = editor()
    add(editing)
    row = Explanation.objects.get(key="bread")
    address = reverse("wagtailsnippets_cms_explanation:edit", args=[row.pk])
    editing.post(address, WORD | {"meaning": "Bakat av mjöl."})
    assert "Bakat av mjöl." in client.get(leaf.url).content.decode()


def test_a_form_of_another_word_is_refused_with_the_reason():
    editing = editor()
    add(editing)
    answer = add(editing, key="loaf", word="limpa", forms="bröd")
    assert answer.status_code == 200
    assert "bröd" in str(answer.context["form"].errors["forms"])
    assert not Explanation.objects.filter(key="loaf").exists()


def test_every_word_to_begin_with_is_there_in_both_languages():
    count = {
        code: Explanation.objects.filter(locale=Locale.objects.get(language_code=code)).count()
        for code in ("sv", "en")
    }
    assert count["sv"] == count["en"] > 40
