"""The whole service in Arabic, from right to left: nothing of it in another language by mistake."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import polib
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import override

from cms.catalogues import PROJECT, _key, template
from cms.directory.models import Event
from home.search import search
from onboarding.journeys.answers import parse
from onboarding.lanes import ALL_OPEN
from onboarding.loading import load_journey
from onboarding.planning import shown
from tests import loaded
from tests.cast import EU_WORKER, FAMILY_IN_SWEDEN, in_days
from tests.html import elements
from tests.moving import moved
from tests.walking import Walker

pytestmark = pytest.mark.django_db
ENGLISH = {entry.msgid for entry in template()} - {"1177"}
READ_OUT = ("aria-label", "alt", "title", "placeholder")
ARABIC_LETTERS = re.compile("[\u0600-\u06ff]")


def said(html):
    """Return every text of a page, those that are only read out included."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    texts = {" ".join(text.split()) for text in soup.find_all(string=True)}
    return texts | {tag[name] for name in READ_OUT for tag in soup.find_all(attrs={name: True})}


def assert_arabic(answer):
    """Check that a page is in Arabic: its direction, and no interface string left in English."""
    html = answer.content.decode()
    assert elements(html, "html") == [("html", {"lang": "ar", "dir": "rtl"})]
    assert said(html) & ENGLISH == set()


def switch(walker, language):
    """Choose another language in the menu of the page that is open."""
    (link,) = {
        attributes["href"]
        for _tag, attributes in elements(walker.page.html, "a")
        if attributes.get("hreflang") == language and attributes.get("lang") == language
    }
    walker.language = language
    return walker.open(link)


def test_the_language_can_be_changed_in_the_middle_of_the_questions(client):
    """The step stays the same, and so does everything that was answered (W-14)."""
    walker = Walker(client, "sv")
    walker.begin()
    walker.answer_until(EU_WORKER, "status.1")
    step, asked = walker.page.step, walker.page.asked
    walker.answer(EU_WORKER)
    for language in ("ar", "en", "sv", "ar"):
        before = walker.page
        switch(walker, language)
        assert (walker.page.step, walker.page.asked) == (before.step, before.asked)
        assert urlsplit(walker.page.url).path.startswith(f"/{language}/")
        assert elements(walker.page.html, "html")[0][1]["lang"] == language
    # What was answered in Swedish stands answered in Arabic, and Arabic answers are kept.
    answered = walker.visit("question", "before", step)
    assert answered.asked == asked
    assert walker.page.form().data == walker.answered(EU_WORKER).data
    walker.answer_until(EU_WORKER, "check")
    arabic = {row["id"] for row in walker.visit("plan").soup.select(".phase-tasks li[id]")}
    switch(walker, "sv")
    assert {row["id"] for row in walker.page.soup.select(".phase-tasks li[id]")} == arabic
    assert len(arabic) > 20


