"""The drawings in a real browser: by day and by dusk, in every crop, and light."""

import io

import pytest
from PIL import Image

from cms.scenes import scenes
from tests.walking import Walker

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
ABOVE_FOLD = 120_000


def drawn(page, address):
    """Return what a browser draws of a scene in a place of 300 by 300."""
    page.evaluate(
        """async address => {
          document.body.replaceChildren(new Image());
          const image = document.body.firstChild;
          image.width = image.height = 300;
          image.src = address;
          await image.decode();
        }""",
        address,
    )
    return Image.open(io.BytesIO(page.locator("img").screenshot())).convert("RGB")


@pytest.mark.parametrize("key", sorted(scenes()))
def test_a_scene_has_its_own_dusk_and_its_own_crops(open_context, key):
    seen = {}
    for scheme in SCHEMES:
        page = open_context(color_scheme=scheme).new_page()
        page.goto("/sv/")
        for crop in ("wide", "whole", "tall"):
            seen[scheme, crop] = drawn(page, scenes()[key].url(crop))
    assert len({picture.tobytes() for picture in seen.values()}) == len(seen)
    light, dark = (seen[scheme, "whole"] for scheme in SCHEMES)
    assert brightness(dark) < brightness(light) * 0.8
    # Drawn in its colours, under the policy of the site: without its style all would be black.
    assert len(light.quantize(64).getcolors()) > 40


def brightness(picture):
    """Return the mean lightness of a picture."""
    pixels = picture.convert("L").resize((1, 1), Image.Resampling.BOX)
    return pixels.getpixel((0, 0))


def test_a_scene_follows_the_colours_that_the_reader_chose(open_context):
    page = open_context(color_scheme="light").new_page()
    page.goto("/sv/")
    by_the_system = drawn(page, scenes()["library"].url("whole"))
    page.evaluate("() => document.documentElement.style.setProperty('color-scheme', 'dark')")
    assert brightness(drawn(page, scenes()["library"].url("whole"))) < brightness(by_the_system)


@pytest.mark.parametrize(("width", "shown"), [(390, False), (1280, True)])
def test_a_question_has_a_scene_in_its_margin_where_there_is_room(
    open_context, visitor, width, shown
):
    address = Walker(visitor).address("question", "before", "car")
    page = open_context(width).new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert any("/scenes/" in url for url in fetched) is shown
    assert page.locator(".asked__scene img").is_visible() is shown


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/sv/", "/sv/bo/", "/sv/flytten/"])
def test_the_pictures_that_are_seen_first_are_light(open_context, width, path):
    page = open_context(width).new_page()
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: answer}))
    page.goto(path, wait_until="networkidle")
    images = [url for url, answer in sizes.items() if answer.request.resource_type == "image"]
    weight = sum(sizes[url].request.sizes()["responseBodySize"] for url in images)
    assert any("/scenes/" in url for url in images)
    assert weight <= ABOVE_FOLD
