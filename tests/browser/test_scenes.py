"""The drawings in a real browser: by day and by dusk, in every crop, under text, and light."""

import io
from itertools import product

import pytest
from PIL import Image

from cms.scenes import scenes
from tests.walking import Walker

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
READABLE = 4.5
ABOVE_FOLD = 120_000
# About the thickness of a letter's stroke: a star behind it is no ground.
STROKE = 4
TEXTS = """() => [...document.querySelectorAll(".hero__body :is(h1, p, a)")].flatMap(element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()].map(box => ({
    x: box.x, y: box.y, width: box.width, height: box.height,
    colour: getComputedStyle(element).color,
  }));
})"""
HIDE_TEXT = """() => document.querySelectorAll(".hero__body *").forEach(element => {
  element.style.setProperty("transition", "none", "important");
  element.style.setProperty("color", "transparent", "important");
  element.style.setProperty("text-shadow", "none", "important");
})"""


def luminance(colour):
    """Return how light a colour is, as WCAG counts it."""
    parts = [value / 255 for value in colour[:3]]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts
    ]
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one, other):
    """Return the contrast of two colours, as WCAG counts it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def rgb(css):
    """Return the numbers of a computed colour."""
    return tuple(float(part) for part in css.removeprefix("rgb(").removesuffix(")").split(","))


def grounds(shot, box):
    """Return the colours behind a line of text, each averaged over the width of a stroke."""
    corners = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    behind = shot.crop(tuple(map(round, corners)))
    size = (max(1, behind.width // STROKE), max(1, behind.height // STROKE))
    small = behind.resize(size, Image.Resampling.BOX)
    return [colour for _count, colour in small.getcolors(size[0] * size[1])]


@pytest.mark.parametrize(("scheme", "width", "direction"), product(SCHEMES, WIDTHS, ("ltr", "rtl")))
def test_white_text_on_the_start_page_can_be_read(open_context, scheme, width, direction):
    page = open_context(width, color_scheme=scheme).new_page()
    page.goto("/sv/", wait_until="networkidle")
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    boxes = page.evaluate(TEXTS)
    page.evaluate(HIDE_TEXT)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    on_screen = [box for box in boxes if box["y"] + box["height"] <= shot.height]
    worst = min(
        contrast(rgb(box["colour"]), ground) for box in on_screen for ground in grounds(shot, box)
    )
    assert len(on_screen) >= 4
    assert worst >= READABLE


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
