"""What collectstatic makes of the site's own files."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from tests.css import FOLDER

LARGEST = 18_000
IMPORTED = ["tokens.css", "fonts.css", "base.css", "components.css"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory, django_test_environment):
    from django.test import override_settings

    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "config.static_files.OneSheetStorage"}
    }
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=storages,
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield settings.STATIC_ROOT / staticfiles_storage.stored_name("css/site.css")


def test_the_style_is_one_sheet_with_every_rule_and_no_comment(collected):
    sheet = collected.read_text()
    assert "@import" not in sheet
    assert "/*" not in sheet
    rules = sum(len(re.findall(r"\{", _bare(name))) for name in IMPORTED)
    assert sheet.count("{") == rules
    assert sheet.index("@layer tokens, base") < sheet.index("@font-face")


def _bare(name):
    return re.sub(r"/\*.*?\*/", "", (FOLDER / name).read_text(), flags=re.DOTALL)


def test_what_the_sheet_names_has_a_lasting_name_and_is_there(collected):
    named = re.findall(r'url\("([^"]+)"\)', collected.read_text())
    assert named
    for address in named:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        assert (collected.parent / address).exists(), address


def test_the_sheet_is_light(collected):
    assert len(gzip.compress(collected.read_bytes(), 9)) < LARGEST
    assert collected.with_name(f"{collected.name}.br").exists()
