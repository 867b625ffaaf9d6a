"""Partners keep their own page true: invited, signed in, writing, handing in, decided about."""

import io
import re
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms import encryption
from cms.directory.models import OrganizationPage
from cms.models import User
from cms.partners import inviting, moderation, people, second_factor
from cms.partners.models import ListingDraft, ListingRequest, Partner, Submission
from onboarding.models import Adult, Move
from onboarding.notebook.models import SavedThing
from tests.editing import editor
from tests.factories.pages import publish
from tests.factories.pictures import PictureFactory
from tests.partnering import App, listing, partner, show_app, write_address
from tests.signing import ask_for_code, mails, newest_code, signed_in
from tests.walking import Walker

pytestmark = pytest.mark.django_db

BOARD, OTHER = "styrelsen@example.com", "kassoren@example.com"
ENGLISH = {"lead_en": "We sing.", "helps_en": "Sing with us", "point-0-function_en": "Office"}
HOURS_EN = {"point-0-hours_en": "Weekdays 9–12"}


@pytest.fixture
def choir():
    return listing()


@pytest.fixture
def board(choir):
    return partner(choir, BOARD)


@pytest.fixture
def communicator():
    return Walker(editor())


def edit(walker, choir, press="hand-in", **typed):
    """Write into the form of a listing, and press a button."""
    form = walker.visit("partner_edit", choir.pk).form("#listing-form")
    form.fill({**{name.replace("__", "-"): value for name, value in typed.items()}, press: "1"})
    return walker.send(form)


@pytest.fixture
def decide(django_capture_on_commit_callbacks):
    """Decide about what was handed in; translations are published when that is committed."""

    def decide(walker, submission, press="approve", comment=""):
        form = walker.visit("review_listing", submission.pk).form("main form")
        form.fill({"comment": comment, press: "1"})
        with django_capture_on_commit_callbacks(execute=True):
            return walker.send(form)

    return decide


def newest(page):
    return Submission.objects.of(page).first()


# Signing in ---------------------------------------------------------------------


def test_an_invited_partner_signs_in_with_a_code_and_an_app(choir):
    inviting.invite(choir, BOARD, language="sv", by=None)
    assert "Sköt sidan om Exempelkören" in mails()[-1].subject
    walker, app = Walker(Client()), App()
    assert walker.open(f"/sv/partner/{choir.pk}/").name == "partners"
    write_address(walker, BOARD)
    assert walker.page.name == "partner_app"
    assert walker.open(f"/sv/partner/{choir.pk}/sida/").name == "partners"
    walker.visit("partner_app")
    show_app(walker, app)
    assert walker.page.name == "partner_listing"
    again = Walker(Client())
    write_address(again, BOARD)
    assert "ruta" not in again.page.text.lower()
    assert show_app(again, app, later=1).name == "partner_listing"


def test_signing_in_leads_where_one_was_on_the_way_to(choir):
    inviting.invite(choir, BOARD, language="sv", by=None)
    walker = Walker(Client())
    walker.open(f"/sv/partner/{choir.pk}/siffror/")
    form = walker.page.form()
    form.fill({"address": BOARD})
    walker.send(form)
    form = walker.page.form()
    form.fill({"code": newest_code()})
    walker.send(form)
    assert show_app(walker, App()).name == "partner_numbers"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example/sv/partner/", "https://evil.example/", "/sv/min-plan/", "javascript:x"],
)
def test_signing_in_leads_nowhere_else(wanted):
    assert 'name="to"' not in Walker(Client()).open(f"/sv/partner/?to={wanted}").html


def test_a_wrong_code_of_the_app_opens_nothing_and_five_are_enough(choir):
    inviting.invite(choir, BOARD, language="sv", by=None)
    walker, app = Walker(Client()), App()
    write_address(walker, BOARD)
    for _try in range(5):
        app.secret = walker.page.soup.select_one(".secret").get_text().strip()
        wrong = f"{(int(app.code()) + 1) % 10**6:06d}"
        form = walker.page.form()
        form.fill({"code": wrong})
        assert "fungerar inte" in walker.send(form).text
    form = walker.page.form()
    form.fill({"code": app.code()})
    assert walker.send(form).status == 429