PAGES = [
    "page:home",
    "page:new_in_sweden",
    "page:about",
    "page:privacy",
    "page:accessibility",
    "page:contact_us",
    "page:protected_identity",
    "directory:directory",
    "journey:moving-to-pitea",
    "phase:before",
    "step:home",
    "task:receive-personnummer",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_arabic(client, name):
    assert_arabic(client.get(loaded.page(name, "ar").url))


@pytest.mark.parametrize(
    "address",
    [
        "/ar/my-plan/",
        "/ar/search/",
        "/ar/search/?q=السكن",
        "/ar/search/?q=%%%",
        "/ar/report-a-fault/",
        "/ar/no-such-page/",
        "/ar/kontakter/?q=pitebo",
    ],
)
def test_a_view_is_arabic(client, address):
    assert_arabic(client.get(address))


@pytest.mark.parametrize("household", [EU_WORKER, FAMILY_IN_SWEDEN], ids=lambda h: h.name)
def test_the_plan_and_what_leads_to_it_are_arabic(client, household):
    moved(client, household.with_answers(move=in_days(60), arrived=None))
    walker = Walker(client, "ar")
    for view, *arguments in (
        ["plan"],
        ["questions", "before"],
        ["check", "before"],
        ["checklist", "before"],
        ["days"],
        ["forget"],
    ):
        page = walker.visit(view, *arguments)
        assert said(page.html) & ENGLISH == set()
        assert page.status == 200
    tick = next(link for link in walker.visit("plan").links() if "?row=" in link)
    assert said(walker.open(tick).html) & ENGLISH == set()


def test_nothing_of_the_journey_is_left_in_swedish():
    journey, swedish = load_journey("ar"), load_journey("sv")
    assert ARABIC_LETTERS.search(journey.title)
    for key, task in journey.tasks.items():
        assert ARABIC_LETTERS.search(task.title), key
        assert task.lead != swedish.tasks[key].lead
    for question in journey.questions.values():
        texts = [question.label, question.why, *(o.label for o in question.options)]
        texts += [option.reason for option in question.options if option.reason]
        assert all(ARABIC_LETTERS.search(text) for text in texts), question.key


def test_a_reason_is_one_whole_sentence():
    journey = load_journey("ar")
    for household in (EU_WORKER, FAMILY_IN_SWEDEN):
        answers = parse(journey, household.as_data())
        with override("ar"):
            rows = shown(journey, answers, ALL_OPEN, {}).rows
        reasons = {row.because for row in rows}
        assert len(reasons) > 5
        # "Because", then clauses with "and" before each but the first, and a full stop.
        for reason in reasons:
            assert re.fullmatch(r"السبب: [^:.،]+(، و[^:.،]+)*\.", reason), reason


def test_phone_numbers_and_swedish_names_keep_their_order(client):
    html = client.get(loaded.page("page:contact_us", "ar").url).content.decode()
    assert '<bdi dir="ltr">+46 911 69 60 00</bdi>' in html
    assert '<bdi lang="sv">Svartuddsvägen 1</bdi>' in html


def test_dates_are_written_with_the_digits_of_the_papers(client):
    html = client.get(loaded.page("page:privacy", "ar").url).content.decode()
    assert "23 نوفمبر 2026" in html
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", html)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("بطاقة الهوية", "task:apply-id-card"),
        ("بطاقات", "task:apply-id-card"),
        ("روضة", "task:apply-preschool"),
        ("الروضات", "task:apply-preschool"),
        ("personnummer", "task:receive-personnummer"),
        ("إقامة", "task:collect-permit-card"),
        ("اقامه", "task:collect-permit-card"),
    ],
)
def test_arabic_words_are_found_in_their_forms(words, found):
    assert loaded.page(found, "ar").pk in search(words, "ar").ids


def test_the_directory_holds_everybody_though_nobody_is_translated(client):
    swedish = client.get(loaded.page("directory:directory").url).context["rows"].paginator.count
    arabic = client.get(loaded.page("directory:directory", "ar").url)
    assert arabic.context["rows"].paginator.count == swedish > 50
    found = client.get(loaded.page("directory:directory", "ar").url, {"q": "hyra lägenheter"})
    assert loaded.page("org:pitebo").url in found.content.decode()


def test_no_text_is_the_same_as_in_english():
    """An English text that was copied instead of translated."""
    catalogue = polib.pofile(str(PROJECT / "ar/LC_MESSAGES/django.po"))
    known = {_key(entry): entry.msgstr for entry in catalogue}
    readers = [entry for entry in template() if not entry.msgid_plural]
    same = [entry.msgid for entry in readers if known.get(_key(entry)) == entry.msgid]
    assert same == []


def test_numbers_agree_with_what_is_counted():
    from django.utils.translation import ngettext

    def things(number):
        text = ngettext("%(number)s thing to do", "%(number)s things to do", number)
        return text % {"number": number}

    with override("ar"):
        assert [things(number) for number in (1, 2, 3, 11, 100)] == [
            "مهمة واحدة",
            "مهمتان",
            "3 مهام",
            "11 مهمة",
            "100 مهمة",
        ]


def test_what_happens_is_told_in_arabic_round_the_swedish_words(client):
    """Words of the organisers are theirs: Swedish, marked as such, and in their own order."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    event = Event.objects.create(
        organization=loaded.page("org:pitebo"),
        title="Öppen visning",
        text="Kom som du är.",
        title_en="Open house",
        begins=tomorrow,
        ends=tomorrow + timedelta(hours=2),
        place="Exempelsalen",
        website="https://www.example.com/visning",
    )
    midnight = tomorrow.replace(hour=0, minute=0)
    Event.objects.create(
        organization=event.organization,
        title="Loppis",
        begins=midnight + timedelta(days=2),
        ends=midnight + timedelta(days=3),
        is_whole_days=True,
    )
    for address in ("/ar/", "/ar/whats-on/", f"/ar/whats-on/{event.pk}/"):
        answer = client.get(address)
        assert_arabic(answer)
        soup = BeautifulSoup(answer.content, "html.parser")
        title = soup.main.find(string="Öppen visning")
        assert title.find_parent(attrs={"lang": "sv"})
    assert soup.find(string="Kom som du är.").find_parent(attrs={"lang": "sv", "dir": "ltr"})
