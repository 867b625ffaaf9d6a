"""What all tests share: a database that holds the content of Piteå."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.template import Context, Template
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString

from tests import content_database

ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(scope="session")
def content_folder() -> Path:
    """A data folder with all content loaded, for copying."""
    return content_database.folder()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the loaded database is used as it is; on PostgreSQL it is copied."""
    return ON_SQLITE


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if ON_SQLITE:
        folder = request.getfixturevalue("content_folder")
        copy = tmp_path_factory.mktemp("database") / "db.sqlite3"
        shutil.copy(folder / "db.sqlite3", copy)
        settings.DATABASES["default"]["TEST"]["NAME"] = str(copy)
        settings.MEDIA_ROOT = folder / "media"
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        # scripts/tests.py has loaded the content into the database that it names.
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = settings.DATABASES["default"]["NAME"]
        settings.MEDIA_ROOT = settings.DATA_DIR / "media"


@pytest.fixture(scope="session", autouse=True)
def pages_are_told_of_once(django_test_environment: None) -> None:
    """Let the test client hear of the template of a page, and not of every part in it.

    It copies everything that a template knows whenever one is drawn: a fifth of the time of a
    plan, whose rows are parts.
    """

    def draw(self: Template, context: Context) -> SafeString:
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    # Put back by Django when the tests are over.
    Template._render = draw


@pytest.fixture(autouse=True)
def begins_in_swedish() -> None:
    """The language of a page that an earlier test opened must not be spoken on."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def own_content_version(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test wrote and rolled back must not be met again in what the process keeps.

    A database gives the numbers of rolled-back log entries anew.
    """
    from cms import versions

    newest, test = versions._newest_entries, request.node.nodeid

    def own() -> tuple[Any, ...]:
        entries = newest()
        _as_loaded.append(min([entries, *_as_loaded]))
        del _as_loaded[:-1]
        return entries if entries == _as_loaded[0] else (*entries, test)

    monkeypatch.setattr(versions, "_newest_entries", own)


_as_loaded: list[tuple[Any, ...]] = []


@pytest.fixture
def own_media(tmp_path: Path, settings: Any) -> Path:
    """A media folder of the test's own, and nothing remembered of the pictures of another test.

    Wagtail keeps renditions by the number of their picture, which a database gives anew.
    """
    caches["default"].clear()
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