def test_a_code_that_was_used_opens_nothing_again(choir):
    app = App()
    partner(choir, BOARD, app)
    again = Walker(Client())
    write_address(again, BOARD)
    code = app.code(later=1)
    form = again.page.form()
    form.fill({"code": code})
    assert again.send(form).name == "partner_listing"
    third = Walker(Client())
    write_address(third, BOARD)
    form = third.page.form()
    form.fill({"code": code})
    assert third.send(form).name == "partner_app"


def test_every_address_is_answered_alike():
    known, unknown = listing(), Walker(Client())
    inviting.invite(known, BOARD, language="sv", by=None)
    answers = []
    for address in (BOARD, "nobody@example.com"):
        form = unknown.visit("partners").form()
        form.fill({"address": address})
        answers.append(unknown.send(form).text.replace(address, ""))
    assert answers[0] == answers[1]


def test_one_address_may_have_a_plan_and_a_listing(choir, board):
    mover = signed_in(BOARD)
    assert mover.page.name == "plan"
    assert mover.visit("partner_listing", choir.pk).name == "partners"
    assert board.visit("partner_listing", choir.pk).name == "partner_listing"
    assert board.visit("account_logout").name == "account_login"


def test_a_code_for_a_plan_is_no_code_for_a_listing(choir):
    inviting.invite(choir, BOARD, language="sv", by=None)
    walker = Walker(Client())
    ask_for_code(walker, BOARD)
    code = newest_code()
    form = walker.visit("partners").form()
    form.fill({"address": BOARD})
    walker.send(form)
    form = walker.page.form()
    form.fill({"code": code})
    assert walker.send(form).name == "partner_code"


def test_an_hour_without_use_signs_out(choir, board, time_machine):
    time_machine.move_to(timezone.now() + timedelta(seconds=3601))
    assert board.visit("partner_listing", choir.pk).name == "partners"


def test_ending_is_one_press_and_takes_effect_everywhere(choir, board, communicator):
    choir.refresh_from_db()
    assert choir.caretaker == BOARD
    page = communicator.visit("partners_of_listing", choir.pk)
    assert BOARD in page.text
    form = page.form("main form")
    form.fill({"end": str(Partner.objects.get().pk)})
    communicator.send(form)
    assert board.visit("partner_listing", choir.pk).name == "partners"
    choir.refresh_from_db()
    assert choir.caretaker == ""
    assert people.of(BOARD) is None
    assert not User._base_manager.get(username=f"partner:{BOARD}").authenticator_set.exists()


def test_whoever_lost_the_phone_sets_the_app_up_anew(choir, board, communicator):
    form = communicator.visit("partners_of_listing", choir.pk).form("main form")
    form.fill({"forget-app": str(Partner.objects.get().pk)})
    communicator.send(form)
    assert board.visit("partner_listing", choir.pk).name == "partners"
    write_address(board, BOARD)
    assert board.page.soup.select_one(".secret")


def test_several_look_after_one_listing(choir, board):
    treasurer = partner(choir, OTHER)
    edit(board, choir, press="save", lead_sv="Vi sjunger på torsdagar.")
    page = treasurer.visit("partner_edit", choir.pk)
    assert "Vi sjunger på torsdagar." in page.html


def test_the_secret_of_the_app_is_encrypted_and_can_be_encrypted_anew(choir, board, settings):
    user = people.of(BOARD)
    stored = second_factor.of(user).data["secret"]
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.ENCRYPTION_KEYS]
    encryption.rotate()
    renewed = second_factor.of(user).data["secret"]
    assert renewed != stored
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert len(encryption.decrypt(renewed)) == 32


# Writing and handing in ---------------------------------------------------------


