"""A choir keeps its page: invited, changed on a phone, sent back, approved, confirmed, silent.

In a real browser; the partner's without scripts, the communicator's with Wagtail's.
"""

import re
import sqlite3
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import ROOT
from tests.browser.walking import read
from tests.mailbox import open_mailbox
from tests.partnering import App
from tests.signing import CODE

pytestmark = pytest.mark.browser

BOARD = "board.b@example.com"
GROW_OLD = (
    "update directory_organizationpage set verify_by = ? where page_ptr_id in"
    " (select id from wagtailcore_page where translation_key ="
    " (select translation_key from wagtailcore_page where id = ?))",
    "update wagtailcore_revision set content = json_set(content, '$.verify_by', ?) where id in"
    " (select latest_revision_id from wagtailcore_page where translation_key ="
    " (select translation_key from wagtailcore_page where id = ?))",
)


@pytest.fixture
def post(site):
    """A mailbox, and a worker that brings what waits."""
    with open_mailbox() as box:

        def bring(address):
            run_worker(site, box.port)
            return box.to(address)[-1].get_body(("plain",)).get_content()

        yield bring


def run_worker(site, port):
    place = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    words = [sys.executable, "manage.py", "work", "--once"]
    subprocess.run(  # noqa: S603
        words, cwd=ROOT, env=site.environment | place, check=True, capture_output=True
    )


@pytest.fixture
def choir(site):
    """Where the choir's Swedish page is in the database."""
    query = "select page_id from home_loadeditem where key = ? and language = 'sv'"
    ((number,),) = site.rows(query, "org:example_choir")
    return number


@pytest.fixture
def communicator(site, open_context):
    """Somebody who edits, signed in to the admin with a password."""
    words = [sys.executable, "manage.py", "local_editor"]
    place = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    said = subprocess.run(  # noqa: S603
        words, cwd=ROOT, env=place, check=True, capture_output=True, text=True
    ).stdout
    tab = open_context(width=1280).new_page()
    tab.goto("/admin/login/")
    tab.fill("[name=username]", re.search(r"User:\s+(\S+)", said)[1])
    tab.fill("[name=password]", re.search(r"Password:\s+(\S+)", said)[1])
    press(tab, "button[type=submit]")
    return tab


def press(tab, select):
    with tab.expect_navigation():
        tab.locator(select).first.click()


def sign_in(tab, post, way, app):
    """Write address, code and the code of the app, and arrive where that leads."""
    tab.goto(way)
    tab.fill("[name=address]", BOARD)
    press(tab, "main form.form button")
    tab.fill("[name=code]", CODE.search(post(BOARD)).group())
    press(tab, "main form.form button")
    secret = tab.locator(".secret")
    if secret.count():
        app.secret = secret.text_content().strip()
    tab.fill("[name=code]", app.code())
    press(tab, "main form.form button")
    return read(tab)


def decide(tab, title, button, comment=""):
    tab.goto("/admin/partners/review/")
    press(tab, f"main td.title a:text-is('{title}')")
    tab.fill("[name=comment]", comment)
    press(tab, f"main button[name={button}]")


def grow_old(site, choir, days):
    """Let the day by which the page was to be confirmed lie so many days back."""
    day = (timezone.localdate() - timedelta(days=days)).isoformat()
    connection = sqlite3.connect(site.database, timeout=20)
    for change in GROW_OLD:
        connection.execute(change, (day, choir))
    connection.execute("update jobs_jobrun set due_at = '2020-01-01 00:00:00'")
    connection.commit()
    connection.close()


def test_a_choir_keeps_its_page_true_until_it_falls_silent(
    site, open_context, communicator, choir, post
):
    ((title,),) = site.rows("select title from wagtailcore_page where id = ?", choir)
    communicator.goto(f"/admin/partners/{choir}/")
    communicator.fill("[name=address]", BOARD)
    press(communicator, "form[novalidate] button")
    letter = post(BOARD)
    way = re.search(r"https?://[^/]+(/sv/\S+)", letter).group(1)

    board, app = open_context(java_script_enabled=False).new_page(), App()
    assert sign_in(board, post, way, app).name == "partner_listing"
    board.goto(f"/sv/partner/{choir}/sida/")
    board.fill("[name=lead_sv]", "Vi är bäst i världen.")
    press(board, "button[name=hand-in]")
    assert "Väntar" in read(board).text

    decide(communicator, title, "changes", "Skriv hur man blir medlem.")
    assert "Skriv hur man blir medlem." in post(BOARD)
    board.goto(f"/sv/partner/{choir}/")
    assert "Skriv hur man blir medlem." in read(board).text
    board.goto(f"/sv/partner/{choir}/sida/")
    board.fill("[name=lead_sv]", "Kom till en övning, så är du medlem.")
    board.fill("[name=lead_en]", "Come to a rehearsal, and you are a member.")
    press(board, "button[name=show]")
    assert "Kom till en övning" in read(board).text
    board.goto(f"/sv/partner/{choir}/sida/")
    press(board, "button[name=hand-in]")

    decide(communicator, title, "approve")
    reader = open_context().new_page()
    ((path,),) = site.rows("select url_path from wagtailcore_page where id = ?", choir)
    public = re.sub(r"^/[^/]+/", "/sv/", path)
    reader.goto(public)
    assert "Kom till en övning" in read(reader).text
    assert reader.context.cookies() == []
    reader.goto(public.replace("/sv/", "/en/", 1).replace("kontakter", "contacts"))
    assert "Come to a rehearsal" in read(reader).text

    # Asked from the mail, without signing in.
    grow_old(site, choir, days=-10)
    link = re.search(r"https?://[^/\s]+(/sv/stammer-det/\S+)", post(BOARD)).group(1)
    mail = open_context(java_script_enabled=False).new_page()
    mail.goto(link)
    press(mail, "main form.form button")
    assert "Tack" in read(mail).heading

    # Silence: first a label, then nothing.
    grow_old(site, choir, days=1)
    assert "granskad" in post(BOARD)
    reader.goto(public)
    assert "Skulle ha granskats" in read(reader).text
    grow_old(site, choir, days=183)
    assert "visar vi den inte längre" in post(BOARD)
    assert reader.goto(public).status == 404
