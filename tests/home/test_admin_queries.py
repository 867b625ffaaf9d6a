"""The admin stays quick when the site has grown: 500 organisations, 2,000 pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Workflow

from home.departments import give_rights, set_up
from home.models import Department
from tests import loaded
from tests.departments import browser, communicator, department, somebody
from tests.many import copies

pytestmark = pytest.mark.django_db
MOST = 40
ORGANIZATIONS, TASKS, ARTICLES = 500, 500, 1000
# What Wagtail asks for once for each kind, choice or right; none grows with the site.
NOT_OURS = {
    "below Välkommen hem": 42,  # one question for each kind of page that lies there
    "history of the site": 46,  # the rights of each kind of page, three times over
}
EDITED = {
    "task": "task:library-card",
    "step": "step:interests",
    "organisation": "org:bibliotek",
    "article": "page:culture",
}


@pytest.fixture
def grown_site():
    """The library answers for what is copied."""
    library = department("kultur_park_fritid")
    for name in EDITED.values():
        page = loaded.page(name)
        if hasattr(page, "unit_id"):
            type(page).objects.filter(pk=page.pk).update(unit=library.unit)
    copies(loaded.page("org:bibliotek"), ORGANIZATIONS)
    copies(loaded.page("page:culture"), ARTICLES)
    copies(loaded.page("task:library-card"), TASKS, key=lambda index: f"copy-{index}")
    set_up()
    give_rights(library)
    return library


def screens():
    """Return the screens of the admin that are met every day, by name."""
    pages = {name: loaded.page(key) for name, key in EDITED.items()}
    found = {
        "first page": "/admin/",
        "ours": reverse("ours"),
        "pages": reverse("wagtailadmin_explore_root"),
        "search": f"{reverse('wagtailadmin_pages:search')}?q=bibliotek",
        "pictures": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
        "choose a page": reverse("wagtailadmin_choose_page"),
        "choose a page by word": f"{reverse('wagtailadmin_choose_page_search')}?q=bibliotek",
        "choose a picture": reverse("wagtailimages_chooser:choose"),
        "choose a document": reverse("wagtaildocs_chooser:choose"),
        "history of the site": reverse("wagtailadmin_reports:site_history"),
        "ageing pages": reverse("wagtailadmin_reports:aging_pages"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "kinds of pages": reverse("wagtailadmin_reports:page_types_usage"),
        "reviews": reverse("wagtailadmin_reports:workflow"),
        "reviews by step": reverse("wagtailadmin_reports:workflow_tasks"),
        "upkeep": reverse("upkeep"),
        "drafts": f"{reverse('upkeep')}?need=draft",
        "readers": reverse("readers_report"),
    }
    for name, page in pages.items():
        # Wagtail's own "usage" asks once for every place (1,529 times here): ours takes its place.
        for screen in ("edit", "history"):
            found[f"{screen} of {name}"] = reverse(f"wagtailadmin_pages:{screen}", args=[page.pk])
        found[f"uses of {name}"] = reverse("uses", args=["page", page.pk])
        found[f"readers of {name}"] = reverse("readers_of_page", args=[page.pk])
        for level in page.get_ancestors().filter(depth__gt=1):
            found[f"below {level.title}"] = reverse("wagtailadmin_explore", args=[level.pk])
            chosen = reverse("wagtailadmin_choose_page_child", args=[level.pk])
            found[f"choose below {level.title}"] = chosen
    return found


def for_communicators():
    """Return the screens that only communicators and administrators have."""
    topic = loaded.page("page:culture").topics.first()
    library = Department.objects.get(unit__key="kultur_park_fritid")
    return {
        "vocabulary": reverse("wagtailsnippets_cms_term:list"),
        "a word": reverse("wagtailsnippets_cms_term:edit", args=[topic.pk]),
        "uses of a word": reverse("uses", args=["word", topic.pk]),
        "uses of a unit": reverse("uses", args=["word", library.unit_id]),
        "explained words": reverse("wagtailsnippets_cms_explanation:list"),
        "fault reports": reverse("fault_reports:index"),
        "departments": reverse("departments:index"),
        "a department": reverse("departments:edit", args=[library.pk]),
        "ours of a department": f"{reverse('ours')}?of={library.pk}",
        "redirects": reverse("wagtailredirects:index"),
        "translations": reverse("wagtail_localize:translations_report"),
        "replacement": f"{reverse('uses', args=['page', loaded.page('org:bibliotek').pk])}"
        f"?by={loaded.page('org:pitebo').pk}",
    }


def for_administrators():
    """Return the screens of those who run the site."""
    return {
        "reviews of the site": reverse("wagtailadmin_workflows:index"),
        "a review": reverse(
            "wagtailadmin_workflows:edit", args=[Workflow.objects.get(name="Granskning").pk]
        ),
        "people": "/admin/users/",
        "groups": "/admin/groups/",
        "collections": reverse("wagtailadmin_collections:index"),
    }


def limit(name):
    """Return how many queries a screen may take."""
    return next((most for screen, most in NOT_OURS.items() if name.startswith(screen)), MOST)


def dear(client, addresses):
    """Return the screens that take too many queries once the process has shown them."""
    found = {}
    for name, address in addresses.items():
        for _once_more in range(2):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
            if len(captured) <= limit(name):
                break
        else:
            found[name] = len(captured)
        # What is not theirs leads a department back to its own.
        if answer.status_code not in {200, 302}:
            found[name] = answer.status_code
    return found


def test_a_communicator_s_screens_take_few_queries(grown_site):
    assert Page.objects.count() > ORGANIZATIONS + TASKS + ARTICLES
    assert dear(browser(communicator()), screens() | for_communicators()) == {}


def test_a_department_s_screens_take_few_queries(grown_site):
    lisa = somebody("lisa", grown_site.group)
    assert dear(browser(lisa), screens()) == {}


def test_an_administrator_s_screens_take_few_queries(grown_site, admin_client):
    assert dear(admin_client, for_administrators()) == {}
