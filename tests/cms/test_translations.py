"""Translations follow their Swedish page, and never show Swedish under another flag."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.models import ArticlePage, Term
from cms.translations import is_complete
from home.models import LoadedItem
from tests import loaded
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what waits for the end of a transaction when a block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key)


def test_every_page_arrives_as_a_finished_translation():
    unfinished = [
        str(translation)
        for translation in Translation.objects.select_related("source")
        if not is_complete(translation)
    ]
    assert unfinished == []


def test_every_page_of_the_content_exists_in_both_languages():
    swedish, english = (
        LoadedItem.objects.filter(language=code, page__live=True).count() for code in ("sv", "en")
    )
    assert swedish == english > 200


@pytest.mark.parametrize("kind", loaded.EXAMPLES, ids=lambda kind: kind.__name__)
def test_the_side_by_side_editor_opens_for_every_page_type(admin_client, kind):
    page = loaded.page(loaded.EXAMPLES[kind], "en")
    answer = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    assert "wagtail_localize/admin/edit_translation.html" in [t.name for t in answer.templates]


def test_publishing_a_swedish_page_tells_the_translators_what_is_new(committed):
    with committed():
        page = publish(loaded.page("page:rent"), lead="En helt ny mening.")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    assert "En helt ny mening." in source.content_json
    assert not is_complete(translation_of(page))


def test_a_changed_sentence_puts_no_swedish_on_the_english_page(committed):
    english = loaded.page("page:rent", "en")
    with committed():
        publish(loaded.page("page:rent"), lead="En helt ny mening.")
    assert loaded.page("page:rent", "en").lead == english.lead


def test_a_changed_phone_number_reaches_the_english_page_at_once(committed):
    page = loaded.page("org:pitebo")
    points = page.contact_points.get_prep_value()
    points[0]["value"]["phone"] = "0911-12 34 56"
    with committed():
        publish(page, contact_points=points)
    assert loaded.page("org:pitebo", "en").contact_points[0].value["phone"] == "0911-12 34 56"


def test_a_changed_unit_reaches_the_english_page_also_when_it_is_taken_away(committed):
    page = loaded.page("page:rent")
    other = Term.objects.create(kind="unit", key="new", name="Ny enhet", locale=page.locale)
    with committed():
        publish(page, unit=other)
    assert loaded.page("page:rent", "en").unit == other
    with committed():
        publish(page, unit=None)
    assert loaded.page("page:rent", "en").unit is None


def test_a_translation_that_is_not_published_stays_a_draft(committed, english):
    page = ArticleFactory(parent=loaded.page("page:home"), title="Ny sida")
    with committed():
        translate_object(page, [english])
    with committed():
        publish(page, verify_by="2030-01-01")
    assert not page.get_translation(english).live


def test_submitting_a_page_for_translation_publishes_nothing(committed, english):
    page = ArticleFactory(parent=loaded.page("page:home"), title="Ny sida")
    with committed():
        translate_object(page, [english])
    assert not page.get_translation(english).live
    assert page.get_translation(english).alias_of is None


def test_no_language_is_filled_with_aliases(admin_client):
    assert not Page.objects.exclude(alias_of=None).exists()
    assert not LocaleSynchronization.objects.exists()


def test_arabic_pages_take_the_address_of_their_source():
    arabic = Locale.objects.get(language_code="ar")
    home = loaded.page("page:home")
    page = ArticleFactory(parent=home, title="Första sidan", slug="forsta")
    translated = page.copy_for_translation(arabic)
    translated.title, translated.slug = "الصفحة الأولى", ""
    translated.save_revision().publish()
    assert ArticlePage.objects.get(pk=translated.pk).slug == "forsta"


def texts(page):
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def test_machine_keys_are_not_shown_to_translators():
    step = loaded.page("step:about_the_move")
    paths = [path for path, _text in texts(step)]
    assert any(path.endswith("label") for path in paths)
    assert not [path for path in paths if path.split(".")[-1] in {"key", "kind", "asked_of"}]
    assert not [path for path, _ in texts(loaded.page("org:pitebo")) if path.endswith("phone")]


def test_nobody_can_translate_a_key():
    for name in ("task:join-pitebo-queue", "step:about_the_move", "journey:moving-to-pitea"):
        assert "key" not in [path for path, _text in texts(loaded.page(name))]


def test_links_to_pages_lead_to_the_translation(client):
    english = client.get(loaded.page("page:rent", "en").url).content.decode()
    assert loaded.page("org:pitebo", "en").url in english
    assert loaded.page("org:pitebo", "sv").url not in english


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_page_can_be_moved_with_its_translation_kept(code):
    page = loaded.page("page:rent", code)
    page.move(loaded.page("page:home", code), pos="last-child")
    assert loaded.page("page:rent", code).get_parent().specific == loaded.page("page:home", code)
