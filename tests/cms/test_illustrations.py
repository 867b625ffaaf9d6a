"""A page shows its photograph, or else its scene, in the crop that fits."""

import pytest

from cms.illustrations import illustrate, whole_scene
from cms.models import ArticlePage
from cms.renditions import make
from cms.scenes import scenes
from tests import loaded
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory
from tests.html import elements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_media")]
OWN_WORDS = "Mormor vinkar i dörren."


@pytest.fixture
def article():
    return loaded.page("page:rent")


def test_a_page_without_either_shows_nothing():
    assert illustrate(ArticlePage(), "wide") is None


def test_a_scene_is_shown_where_there_is_no_photograph():
    shown = illustrate(ArticlePage(scene="birches", locale=loaded.page("page:rent").locale), "wide")
    assert shown.src.endswith("#wide")
    assert "birches" in shown.src
    assert (shown.width, shown.height) == (1200, 675)


def test_a_photograph_wins_over_a_scene(article):
    article.picture, article.scene = PictureFactory(), "birches"
    assert not illustrate(article, "wide").is_scene


def test_a_scene_that_the_folder_has_not_is_no_error(client, article):
    ArticlePage.objects.filter(pk=article.pk).update(scene="gone")
    assert "picture--top" not in client.get(article.url).content.decode()


def test_a_narrow_window_gets_a_crop_of_its_own(article):
    article.scene = "birches"
    (source,) = illustrate(article, "wide", narrow="tall").sources
    assert source.for_narrow
    assert source.srcset.endswith("#tall")


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_scene_is_described_in_the_language_of_the_page(code):
    page = loaded.page("page:rent", code)
    page.scene = "kick_sled"
    assert illustrate(page, "wide").alt == scenes()["kick_sled"].alt[code]


def test_the_words_of_an_editor_come_first(article):
    article.scene, article.picture_alt = "kick_sled", OWN_WORDS
    assert illustrate(article, "wide").alt == OWN_WORDS


def test_a_photograph_without_words_is_decoration(article):
    article.picture, article.scene = PictureFactory(), "kick_sled"
    assert illustrate(article, "wide").alt == ""


def test_a_photograph_is_offered_in_a_better_format_and_in_every_size(article):
    article.picture = PictureFactory()
    shown = illustrate(article, "wide", narrow="tall")
    assert [(source.kind, source.for_narrow) for source in shown.sources] == [("image/avif", False)]
    assert [size.split()[1] for size in shown.srcset.split(", ")] == ["480w", "960w", "1600w"]
    assert shown.src.endswith(".webp")


def test_neither_asks_the_database_for_much(article, django_assert_max_num_queries):
    article.scene, article.picture_alt = "birches", OWN_WORDS
    with django_assert_max_num_queries(0):
        illustrate(article, "wide", narrow="tall")
    article.picture = PictureFactory()
    make(article.picture)
    with django_assert_max_num_queries(1):
        illustrate(article, "wide", narrow="tall")


def test_a_scene_in_the_text_is_shown_whole(client, article):
    block = {"type": "scene", "value": {"scene": "library", "caption": "Måndag kväll"}, "id": "a"}
    publish(article, body=[block])
    html = client.get(article.url).content.decode()
    (shown,) = [image for _tag, image in elements(html, "img") if "library" in image["src"]]
    assert shown["alt"] == scenes()["library"].alt["sv"]
    assert shown["src"].endswith("#whole")
    assert "Måndag kväll" in html


def test_a_scene_by_itself_is_in_the_language_of_the_reader():
    assert whole_scene("library", "en").alt == scenes()["library"].alt["en"]
    assert whole_scene("gone", "en") is None
