"""When something is wrong the reader is told so, and where to go."""

from io import StringIO
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.utils.translation import override

from home import views
from tests.cast import EU_WORKER
from tests.html import elements, fetched, links
from tests.moving import moved
from tests.walking import Walker


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


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [OperationalError("database is locked"), InterfaceError()])
def test_without_the_database_the_service_says_so_and_when_to_come_back(client, monkeypatch, fault):
    monkeypatch.setattr("home.views.look_up", Mock(side_effect=fault))
    answer = client.get("/sv/sok/?q=a")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Vänta en minut" in answer.content.decode()
    assert [url for url in fetched(answer.content) if not url.startswith("/static/")] == []


@pytest.mark.django_db
def test_what_could_not_be_written_stays_on_the_page_to_be_sent_again(client, monkeypatch):
    moved(client, EU_WORKER)
    walker = Walker(client)
    form = walker.visit("other_day", "arrived").form("form.form")
    form.fill({"day_day": "3", "day_month": "4", "day_year": "2027", "keep": "1"})
    with monkeypatch.context() as broken:
        broken.setattr("onboarding.days.set_day", Mock(side_effect=OperationalError("disk full")))
        page = walker.send(form)
    assert page.status == 503
    assert page.soup.select_one("[name=day_year]")["value"] == "2027"
    assert walker.press().name == "moved"


def test_the_page_for_a_stopped_service_needs_no_other_file():
    out = StringIO()
    call_command("offline_page", stdout=out)
    page = out.getvalue().encode()
    assert fetched(page) == []
    assert {a["lang"] for _tag, a in elements(page, "div") if "lang" in a} == {"sv", "en"}
    assert "0911-69 60 00" in page.decode()
