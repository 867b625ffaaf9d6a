"""Words that found nothing are counted; who looked, and what is about a person, is not kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from cms import empty_searches
from cms.empty_searches import may_be_kept
from cms.models import EmptySearch
from tests.editing import editor

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/searches/"


@pytest.fixture(autouse=True)
def fresh_counts():
    """Nobody has searched yet."""
    from django.core.cache import caches

    caches["limits"].clear()
    EmptySearch.objects.all().delete()


def look_for(client, words, language="sv", **kwargs):
    path = {"sv": "/sv/sok/", "en": "/en/search/"}[language]
    answer = client.get(path, {"q": words}, **kwargs)
    assert answer.status_code == 200
    return answer


def kept():
    return {row.words: row.times for row in EmptySearch.objects.all()}


def test_words_that_find_nothing_are_counted_by_day_and_language(client):
    for words, language in [("Xylofon", "sv"), ("  xylofon ", "sv"), ("xylofon", "en")]:
        look_for(client, words, language)
    rows = {(row.language, row.words): row.times for row in EmptySearch.objects.all()}
    assert rows == {("sv", "xylofon"): 2, ("en", "xylofon"): 1}
    assert {row.day for row in EmptySearch.objects.all()} == {timezone.localdate()}


@pytest.mark.parametrize("words", ["bostad", "", "   ", "?!"])
def test_what_finds_something_or_looks_for_nothing_is_not_counted(client, words):
    look_for(client, words)
    assert kept() == {}


def test_a_row_holds_nothing_but_the_words():
    fields = {field.name for field in EmptySearch._meta.get_fields()}
    assert fields == {"id", "day", "language", "words", "times"}


@pytest.mark.parametrize(
    "words",
    [
        "19900101-1239",
        "xylofon 900101 1239",
        "0701740605",
        "ring 070-174 06 05 xylofon",
        "+46 70 174 06 05 xylofon",
        "xylofon@example.com",
        "https://example.com/xylofon",
        "٠٧٠١٧٤٠٦٠٥ xylofon",
        "xylofon " * 10,
        "x",
        "12",
        "%%%",
    ],
)
def test_what_may_be_about_a_person_or_is_no_search_is_not_kept(client, words):
    look_for(client, words)
    assert kept() == {}


@pytest.mark.parametrize("words", ["xylofon 2026", "a" * 60, "مدرسة", "åäö", "e-tjänst"])
def test_ordinary_words_are_kept(words):
    assert may_be_kept(words)


def test_a_network_cannot_flood_the_count(client, monkeypatch):
    monkeypatch.setattr(empty_searches, "MOST_FROM_A_NETWORK", 3)
    for number in range(9):
        look_for(client, f"xylofon{'abcdefghi'[number]}")
    assert len(kept()) == 3


def test_many_networks_cannot_either(client, monkeypatch):
    monkeypatch.setattr(empty_searches, "MOST_A_DAY", 2)
    for number, words in enumerate(["xylofon", "xylofoner", "dragspelen", "xylofon"]):
        look_for(client, words, REMOTE_ADDR=f"192.0.2.{number}")
    assert kept() == {"xylofon": 2, "xylofoner": 1}


def test_an_editor_who_looks_at_what_readers_see_is_not_counted():
    look_for(editor(), "xylofon")
    assert kept() == {}


def test_asking_for_the_head_of_a_page_is_no_search(client):
    client.head("/sv/sok/", {"q": "xylofon"})
    assert kept() == {}


def test_a_reader_gets_no_cookie_for_it(client):
    assert not look_for(client, "xylofon").cookies


def test_words_are_forgotten_after_ninety_days():
    today = timezone.localdate()
    for days in (89, 90, 91):
        EmptySearch.objects.create(
            day=today - timedelta(days=days), language="sv", words=f"{days}", times=1
        )
    empty_searches.forget()
    assert set(kept()) == {"89", "90"}


# The report -------------------------------------------------------------------


@pytest.fixture
def searched():
    """Searches of today and of a month ago."""
    today = timezone.localdate()
    for words, language, days, times in [
        ("xylofon", "sv", 0, 2),
        ("xylofon", "sv", 3, 2),
        ("accordion", "en", 0, 3),
        ("dragspel", "sv", 25, 9),
    ]:
        day = today - timedelta(days=days)
        EmptySearch.objects.create(day=day, language=language, words=words, times=times)


def rows(client, **asked):
    found = client.get(REPORT, asked).context["object_list"]
    return [(row["words"], row["total"]) for row in found]


def test_the_report_says_what_was_looked_for_most(admin_client, searched):
    assert rows(admin_client) == [("xylofon", 4), ("accordion", 3)]
    assert rows(admin_client, days=30)[0] == ("dragspel", 9)
    assert rows(admin_client, language="en") == [("accordion", 3)]


@pytest.mark.parametrize("days", ["", "x", "-1", "9" * 30])
def test_any_period_is_answered(admin_client, searched, days):
    assert rows(admin_client, days=days) == [("xylofon", 4), ("accordion", 3)]


def test_each_row_leads_to_the_search_as_a_reader_sees_it(admin_client, searched):
    html = admin_client.get(REPORT).content.decode()
    assert 'href="/sv/sok/?q=xylofon"' in html
    assert 'href="/en/search/?q=accordion"' in html


def test_the_report_as_a_spreadsheet(admin_client, searched):
    answer = admin_client.get(REPORT, {"export": "csv"})
    assert "xylofon,sv,4" in b"".join(answer.streaming_content).decode()


def test_words_of_readers_are_shown_as_text(admin_client):
    today = timezone.localdate()
    EmptySearch.objects.create(day=today, language="sv", words="<b>xylofon</b>", times=1)
    for address in (REPORT, "/admin/"):
        assert "<b>xylofon</b>" not in admin_client.get(address).content.decode()


def test_who_edits_no_page_has_no_report(client, django_user_model):
    user = django_user_model.objects.create_user("ny")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302


def test_the_first_page_of_the_admin_names_the_five_most_frequent(admin_client):
    today = timezone.localdate()
    for number in range(7):
        EmptySearch.objects.create(day=today, language="sv", words=f"ord{number}", times=number + 1)
    html = admin_client.get("/admin/").content.decode()
    assert "28 sökningar gav inget den här veckan" in html
    assert "ord6: 7" in html
    assert "ord1: 2" not in html
