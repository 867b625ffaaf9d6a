"""The admin's first page tells a communicator what needs doing, in few queries."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.feedback.models import FaultReport, ReaderAnswer
from cms.models import OutgoingLink
from tests import loaded
from tests.factories.pages import ArticleFactory, publish
from tests.factories.pictures import PictureFactory
from tests.html import fetched, links

pytestmark = pytest.mark.django_db
MOST = 40
LONG_AGO = date(2026, 1, 1)


@pytest.fixture
def much_to_do(own_media):
    """Something of everything."""
    for _reader in range(3):
        FaultReport.objects.create(kind="wrong", text="Fel", language="sv", due_on=LONG_AGO)
        ReaderAnswer.objects.create(page=loaded.page("page:rent"), found=False)
    for name in ("page:rent", "org:pitebo", "task:join-pitebo-queue"):
        publish(loaded.page(name), verify_by=LONG_AGO)
    publish(
        loaded.page("page:easy_read"),
        picture=PictureFactory(),
        picture_alt="",
        lead="En ny ingress.",
    )
    loaded.page("page:ojebyn", "en").unpublish()
    ArticleFactory(parent=loaded.page("page:home"), title="Ny sida")
    link = OutgoingLink.objects.create(address="https://example.com/borta", is_broken=True)
    link.pages.add(loaded.page("page:rent").page_ptr)
    draft = loaded.page("page:work")
    draft.lead = "Ett utkast."
    draft.save_revision()


def rows(client):
    """Return what the panel says, row by row, with where it leads."""
    (panel,) = [panel for panel in client.get("/admin/").context["panels"] if panel.name == "to_do"]
    return {row.link.text: [row.link.url, *(part.url for part in row.parts)] for row in panel.rows}


@pytest.mark.parametrize(
    "said",
    [
        "3 nya felrapporter",
        "3 sidor skulle ha granskats igen",
        "English: översättningen av 1 sida är gammal",
        "English: 1 sida håller på att översättas",
        "English: 1 sida är inte översatt",
        "1 länk till en annan webbplats är trasig",
        "3 läsare hittade inte det de sökte den här veckan",
    ],
)
def test_each_thing_to_do_is_said(admin_client, much_to_do, said):
    assert said in rows(admin_client)


def test_drafts_and_pictures_are_said(admin_client, much_to_do):
    text = " ".join(rows(admin_client))
    assert "inte är publicerade" in text or "inte publicerade" in text
    assert "utan beskrivning" in text


def test_every_row_leads_to_a_page_that_opens(admin_client, much_to_do):
    addresses = {address for found in rows(admin_client).values() for address in found}
    assert len(addresses) > 8
    for address in addresses:
        assert admin_client.get(address).status_code == 200


def test_the_first_page_takes_at_most_forty_queries(admin_client, much_to_do):
    admin_client.get("/admin/")
    with CaptureQueriesContext(connection) as captured:
        answer = admin_client.get("/admin/")
    assert "3 nya felrapporter" in answer.content.decode()
    assert len(captured) <= MOST


def test_it_takes_no_more_for_more_to_do(admin_client, much_to_do):
    def queries():
        admin_client.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            admin_client.get("/admin/")
        return len(captured)

    before = queries()
    for name in ("page:study", "page:culture", "org:rawi"):
        publish(loaded.page(name), verify_by=LONG_AGO)
        ReaderAnswer.objects.create(page=loaded.page(name), found=False)
    FaultReport.objects.create(kind="wrong", text="Fel", language="sv")
    assert queries() == before


def test_an_editor_is_not_told_of_fault_reports(client, django_user_model, much_to_do):
    user = django_user_model.objects.create_user("redaktör")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert not any("felrapport" in said for said in rows(client))
    assert any("granskats" in said for said in rows(client))


def test_somebody_with_nothing_to_do_is_told_so(client, django_user_model):
    user = django_user_model.objects.create_user("ny")
    user.user_permissions.add(
        *Group.objects.get(name="Editors").permissions.filter(codename="access_admin")
    )
    client.force_login(user)
    assert "Allt är gjort" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/reports/upkeep/"])
def test_the_admin_has_the_name_and_colours_of_the_service(admin_client, client, address):
    browser = client if "login" in address else admin_client
    html = browser.get(address).content.decode()
    assert "Inflyttarservice Piteå</title>" in html
    assert [url for url in fetched(html) if "admin.css" in url]
    assert [url for url in fetched(html) if url.startswith(("http", "//"))] == []


def test_one_signs_in_in_swedish_under_the_services_name(client):
    html = client.get("/admin/login/").content.decode()
    assert "<h1>Logga in</h1>" in html
    assert "Inflyttarservice Piteå" in html
    assert "Lösenord" in html
    assert "/" in links(html)
