"""Words that stand on a picture or a sky can be read: the pixels beneath them are looked at."""

import io

import pytest
from PIL import Image

from tests import contrast
from tests.browser.states import BY_NAME

pytestmark = [pytest.mark.browser, pytest.mark.every_page]

# Large letters (24 pixels, or 19 bold) need 3, others 4.5; we ask 4.5 of all.
WANTED = 4.5
# A star or the moon may pass behind a letter: so much of the ground may be lighter.
STRAY = 0.01
ON_A_PICTURE = ".hero__body :is(h1, .hero__lead, .button--outline)"
ON_A_SKY = ".now__title, .now__text"
HIDE_LETTERS = """selector => document.querySelectorAll(selector).forEach(one => {
    one.dataset.ink = getComputedStyle(one).color;
    const sheet = new CSSStyleSheet();
    const gone = ['color: transparent', 'border-color: transparent', 'text-shadow: none'];
    sheet.replaceSync(`[data-ink], [data-ink] * { ${gone.join(' !important; ')} !important }`);
    document.adoptedStyleSheets = [sheet];
})"""
BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { ink: one.dataset.ink, words: one.innerText, x, y: y + scrollY, width, height };
})"""


def weakest(tab, selector):
    """Return how well each text can be read against what lies beneath it."""
    tab.evaluate(HIDE_LETTERS, selector)
    picture = Image.open(io.BytesIO(tab.screenshot(full_page=True))).convert("RGB")
    return {box["words"]: against(picture, box) for box in tab.evaluate(BOXES, selector)}


def against(picture, box):
    """Return the contrast of a text with the ground it stands on, but for stray pixels."""
    left, top = int(box["x"]), int(box["y"])
    ground = picture.crop((left, top, left + int(box["width"]), top + int(box["height"])))
    colours = ground.getcolors(ground.width * ground.height)
    ink = "#" + "".join(f"{int(part):02x}" for part in box["ink"].strip("rgb()").split(",")[:3])
    seen, allowed = 0, STRAY * ground.width * ground.height
    by_contrast = sorted(
        (contrast.ratio(ink, "#{:02x}{:02x}{:02x}".format(*rgb)), n) for n, rgb in colours
    )
    for ratio, number in by_contrast:
        seen += number
        if seen > allowed:
            return ratio
    return by_contrast[-1][0]


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
    for turned in ("ltr", "rtl"):
        tab.goto(places.address(BY_NAME[name], "sv"))
        tab.evaluate("way => document.documentElement.dir = way", turned)
        found = weakest(tab, selector)
        assert len(found) > 1
        assert {words: ratio for words, ratio in found.items() if ratio < WANTED} == {}, turned