def test_a_draft_is_kept_as_it_was_typed_and_nobody_else_sees_it(choir, board):
    page = edit(board, choir, press="save", lead_sv="", website="inte en adress")
    assert "sparat" in page.text
    again = board.visit("partner_edit", choir.pk)
    assert "inte en adress" in again.html
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert not choir.has_unpublished_changes


def test_the_page_is_shown_as_movers_will_see_it_in_both_languages(choir, board):
    edit(board, choir, press="show", lead_sv="Vi sjunger högt.", **ENGLISH)
    assert board.page.name == "partner_preview"
    assert "Vi sjunger högt." in board.page.text
    board.language = "en"
    page = board.visit("partner_preview", choir.pk)
    assert "We sing." in page.text
    assert "Sing with us" in page.text
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."


def test_what_is_handed_in_waits_and_the_page_stays(choir, board):
    page = edit(board, choir, lead_sv="Vi sjunger högt.", **ENGLISH)
    assert page.name == "partner_listing"
    assert "Väntar" in page.text
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert newest(choir).draft.lead == "Vi sjunger högt."
    assert not ListingDraft.objects.exists()


def test_what_cannot_be_handed_in_is_said_and_kept(choir, board):
    page = edit(board, choir, lead_sv="", point__0__email="ingen")
    assert "Säg i en mening" in page.text
    assert "e-postadress med @" in page.text
    assert "ingen" in page.html
    assert newest(choir) is None


def test_hours_and_phone_are_public_at_once(choir, board):
    page = edit(board, choir, point__0__hours_sv="Torsdagar 18–20", point__0__phone="070-174 06 09")
    assert "publicerat" in page.text
    choir.refresh_from_db()
    assert choir.contact_points[0].value["hours"] == "Torsdagar 18–20"
    assert newest(choir).state == "approved"


def test_a_new_way_to_get_in_touch_and_one_that_goes(choir, board):
    edit(
        board,
        choir,
        point__0__DELETE="on",
        point__1__function_sv="Nya medlemmar",
        point__1__email="nya@example.com",
    )
    points = newest(choir).draft.contact_points
    assert [point.value["function"] for point in points] == ["Nya medlemmar"]


def test_fields_that_are_not_asked_for_change_nothing(choir, board):
    """Z-04: what a partner may not set cannot be set by sending it."""
    before = (choir.slug, choir.title, choir.kind, choir.owner_id, choir.unit_id, choir.is_example)
    evil = {"slug": "annat", "title": "Annat", "kind": "department", "live": "", "unit": "1",
            "owner": "1", "expire_at": "2020-01-01", "go_live_at": "2030-01-01", "caretaker": OTHER,
            "is_example": "on", "organisation": "1", "page": "1", "path": "0001"}  # fmt: skip
    edit(board, choir, lead_sv="Nytt.", **evil)
    draft = newest(choir).draft
    after = (draft.slug, draft.title, draft.kind, draft.owner_id, draft.unit_id, draft.is_example)
    assert after == before
    assert (draft.expire_at, draft.go_live_at, draft.caretaker) == (None, None, BOARD)


def test_the_longer_text_is_typed_without_signs(choir, board):
    edit(board, choir, text_sv="Vi övar.\n\n- Sopran\n- Alt <b>och</b> bas")
    draft = newest(choir).draft
    expected = "<p>Vi övar.</p><ul><li>Sopran</li><li>Alt &lt;b&gt;och&lt;/b&gt; bas</li></ul>"
    assert draft.description == expected


def test_two_tabs_do_not_undo_each_other(choir, board):
    """C-06, first half: the second tab is told, and nothing that was typed there is lost."""
    edit(board, choir, press="save", lead_sv="Första fliken.")
    old = board.visit("partner_edit", choir.pk).form("#listing-form")
    edit(board, choir, press="save", lead_sv="Andra fliken.")
    old.fill({"lead_sv": "Första fliken igen.", "save": "1"})
    page = board.send(old)
    assert page.status == 409
    assert "Andra fliken." in page.text
    assert "Första fliken igen." in page.html
    again = page.form("#listing-form")
    again.fill({"save": "1"})
    assert board.send(again).status == 200
    assert ListingDraft.objects.get().typed["lead_sv"] == ["Första fliken igen."]


