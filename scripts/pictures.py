"""Take pictures of docs/pictures anew, from a site that runs: `make run`, then

    make editor          prints the password
    python -m scripts.pictures http://localhost:8000 PASSWORD [NAME …]

Each picture is a part of the screen, saved small. Without names all are taken. What is made
on the site: one plan, which is forgotten after 30 days, and one picture, which is yours to
delete.
"""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Locator, StorageState, sync_playwright
from playwright.sync_api import Page as Tab

# Whoever walks through the questions knows their addresses, and counts days from today.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django.setup()

from home.management.commands.local_editor import NAME  # noqa: E402
from tests.browser.walking import walk_phase  # noqa: E402
from tests.cast import OUTSIDE_EEA  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST_BYTES = 60_000
SCREEN = {"width": 1280, "height": 860}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by name: the page, what is done there first, and the part that is shown."""

    name: str
    path: str
    prepare: Callable[[Tab], None] = lambda _tab: None
    part: str = ""
    height: int = SCREEN["height"]
    as_reader: bool = False


def main() -> None:
    """Take the pictures that were asked for."""
    asked = arguments()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # Once for all: whoever signs in again and again is asked to wait.
        session = signed_in(browser, asked)
        for picture in PICTURES:
            if picture.name in asked.names or not asked.names:
                tab = opened(browser, asked, picture, session)
                picture.prepare(tab)
                save(picture.name, seen(tab, picture))
                tab.context.close()
        browser.close()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("password")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def signed_in(browser: Browser, asked: argparse.Namespace) -> StorageState:
    """Sign in, and return what the browser keeps of it."""
    tab = browser.new_context(base_url=asked.address).new_page()
    tab.goto("/admin/login/")
    tab.fill("[name=username]", NAME)
    tab.fill("[name=password]", asked.password)
    tab.press("[name=password]", "Enter")
    tab.wait_for_url("**/admin/")
    return tab.context.storage_state()


def opened(
    browser: Browser, asked: argparse.Namespace, picture: Picture, session: StorageState
) -> Tab:
    """Open the page of a picture, signed in unless it is what readers see."""
    size = {**SCREEN, "height": picture.height}
    tab = browser.new_context(
        base_url=asked.address,
        viewport=size,
        locale="sv",
        storage_state=None if picture.as_reader else session,
    ).new_page()
    tab.goto(picture.path)
    return tab


def seen(tab: Tab, picture: Picture) -> bytes:
    """Return what is seen, or a part of it."""
    tab.wait_for_timeout(500)  # menus and editors draw themselves
    return tab.locator(picture.part).first.screenshot() if picture.part else tab.screenshot()


def save(name: str, shot: bytes) -> None:
    """Save a picture as small as it must be."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    file = FOLDER / f"{name}.webp"
    for quality in range(85, 40, -5):
        image.save(file, quality=quality, method=6)
        if file.stat().st_size <= MOST_BYTES:
            break
    sys.stdout.write(f"{file.name}: {file.stat().st_size // 1000} kB\n")


# What is done before a picture is taken ---------------------------------------


def edit(slug: str) -> Callable[[Tab], None]:
    """Open a page in the editor."""

    def opens(tab: Tab) -> None:
        found = tab.request.get(f"/admin/api/main/pages/?slug={slug}").json()
        tab.goto(f"/admin/pages/{found['items'][0]['id']}/edit/")
        tab.wait_for_load_state("networkidle")

    return opens


def blocks_of(slug: str) -> Callable[[Tab], None]:
    """Open the list of blocks on a page."""

    def opens(tab: Tab) -> None:
        edit(slug)(tab)
        plus: Locator = tab.locator("[data-streamfield-stream-container] .c-sf-add-button").nth(1)
        plus.scroll_into_view_if_needed()
        tab.mouse.wheel(0, 300)
        plus.click()

    return opens


