"""When something is wrong the reader is told so, and where to go."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.translation import override

from home import views
from tests.html import elements, fetched, links


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "start"), [("sv", "/sv/"), ("en", "/en/")])
def test_a_missing_page_says_so_in_the_language_of_its_address(client, code, start):
    answer = client.get(f"/{code}/finns-inte/")
    assert answer.status_code == 404
    assert elements(answer.content, "html")[0][1]["lang"] == code
    assert start in links(answer.content)
    assert any(a.get("name") == "q" for _tag, a in elements(answer.content, "input"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/finns-inte/", "/sv/%00/", "/sv/" + "x" * 3000 + "/"])
def test_any_address_is_answered(client, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_broken_service_says_so_without_the_database(code):
    with override(code):
        answer = views.broken(RequestFactory().get("/sv/"))
    assert answer.status_code == 500
    assert elements(answer.content, "html")[0][1]["lang"] == code
    assert [url for url in fetched(answer.content) if not url.startswith("/static/")] == []


@pytest.mark.django_db
def test_a_crash_shows_that_page_and_no_more(monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("s3cr3t")

    monkeypatch.setattr("home.views.look_up", crash)
    answer = Client(raise_request_exception=False).get("/sv/sok/?q=a")
    assert answer.status_code == 500
    assert "s3cr3t" not in answer.content.decode()
    assert not settings.DEBUG
