"""Amina and Sam move in March and in June, and Sam leaves: in a real browser, without scripts."""

import re
import subprocess
import sys
from datetime import date

import pytest

from tests.browser.conftest import ROOT
from tests.browser.walking import read, walk_phase
from tests.cast import OUTSIDE_EEA, in_days
from tests.mailbox import open_mailbox
from tests.signing import CODE

pytestmark = pytest.mark.browser

AMINA, SAM = "amina.b@example.com", "sam.b@example.com"
# Both do it, each counted from their own day.
TASK = "start-moving-to-sweden"


@pytest.fixture
def post(site):
    """A mailbox, and a worker that brings what waits."""
    with open_mailbox() as box:

        def bring(address):
            place = {"EMAIL_URL": f"smtp://127.0.0.1:{box.port}"}
            words = [sys.executable, "manage.py", "work", "--once"]
            subprocess.run(  # noqa: S603
                words, cwd=ROOT, env=site.environment | place, check=True, capture_output=True
            )
            return box.to(address)[-1].get_body(("plain",)).get_content()

        yield bring


def sign_in(tab, post, address, way="/sv/logga-in/"):
    tab.goto(way)
    tab.fill("[name=address]", address)
    press(tab, "main form.form button")
    tab.fill("[name=code]", CODE.search(post(address)).group())
    press(tab, "main form.form button")
    return read(tab)


def press(tab, select):
    with tab.expect_navigation():
        tab.locator(select).first.click()


def day_of(page, number):
    """Return the row of an adult's task, as the plan says it."""
    return page.soup.select_one(f"#{TASK}-{number} .task__meta").get_text(" ", strip=True)


def test_two_adults_keep_one_plan_and_one_of_them_leaves(open_context, post):
    household = OUTSIDE_EEA.with_answers(move=date(in_days(365).year, 3, 1), arrived=None)
    amina = open_context(java_script_enabled=False).new_page()
    amina.goto("/sv/min-plan/")
    walk_phase(amina, household, "before")
    assert sign_in(amina, post, AMINA).name == "plan"
    together = day_of(read(amina), 1), day_of(read(amina), 2)
    assert together[0] == together[1].replace("Noor", "Adi")

    amina.goto("/sv/min-plan/hushall/")
    amina.fill("[name=address]", SAM)
    amina.locator("[name=adult]").first.check(force=True)
    press(amina, "main form.form button")
    letter = post(SAM)
    assert not re.search("Adi|Noor|Amina|mars", letter)

    sam = open_context(java_script_enabled=False, width=1280).new_page()
    way = re.search(r"https?://[^/]+(/sv/\S+)", letter).group(1)
    page = sign_in(sam, post, SAM, way)
    assert page.name == "invitations"
    press(sam, "main button[name=accept]")
    assert read(sam).name == "plan"

    sam.goto("/sv/min-plan/dagar/move.2/")
    for name, value in (("day", "1"), ("month", "6"), ("year", str(in_days(365).year))):
        sam.fill(f"[name=day_{name}]", value)
    press(sam, "main form.form button")
    press(sam, "main button[name=keep]")
    amina.goto("/sv/min-plan/")
    page = read(amina)
    assert "mars" in day_of(page, 1)
    assert "juni" in day_of(page, 2)
    # Sam's own task is Sam's to tick.
    assert not page.soup.select(f"#{TASK}-2 button")
    assert page.soup.select(f"#{TASK}-1 button")

    sam.goto("/sv/min-plan/hushall/lamna/")
    press(sam, "main form button")
    assert "juni" in day_of(read(sam), 2)
    amina.goto("/sv/min-plan/hushall/")
    assert "Delar inte planen längre" in read(amina).text

    amina.goto("/sv/min-plan/radera/")
    press(amina, "main form button")
    assert "kvitto" in read(amina).text
    sam.goto("/sv/min-plan/")
    assert read(sam).name == "plan"
    assert day_of(read(sam), 2)