# Deciding -----------------------------------------------------------------------


def test_a_communicator_compares_and_publishes_that_very_revision(
    choir, board, communicator, decide
):
    edit(board, choir, lead_sv="Vi sjunger högt.", **ENGLISH, **HOURS_EN)
    assert "Exempelkören" in communicator.visit("review_listings").text
    page = communicator.visit("review_listing", newest(choir).pk)
    assert "högt" in page.text
    assert "We sing." in page.text
    decide(communicator, newest(choir))
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger högt."
    english = OrganizationPage.objects.get(
        translation_key=choir.translation_key, locale__language_code="en"
    )
    assert english.live
    assert english.lead == "We sing."
    assert [block.value for block in english.helps_with] == ["Sing with us"]
    assert english.contact_points[0].value["function"] == "Office"
    assert "publicerad" in mails()[-1].subject
    assert mail.outbox[-1].to == [BOARD]


def test_what_is_handed_in_again_replaces_what_was_given_back(choir, board, communicator, decide):
    edit(board, choir, lead_sv="Vi är bäst.")
    decide(communicator, newest(choir), press="changes", comment="Skriv mer.")
    edit(board, choir, lead_sv="Kom och sjung.")
    assert [each.state for each in Submission.objects.of(choir)] == ["waiting", "changes"]


def test_english_that_lacks_something_waits_for_a_translator(choir, board, communicator, decide):
    edit(board, choir, lead_sv="Vi sjunger högt.", lead_en="We sing.")
    decide(communicator, newest(choir))
    twins = OrganizationPage.objects.filter(translation_key=choir.translation_key)
    english = twins.get(locale__language_code="en")
    assert not english.live


def test_changes_are_asked_for_with_a_word(choir, board, communicator, decide):
    edit(board, choir, lead_sv="Vi är bäst.")
    page = decide(communicator, newest(choir), press="changes")
    assert "Skriv vad som ska ändras" in page.text
    decide(communicator, newest(choir), press="changes", comment="Skriv hur man blir medlem.")
    assert "Skriv hur man blir medlem." in mails()[-1].body
    page = board.visit("partner_listing", choir.pk)
    assert "Skriv hur man blir medlem." in page.text
    form = board.visit("partner_edit", choir.pk).form("#listing-form")
    assert form.data["lead_sv"] == ["Vi är bäst."]
    edit(board, choir, lead_sv="Kom och sjung.")
    decide(communicator, newest(choir))
    choir.refresh_from_db()
    assert choir.lead == "Kom och sjung."


def test_what_was_replaced_meanwhile_is_not_approved(choir, board, communicator, decide):
    """C-06: the approval is of the version that was looked at, or it is refused."""
    edit(board, choir, lead_sv="Äldre.")
    older = newest(choir)
    form = communicator.visit("review_listing", older.pk).form("main form")
    edit(board, choir, lead_sv="Nyare.")
    form.fill({"approve": "1"})
    page = communicator.send(form)
    assert page.status == 409
    assert "nyare" in page.text
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    decide(communicator, newest(choir))
    choir.refresh_from_db()
    assert choir.lead == "Nyare."


def test_what_was_taken_back_is_not_approved(choir, board, communicator):
    edit(board, choir, lead_sv="Hastverk.")
    form = communicator.visit("review_listing", newest(choir).pk).form("main form")
    board.visit("partner_listing", choir.pk)
    board.send(board.page.form("form[action*=ta-tillbaka]"))
    form.fill({"approve": "1"})
    assert communicator.send(form).status == 409
    choir.refresh_from_db()
    assert choir.lead == "Vi sjunger."
    assert board.visit("partner_edit", choir.pk).form("#listing-form").data["lead_sv"] == [
        "Hastverk."
    ]


