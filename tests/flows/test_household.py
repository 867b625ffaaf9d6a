"""Two adults keep one plan: invited by mail, each with a lane of their own."""

import os
import subprocess
import sys

import pytest
from django.core import mail
from django.test import Client

from cms.accounts import addresses
from onboarding import membership
from onboarding.models import Member
from onboarding.notebook.models import Invitation
from tests import content_database
from tests.cast import OUTSIDE_EEA
from tests.moving import moved
from tests.signing import mails, sign_in, signed_in
from tests.walking import Walker

pytestmark = pytest.mark.django_db
AMINA, SAM = "amina@example.com", "sam@example.com"
OWNING = "form[action$='agare/']"


def titles(page, without=""):
    """Return what is to be done, without what one adult does."""
    rows = [row for row in page.soup.select("li.task") if who(row) != without]
    return {row.h3.get_text(" ", strip=True) for row in rows}


def who(row):
    tag = row.select_one(".who bdi")
    return tag.get_text() if tag else ""


@pytest.fixture
def amina(client):
    """Adi, who keeps a plan in which Noor is, too."""
    moved(client, OUTSIDE_EEA)
    walker = Walker(client)
    sign_in(walker, AMINA)
    return walker


def invite(walker, address=SAM):
    form = walker.visit("household").form("form:has([name=address])")
    form.fill({"adult": "2", "address": address})
    return walker.went_on(walker.send(form))


def accept(walker):
    return pressed(walker, "invitations", "form", accept="1")


def pressed(walker, name, select, **button):
    """Open a view and press a button of one of its forms."""
    form = walker.visit(name).form(select)
    form.fill(button)
    return walker.went_on(walker.send(form))


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_every_page_of_the_household_can_be_read(client, language):
    moved(client, OUTSIDE_EEA)
    walker = Walker(client, language)
    assert walker.visit("household").status == 200
    sign_in(walker, AMINA)
    for name in ("household", "invitations"):
        assert walker.visit(name).heading


def test_amina_invites_sam_and_they_keep_one_plan(amina):
    page = invite(amina)
    assert "på väg" in page.text
    (letter,) = [message for message in mails() if message.to == [SAM]]
    assert "/sv/min-plan/inbjudningar/" in letter.body
    assert not [word for word in ("Adi", "Noor", "amina") if word in letter.body]
    sam = Walker(Client())
    sign_in(sam, SAM)
    assert "inbjuden" in sam.visit("plan").text
    page = sam.went_on(accept(sam))
    assert page.name == "plan"
    assert titles(page) == titles(amina.visit("plan"))
    sam.tick("library-card", "done")
    assert "library-card" in amina.visit("plan").html
    assert Member.objects.get(is_owner=True).adult.alias == "Adi"


def test_sam_sees_no_answer_of_aminas_and_amina_none_of_sams(amina):
    invite(amina)
    sam = signed_in(SAM)
    accept(sam)
    for walker, own, other in ((amina, 1, 2), (sam, 2, 1)):
        page = walker.visit("check", "before")
        links = [link for link in page.links() if "/fragor/" in link]
        steps = {link.split("/fragor/")[1].split("/")[0] for link in links}
        assert f"status.{own}" in steps
        assert not [step for step in steps if step.endswith(f".{other}")]
        assert walker.visit("question", "before", f"status.{other}").step != f"status.{other}"
        form = walker.visit("question", "before", f"status.{own}").form()
        before = list(Member.objects.get(adult__number=other).adult.answers.values_list())
        walker.client.post(walker.address("question", "before", f"status.{other}"), form.data)
        assert list(Member.objects.get(adult__number=other).adult.answers.values_list()) == before


def test_a_task_of_the_other_cannot_be_changed(amina):
    invite(amina)
    sam = signed_in(SAM)
    accept(sam)
    page = amina.visit("plan")
    mine = page.soup.select("button[name=set][value$='-1=done']")
    theirs = page.soup.select("button[name=set][value$='-2=done']")
    assert mine
    assert not theirs
    address = amina.address("tick")
    assert amina.client.get(f"{address}?row=start-moving-to-sweden-2").status_code == 404
    answer = amina.client.post(address, {"set": "start-moving-to-sweden-2=done"})
    assert answer.status_code == 404


def test_sam_leaves_with_a_copy_and_amina_sees_only_that(amina):
    invite(amina)
    sam = signed_in(SAM)
    accept(sam)
    before = titles(sam.visit("plan"), without="Adi")
    mail.outbox.clear()
    page = pressed(sam, "leave", "form")
    assert before - titles(page) == set()
    assert "Delar inte planen längre" in amina.visit("household").text
    assert not mails(), "Nobody is told."
    movers = [membership.of(addresses.account(address)) for address in (AMINA, SAM)]
    assert movers[0].move != movers[1].move


def test_the_owner_hands_over_and_the_other_says_yes(amina):
    invite(amina)
    sam = signed_in(SAM)
    accept(sam)
    pressed(amina, "household", OWNING, to="2")
    assert "är din tills" in amina.visit("household").text
    pressed(sam, "household", OWNING, accept="1")
    assert Member.objects.get(is_owner=True).adult.alias == "Noor"


def test_nobody_who_signs_in_is_counted_out(amina):
    invite(amina)
    accept(signed_in(SAM))
    form = amina.visit("question", "before", "adults").form()
    assert "alias_2" not in form.data
    form.fill({"adults": "1"})
    page = amina.send(form)
    assert page.status == 200
    assert "skulle inte längre vara med" in page.text


def test_an_invitation_to_a_wrong_address_keeps_what_was_typed(amina):
    form = amina.visit("household").form("form:has([name=address])")
    form.fill({"adult": "2", "address": "sam(at)example"})
    page = amina.send(form)
    assert page.form("form:has([name=address])").data["address"] == ["sam(at)example"]
    assert not Invitation.objects.exists()


def test_the_answer_is_the_same_whether_the_address_is_known(amina):
    signed_in("known@example.com")
    pages = []
    for address in ("known@example.com", "unknown@example.com"):
        page = invite(amina, address)
        pages.append(page.text.replace(address, "x"))
        Invitation.objects.all().delete()
    assert pages[0] == pages[1]


def test_more_than_ten_invitations_a_day_are_not_sent(amina):
    for number in range(10):
        invite(amina, f"a{number}@example.com")
        Invitation.objects.all().delete()
    form = amina.visit("household").form("form:has([name=address])")
    form.fill({"adult": "2", "address": SAM})
    assert "i morgon" in amina.send(form).text
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("wish", ["accept", "tick", "remind"])
def test_what_many_do_at_once_happens_once(tmp_path, wish):
    """C-02: done and not for us, fifty pairs at once. C-03: one invitation, accepted 20 times.

    M-04: two workers, a thousand reminders.
    """
    folder = content_database.folder()
    (tmp_path / "db.sqlite3").write_bytes((folder / "db.sqlite3").read_bytes())
    place = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    words = [sys.executable, "-m", "tests.crowd", wish]
    done = subprocess.run(  # noqa: S603
        words, env=os.environ | place, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
