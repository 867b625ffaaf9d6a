"""Every component is in the gallery, drawn by its own template, for those who build pages."""

import pytest
from django.template import Template
from django.test.utils import instrumented_test_render
from django.urls import reverse
from django.utils.translation import override

from config.env import BASE_DIR
from onboarding.journeys.plan import State
from tests.html import elements

pytestmark = pytest.mark.django_db
TEMPLATES = BASE_DIR / "templates"


def names(pattern):
    """Return the names of templates, as other templates call them."""
    return {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.glob(pattern)}


@pytest.fixture
def shown(admin_client, monkeypatch):
    """The gallery in Swedish, told of part by part."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)
    return admin_client.get("/sv/komponenter/")


def drawn(answer):
    """Return the names of the templates that drew a page."""
    return {template.name for template in answer.templates}


def test_every_component_is_in_it(shown):
    assert names("components/*.html") - drawn(shown) == set()


def test_every_block_is_in_it(shown):
    blocks = {name for name in names("*/blocks/*.html") if not name.endswith("_preview.html")}
    assert blocks - drawn(shown) == set()


def test_every_state_of_a_task_is_in_it(shown):
    parts = [part for _title, group in shown.context["parts"] for part in group]
    (rows,) = [part for part in parts if part.name == "components/plan_row"]
    states = {specimen.state for specimen in rows.specimens}
    assert states >= {*(state.value for state in State), "doing", "not_for_us"}


@pytest.mark.parametrize("code", ["sv", "en"])
def test_it_is_shown_in_each_language(admin_client, code):
    with override(code):
        answer = admin_client.get(reverse("gallery"))
    (html,) = elements(answer.content, "html")
    assert html[1] == {"lang": code, "dir": "ltr"}


def test_it_is_shown_from_right_to_left_and_in_the_dark(admin_client):
    answer = admin_client.get("/sv/komponenter/", {"dir": "rtl", "theme": "dark"})
    (html,) = elements(answer.content, "html")
    assert html[1] == {"lang": "sv", "dir": "rtl", "data-theme": "dark"}


@pytest.mark.parametrize("asked", [{"dir": "x", "theme": '"><script>'}, {"dir": "", "theme": "\0"}])
def test_it_is_shown_no_other_way(admin_client, asked):
    (html,) = elements(admin_client.get("/sv/komponenter/", asked).content, "html")
    assert html[1] == {"lang": "sv", "dir": "ltr"}


def test_it_stands_under_the_policy_of_the_site(shown):
    policy = shown.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert not [a for _tag, a in elements(shown.content) if "style" in a]


def test_strangers_are_asked_to_sign_in(client):
    answer = client.get("/sv/komponenter/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_the_menu_of_the_admin_leads_to_it(admin_client):
    menu = reverse("gallery_menu")
    assert menu in admin_client.get("/admin/pages/").content.decode()
    assert admin_client.get(menu, follow=True).redirect_chain[-1][0] == "/sv/komponenter/"
