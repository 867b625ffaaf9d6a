"""Site search: any text is fine, hits in titles come first, and the cost stays level."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from home.search import search, shown
from tests import loaded
from tests.factories.pages import ArticleFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
STRINGS = [
    "", " ", "   ", "\t\n", "\0", "a\0b", '"', '""', '"""', '" "', 'a"', '"a', 'a",(', '"a" b',
    "'", "''", "a'b", "a' OR '1'='1", "'; DROP TABLE cms_user; --", "\\", "\\\\", "a\\", "%", "%%",
    "%s", "%(a)s", "a%00b", "_", "*", "a*", "**", "^", "^a", "-", "-a", "--", "+", "+a", "a+b",
    "(", ")", "()", "((a", "NEAR(", "NEAR(a b, 5)", "AND", "OR", "NOT", "a AND", "OR b", "NOT a",
    "a AND NOT b", 'kyrk" OR "', "title:a", "{title}:a", "{a b}:c", ":", "::", ";", "/", "//",
    "<script>alert(1)</script>", "{{ 7*7 }}", "${7*7}", "😀", "👩‍👩‍👧", "\u202eabc", "\ufeffa",
    "e\u0301", "مرحبا", "中文", "x" * 5000, "a " * 500, "å" * 100, "1e999", "0x00", "٤٥٦", "½", "ﬁ",
]  # fmt: skip


@pytest.mark.parametrize("text", STRINGS)
def test_any_text_is_answered(client, text):
    assert client.get("/sv/sok/", {"q": text}).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=a&q=b", "q=%FF%FE", "q", "", "Q=a", "q[]=a", "q=" + "%C3%A5" * 3000]
)
def test_any_query_string_is_answered(client, query):
    assert client.get(f"/sv/sok/?{query}").status_code == 200


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1" + "0" * 20, "%00", "", "1.5", "１"])
def test_any_page_number_is_answered(client, page):
    assert client.get(f"/sv/sok/?q=bostad&page={page}").status_code == 200


@pytest.mark.parametrize("word", ["öjebyn", "ojebyn", "ÖJEBYN", "Öjebyn"])
def test_a_place_is_found_however_it_is_written(word):
    assert loaded.page("page:ojebyn").pk == search(word, "sv").ids[0]


def test_the_beginning_of_a_word_is_enough():
    page = ArticleFactory(parent=loaded.page("page:home"), title="Kyrkstaden i Öjebyn")
    assert page.pk in search("kyrk", "sv").ids


def test_inflected_words_are_found_in_each_language():
    assert loaded.page("page:preschool").pk in search("förskolor", "sv").ids
    assert loaded.page("page:preschool", "en").pk in search("preschools", "en").ids


@pytest.mark.parametrize("code", ["sv", "en"])
def test_hits_are_in_the_language_of_the_reader(code):
    hits = shown(search("Piteå", code).ids)
    assert hits
    assert all(hit.url.startswith(f"/{code}/") for hit in hits)


def test_a_hit_says_what_it_is():
    (hit,) = shown([loaded.page("org:example_choir").pk])
    assert (hit.kind, hit.is_made_up) == ("association", True)
    assert hit.lead == loaded.page("org:example_choir").lead
    with override("sv"):
        assert hit.get_kind_display == "Förening"


def test_hits_in_titles_come_first():
    in_text = ArticleFactory(parent=loaded.page("page:home"), lead="Om snöskoterleder.")
    in_title = ArticleFactory(parent=loaded.page("page:home"), title="Snöskoterleder")
    assert search("snöskoterled", "sv").ids == (in_title.pk, in_text.pk)


def test_every_word_must_be_there():
    page = ArticleFactory(parent=loaded.page("page:home"), title="Snöskoterleder i skogen")
    assert search("snöskoterleder skogen", "sv").ids == (page.pk,)
    assert search("snöskoterleder nonesuch", "sv").ids == ()


def test_tasks_and_organisations_are_found_too():
    ids = search("bostadskö", "sv").ids
    assert loaded.page("task:join-pitebo-queue").pk in ids
    assert loaded.page("org:pitebo").pk in search("pitebo", "sv").ids


def test_a_changed_title_is_found_and_the_old_one_no_longer():
    page = ArticleFactory(parent=loaded.page("page:home"), title="Snöskoterleder")
    page.title = "Vandringsleder"
    page.save_revision().publish()
    assert page.pk in search("vandringsleder", "sv").ids
    assert page.pk not in search("snöskoterleder", "sv").ids


def test_the_number_of_hits_is_bounded(monkeypatch):
    monkeypatch.setattr("home.search.MOST_HITS", 3)
    for number in range(5):
        ArticleFactory(parent=loaded.page("page:home"), title=f"Snöskoterled {number}")
    hits = search("snöskoterled", "sv")
    assert len(hits.ids) == 3
    assert hits.is_cut


def queries(client, word):
    client.get("/sv/sok/", {"q": word})
    with CaptureQueriesContext(connection) as captured:
        client.get("/sv/sok/", {"q": word})
    return len(captured)


def test_a_search_costs_at_most_eight_queries_and_no_more_on_a_larger_site(client):
    before = queries(client, "förening")
    parent = loaded.page("directory:directory")
    for number in range(30):
        OrganizationFactory(parent=parent, title=f"Förening {number}")
    assert queries(client, "förening") <= max(before, 8)
    assert before <= 8


def test_a_search_is_repeated_to_the_reader_as_text(client):
    html = client.get("/sv/sok/", {"q": "<b>hej</b>"}).content.decode()
    assert "<b>hej" not in html


def test_search_takes_no_form(client):
    assert client.post("/sv/sok/", {"q": "a"}).status_code == 405
