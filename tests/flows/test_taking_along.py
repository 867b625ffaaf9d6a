"""An anonymous plan is taken along when its mover signs in (W-10)."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from onboarding import answering
from onboarding.models import Answer, KeptVersion, Member, Move
from tests.cast import EU_WORKER, OUTSIDE_EEA, UNDECIDED
from tests.moving import moved
from tests.signing import ask_for_code, newest_code, sign_in, signed_in, type_code
from tests.walking import Walker

pytestmark = pytest.mark.django_db

AMINA = "amina@example.com"


def titles(page):
    return {tag.get_text(" ", strip=True) for tag in page.soup.select("li.task h3")}


@pytest.fixture
def walker(client):
    return Walker(client)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_plan_of_the_browser_becomes_ones_own_on_every_device(client, language):
    walker = Walker(client, language)
    walker.walk(EU_WORKER)
    walker.tick("library-card", "done")
    before = titles(walker.visit("plan"))
    key = client.cookies[settings.MOVE_COOKIE_NAME].value
    sign_in(walker, AMINA)
    assert walker.page.name == "plan"
    assert titles(walker.page) == before
    assert client.cookies[settings.MOVE_COOKIE_NAME].value == ""
    member = Member.objects.get()
    assert member.is_owner
    assert member.adult.alias == "Ola"

    Member.objects.update(joined_at=timezone.now())
    phone = Walker(Client(), language)
    phone.client.cookies[settings.MOVE_COOKIE_NAME] = key
    assert not titles(phone.visit("plan"))
    phone = Walker(Client(), language)
    sign_in(phone, AMINA)
    assert titles(phone.visit("plan")) == before


def test_after_signing_out_the_browser_does_not_open_the_plan(walker):
    moved(walker.client, EU_WORKER)
    sign_in(walker, AMINA)
    walker.visit("account_logout")
    walker.press()
    assert not titles(walker.visit("plan"))
    assert Move.objects.count() == 1


def test_signing_in_halfway_goes_on_where_one_was(walker):
    walker.begin()
    walker.answer_until(EU_WORKER, "car")
    sign_in(walker, AMINA)
    assert Answer.objects.filter(question="housing").exists()
    walker.visit("questions", "before")
    assert walker.page.step == "car"
    walker.answer_until(EU_WORKER, "check")
    assert Move.objects.get().key_digest is None


def test_a_mover_without_a_plan_begins_one_of_their_own(walker):
    sign_in(walker, AMINA)
    assert walker.page.name == "plan"
    assert not titles(walker.page)
    walker.walk(UNDECIDED, ("before",))
    assert Member.objects.get().move == Move.objects.get()
    assert Move.objects.get().key_digest is None
    assert not walker.client.cookies.get(settings.MOVE_COOKIE_NAME)
    other = signed_in("sam@example.com")
    assert not titles(other.visit("plan"))


def test_two_first_answers_at_once_make_one_move(walker):
    sign_in(walker, AMINA)
    walker.begin()
    form = walker.answered(UNDECIDED)
    for _time in range(2):
        assert walker.client.post(form.action, form.data).status_code == 302
    assert Move.objects.count() == 1


def test_a_page_that_was_open_before_signing_in_is_kept_all_the_same(walker):
    moved(walker.client, EU_WORKER)
    walker.visit("question", "before", "car")
    page = walker.page
    sign_in(walker, AMINA)
    form = page.form()
    form.answer("car", "none")
    walker.went_on(walker.send(form))
    assert Answer.objects.get(question="car").value == "none"


def test_when_the_session_has_ended_nothing_typed_is_lost(walker):
    moved(walker.client, EU_WORKER)
    sign_in(walker, AMINA)
    walker.visit("question", "before", "car")
    form = walker.page.form()
    form.answer("car", "none")
    walker.client.cookies.clear()
    page = walker.send(form)
    assert page.status == 200
    assert page.form().data["car"] == ["none"]
    assert Answer.objects.get(question="car").value == "bring_from_abroad"


# Two plans ------------------------------------------------------------------------


@pytest.fixture
def torn(client):
    """Somebody with a plan at their address who has begun another one in a new browser."""
    moved(client, EU_WORKER.with_answers(car="have", pets="yes"))
    sign_in(Walker(client), AMINA)
    answers = Answer.objects.filter(question="pets")
    answers.update(answered_at=timezone.now() + timezone.timedelta(minutes=1))
    other = Client(REMOTE_ADDR="198.51.100.1")
    moved(other, EU_WORKER.with_answers(car="none", pets="no"))
    walker = Walker(other)
    sign_in(walker, AMINA)
    return walker


def test_a_page_shows_where_the_two_plans_differ_with_the_newer_one_chosen(torn):
    assert torn.page.name == "two_plans"
    asked = [tag.get_text(strip=True) for tag in torn.page.soup.select("legend h2")]
    assert len(asked) == 2
    form = torn.page.form()
    assert form.data["answer..car"] == ["found"]
    assert form.data["answer..pets"] == ["kept"]
    assert (
        torn.page.soup.select_one("input[checked] ~ span .choice__hint")
        .text.strip()
        .endswith("nyast")
    )


def test_nothing_happens_to_either_plan_until_it_is_decided(torn):
    before = list(Answer.objects.order_by("pk").values())
    torn.visit("two_plans")
    assert torn.visit("plan").soup.select_one(f'a[href="{torn.address("two_plans")}"]')
    assert list(Answer.objects.order_by("pk").values()) == before
    assert Move.objects.count() == 2


@pytest.mark.parametrize("chosen", ["found", "kept"])
def test_what_is_chosen_counts_and_the_rest_can_be_brought_back(torn, chosen):
    form = torn.page.form()
    form.fill({"answer..car": chosen, "answer..pets": chosen})
    torn.went_on(torn.send(form))
    assert torn.page.name == "plan"
    assert torn.client.cookies[settings.MOVE_COOKIE_NAME].value == ""
    counts = dict(Answer.objects.filter(adult=None).values_list("question", "value"))
    found = chosen == "found"
    assert (counts["car"], counts["pets"]) == (("none", "no") if found else ("have", "yes"))

    torn.follow("earlier")
    button = torn.page.soup.select_one("button[name=version]")
    assert len(torn.page.soup.select("form.entry")) == 2
    form = torn.page.form("form.entry")
    form.fill({"version": button["value"]})
    torn.went_on(torn.send(form))
    brought = dict(Answer.objects.filter(adult=None).values_list("question", "value"))
    assert sum(brought[key] != counts[key] for key in ("car", "pets")) == 1
    assert KeptVersion.objects.count() == 2


def test_choices_that_are_not_sent_fall_to_the_newer_version(torn):
    response = torn.client.post(torn.address("two_plans"), {"answer..car": "x", "owner": "1"})
    assert response.status_code == 302
    counts = dict(Answer.objects.filter(adult=None).values_list("question", "value"))
    assert (counts["car"], counts["pets"]) == ("none", "yes")


def test_pressing_twice_merges_once(torn):
    form = torn.page.form()
    for _time in range(2):
        torn.send(form)
        assert torn.page.name == "plan"
    assert Move.objects.count() == 1


def test_nobody_brings_back_what_is_somebody_elses(torn):
    torn.press()
    version = KeptVersion.objects.first()
    stranger = signed_in("sam@example.com")
    moved(stranger.client, OUTSIDE_EEA)
    for pk in (version.pk, 10**9, "x", "", "9" * 40):
        sent = stranger.client.post(stranger.address("earlier"), {"version": pk})
        assert sent.status_code in {302, 404}
    version.refresh_from_db()
    assert Move.objects.filter(members__user__emailaddress__email=AMINA).exists()


def test_without_a_second_plan_there_is_nothing_to_compare(walker):
    for _signed_in in range(2):
        assert walker.visit("two_plans").name == "plan"
        assert walker.visit("earlier").name in {"plan", "earlier"}
        if not _signed_in:
            sign_in(walker, AMINA)


def test_a_plan_with_a_member_is_not_forgotten_after_thirty_days(walker):
    moved(walker.client, EU_WORKER)
    moved(Client(), UNDECIDED)
    sign_in(walker, AMINA)
    Move.objects.update(used_at=timezone.now() - timezone.timedelta(days=31))
    call_command("forget_moves", verbosity=0)
    assert Move.objects.get().members.exists()


def test_two_people_cannot_both_take_one_plan(client):
    moved(client, EU_WORKER)
    key = client.cookies[settings.MOVE_COOKIE_NAME].value
    walkers = [Walker(client), Walker(Client())]
    walkers[1].client.cookies[settings.MOVE_COOKIE_NAME] = key
    for walker, address in zip(walkers, (AMINA, "sam@example.com"), strict=True):
        ask_for_code(walker, address)
        type_code(walker, newest_code())
    assert Member.objects.get().user.emailaddress_set.get().email == AMINA
    assert not titles(walkers[1].visit("plan"))


def test_answers_given_in_the_browser_count_in_the_plan_of_the_member(walker):
    """The account's plan opens, not the browser's, even when both are there."""
    moved(walker.client, EU_WORKER)
    sign_in(walker, AMINA)
    stray = moved(walker.client, OUTSIDE_EEA)
    walker.visit("plan")
    assert "Noor" not in walker.page.text
    answering.write(stray, None, {"pets": "yes"})
    assert "Noor" not in walker.visit("check", "before").text