def at(slug: str, field: str, tab_name: str = "", above: int = 240) -> Callable[[Tab], None]:
    """Open a page in the editor where a field is, with so many pixels of what stands above it."""

    def opens(tab: Tab) -> None:
        edit(slug)(tab)
        if tab_name:
            tab.get_by_role("tab", name=tab_name, exact=True).click()
        field_of_form = tab.locator(field).first
        field_of_form.scroll_into_view_if_needed()
        top = field_of_form.bounding_box()["y"]
        tab.evaluate("by => window.scrollBy(0, by)", top - above)

    return opens


def ways_to_publish(tab: Tab) -> None:
    """Open the menu beside the button at the foot of the editor."""
    edit("kultur")(tab)
    tab.locator("footer [data-w-dropdown-target='toggle']").first.click()


def schedule(tab: Tab) -> None:
    """Open the form in which the days of a page are set."""
    edit("kultur")(tab)
    tab.locator("[data-side-panel-toggle='status']").first.click()
    tab.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()


def translation(tab: Tab) -> None:
    """Open the English translation of a page."""
    edit("culture")(tab)


def picture(tab: Tab) -> None:
    """Upload a drawing and open it."""
    tab.goto("/admin/images/add/")
    tab.set_input_files("#id_file", FOLDER.parent.parent / "static" / "scenes" / "share.jpg")
    tab.fill("#id_title", "Vinterväg i skymning")
    tab.fill("#id_description", "Två vuxna och ett barn går med hund på en snöig väg i skymningen.")
    tab.check("#id_has_consent")
    tab.click("#w-editor-form button[type=submit]")
    tab.locator(".messages a").first.click()
    tab.wait_for_load_state("networkidle")


def uses(tab: Tab) -> None:
    """Open the list of places where an organisation is used."""
    edit("pitebo")(tab)
    tab.goto(f"/admin/uses/page/{tab.url.rstrip('/').split('/')[-2]}/")


def department(tab: Tab) -> None:
    """Choose a department."""
    tab.select_option("[name=of]", label="Inflyttarservice")
    tab.click("main form button[type=submit]")


def make_plan(tab: Tab) -> None:
    """Answer the questions as a household would, up to the plan."""
    walk_phase(tab, OUTSIDE_EEA, "before")


def to_the_top(tab: Tab) -> None:
    """Look at the beginning: an example of an error takes the focus further down."""
    tab.evaluate("window.scrollTo(0, 0)")


PICTURES = [
    Picture("att-gora", "/admin/", height=620),
    Picture("redigera-sida", "/admin/", edit("bo")),
    Picture("block", "/admin/", blocks_of("bo")),
    Picture("scen", "/admin/", edit("bo"), part=".scene-picker"),
    Picture("att-se-over", "/admin/reports/upkeep/?need=missing&language=en", height=560),
    Picture("ordforklaringar", "/admin/snippets/cms/explanation/", height=620),
    Picture("sprak", "/admin/locales/", height=420),
    Picture("felrapporter", "/admin/fault_reports/", height=520),
    Picture("vart", "/admin/ours/", department, height=620),
    Picture("anvands", "/admin/", uses),
    Picture("aktualitet", "/admin/", at("hyra", "[name=verified_on]", above=520)),
    Picture("publicera", "/admin/", ways_to_publish, height=560),
    Picture("schema", "/admin/", schedule, height=720),
    Picture("oversatt", "/admin/", translation),
    Picture("kontakt", "/admin/", at("pitebo", "[name='contact_points-0-value-function']")),
    Picture("fraga", "/admin/", at("om-flytten", "[name='questions-0-value-key']")),
    Picture(
        "fraga-nar",
        "/admin/",
        at("jobb-och-studier", "select[name*='-condition-'][name$='-options']"),
    ),
    Picture(
        "uppgift-regel",
        "/admin/",
        at("planera-bilen", "select[name$='-options']", "Regel"),
        height=1180,
    ),
    Picture("uppgift-datum", "/admin/", at("planera-bilen", "[name=anchor]", "Regel")),
    Picture("bild", "/admin/", picture),
    Picture("komponenter", "/sv/komponenter/", to_the_top, height=980),
    Picture("plan", "/sv/", make_plan, height=1420, as_reader=True),
]


if __name__ == "__main__":
    main()
