"""The report of links to other websites."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.models import Answer, OutgoingLink
from tests import loaded
from tests.serving import page, serving

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/links/"
BROKEN = {
    "answer": Answer.GONE,
    "status": 404,
    "failures": 2,
    "is_broken": True,
    "failing_since": date(2026, 11, 1),
}


def link_on(name, address, **fields):
    made = OutgoingLink.objects.create(address=address, **fields)
    made.pages.add(loaded.page(name).page_ptr)
    return made


def addresses(client, **asked):
    return [link.address for link in client.get(REPORT, asked).context["object_list"]]


def test_the_report_says_what_is_broken_since_when_and_where(admin_client):
    link_on("page:rent", "https://example.com/borta", **BROKEN)
    link_on("page:rent", "https://example.com/hel", answer=Answer.WORKS)
    html = admin_client.get(REPORT).content.decode()
    assert addresses(admin_client) == ["https://example.com/borta"]
    assert "Sidan finns inte längre (404)" in html
    assert reverse("wagtailadmin_pages:edit", args=[loaded.page("page:rent").pk]) in html


@pytest.mark.parametrize(
    ("state", "shown"), [("failing", {"fel"}), ("unsure", {"oviss"}), ("nonsense", set())]
)
def test_links_in_other_states_can_be_looked_at(admin_client, state, shown):
    OutgoingLink.objects.all().delete()
    link_on("page:rent", "https://example.com/fel", answer=Answer.GONE, failures=1)
    link_on("page:rent", "https://example.com/oviss", answer=Answer.UNSURE, status=403)
    found = addresses(admin_client, state=state)
    assert {address.rpartition("/")[2] for address in found} == shown


def test_an_editor_sees_the_links_of_her_own_pages_only(housing_editor):
    link = link_on("page:rent", "https://example.com/min", **BROKEN)
    link.pages.add(loaded.page("page:work").page_ptr)
    link_on("page:work", "https://example.com/annans", **BROKEN)
    answer = housing_editor.get(REPORT)
    (row,) = answer.context["object_list"]
    assert row.address == "https://example.com/min"
    assert [page.pk for page in row.own] == [loaded.page("page:rent").pk]


def test_who_edits_no_page_has_no_report(client, django_user_model):
    user = django_user_model.objects.create_user("ny")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302


def test_the_report_takes_no_more_queries_for_more_links(
    admin_client, django_assert_max_num_queries
):
    for number in range(60):
        link_on("page:rent", f"https://example.com/{number}", **BROKEN)
    admin_client.get(REPORT)
    with django_assert_max_num_queries(25):
        assert admin_client.get(REPORT).status_code == 200


def test_the_report_as_a_spreadsheet(admin_client):
    link_on("page:rent", "https://example.com/borta", **BROKEN)
    answer = admin_client.get(REPORT, {"export": "csv"})
    assert "https://example.com/borta" in b"".join(answer.streaming_content).decode()


def test_the_results_alone_open(admin_client):
    link_on("page:rent", "https://example.com/borta", **BROKEN)
    html = admin_client.get(f"{REPORT}results/").content.decode()
    assert f'name="next" value="{REPORT}?"' in html


# Check again ------------------------------------------------------------------


@pytest.fixture
def server(settings):
    with serving() as running:
        settings.FETCHING_ALLOWED_PRIVATE = [running.netloc]
        yield running


def check(client, link, **data):
    return client.post(reverse("check_link", args=[link.pk]), data)


def test_a_mended_address_is_no_longer_broken_at_once(admin_client, server):
    server.paths["/"] = page()
    link = link_on("page:rent", server.url(), **BROKEN)
    answer = admin_client.post(
        reverse("check_link", args=[link.pk]), {"next": f"{REPORT}?state=all"}, follow=True
    )
    assert answer.redirect_chain == [(f"{REPORT}?state=all", 302)]
    assert "Fungerar" in answer.content.decode()
    link.refresh_from_db()
    assert not link.is_broken


def test_where_nothing_can_be_reached_the_editor_is_told_and_nothing_counted(
    admin_client, settings
):
    OutgoingLink.objects.all().delete()
    with serving() as closed:
        settings.FETCHING_ALLOWED_PRIVATE = [closed.netloc]
        link = link_on("page:rent", closed.url())
    answer = admin_client.post(reverse("check_link", args=[link.pk]), follow=True)
    assert "når ingen annan webbplats just nu" in answer.content.decode()
    link.refresh_from_db()
    assert link.failures == 0


def test_nobody_is_led_away_from_the_admin(admin_client, server):
    server.paths["/"] = page()
    link = link_on("page:rent", server.url())
    assert check(admin_client, link, next="https://example.com/").url == REPORT


def test_a_link_is_not_checked_by_opening_an_address(admin_client):
    link = link_on("page:rent", "https://example.com/")
    assert admin_client.get(reverse("check_link", args=[link.pk])).status_code == 405


def test_nobody_checks_the_links_of_others(housing_editor, server):
    link = link_on("page:work", server.url())
    answer = housing_editor.post(reverse("check_link", args=[link.pk]), follow=True)
    assert answer.status_code == 404
    assert server.asked == []


def test_somebody_who_checks_without_end_is_asked_to_wait(admin_client, server, monkeypatch):
    monkeypatch.setattr("cms.link_views.MOST_CHECKS", 0)
    link = link_on("page:rent", server.url())
    answer = admin_client.post(reverse("check_link", args=[link.pk]), follow=True)
    assert "Vänta en minut" in answer.content.decode()
    assert server.asked == []
