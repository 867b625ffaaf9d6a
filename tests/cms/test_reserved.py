"""No page can hide behind an address of the program's own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, get_resolver
from django.utils.translation import override

from cms.reserved import RESERVED
from tests import loaded
from tests.factories.pages import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [*sorted(RESERVED), "sv", "en"])
def test_a_page_below_the_start_page_cannot_take_an_address_of_the_program(slug):
    page = ArticleFactory.build(title="Ny sida", slug=slug)
    with pytest.raises(ValidationError, match=slug):
        loaded.page("page:home").add_child(instance=page)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_nor_can_one_that_exists_change_to_it(code):
    page = loaded.page("page:housing", code)
    page.slug = "sok"
    with pytest.raises(ValidationError):
        page.full_clean()


def test_further_down_the_address_is_free():
    assert ArticleFactory(parent=loaded.page("page:housing"), slug="sok").live


def first_parts(language):
    """Return what the addresses below /LANGUAGE/ begin with."""
    with override(language):
        prefixed = next(r for r in get_resolver().url_patterns if str(r.pattern) == f"{language}/")
        below = [pattern for app in prefixed.url_patterns for pattern in app.url_patterns]
        own = [p for p in below if isinstance(p, URLPattern) and p.name != "wagtail_serve"]
        return {str(pattern.pattern).split("/")[0] for pattern in own}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_address_of_the_program_is_reserved(language):
    parts = {part for part in first_parts(language) if part.replace("-", "").isalnum()}
    assert {"plan", "search"} & {p.name for p in _names(language)}
    assert parts <= RESERVED


def _names(language):
    with override(language):
        prefixed = next(r for r in get_resolver().url_patterns if str(r.pattern) == f"{language}/")
        return [pattern for app in prefixed.url_patterns for pattern in app.url_patterns]


def test_no_loaded_page_has_a_reserved_address():
    for code in ("sv", "en"):
        slugs = loaded.page("page:home", code).get_children().values_list("slug", flat=True)
        assert not RESERVED & set(slugs)