def test_of_two_who_decide_at_once_one_has_an_effect(choir, board):
    edit(board, choir, lead_sv="Nytt.")
    submission, user = newest(choir), User.objects.create_superuser("a", "a@example.com", "x")
    same = Submission.objects.get(pk=submission.pk)
    moderation.approve(submission, by=user)
    with pytest.raises(moderation.Settled):
        moderation.ask_for_changes(same, by=user, comment="Nej")


def test_an_editor_who_publishes_a_newer_version_settles_it_too(choir, board, communicator):
    edit(board, choir, lead_sv="Vi sjungger.", **ENGLISH, **HOURS_EN)
    draft = OrganizationPage.objects.get(pk=choir.pk).get_latest_revision_as_object()
    draft.lead = "Vi sjunger mycket."
    draft.save_revision().publish()
    assert newest(choir).state == "approved"
    assert newest(choir).task_state.workflow_state.status == "cancelled"
    twins = OrganizationPage.objects.filter(translation_key=choir.translation_key)
    assert twins.get(locale__language_code="en").lead == "We sing."


def test_those_who_decide_are_told_once(choir, board):
    User.objects.create_superuser("chef", "chef@example.com", "x")
    edit(board, choir, lead_sv="Nytt.")
    told = [m for m in mails() if m.to == ["chef@example.com"]]
    assert [m.subject for m in told] == ["Exempelkören väntar på att du läser"]


def test_what_is_handed_in_counts_as_confirmed_once_it_is_published(
    choir, board, communicator, decide
):
    edit(board, choir, lead_sv="Nytt.")
    decide(communicator, newest(choir))
    choir.refresh_from_db()
    assert choir.verified_on
    assert (choir.verify_by - choir.verified_on).days == 182


# Whoever is not asked -----------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["partner_listing", "partner_edit", "partner_preview", "partner_numbers"]
)
def test_nobody_reaches_the_listing_of_another(choir, board, name):
    """Z-03: there is no such page, and nothing changes."""
    other = listing("Exempelklubben")
    assert board.visit(name, other.pk).status == 404
    answer = board.client.post(board.address("partner_edit", other.pk), {"lead_sv": "Kapat"})
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.lead == "Vi sjunger."


def test_a_partner_never_reaches_the_admin(choir, board):
    """Z-06, Z-07: the admin, its copies and translations, and no other way to write."""
    for path in (
        "/admin/", f"/admin/pages/{choir.pk}/edit/", f"/admin/pages/{choir.pk}/copy/",
        f"/admin/pages/{choir.pk}/history/", "/admin/images/", "/admin/reports/site-history/",
        f"/admin/localize/submit/page/{choir.pk}/", f"/admin/partners/{choir.pk}/",
        "/admin/partners/review/", "/admin/users/",
    ):  # fmt: skip
        for method in ("get", "post"):
            answer = getattr(board.client, method)(path)
            assert answer.status_code in {302, 403}, path
            assert "/admin/login/" in answer.headers.get("Location", "/admin/login/")
    for path in ("/api/v2/pages/", "/api/v3/pages/", "/django-admin/", "/admin/api/main/pages/"):
        assert board.client.get(path, follow=True).status_code in {403, 404} or (
            "login" in board.client.get(path, follow=True).request["PATH_INFO"]
        )


def test_a_picture_of_another_organisation_cannot_be_named(choir, board):
    strange = PictureFactory()
    edit(board, choir, press="save", lead_sv="Nytt.", picture_id=str(strange.pk))
    edit(board, choir, lead_sv="Nytt.")
    assert newest(choir).draft.picture is None


