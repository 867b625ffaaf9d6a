"""The addresses that do not belong to a page."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(("printed", "target"), [("inflyttare", "/sv/"), ("movetopitea", "/en/")])
def test_the_printed_addresses_lead_to_the_start_pages(client, printed, target, slash):
    answer = client.get(f"/{printed}{slash}")
    assert answer.headers["Location"] == target
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "start"),
    [
        ("", "/sv/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("sv", "/sv/"),
        ("ar,fi;q=0.5", "/ar/"),
        ("fi", "/sv/"),
    ],
)
def test_the_bare_address_leads_to_the_start_page_in_the_language_of_the_browser(
    client, accepted, start
):
    answer = client.get("/", headers={"accept-language": accepted})
    assert answer.headers["Location"] == start
    assert "Accept-Language" in answer.headers["Vary"]
    assert not answer.cookies


def test_what_watches_the_process_is_not_led_into_a_language(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/robots.txt").status_code == 200
