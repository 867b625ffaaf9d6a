"""Words that stand on a picture or a sky can be read: the pixels beneath them are looked at."""

import io

import pytest
from PIL import Image

from tests import contrast
from tests.browser.states import BY_NAME

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

# Large letters (24 pixels, or 19 bold) need 3, others 4.5; we ask 4.5 of all.
WANTED = 4.5
# About the thickness of a letter's stroke: a star behind it is no ground, the moon is.
STROKE = 4
ON_A_PICTURE = ".hero__body :is(h1, .hero__lead, .button--outline)"
ON_A_SKY = ".now__title, .now__text"
HIDE_LETTERS = """selector => document.querySelectorAll(selector).forEach(one => {
    one.dataset.ink = getComputedStyle(one).color;
    const sheet = new CSSStyleSheet();
    const gone = ['color: transparent', 'border-color: transparent', 'text-shadow: none'];
    sheet.replaceSync(`[data-ink], [data-ink] * { ${gone.join(' !important; ')} !important }`);
    document.adoptedStyleSheets = [sheet];
})"""
LINES = """selector => [...document.querySelectorAll(selector)].flatMap(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()].map(({ left, top, right, bottom }) => ({
        ink: one.dataset.ink, words: one.innerText,
        box: [left, top + scrollY, right, bottom + scrollY].map(Math.round),
    }));
})"""


def weakest(tab, selector):
    """Return each line of text, with how well it can be read against what lies beneath it."""
    tab.evaluate(HIDE_LETTERS, selector)
    picture = Image.open(io.BytesIO(tab.screenshot(full_page=True))).convert("RGB")
    return [(line["words"], against(picture, line)) for line in tab.evaluate(LINES, selector)]


def against(picture, line):
    """Return the least contrast of a line with its ground, as wide as a stroke each time."""
    ground = picture.crop(line["box"])
    size = (max(1, ground.width // STROKE), max(1, ground.height // STROKE))
    small = ground.resize(size, Image.Resampling.BOX)
    ink = "#" + "".join(f"{int(part):02x}" for part in line["ink"].strip("rgb()").split(",")[:3])
    colours = small.getcolors(size[0] * size[1])
    return min(contrast.ratio(ink, "#{:02x}{:02x}{:02x}".format(*rgb)) for _n, rgb in colours)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize(
    ("name", "who", "selector"),
    [("start page", "", ON_A_PICTURE), ("plan", "full", ON_A_SKY)],
)
def test_words_on_a_picture_can_be_read(open_context, places, name, who, selector, width, scheme):
    context = open_context(width, color_scheme=scheme, reduced_motion="reduce")
    context.add_cookies(places.cookies(who))
    tab = context.new_page()
    for language in ("sv", "ar"):
        tab.goto(places.address(BY_NAME[name], language), wait_until="networkidle")
        found = weakest(tab, selector)
        assert len(found) > 1
        assert [line for line in found if line[1] < WANTED] == [], language