def test_whoever_may_not_publish_decides_nothing(choir, board):
    edit(board, choir, lead_sv="Nytt.")
    user = User.objects.create_user("redaktor", "r@example.com", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    answer = client.post(f"/admin/partners/review/{newest(choir).pk}/", {"approve": "1"})
    assert answer.status_code in {302, 403}
    assert newest(choir).is_waiting


# Asking for a page --------------------------------------------------------------

NUMBER = "992000-0008"


def ask(address, page=None, **typed):
    walker = Walker(Client())
    write_address(walker, address)
    assert walker.page.name == "partner_request"
    if page:
        walker.open(f"{walker.address('partner_request')}?page={page.pk}")
    form = walker.page.form()
    form.fill({"name": "Nya kören", "organization_number": NUMBER, "reason": "Vi sjunger."} | typed)
    return walker, walker.send(form)


def test_an_organisation_asks_for_a_page_and_gets_one(communicator):
    _walker, page = ask(OTHER)
    assert "Tack" in page.heading
    asked = ListingRequest.objects.get()
    assert (asked.address, asked.organization_number) == (OTHER, NUMBER)
    form = communicator.visit("listing_request", asked.pk).form("main form")
    form.fill({"accept": "1"})
    communicator.send(form)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by.username) == ("accepted", "editor")
    assert asked.page.title == "Nya kören"
    assert not asked.page.live
    assert Partner.objects.get().address == OTHER


def test_an_organisation_claims_its_page_and_is_told_no(choir, communicator):
    ask(OTHER, choir)
    asked = ListingRequest.objects.get()
    assert asked.page == choir
    form = communicator.visit("listing_request", asked.pk).form("main form")
    form.fill({"refuse": "1"})
    assert "Skriv varför" in communicator.send(form).text
    form = communicator.page.form("main form")
    form.fill({"refuse": "1", "comment": "Adressen är inte föreningens."})
    communicator.send(form)
    assert "Adressen är inte föreningens." in mails()[-1].body
    assert not Partner.objects.exists()


@pytest.mark.parametrize("number", ["992000-0009", "12", "850709-9805", "abc", "992000 000 8 9"])
def test_what_is_no_organisation_number_is_said_and_nothing_typed_is_lost(number):
    _walker, page = ask(OTHER, organization_number=number)
    assert "organisationsnummer" in page.text
    assert number in page.html
    assert not ListingRequest.objects.exists()


def test_the_page_of_an_organisation_leads_to_asking_for_it(choir):
    page = Walker(Client()).open(choir.url)
    assert any(re.search(rf"be-om-en-sida/\?page={choir.pk}$", link) for link in page.links())


def test_an_address_of_somebody_who_works_here_is_not_invited(choir, communicator):
    User.objects.create_user("anna", "anna@example.com", "x")
    form = communicator.visit("partners_of_listing", choir.pk).form("form[novalidate]")
    form.fill({"address": "anna@example.com", "language": "sv"})
    assert "arbetar här" in communicator.send(form).text
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("saved", "said"), [(0, "0"), (1, "färre än 5"), (4, "färre än 5"), (5, "5")]
)
def test_numbers_are_never_people(choir, board, saved, said):
    for number in range(saved):
        adult = Adult.objects.create(move=Move.objects.create(key_digest=f"{number}"), number=1)
        SavedThing.objects.create(adult=adult, page_key=choir.translation_key, title=choir.title)
    page = board.visit("partner_numbers", choir.pk)
    row = page.soup.select_one(".figures__row")
    assert "sparat er" in row.dt.get_text()
    assert row.dd.get_text().strip() == said


# Pictures -----------------------------------------------------------------------


def photograph(name="kor.jpg", size=(1600, 1200)):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def send_picture(walker, choir, press="hand-in", picture=None, **typed):
    form = walker.visit("partner_edit", choir.pk).form("#listing-form")
    form.fill({**typed, press: "1"})
    data = {**form.data, "picture": picture or photograph()}
    return walker._arrive(walker.client.post(form.action, data, follow=True))


SEEN = {"has_consent": "on", "picture_alt_sv": "Kören på en trappa"}


def test_a_picture_goes_into_the_organisations_own_collection(choir, board, own_media):
    send_picture(board, choir, **SEEN)
    draft = newest(choir).draft
    assert draft.picture.has_consent
    assert draft.picture.collection.name.startswith("Exempelkören")
    assert draft.picture_alt == "Kören på en trappa"
    choir.refresh_from_db()
    assert choir.picture is None


