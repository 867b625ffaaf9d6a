"""Which pages need a hand, and where they get it."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.models import Term
from cms.upkeep import Need, by_unit, in_need
from tests import loaded
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/upkeep/"
LONG_AGO = date(2026, 1, 1)


def needing(need, language="en"):
    return set(in_need(Page.objects.all(), need, language).values_list("pk", flat=True))


@pytest.fixture
def before():
    """What needed a hand before the test changed anything."""
    return {need: needing(need) for need in Need.values}


@pytest.mark.parametrize(
    "name",
    [
        "page:rent",
        "page:housing",
        "page:ojebyn",
        "org:pitebo",
        "task:join-pitebo-queue",
        "step:home",
    ],
)
def test_a_page_of_any_kind_is_overdue_after_its_day(before, name, time_machine):
    time_machine.move_to("2026-11-24 12:00:00+01:00", tick=False)
    page = loaded.page(name)
    publish(page, verify_by=date(2026, 11, 24))
    assert page.pk not in needing(Need.OVERDUE)
    publish(page, verify_by=date(2026, 11, 23))
    assert page.pk in needing(Need.OVERDUE)


def test_a_translation_is_not_overdue_beside_its_source(before):
    publish(loaded.page("page:rent"), verify_by=LONG_AGO)
    assert needing(Need.OVERDUE) - before[Need.OVERDUE] == {loaded.page("page:rent").pk}


def test_overdue_pages_are_counted_by_unit():
    unit = Term.objects.filter(kind="unit", locale__language_code="sv").last()
    for name in ("page:rent", "org:pitebo"):
        publish(loaded.page(name), verify_by=LONG_AGO, unit=unit)
    assert dict(by_unit(in_need(Page.objects.all(), Need.OVERDUE)))[unit.pk] == 2


def test_a_draft_on_top_of_a_page_waits_to_be_published(before):
    page = loaded.page("page:rent")
    page.lead = "Ett utkast."
    page.save_revision()
    assert needing(Need.DRAFT) - before[Need.DRAFT] == {page.pk}


def test_a_page_whose_translation_is_gone_is_not_translated(before):
    loaded.page("page:rent", "en").unpublish()
    assert needing(Need.MISSING) - before[Need.MISSING] == {loaded.page("page:rent").pk}


def test_a_changed_text_makes_the_translation_old_and_a_changed_day_does_not(
    before, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(loaded.page("page:rent"), lead="En ny ingress om att hyra.")
        publish(loaded.page("page:housing"), verified_on=LONG_AGO)
    assert needing(Need.OUTDATED) - before[Need.OUTDATED] == {loaded.page("page:rent").pk}


def test_a_picture_without_a_description_needs_one(before, own_media):
    page = loaded.page("page:easy_read")
    publish(page, picture=PictureFactory(), picture_alt="")
    assert page.pk in needing(Need.NO_ALT) - before[Need.NO_ALT]


@pytest.mark.parametrize("need", [*Need.values, "nonsense", ""])
def test_the_report_opens_for_every_need(admin_client, need):
    publish(loaded.page("page:rent"), verify_by=LONG_AGO)
    assert admin_client.get(REPORT, {"need": need, "language": "xx", "p": "9"}).status_code == 200


def rows(client, **asked):
    """Return the rows of the report: title, and where it leads."""
    answer = client.get(REPORT, asked)
    view = answer.context["view"]
    return {page.title: view.where_to_mend(page) for page in answer.context["object_list"]}


def test_each_row_leads_to_where_it_is_mended(admin_client):
    rent, translated = loaded.page("page:rent"), loaded.page("page:rent", "en")
    publish(rent, verify_by=LONG_AGO)
    assert rows(admin_client)[rent.title] == reverse("wagtailadmin_pages:edit", args=[rent.pk])
    translated.unpublish()
    missing = {"need": "missing", "language": "en"}
    edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert rows(admin_client, **missing)[rent.title] == edit
    translated.delete()
    submit = reverse("wagtail_localize:submit_page_translation", args=[rent.pk])
    assert rows(admin_client, **missing)[rent.title] == submit


def test_the_report_is_narrowed_to_a_unit(admin_client):
    unit = Term.objects.filter(kind="unit", locale__language_code="sv").last()
    rent = loaded.page("page:rent")
    publish(loaded.page("page:housing"), verify_by=LONG_AGO)
    publish(rent, verify_by=LONG_AGO, unit=unit)
    assert list(rows(admin_client, unit=unit.pk)) == [rent.title]


def test_the_report_as_a_spreadsheet(admin_client):
    publish(loaded.page("page:rent"), verify_by=LONG_AGO)
    answer = admin_client.get(REPORT, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "2026-01-01" in text
    assert loaded.page("page:rent").url in text


def test_an_editor_sees_her_own_pages_only(client, django_user_model):
    group = Group.objects.create(name="Bostad")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    housing = loaded.page("page:housing")
    GroupPagePermission.objects.create(group=group, page=housing, permission=change)
    user = django_user_model.objects.create_user("redaktör")
    user.groups.add(group)
    client.force_login(user)
    for name in ("page:rent", "page:work"):
        publish(loaded.page(name), verify_by=LONG_AGO)
    assert list(rows(client)) == [loaded.page("page:rent").title]
