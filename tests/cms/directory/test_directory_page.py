"""The list of organisations as readers meet it."""

import pytest

from tests import loaded
from tests.html import elements, links

pytestmark = pytest.mark.django_db
NONSENSE = [
    "kind=xyz", "kind=%00", "topic='--", "area=%F0%9F%98%80", "language=" + "x" * 5000,
    "page=-1", "page=abc", "page=100000000000000000000", "page=%00", "page=1&page=2", "page=",
    "q=%22", "q=%00", "q=%20%20", "q=" + "a%20" * 500, "kind=a&kind=b", "order_by=password",
    "filter__password=a", "_connector=OR", "q=%22%20OR%20%22", "%FF=%FF",
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_no_error(client, query):
    assert client.get(f"/sv/kontakter/?{query}").status_code == 200


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_list_leads_to_each_organisation_page_by_page(client, code):
    directory = loaded.page("directory:directory", code)
    first = client.get(directory.url)
    pages = first.context["rows"].paginator.num_pages
    found = set()
    for number in range(1, pages + 1):
        rows = client.get(directory.url, {"page": number}).context["rows"]
        found |= {page.pk for page in rows}
    assert found == {page.pk for page in directory.get_children()}


def test_choices_are_links_that_lead_back_to_the_list(client):
    html = client.get("/sv/kontakter/").content
    assert "?kind=association" in links(html)
    assert client.get("/sv/kontakter/?kind=association").status_code == 200


def test_pages_of_the_list_keep_the_choices(client):
    html = client.get("/sv/kontakter/?area=ojebyn").content
    following = [link for link in links(html) if "page=2" in link]
    assert following
    assert all("area=ojebyn" in link for link in following)


def test_where_nobody_fits_the_reader_is_told_the_way_on(client):
    answer = client.get("/sv/kontakter/?kind=estate_agent&topic=studies")
    assert not answer.context["rows"].object_list
    leads = links(answer.content)
    assert {"?topic=studies", "?kind=estate_agent", "/sv/kontakter/"} <= set(leads)


def test_what_was_typed_stays_in_the_box(client):
    html = client.get("/sv/kontakter/", {"q": 'kör "sång" <b>'}).content
    (box,) = [a for _tag, a in elements(html, "input") if a.get("name") == "q"]
    assert box["value"] == "kör sång b"


def test_made_up_organisations_say_so(client):
    page = loaded.page("org:example_choir")
    assert "påhitta" in client.get(page.url).content.decode().lower()


def test_an_organisation_can_be_called_and_written_to(client):
    leads = links(client.get(loaded.page("org:pitebo").url).content)
    assert any(link.startswith("tel:+46") for link in leads)


def test_the_contact_points_of_the_loaded_content_are_complete():
    for page in loaded.page("directory:directory").get_children().specific():
        assert page.first_contact is None or page.first_contact["function"]
