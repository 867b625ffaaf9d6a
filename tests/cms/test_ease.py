"""How published pages read is counted, kept and shown where it is mended."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms import ease
from cms.models import Ease
from cms.upkeep import Need, in_need
from tests import loaded
from tests.factories.pages import publish

pytestmark = pytest.mark.django_db
EASY = "<p>Du får ett brev. I brevet står ditt nummer. Spara brevet. Du kan visa det.</p>" * 4
HARD = (
    "<p>Folkbokföringsförfattningarna förutsätter beslutsunderlagskompletteringar"
    " beträffande inflyttningsanmälningar, bostadsanpassningsbidragsansökningar och"
    " försäkringskasseregistreringar innan handläggningsprocesserna slutförs.</p>"
) * 4


def with_text(html, name="page:rent", **fields):
    return publish(loaded.page(name), body=[{"type": "text", "value": html}], **fields)


def hard():
    return set(in_need(Page.objects.all(), Need.HARD).values_list("pk", flat=True))


def test_a_page_is_measured_when_it_is_published():
    page = with_text(HARD)
    assert page.ease.lix > 50
    assert page.pk in hard()
    page = with_text(EASY)
    assert Ease.objects.get(page=page).lix < 40
    assert page.pk not in hard()


def test_a_draft_is_not_measured():
    page = with_text(EASY)
    page.body = [{"type": "text", "value": HARD}]
    page.save_revision()
    assert page.pk not in hard()


def test_pages_of_the_content_keep_within_their_limit():
    ease.fill()
    assert Ease.objects.filter(page__live=True).count() > 300
    assert not hard()


def test_a_page_that_was_never_measured_is_caught_up_with():
    page = with_text(HARD)
    Ease.objects.all().delete()
    ease.fill()
    assert page.pk in hard()


def test_a_few_words_say_nothing_about_a_page():
    page = with_text("<p>Bostadsanpassningsbidrag.</p>", "page:easy_read", lead="Kort.")
    Ease.objects.all().delete()
    page.title, page.short_answer = "Folkbokföringsmyndigheten", ""
    ease.keep(page)
    assert Ease.objects.get(page=page).words < ease.FEWEST_WORDS
    assert page.pk not in hard()


def test_a_task_is_held_to_less_than_an_article():
    task, article = loaded.page("task:join-pitebo-queue"), loaded.page("page:rent")
    row = Ease(lix=36.2, sentence_length=9, words=100)
    assert ease.verdict(row, article).endswith("40")
    assert ease.verdict(row, task).endswith("35")


def test_english_is_held_to_its_sentences():
    page = loaded.page("page:rent", "en")
    long = " ".join(["word"] * 30)
    page.body = [{"type": "text", "value": f"<p>{long}.</p>" * 20}]
    page.save_revision().publish()
    assert page.pk in hard()
    assert "högst 15" in ease.verdict(Ease.objects.get(page=page), page)


def test_the_address_of_a_page_is_not_read():
    page = loaded.page("page:rent")
    before = Ease.objects.get(page=publish(page)).words
    publish(page, search_description="En beskrivning med många ord som ingen läser här.")
    assert Ease.objects.get(page=page).words == before


def test_the_report_shows_the_number_and_leads_to_the_page(admin_client):
    page = with_text(HARD)
    html = admin_client.get("/admin/reports/upkeep/", {"need": "hard"}).content.decode()
    assert "högst 40" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_the_report_as_a_spreadsheet_has_the_number(admin_client):
    page = with_text(HARD)
    answer = admin_client.get("/admin/reports/upkeep/", {"need": "hard", "export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert f"{Ease.objects.get(page=page).lix}" in text


def test_the_editor_sees_the_number_beside_the_page(admin_client):
    page = with_text(HARD)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "högst 40" in html
    assert "Kortare meningar" in html


def test_the_editor_of_an_easy_page_is_told_so(admin_client):
    page = with_text(EASY)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Den publicerade texten är lagom lätt" in html


def test_a_translator_is_told_when_the_translation_is_hard(admin_client):
    page = loaded.page("page:rent", "en")
    Ease.objects.update_or_create(
        page_id=page.pk,
        defaults={"lix": 50, "sentence_length": 18.5, "words": 90, "is_hard": True},
    )
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "18,5 ord i en mening, högst 15" in html


def test_the_first_page_of_the_admin_counts_hard_pages(admin_client):
    with_text(HARD)
    assert "1 sida är svår att läsa" in admin_client.get("/admin/").content.decode()
