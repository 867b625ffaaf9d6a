"""The loader makes pages from files, once, and never takes one from its editor."""

import io
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex, Site

from cms.models import ArticlePage, Term
from cms.pairing import Unpaired
from home.content_files import ContentFiles
from home.loading import ContentLoader
from home.management.commands.load_content import FOLDER
from home.markdown import WrongContent
from home.models import LoadedItem
from tests import loaded
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db
RENT = "pages/home/housing/rent"


@pytest.fixture
def load(django_capture_on_commit_callbacks):
    """Load content files, with what happens after each commit."""

    def load(folder=FOLDER):
        with django_capture_on_commit_callbacks(execute=True):
            return ContentLoader(ContentFiles(folder)).load()

    return load


@pytest.fixture
def folder(tmp_path):
    """The content files, to change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "content"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def new_article(folder, key="sauna"):
    """Write the files of one more article."""
    below = folder / "pages/home/housing" / key
    shutil.copytree(folder / RENT, below)
    for name in ("sv.md", "en.md"):
        (below / name).write_text("## Bastu\n\nVarm.\n")
    for old, new in (("key: rent", f"key: {key}"), ("slug:", "slug: {sv: bastu, en: sauna}\nold:")):
        change(below / "page.yaml", old, new)
    return below


def test_the_second_time_nothing_changes(load):
    before = set(Page.objects.values_list("pk", "title", "latest_revision_id"))
    report = load()
    assert report.counts.keys() == {"unchanged"}
    assert set(Page.objects.values_list("pk", "title", "latest_revision_id")) == before


def test_a_changed_file_changes_page_and_translation(load, folder):
    change(folder / RENT / "page.yaml", "title:", "title: {sv: Hyra hem, en: Rent a home}\nold:")
    assert load(folder).counts["changed"] == 1
    assert loaded.page("page:rent").title == "Hyra hem"
    assert loaded.page("page:rent", "en").title == "Rent a home"


def test_a_file_that_changes_twice_changes_both_pages_twice(load, folder):
    task = folder / "journey/tasks/join-pitebo-queue.yaml"
    change(task, "verify_by: 2027", "verify_by: 2028")
    load(folder)
    change(task, "PiteBos bostadskö\n", "PiteBos kö\n")
    change(task, "Join the PiteBo housing queue", "Join the queue")
    load(folder)
    assert loaded.page("task:join-pitebo-queue").title == "Ställ dig i PiteBos kö"
    assert loaded.page("task:join-pitebo-queue", "en").title == "Join the queue"


def test_what_an_editor_changed_is_kept(load, folder):
    publish(loaded.page("page:rent"), title="Redaktörens")
    change(folder / RENT / "page.yaml", "verify_by: 2027", "verify_by: 2028")
    report = load(folder)
    assert loaded.page("page:rent").title == "Redaktörens"
    assert report.kept == ["page:rent"]


def test_an_editors_draft_is_kept_too(load, folder):
    page = loaded.page("page:rent")
    page.title = "Utkast"
    page.save_revision()
    change(folder / RENT / "page.yaml", "verify_by: 2027", "verify_by: 2028")
    assert load(folder).counts["kept"] == 1
    assert loaded.page("page:rent").get_latest_revision_as_object().title == "Utkast"


def test_what_a_translator_changed_is_kept_while_the_swedish_page_goes_on(load, folder):
    publish(loaded.page("page:rent", "en"), title="The translator's")
    change(folder / RENT / "page.yaml", "title:", "title: {sv: Hyra hem, en: Rent a home}\nold:")
    load(folder)
    assert loaded.page("page:rent").title == "Hyra hem"
    assert loaded.page("page:rent", "en").title == "The translator's"


def test_a_deleted_page_is_not_made_again(load, folder):
    loaded.page("page:sfi").delete()
    report = load(folder)
    assert report.kept == ["page:sfi"]
    assert not ArticlePage.objects.filter(slug="sfi", locale__language_code="sv").exists()


def test_other_pages_lose_only_their_link_to_a_deleted_one(load, folder):
    page = loaded.page("page:study")
    text = (folder / "pages/home/study/sv.md").read_text()
    assert "page:sfi" in text or "sfi" in text
    loaded.page("page:sfi").delete()
    change(folder / "pages/home/study/page.yaml", "verify_by: 2027", "verify_by: 2028")
    assert load(folder).counts["changed"] == 1
    assert loaded.page("page:study").verify_by.year == 2028
    assert loaded.page("page:study").pk == page.pk


def test_nothing_is_made_below_a_deleted_page(load, folder):
    loaded.page("page:housing").delete()
    new_article(folder)
    assert "page:sauna" in load(folder).kept
    assert not LoadedItem.objects.filter(key="page:sauna").exists()


def test_a_new_file_becomes_a_page_in_both_languages(load, folder):
    new_article(folder)
    assert load(folder).counts["new"] == 1
    assert loaded.page("page:sauna").url.endswith("/bastu/")
    assert loaded.page("page:sauna", "en").url.endswith("/sauna/")


@pytest.mark.parametrize("stage", ["_publish", "_translate"])
def test_cut_short_it_goes_on_the_next_time(load, folder, monkeypatch, stage):
    new_article(folder)
    with monkeypatch.context() as cut:
        cut.setattr(ContentLoader, stage, _cut)
        with pytest.raises(KeyboardInterrupt):
            load(folder)
    load(folder)
    assert loaded.page("page:sauna").live
    assert loaded.page("page:sauna", "en").live


def _cut(*args):
    raise KeyboardInterrupt


def test_texts_of_different_shape_are_refused(load, folder):
    below = new_article(folder)
    (below / "en.md").write_text("## Sauna\n\nHot.\n\nWet.\n")
    with pytest.raises(Unpaired, match="pieces"):
        load(folder)


def test_a_photograph_that_an_editor_chose_is_kept(load, folder, own_media):
    publish(loaded.page("page:rent"), picture=PictureFactory())
    change(folder / RENT / "page.yaml", "key: rent", "key: rent\nscene: birches")
    assert load(folder).counts["kept"] == 1
    assert loaded.page("page:rent").picture


def test_a_scene_stands_on_a_page_and_its_translation(load, folder):
    change(folder / RENT / "page.yaml", "key: rent", "key: rent\nscene: birches")
    load(folder)
    assert {loaded.page("page:rent", code).scene for code in ("sv", "en")} == {"birches"}


def test_a_scene_that_there_is_no_drawing_for_is_refused(load, folder):
    change(folder / RENT / "page.yaml", "key: rent", "key: rent\nscene: palms")
    with pytest.raises(WrongContent, match="palms"):
        load(folder)


def test_a_word_that_an_editor_changed_is_kept(load):
    Term.objects.filter(key="housing", locale__language_code="sv").update(name="Boende")
    load()
    assert Term.objects.get(key="housing", locale__language_code="sv").name == "Boende"


def test_the_name_of_the_site_is_the_operators(load, folder):
    Site.objects.update(hostname="inflyttare.example.com", port=443)
    (folder / "pages/home/sv.md").write_text((folder / "pages/home/sv.md").read_text() + "\n")
    assert load(folder).counts["changed"] == 1
    assert Site.objects.get().hostname == "inflyttare.example.com"


def test_references_of_new_pages_are_known(load, folder):
    below = new_article(folder)
    (below / "sv.md").write_text("[Sfi](page:sfi)\n")
    (below / "en.md").write_text("[SFI](page:sfi)\n")
    load(folder)
    sources = ReferenceIndex.get_references_to(loaded.page("page:sfi"))
    assert str(loaded.page("page:sauna").pk) in {row.object_id for row in sources}


def test_the_command_says_what_it_did(folder):
    publish(loaded.page("page:rent"), title="Redaktörens")
    change(folder / RENT / "page.yaml", "verify_by: 2027", "verify_by: 2028")
    said = io.StringIO()
    call_command("load_content", folder=folder, stdout=said)
    assert re.search(r"Loaded content: 1 kept, \d+ unchanged\.", said.getvalue())
    assert "Left as the editor made it: page:rent" in said.getvalue()
