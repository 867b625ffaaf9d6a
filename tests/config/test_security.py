"""Two zones: the site allows its own files only, the admin a little more (F9, L16)."""

import pytest

from tests import loaded

pytestmark = pytest.mark.django_db


def policy(answer):
    """Return the policy of an answer by directive."""
    directives = answer.headers["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (each.split() for each in directives) if words}


@pytest.fixture
def site(client):
    return client.get("/sv/")


ANSWERS = [
    "/sv/",
    "/sv/finnsinte/",
    "/",
    "/healthz",
    "/sitemap.xml",
    "/sv/min-plan/",
    "/inflyttare",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_allows_nothing_that_is_unsafe(client, address):
    answer = client.get(address)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert policy(answer)["default-src"] == ["'none'"]
    assert policy(answer)["object-src"] == policy(answer)["base-uri"] == ["'none'"]
    assert policy(answer)["frame-ancestors"] == ["'none'"]
    assert policy(answer)["form-action"] == ["'self'"]


def test_the_site_names_no_other_host(site):
    sources = {source for values in policy(site).values() for source in values}
    assert sources == {"'self'", "'none'"}


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_says_what_it_may_not_do(client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


SCREENS = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/users/", "/admin/redirects/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_admin_allows_inline_styles_and_known_scripts_only(admin_client, screen):
    allowed = policy(admin_client.get(screen))
    assert "'unsafe-inline'" in allowed["style-src"]
    assert "'unsafe-inline'" not in allowed["script-src"]
    assert "'unsafe-eval'" not in allowed["script-src"]
    assert allowed["object-src"] == ["'none'"]


def test_only_the_form_of_a_workflow_allows_inline_scripts(admin_client):
    allowed = policy(admin_client.get("/admin/workflows/add/"))
    assert "'unsafe-inline'" in allowed["script-src"]


@pytest.mark.parametrize("name", ["page:rent", "org:pitebo", "task:join-pitebo-queue"])
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_inline_script_of_the_editors_is_allowed_by_its_hash(admin_client, name, code):
    import re

    answer = admin_client.get(f"/admin/pages/{loaded.page(name, code).pk}/edit/")
    inline = re.findall(r"<script>(.+?)</script>", answer.content.decode(), re.DOTALL)
    hashes = [source for source in policy(answer)["script-src"] if source.startswith("'sha256-")]
    assert len(hashes) == len(set(inline))


def test_an_address_that_only_looks_like_the_admins_gets_the_sites_policy(client):
    for address in ("/administration/", "/sv/admin/", "/Admin/"):
        assert "unsafe" not in client.get(address).headers["Content-Security-Policy"]


def test_a_draft_may_be_shown_in_the_admins_frame_and_nowhere_else(admin_client):
    page = loaded.page("page:rent")
    allowed = policy(admin_client.get(f"/admin/pages/{page.pk}/view_draft/"))
    assert allowed["frame-ancestors"] == ["'self'"]
    assert "'unsafe-inline'" not in allowed["script-src"] + allowed["style-src"]