def test_a_picture_is_kept_with_the_draft_and_shown_in_the_preview(choir, board, own_media):
    send_picture(board, choir, press="save", **SEEN)
    form = board.visit("partner_edit", choir.pk).form("#listing-form")
    assert form.data["picture_id"]
    edit(board, choir)
    assert newest(choir).draft.picture.pk == int(form.data["picture_id"][0])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"picture_alt_sv": "Kören"}, "får använda bilden"),
        ({"has_consent": "on"}, "Säg vad bilden visar"),
        ({**SEEN, "picture": SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>")}, "bild"),
    ],
)
def test_a_picture_that_may_not_be_used_is_said(choir, board, own_media, typed, said):
    page = send_picture(board, choir, **typed)
    assert said in page.text
    assert newest(choir) is None


def test_a_picture_is_taken_away(choir, board, own_media):
    send_picture(board, choir, **SEEN)
    edit(board, choir, no_picture="on", picture_alt_sv="")
    assert newest(choir).draft.picture is None


def test_what_was_typed_when_the_session_ran_out_is_still_there(choir, board, time_machine):
    form = board.visit("partner_edit", choir.pk).form("#listing-form")
    form.fill({"lead_sv": "Kom till en övning på torsdag.", "hand-in": "1"})
    time_machine.move_to(timezone.now() + timedelta(seconds=3601))
    page = board.send(form)
    assert page.status == 403
    assert "Kom till en övning på torsdag." in page.html
    assert newest(choir) is None


def test_lines_as_browsers_end_them_are_no_change(choir, board, communicator, decide):
    choir = publish(choir, description="<p>Ett.</p><p>Två.</p>")
    english = {**ENGLISH, **HOURS_EN, "text_en": "One.\r\n\r\nTwo."}
    edit(board, choir, lead_sv="Vi sjunger högt.", **english)
    decide(communicator, newest(choir))
    form = board.visit("partner_edit", choir.pk).form("#listing-form")
    form.fill({"point-0-phone": "070-174 06 09", "hand-in": "1"})
    form.fill({name: form.data[name][0].replace("\n", "\r\n") for name in ("text_sv", "text_en")})
    assert "publicerat" in board.send(form).text
    assert newest(choir).state == "approved"


def test_new_hours_let_every_language_hold(choir, board, communicator, decide):
    edit(board, choir, lead_sv="Vi sjunger högt.", **ENGLISH, **HOURS_EN)
    decide(communicator, newest(choir))
    twins = OrganizationPage.objects.filter(translation_key=choir.translation_key)
    twins.update(verify_by=timezone.localdate() - timedelta(days=200))
    edit(board, choir, point__0__hours_sv="Torsdagar 18–20")
    assert {page.verify_by for page in twins} == {timezone.localdate() + timedelta(days=182)}


def test_a_picture_that_cannot_be_kept_is_said_when_a_draft_is_saved_too(choir, board, own_media):
    page = send_picture(board, choir, press="show", picture_alt_sv="Kören")
    assert "välj den en gång till" in page.text
    assert "får använda bilden" in page.text


def test_what_is_asked_for_stands_where_it_is_changed(choir, board, communicator, decide):
    edit(board, choir, lead_sv="Vi är bäst.")
    decide(communicator, newest(choir), press="changes", comment="Skriv hur man blir medlem.")
    assert "Skriv hur man blir medlem." in board.visit("partner_edit", choir.pk).text


def test_a_preview_says_that_it_is_one_and_leads_back(choir, board):
    page = board.visit("partner_preview", choir.pk)
    assert "Så här blir sidan" in page.text
    assert board.follow("partner_edit", choir.pk).name == "partner_edit"
    address = board.address("partner_preview", choir.pk)
    assert "Så här blir sidan" not in board.open(f"{address}?beside").text
