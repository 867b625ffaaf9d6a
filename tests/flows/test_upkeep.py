"""What grows old by itself is seen, mended where it is seen, and gone from the list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms import link_checks
from cms.models import OutgoingLink
from config.settings import base
from tests import loaded
from tests.editing import editor, send
from tests.factories.pages import ArticleFactory, publish
from tests.html import links
from tests.serving import page, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with serving() as running:
        settings.FETCHING_ALLOWED_PRIVATE = [running.netloc]
        settings.LINK_CHECK_HOURS = base.LINK_CHECK_HOURS
        yield running


def text(address):
    return [{"type": "text", "value": f'<p><a href="{address}">Läs mer</a></p>'}]


def to_do(browser):
    """Return what the first page of the admin says needs doing."""
    return browser.get("/admin/").content.decode()


def nights(number, time_machine):
    """Let the worker check links for so many nights."""
    for _night in range(number):
        tomorrow = timezone.localtime() + timedelta(days=1)
        time_machine.move_to(tomorrow.replace(hour=2, minute=0), tick=True)
        link_checks.run()
        time_machine.move_to(tomorrow.replace(hour=9, minute=0), tick=True)


def test_a_link_dies_is_seen_mended_and_forgotten(server, time_machine):
    OutgoingLink.objects.all().delete()
    server.paths |= {"/ny": page()}
    browser, article = (
        editor(),
        publish(
            ArticleFactory(parent=loaded.page("page:housing")),
            body=text(server.url("/borta")),
            unit=loaded.page("page:rent").unit,
            verify_by=timezone.localdate() + timedelta(days=100),
        ),
    )
    nights(1, time_machine)
    assert "länk till en annan webbplats är trasig" not in to_do(browser)
    nights(1, time_machine)
    assert "1 länk till en annan webbplats är trasig" in to_do(browser)
    assert reverse("links_report") in links(to_do(browser))
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert edit in links(browser.get(reverse("links_report")).content.decode())
    article.body = text(server.url("/ny"))
    assert send(browser, article, publish=True).status_code == 302
    assert "länk till en annan webbplats är trasig" not in to_do(browser)
    nights(3, time_machine)
    assert "länk till en annan webbplats är trasig" not in to_do(browser)


def test_a_translation_lags_is_seen_and_catches_up(
    client, time_machine, django_capture_on_commit_callbacks
):
    browser = editor()
    with django_capture_on_commit_callbacks(execute=True):
        source = publish(loaded.page("page:rent"), lead="En helt ny mening.")
    english = loaded.page("page:rent", "en")
    assert "English: översättningen av 1 sida är gammal" in to_do(browser)
    matrix = browser.get(reverse("translation_matrix"), {"state": "outdated"}).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert edit in links(matrix)
    assert "Den svenska sidan har nya texter sedan" in browser.get(edit).content.decode()
    newer = "The Swedish page is newer than this translation"
    assert newer not in client.get(english.url).content.decode()
    time_machine.move_to(timezone.localtime() + timedelta(days=15), tick=True)
    assert newer in client.get(english.url).content.decode()

    translation = Translation.objects.get(source__object_id=source.translation_key)
    segment = StringSegment.objects.get(source=translation.source, context__path="lead")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="A wholly new sentence.",
        translation_type="manual",
    )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    html = client.get(english.url).content.decode()
    assert newer not in html
    assert "A wholly new sentence." in html
    assert "är gammal" not in to_do(browser)
