"""Settings that a row of the list of pitfalls depends on."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import check_for_language

EXPECTED = {
    # L1: submitting a page for translation publishes nothing.
    "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE": False,
    # L15: custom base pages are not supported.
    "WAGTAIL_PAGE_MODEL": "wagtailcore.Page",
    # 4.6: addresses without å, ä, ö.
    "WAGTAIL_ALLOW_UNICODE_SLUGS": False,
    # F8 and 2.6: the admin tells no third party.
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
    "WAGTAIL_USER_TIME_ZONES": ["Europe/Stockholm"],
    # Safety S-05: the server fetches no address that somebody typed.
    "WAGTAILEMBEDS_FINDERS": [],
    # F11.
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": 40_000_000,
    "WAGTAILIMAGES_MAX_UPLOAD_SIZE": 8 * 1024 * 1024,
    "WAGTAILDOCS_MAX_UPLOAD_SIZE": 10 * 1024 * 1024,
    "WAGTAILDOCS_SERVE_METHOD": "serve_view",
    # 2.12: the words come stemmed, the database leaves them alone.
    "SESSION_SAVE_EVERY_REQUEST": False,
    "DEBUG": False,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_setting_is_as_it_must_be(name):
    assert getattr(settings, name) == EXPECTED[name]


def test_autosave_does_not_flood_the_revisions():
    assert settings.WAGTAIL_AUTOSAVE_INTERVAL >= 3000


def test_svg_and_web_pages_cannot_be_uploaded():
    allowed = {*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS}
    assert not allowed & {"svg", "svgz", "html", "htm", "js", "xml", "docm", "zip"}


def test_there_is_no_api_no_second_admin_and_no_styleguide():
    for app in settings.INSTALLED_APPS:
        assert not app.startswith(
            ("wagtail.api", "django.contrib.admin", "rest_framework", "ninja")
        )


def test_translation_and_index_need_no_worker():
    backends = {settings.TASKS["default"]["BACKEND"], settings.WAGTAILLOCALIZE_JOBS["BACKEND"]}
    assert {import_string(backend).__name__ for backend in backends} == {"ImmediateBackend"}


def test_no_page_is_kept_for_everybody_by_a_middleware():
    assert not [name for name in settings.MIDDLEWARE if "cache" in name.lower()]


def test_django_knows_every_language():
    """By its own catalogue or by ours, or it would take the language for another."""
    assert [code for code, _name in settings.LANGUAGES if not check_for_language(code)] == []


def test_cookies_are_hidden_from_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert {settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE} == {"Lax"}
