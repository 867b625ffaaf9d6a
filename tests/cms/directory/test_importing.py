"""Organisations in bulk: what is fetched can be changed and brought back, seen beforehand."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.directory import columns, exporting, importing
from cms.directory.models import OrganizationPage
from tests import loaded
from tests.editing import editor
from tests.factories.pages import OrganizationFactory, publish

pytestmark = pytest.mark.django_db
POINT = {"function": "Kansliet", "phone": "+46 70 174 06 05", "hours": "Vardagar 9–12"}
NEW = {
    "slug": "exempelklubben",
    "title": "Exempelklubben",
    "kind": "Förening",
    "lead": "Vi spelar.",
    "is_example": "ja",
    "contact_1_function": "Kansliet",
    "contact_1_phone": "070-174 06 05",
}


@pytest.fixture
def choir():
    page = OrganizationFactory(
        parent=loaded.page("directory:directory"),
        title="Exempelkören",
        slug="exempelkoren",
        lead="Vi sjunger.",
    )
    return publish(page, contact_points=[("contact_point", POINT)])


@pytest.fixture
def client():
    return editor()


def file(*rows, separator=";", encoding="utf-8-sig", keys=None):
    """Return rows as a file, with the columns that they name."""
    keys = keys or list(dict.fromkeys(key for row in rows for key in row))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator)
    writer.writerow([columns.COLUMNS[key].heading for key in keys])
    writer.writerows([[row.get(key, "") for key in keys] for row in rows])
    return written.getvalue().encode(encoding)


def planned(content):
    return importing.plan(importing.read(content))


def one(**said):
    (row,) = planned(file({"slug": "exempelkoren", **said}))
    return row


def changed(row):
    return {change.key: (change.before, change.after) for change in row.changes}


def preview(client, content):
    upload = io.BytesIO(content)
    upload.name = "kontakter.csv"
    return client.post(reverse("organizations_file"), {"file": upload})


def taken(client, *rows, **how):
    """Upload a file, look at the preview, press the button; return the report."""
    shown = preview(client, file(*rows, **how))
    token = {"token": shown.context["token"]}
    # English pages are published when the row is committed.
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(reverse("organizations_import"), token)


def states(answer):
    return {label: number for _state, label, number in answer.context["counts"]}


def exported():
    text = exporting.file().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


# Fetching -----------------------------------------------------------------------------


def test_the_file_holds_everybody_in_both_languages(client, choir):
    answer = client.get(reverse("organizations_export"))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = {row["Sidans adress"]: row for row in exported()}
    pages = OrganizationPage.objects.filter(locale__language_code="sv")
    assert rows.keys() == set(pages.values_list("slug", flat=True))
    page, twin = loaded.page("org:pitebo"), loaded.page("org:pitebo", "en")
    row = rows[page.slug]
    assert (row["Namn"], row["Ingress på engelska"]) == (page.title, twin.lead)
    assert row["Slag"] == "Kommunalt bolag"
    assert len(row["Hjälper med"].splitlines()) == len(page.helps_with)
    assert rows["exempelkoren"]["Kontakt 1: telefon"] == "'+46 70 174 06 05"


def test_what_is_fetched_and_brought_back_changes_nothing(choir):
    rows = planned(exporting.file())
    assert len(rows) > 40
    assert {row.state for row in rows} == {"same"}


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_nor_when_a_spreadsheet_has_saved_it_its_own_way(choir, code, separator):
    rows = exported()[:5] + [row for row in exported() if row["Sidans adress"] == choir.slug]
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys(), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    content = written.getvalue().encode(code, errors="replace")
    assert {row.state for row in planned(content)} == {"same"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+46911", "-", "-x", "@a", "'=x", "''+", "'", "vanlig", "a=b", "\t=x"]
)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(text):
    cell = exporting.guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert exporting.unguarded(cell) == text


# Looking ------------------------------------------------------------------------------


def test_the_preview_shows_each_change_and_writes_nothing(client, choir):
    before = OrganizationPage.objects.count()
    changes = {"slug": "exempelkoren", "lead": "Vi sjunger och dansar.", "title": "Exempelkören"}
    answer = preview(client, file(changes, NEW))
    html = answer.content.decode()
    assert "<del>Vi sjunger.</del>" in html
    assert "<ins>Vi sjunger och dansar.</ins>" in html
    assert states(answer) == {"Ny": 1, "Ändras": 1}
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert OrganizationPage.objects.count() == before
    assert choir.revisions.count() == 1


def test_an_empty_cell_leaves_alone_and_a_dash_empties(choir):
    publish(choir, visiting_address="Storgatan 1", website="https://www.example.com")
    row = one(visiting_address="-", website="", lead="Nytt")
    assert changed(row) == {
        "visiting_address": ("Storgatan 1", ""), "lead": ("Vi sjunger.", "Nytt")
    }  # fmt: skip


def test_only_what_differs_is_a_change(choir):
    row = one(
        lead="  Vi   sjunger. ",
        kind="association",
        is_example="no",
        live="x",
        contact_1_phone="'+46 70 174 06 05",
    )
    assert (row.state, row.faults) == ("same", [])


def test_columns_come_in_any_order_and_may_be_few(choir):
    (row,) = planned(file({"lead": "Nytt", "slug": "exempelkoren"}, keys=["lead", "slug"]))
    assert changed(row) == {"lead": ("Vi sjunger.", "Nytt")}
    (row,) = planned(b"LEAD;slug\nNytt;exempelkoren\n")
    assert changed(row) == {"lead": ("Vi sjunger.", "Nytt")}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "Klubb"}, "Slaget finns inte"),
        ({"title": "-"}, "kan inte vara tom"),
        ({"lead": "x" * 301}, "längre än 300"),
        ({"title": "<b>Kören</b>"}, "HTML"),
        ({"lead": "<script>alert(1)</script>"}, "HTML"),
        ({"helps_with": "Sjung\n<img src=x>"}, "HTML"),
        ({"helps_with": "\n".join("abcdefghi")}, "högst åtta"),
        ({"contact_1_phone": "ring mig"}, "telefonnummer"),
        ({"contact_1_email": "ingen"}, "e-postadress"),
        ({"website": "javascript:alert(1)"}, "adress på webben"),
        ({"topics": "Rymdfart"}, "finns inte i ordlistan"),
        ({"unit": "Kultur\nFritid"}, "bara en"),
        ({"verify_by": "i morgon"}, "2027-03-14"),
        ({"verify_by": "9999-01-01"}, "för långt bort"),
        ({"live": "kanske"}, "ja eller nej"),
        ({"live": "nej"}, "avpublicerar du i redigeraren"),
        ({"contact_1_function": "-"}, "funktion"),
        ({"contact_2_phone": "070-174 06 05"}, "behöver en funktion"),
        ({"title_en": "The choir"}, "saknas"),
    ],
)
def test_what_is_wrong_is_said_at_its_row(client, choir, said, why):
    answer = preview(client, file({"slug": "exempelkoren", **said}, NEW))
    (wrong,) = [row for row in answer.context["rows"] if row.state == "wrong"]
    assert why in " ".join(wrong.faults)
    assert why in answer.content.decode()
    assert states(answer) == {"Fel, lämnas orörda": 1, "Ny": 1}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"slug": ""}, "adress saknas"),
        ({"slug": "Ogiltig adress!"}, "bindestreck"),
        ({"title": ""}, "Namn saknas"),
        ({"kind": ""}, "Slag saknas"),
    ],
)
def test_a_new_one_needs_what_a_page_needs(said, why):
    (row,) = planned(file({**NEW, **said}))
    assert why in " ".join(row.faults)


def test_a_preview_costs_no_more_queries_for_more_rows(client):
    def queries(rows):
        content = file(*({**row, "topics": "Kultur"} for row in rows))
        preview(client, content)
        with CaptureQueriesContext(connection) as asked:
            assert states(preview(client, content)) == {"Ny": len(rows)}
        return len(asked)

    many = [{**NEW, "slug": f"klubb-{number}"} for number in range(300)]
    assert queries(many) == queries(many[:1]) <= 40


def test_a_row_that_comes_twice_is_taken_once(choir):
    first, second = planned(
        file({"slug": "exempelkoren", "lead": "A"}, {"slug": "exempelkoren", "lead": "B"})
    )
    assert (first.state, second.state) == ("changed", "wrong")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"\x00\x01\x02" * 500, "ingen CSV"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "ingen CSV"),
        (b'"' * 200_000, "känner vi inte till"),
        ("Sidans adress;Skonummer;Ålder\nx;1;2\n".encode(), "Skonummer, Ålder"),
        (b"Namn;Exempel\nx;y\n", "”Sidans adress” saknas"),
        (b"slug;slug\nx;y\n", "mer än en gång"),
        (b"slug;title\n" + b"x;y\n" * 10_000, "10000 rader"),
        (b"slug;title\n" + b"x" * 1_100_000, "1 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(client, content, why):
    answer = preview(client, content)
    assert answer.status_code == 200
    assert why in " ".join(answer.context["form"].errors["file"])
    assert "token" not in answer.context


def test_a_row_with_too_many_cells_is_wrong():
    (row,) = planned(b"slug;title\nx;y;z\n")
    assert "fler celler" in " ".join(row.faults)


# Writing ------------------------------------------------------------------------------


def test_what_was_seen_is_written_as_revisions(client, choir):
    answer = taken(
        client,
        {
            "slug": "exempelkoren",
            "lead": "Vi dansar.",
            "topics": "Kultur\nNy i Sverige",
            "areas": "Öjebyn",
            "verify_by": "2027-06-01",
            "helps_with": "Sjunga\nDansa",
            "contact_1_hours": "Torsdagar",
            "contact_2_function": "Nya medlemmar",
            "contact_2_email": "nya@example.com",
        },
    )
    assert states(answer) == {"Skrivna": 1}
    choir = OrganizationPage.objects.get(pk=choir.pk)
    assert choir.lead == "Vi dansar."
    assert [block.value for block in choir.helps_with] == ["Sjunga", "Dansa"]
    assert {term.key for term in choir.topics.all()} == {"culture", "new_in_sweden"}
    first, second = (block.value for block in choir.contact_points)
    assert (first["hours"], first["phone"]) == ("Torsdagar", POINT["phone"])
    assert second["email"] == "nya@example.com"
    assert choir.latest_revision.user.username == "editor"
    assert not choir.has_unpublished_changes
    assert {row.state for row in planned(exporting.file())} == {"same"}


@pytest.mark.parametrize(("live", "public"), [("ja", True), ("nej", False), ("", False)])
def test_a_new_one_is_public_only_where_the_file_says_so(client, live, public):
    assert states(taken(client, {**NEW, "live": live})) == {"Skrivna": 1}
    page = OrganizationPage.objects.get(slug="exempelklubben")
    assert page.live is public
    newest = page.get_latest_revision_as_object()
    assert (newest.title, newest.is_example) == ("Exempelklubben", True)
    assert newest.contact_points[0].value["phone"] == "070-174 06 05"
    assert Client().get(page.url).status_code == (200 if public else 404)
    again = planned(exporting.file())
    assert {row.state for row in again} == {"same"}


def test_a_draft_is_published_by_a_later_file(client):
    taken(client, NEW)
    taken(client, {"slug": "exempelklubben", "live": "ja", "lead": "Vi vinner."})
    page = OrganizationPage.objects.get(slug="exempelklubben")
    assert (page.live, page.lead) == (True, "Vi vinner.")


ENGLISH = {
    "title_en": "The example club",
    "lead_en": "We play.",
    "contact_1_function_en": "Office",
    "helps_with": "Spela\nTräna",
    "helps_with_en": "Play\nTrain",
    "live": "ja",
}


def in_english(page):
    return OrganizationPage.objects.get(
        translation_key=page.translation_key, locale__language_code="en"
    )


def test_english_words_become_a_translation_side_by_side(client):
    assert states(taken(client, {**NEW, **ENGLISH})) == {"Skrivna": 1}
    page = OrganizationPage.objects.get(slug="exempelklubben", locale__language_code="sv")
    twin = in_english(page)
    assert twin.live
    assert (twin.title, twin.lead) == ("The example club", "We play.")
    assert [block.value for block in twin.helps_with] == ["Play", "Train"]
    assert twin.contact_points[0].value["function"] == "Office"
    assert twin.contact_points[0].value["phone"] == "070-174 06 05"
    assert "We play." in Client().get(twin.url).content.decode()
    assert {row.state for row in planned(exporting.file())} == {"same"}


def test_english_words_of_a_page_that_has_them_are_changed(client):
    page, twin = loaded.page("org:pitebo"), loaded.page("org:pitebo", "en")
    lines = [str(block.value) for block in twin.helps_with]
    told = {"slug": page.slug, "lead_en": "Flats, all over.", "helps_with_en": "\n".join(lines)}
    assert states(taken(client, told)) == {"Skrivna": 1}
    after = OrganizationPage.objects.get(pk=twin.pk)
    assert after.lead == "Flats, all over."
    assert (after.title, after.slug, after.description) == (
        twin.title, twin.slug, twin.description
    )  # fmt: skip
    assert [str(block.value) for block in after.helps_with] == lines


def test_lines_are_as_many_in_both_languages(choir):
    (row,) = planned(file({**NEW, **ENGLISH, "helps_with_en": "Play"}))
    assert "lika många" in " ".join(row.faults)


def test_english_words_wait_for_the_page_to_be_public():
    (row,) = planned(file({**NEW, **ENGLISH, "live": "nej"}))
    assert (row.state, row.faults) == ("new", [])
    assert "Engelskan tas in" in " ".join(row.notes)


def test_a_page_that_changed_after_the_preview_is_left_alone(client, choir):
    shown = preview(client, file({"slug": "exempelkoren", "lead": "Ur filen"}, NEW))
    publish(choir, lead="Någon annans")
    answer = client.post(reverse("organizations_import"), {"token": shown.context["token"]})
    assert states(answer) == {"Fel, lämnas orörda": 1, "Skrivna": 1}
    assert "har ändrats sedan" in answer.content.decode()
    choir.refresh_from_db()
    assert choir.lead == "Någon annans"


def test_an_editors_draft_is_never_published_by_a_file(client, choir):
    choir.lead = "Halvfärdigt"
    choir.save_revision()
    answer = preview(client, file({"slug": "exempelkoren", "title": "Kören"}))
    assert "Någon har börjat ändra" in answer.content.decode()


def test_pressing_the_button_twice_writes_once(client, choir):
    token = {"token": preview(client, file(NEW)).context["token"]}
    client.post(reverse("organizations_import"), token)
    again = client.post(reverse("organizations_import"), token)
    assert states(again) == {"Oförändrade": 1}
    assert OrganizationPage.objects.filter(slug="exempelklubben").count() == 1


def test_what_there_was_no_time_for_is_written_by_the_next_press(client, monkeypatch):
    rows = [{**NEW, "slug": f"klubb-{n}", "title": f"Klubb {n}"} for n in range(3)]
    shown = preview(client, file(*rows))
    monkeypatch.setattr(importing, "SECONDS_A_TIME", -1)
    answer = client.post(reverse("organizations_import"), {"token": shown.context["token"]})
    assert answer.context["token"]
    monkeypatch.setattr(importing, "SECONDS_A_TIME", 60)
    answer = client.post(reverse("organizations_import"), {"token": answer.context["token"]})
    assert states(answer) == {"Skrivna": 3}


def test_what_was_not_previewed_cannot_be_imported(client, choir):
    other = get_user_model().objects.create_superuser("annan", email="annan@example.com")
    token = importing.kept([[2, {"slug": "exempelkoren", "lead": "X"}]], [], other)
    for forged in (token, "", "x", token[:-3]):
        answer = client.post(reverse("organizations_import"), {"token": forged}, follow=True)
        assert "för gammal" in answer.content.decode()
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."


ADDRESSES = ("organizations_file", "organizations_import", "organizations_export")


@pytest.mark.parametrize("rights", [[], ["change_page"], ["add_page"], ["publish_page"]])
def test_only_those_who_may_add_and_publish_see_the_file(rights):
    group = Group.objects.create(name="Några")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in rights:
        GroupPagePermission.objects.create(
            group=group,
            page=loaded.page("directory:directory"),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    user = get_user_model().objects.create_user("nagon", email="nagon@example.com", is_staff=True)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    for name in ADDRESSES:
        assert client.get(reverse(name)).status_code in {302, 403, 405}
    assert reverse("organizations_file") not in client.get("/admin/").content.decode()


def test_those_who_may_find_it_in_the_menu(client):
    assert reverse("organizations_file") in client.get("/admin/").content.decode()
    assert "Hämta filen" in client.get(reverse("organizations_file")).content.decode()
