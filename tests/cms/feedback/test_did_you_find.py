"""Whether a page helped: two buttons, a line of text, nobody's name."""

import pytest

from cms.feedback.models import ReaderAnswer
from tests import loaded
from tests.html import elements, links

pytestmark = pytest.mark.django_db

EXAMPLES = {
    "section": "page:housing",
    "article": "page:rent",
    "place": "page:ojebyn",
    "story": "page:story_returners",
    "directory": "directory:directory",
    "organisation": "org:pitebo",
    "journey": "journey:moving-to-pitea",
    "phase": "phase:before",
    "step": "step:about_the_move",
    "task": "task:join-pitebo-queue",
}


@pytest.fixture
def page():
    """A page to answer about."""
    return loaded.page("page:rent")


def asking(html):
    """Return the form that asks, and its buttons."""
    forms = [a for _tag, a in elements(html, "form") if "feedback" in a.get("class", "")]
    return forms, [a["value"] for _tag, a in elements(html, "button") if a.get("name") == "found"]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_page_that_is_read_asks(client, kind, code):
    answer = client.get(loaded.page(EXAMPLES[kind], code).url)
    (form,), buttons = asking(answer.content)
    assert form["method"] == "post"
    assert buttons == ["yes", "no"]
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/sv/", "/sv/min-plan/", "/sv/sok/", "/sv/finns-inte/"])
def test_what_is_not_a_page_of_its_own_does_not_ask(client, path):
    assert asking(client.get(path).content) == ([], [])


def test_the_page_is_the_same_for_everybody(client, page):
    assert client.get(page.url).content == client.get(page.url).content


@pytest.mark.parametrize(("said", "found"), [("yes", True), ("no", False)])
def test_one_press_counts_without_a_cookie(client, page, said, found):
    (form,), _buttons = asking(client.get(page.url).content)
    answer = client.post(form["action"], {"found": said}, follow=True)
    assert answer.status_code == 200
    assert not client.cookies
    kept = ReaderAnswer.objects.get()
    assert (kept.page_id, kept.found, kept.text) == (page.pk, found, "")
    assert page.url in links(answer.content)


def test_words_are_added_on_the_next_page(client, page):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).headers["Location"]
    client.post(thanks, {"text": "Vad kostar kön?", "reason": "missing"})
    kept = ReaderAnswer.objects.get()
    assert (kept.text, kept.reason) == ("Vad kostar kön?", "missing")
    assert b"<textarea" not in client.get(thanks).content
    assert not client.cookies


def test_words_are_added_once(client, page):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).headers["Location"]
    client.post(thanks, {"text": "Först"})
    client.post(thanks, {"text": "Sedan"})
    assert ReaderAnswer.objects.get().text == "Först"


def test_nobody_adds_words_to_the_answer_of_another(client, page):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).headers["Location"]
    number = ReaderAnswer.objects.get().pk
    for ticket in (f"{number}", f"{number}:forged", thanks.split("/")[-2].replace(":", ":x")):
        answer = client.post(f"/sv/hittade-du/tack/{ticket}/", {"text": "Falskt"})
        assert answer.status_code == 404
    assert ReaderAnswer.objects.get().text == ""


def test_a_double_click_is_one_answer(client, page):
    for _click in range(3):
        assert client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).status_code == 302
    assert ReaderAnswer.objects.count() == 1


def test_the_same_answer_later_or_from_elsewhere_counts_again(client, page, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"})
    client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}, REMOTE_ADDR="192.0.2.9")
    time_machine.move_to("2026-11-23 12:01:00+01:00", tick=False)
    client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"})
    assert ReaderAnswer.objects.count() == 3


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_counts_nothing(client, page, method):
    answer = getattr(client, method)(f"/sv/hittade-du/{page.pk}/?found=no")
    assert answer.status_code == 200
    assert not ReaderAnswer.objects.exists()


@pytest.mark.parametrize("said", ["", "maybe", "yes,no"])
def test_an_answer_that_is_none_is_asked_for_once_more(client, page, said):
    answer = client.post(f"/sv/hittade-du/{page.pk}/", {"found": said})
    assert asking(answer.content)[1] == ["yes", "no"]
    assert not ReaderAnswer.objects.exists()


def test_another_site_cannot_make_its_visitors_answer(client, page):
    address, elsewhere = f"/sv/hittade-du/{page.pk}/", {"sec-fetch-site": "cross-site"}
    answer = client.post(address, {"found": "no"}, headers=elsewhere)
    assert asking(answer.content)[1] == ["yes", "no"]
    assert not ReaderAnswer.objects.exists()
    client.post(address, {"found": "no"}, headers={"sec-fetch-site": "same-origin"})
    assert ReaderAnswer.objects.count() == 1


def test_hidden_and_unknown_pages_cannot_be_answered_about(client, page):
    loaded.hide(page)
    for number in (page.pk, 10**9, loaded.page("page:home").pk):
        assert client.post(f"/sv/hittade-du/{number}/", {"found": "no"}).status_code == 404
    assert not ReaderAnswer.objects.exists()


def test_too_many_answers_have_to_wait(client, page, monkeypatch):
    monkeypatch.setattr("cms.feedback.views.ANSWERS_AN_HOUR", 2)
    address = f"/sv/hittade-du/{page.pk}/"
    codes = [client.post(address, {"found": said}).status_code for said in ("no", "yes", "no")]
    assert codes == [302, 302, 429]
    assert ReaderAnswer.objects.count() == 2


def test_words_that_are_held_back_are_still_there(client, page, monkeypatch):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).headers["Location"]
    monkeypatch.setattr("cms.feedback.views.ANSWERS_AN_HOUR", 0)
    answer = client.post(thanks, {"text": "Vad kostar kön?"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert "Vad kostar kön?" in answer.content.decode()


def test_a_personnummer_is_asked_about_and_can_be_sent(client, page):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "yes"}).headers["Location"]
    words = {"text": "Jag är 850101-1234"}
    answer = client.post(thanks, words)
    assert answer.status_code == 200
    assert "850101-1234" in answer.content.decode()
    assert ReaderAnswer.objects.get().text == ""
    client.post(thanks, {**words, "keep_number": "on"})
    assert ReaderAnswer.objects.get().text == "Jag är 850101-1234"


def test_long_words_come_back_with_what_is_wrong(client, page):
    thanks = client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}).headers["Location"]
    answer = client.post(thanks, {"text": "x" * 501})
    assert "x" * 501 in answer.content.decode()
    assert b"error-summary" in answer.content


def test_answers_go_with_their_page(client, page):
    client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"})
    page.delete()
    assert not ReaderAnswer.objects.exists()


def test_nothing_about_the_reader_is_kept(client, page):
    client.post(f"/sv/hittade-du/{page.pk}/", {"found": "no"}, headers={"user-agent": "Läsare/1"})
    row = ReaderAnswer.objects.values().get()
    assert set(row) == {"id", "page_id", "found", "reason", "text", "answered_on"}
