"""Editors see at once that a translation lags, readers after a time; both see the machine."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms import translation_states
from cms.models import TranslationState
from cms.upkeep import Need, in_need
from tests import loaded
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db
BEHIND = "The Swedish page is newer than this translation."
MACHINE = "Machine translated"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what waits for the end of a transaction when a block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def changed(committed):
    """The page about renting, with a new Swedish lead."""
    with committed():
        return publish(loaded.page("page:rent"), lead="En helt ny mening.")


def translation_of(page):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code="en"
    )


def state_of(page):
    return TranslationState.objects.filter(translation=translation_of(page)).first()


def translate(page, text="A wholly new sentence.", **fields):
    """Translate what is open on a page, and publish nothing."""
    translation = translation_of(page)
    for segment in StringSegment.objects.filter(source=translation.source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": text, "translation_type": "manual", **fields},
        )
    return translation


def passed(days):
    """Let so many days have passed since every translation began to lag."""
    TranslationState.objects.update(open_since=timezone.now() - timedelta(days=days))


def english(client, name="page:rent"):
    return client.get(loaded.page(name, "en").url).content.decode()


def test_a_changed_text_is_remembered_from_the_first_day(changed, committed):
    since = state_of(changed).open_since
    assert since
    with committed():
        publish(loaded.page("page:rent"), lead="Ännu en ny mening.")
    assert state_of(changed).open_since == since


def test_a_changed_day_makes_nothing_lag(committed):
    with committed():
        page = publish(loaded.page("page:housing"), verified_on="2026-01-01")
    assert state_of(page) is None or state_of(page).open_since is None


def test_a_translation_lags_until_it_is_published(changed, committed):
    translation = translate(changed)
    assert state_of(changed).open_since
    assert changed.pk in in_need(type(changed).objects.all(), Need.OUTDATED, "en").values_list(
        "pk", flat=True
    )
    with committed():
        translation.save_target(publish=True)
    assert state_of(changed).open_since is None


def test_a_translation_published_half_done_goes_on_lagging(changed, committed):
    since = state_of(changed).open_since
    with committed():
        translation_of(changed).save_target(publish=True)
    assert state_of(changed).open_since == since


def test_a_draft_of_a_translation_lags_behind_nothing(committed):
    page = publish(ArticleFactory(parent=loaded.page("page:home")))
    with committed():
        translate_object(page, [Locale.objects.get(language_code="en")])
    with committed():
        publish(page, lead="En annan mening.")
    assert state_of(page) is None


@pytest.mark.parametrize(("days", "told"), [(0, False), (13, False), (14, True), (400, True)])
def test_readers_are_told_after_a_time_of_grace(client, changed, days, told):
    passed(days)
    assert (BEHIND in english(client)) == told


def test_the_time_of_grace_is_a_setting(client, changed, settings):
    settings.TRANSLATION_GRACE_DAYS = 0
    assert BEHIND in english(client)


def test_the_swedish_page_is_one_click_away(client, changed):
    passed(30)
    assert f'<a href="{changed.url}" hreflang="sv">' in english(client)


def test_readers_of_the_swedish_page_are_told_nothing(client, changed):
    passed(30)
    assert 'hreflang="sv">' not in client.get(changed.url).content.decode().split("<main")[1]


def test_readers_are_told_nothing_when_it_is_mended(client, changed, committed):
    passed(30)
    assert BEHIND in english(client)
    with committed():
        translate(changed).save_target(publish=True)
    assert BEHIND not in english(client)


def test_a_page_in_step_says_nothing(client):
    html = english(client, "page:work")
    assert BEHIND not in html
    assert MACHINE not in html


def test_it_costs_readers_no_query(client, changed, django_assert_num_queries):
    from tests.home.test_queries import queries

    address = loaded.page("page:rent", "en").url
    before = queries(client, address)
    passed(30)
    publish(loaded.page("page:work"))
    assert BEHIND in english(client)
    assert queries(client, address) == before


# By machine -------------------------------------------------------------------


def test_readers_see_what_a_machine_wrote_once_it_is_published(client, changed, committed):
    translation = translate(changed, translation_type="machine", tool_name="Maskin")
    assert MACHINE not in english(client)
    with committed():
        translation.save_target(publish=True)
    html = english(client)
    assert MACHINE in html
    assert f'<a href="{changed.url}" hreflang="sv">' in html


def test_what_a_translator_edits_afterwards_counts_as_human(client, changed, committed):
    with committed():
        translate(changed, translation_type="machine").save_target(publish=True)
    StringTranslation.objects.filter(translation_type="machine").update(translation_type="manual")
    with committed():
        translation_of(changed).save_target(publish=True)
    assert MACHINE not in english(client)


# Editors ----------------------------------------------------------------------


def opened(admin_client):
    page = loaded.page("page:rent", "en")
    return admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_a_translator_is_told_at_once_and_when_readers_will_be(admin_client, changed, settings):
    html = opened(admin_client)
    assert "Den svenska sidan har nya texter sedan" in html


def test_a_translator_is_told_of_the_machine(admin_client, changed, committed):
    with committed():
        translate(changed, translation_type="machine").save_target(publish=True)
    assert "En maskin har skrivit" in opened(admin_client)


def test_a_translator_of_a_page_in_step_is_told_nothing(admin_client):
    html = opened(admin_client)
    assert "nya texter sedan" not in html
    assert "En maskin har skrivit" not in html


# Catching up ------------------------------------------------------------------


def test_what_lagged_before_anybody_counted_is_caught_up_with(changed):
    TranslationState.objects.all().delete()
    translation_states.catch_up()
    assert state_of(changed).open_since
    assert TranslationState.objects.count() == 1


def test_catching_up_leaves_alone_what_is_counted(changed):
    passed(30)
    since = state_of(changed).open_since
    translation_states.catch_up()
    assert state_of(changed).open_since == since
