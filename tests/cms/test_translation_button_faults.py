"""How things are translated is asked for once for a whole list, and told as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as theirs
from wagtail_localize.models import Translation

from cms import translation_button_faults as ours
from cms.models import Term

pytestmark = pytest.mark.django_db


def told(buttons):
    return [
        (button.label, button.url, button.attrs.get("aria-label"), button.priority)
        for button in buttons
    ]


@pytest.fixture
def some_stopped():
    """Every third translation is not kept up any more, and one is an alias."""
    numbers = list(Translation.objects.order_by("pk").values_list("pk", flat=True))[::3]
    Translation.objects.filter(pk__in=numbers).update(enabled=False)
    original, other = Page.objects.filter(depth=4, alias_of=None).order_by("-pk")[:2]
    Page.objects.filter(pk=other.pk).update(alias_of=original)


def test_pages_have_the_buttons_and_actions_of_wagtail_localize(admin_user, some_stopped):
    pages = list(Page.objects.filter(depth__gt=1).order_by("pk"))
    ours.ask_for_all(pages)
    restart = theirs.RestartTranslationPageActionMenuItem()
    convert = theirs.ConvertToAliasPageActionMenuItem()
    for page in pages[:: max(1, len(pages) // 60)]:
        expected = told(theirs.page_listing_more_buttons(page, admin_user, next_url="/admin/"))
        assert told(ours.page_buttons(page, admin_user, next_url="/admin/")) == expected
        context = {"view": "edit", "page": page}
        assert ours.of(page).may_restart == ours.unmended_restart(restart, context)
        assert ours.of(page).may_become_alias == ours.unmended_convert(convert, context)


def test_words_have_the_buttons_of_wagtail_localize(admin_user, some_stopped):
    words = list(Term.objects.order_by("pk")[:40])
    ours.ask_for_all(words)
    for word in words:
        expected = told(theirs.register_snippet_listing_buttons(word, admin_user, "/admin/"))
        assert told(ours.snippet_buttons(word, admin_user, "/admin/")) == expected


def test_a_page_asked_for_alone_has_the_same_answer(some_stopped):
    pages = list(Page.objects.filter(depth__gt=1).order_by("pk")[:5])
    ours.ask_for_all(pages)
    alone = [ours.of(Page.objects.get(pk=page.pk)) for page in pages]
    assert alone == [ours.of(page) for page in pages]


def test_who_may_not_translate_has_no_buttons(django_user_model):
    nobody = django_user_model.objects.create_user("ingen", email="ingen@example.com")
    page = Page.objects.filter(depth=3).first()
    assert list(ours.page_buttons(page, nobody)) == []


def test_many_pages_take_two_queries(django_assert_num_queries):
    pages = list(Page.objects.filter(depth__gt=1)[:50])
    with django_assert_num_queries(2):
        ours.ask_for_all(pages)


def test_upstream_still_needs_the_mending(admin_user):
    """Fails once wagtail-localize asks for all rows; then the module can go."""
    pages = list(Page.objects.filter(depth__gt=1)[:10])
    with CaptureQueriesContext(connection) as captured:
        for page in pages:
            list(theirs.page_listing_more_buttons(page, admin_user))
    assert len(captured) >= 2 * len(pages)
