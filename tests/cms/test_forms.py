"""A page with facts is published with somebody who answers for them, and a day."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from cms.models import Freshness
from tests import loaded
from tests.editing import editor, errors, send

pytestmark = pytest.mark.django_db
WITH_FACTS = [name for kind, name in loaded.EXAMPLES.items() if issubclass(kind, Freshness)]


@pytest.mark.parametrize("name", WITH_FACTS)
@pytest.mark.parametrize("field", ["unit", "verify_by"])
def test_without_it_a_page_is_refused_at_the_field_and_kept_as_a_draft(name, field):
    client, page = editor(), loaded.page(name)
    setattr(page, field, None)
    assert list(errors(send(client, page, publish=True))) == [field]
    assert errors(send(client, page, publish=False)) == {}
    assert loaded.page(name).has_unpublished_changes


def test_a_translation_takes_both_from_its_source():
    page = loaded.page("page:rent", "en")
    page.unit = None
    assert errors(send(editor(), page, publish=True)) == {}


def test_nor_is_it_published_from_a_list():
    client, page = editor(), loaded.page("page:rent")
    page.verify_by = None
    send(client, page, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}&next=/admin/", follow=True)
    assert loaded.page("page:rent").verify_by
    assert page.title in " ".join(map(str, response.context["messages"]))


def test_a_draft_below_a_page_of_a_list_counts_too():
    client, page = editor(), loaded.page("page:rent")
    page.verify_by = None
    send(client, page, publish=False)
    loaded.page("page:rent").unpublish()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    above = page.get_parent()
    client.post(f"{address}?id={above.pk}&next=/admin/", {"include_descendants": "on"})
    assert not loaded.page("page:rent").live


def test_everything_that_is_loaded_has_both():
    for kind in get_page_models():
        if issubclass(kind, Freshness):
            pages = kind.objects.filter(locale__language_code="sv")
            assert pages.exists(), kind
            assert not pages.filter(unit=None).exists(), kind
            assert not pages.filter(verify_by=None).exists(), kind
