"""Whatever stands on something in the design can be seen on it: light, dark and on paper.

What a reader sees on the pages themselves is looked at in tests/browser/; this
tells whoever changes a colour at once, and by name, what it no longer goes with.
"""

import pytest

from tests import contrast, css

TEXT, CONTROL = 4.5, 3.0

PAGE = ("bg", "surface", "sunken", "dawn")
TINTS = ("sea-tint", "sun-tint", "lingon-tint", "green-tint", "plum-tint")
# The sky behind "what to do now", as far down as its words may reach.
DUSK = ("night", "night-2", "night-3", "dusk")

WORDS = {
    "ink": PAGE + TINTS,
    "ink-2": (*PAGE, *TINTS),
    "sea": PAGE + TINTS,
    "sea-hover": PAGE + TINTS,
    "plum": (*PAGE, *TINTS),
    "lingon": ("bg", "surface", "sunken", "lingon-tint"),
    "green": ("bg", "surface", "sunken", "green-tint"),
    "sun-ink": ("bg", "surface", "sunken", "sun-tint"),
    "bg": ("ink",),
    "on-sea": ("sea", "sea-hover"),
    "on-sun": ("sun", "sun-hover"),
    "on-night": DUSK,
    "on-night-2": DUSK,
    "focus": ("night",),
}
SHAPES = {
    "control": ("bg", "surface", "sunken"),
    "sea": ("bg", "surface", "sunken"),
    "lingon": ("bg", "surface"),
    "green": ("bg", "surface", "line"),
    "plum": ("bg",),
    "focus": ("focus-ink",),
}
# Two rings: one of them must show on whatever lies beneath.
RINGS = ("focus", "focus-ink")
BENEATH_A_RING = (*PAGE, *TINTS, *DUSK, "sea", "sun", "glow", "ink")
# Never text, never the only sign of anything.
DECORATION = {"line", "sun-halo", "rose", "glow", "on-night-line", "veil", "veil-hover"}

SCHEMES = {
    "light": (":root",),
    "dark": (":root", ':root[data-theme="dark"]'),
    "paper": (":root", ":root, "),
}


def colours(scheme):
    """Return the colours of a scheme by their names."""
    found = {}
    for start in SCHEMES[scheme]:
        for declaration in css.declarations("tokens.css"):
            prints = any("print" in rule for rule in declaration.inside)
            chosen = (
                declaration.selector.startswith(start) if prints else declaration.selector == start
            )
            if chosen and prints == (start == ":root, ") and declaration.name.startswith("--c-"):
                found[declaration.name.removeprefix("--c-")] = declaration.value
    return found


def too_weak(values):
    """Return what cannot be seen well enough on what, and how well it can be."""
    found = []
    for wanted, pairs in ((TEXT, WORDS), (CONTROL, SHAPES)):
        for name, grounds in pairs.items():
            for ground in grounds:
                seen = contrast.ratio(values[name], values[ground])
                if seen < wanted:
                    found.append(f"{name} on {ground}: {seen:.2f}, wanted {wanted}")
    for ground in BENEATH_A_RING:
        seen = max(contrast.ratio(values[ring], values[ground]) for ring in RINGS)
        if seen < CONTROL:
            found.append(f"the focus on {ground}: {seen:.2f}, wanted {CONTROL}")
    return found


def test_the_formula_is_that_of_wcag():
    assert contrast.ratio("#000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_controls_and_focus_can_be_seen(scheme):
    assert too_weak(colours(scheme)) == []


def test_words_can_be_seen_on_paper():
    paper = colours("paper")
    assert paper["ink"] == "#000"
    words = ("ink", "ink-2", "sea", "plum", "lingon", "green", "sun-ink", "on-night", "on-night-2")
    assert [name for name in words if contrast.ratio(paper[name], paper["bg"]) < TEXT] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("one", "other"),
    [("ink-2", "line"), ("control", "line"), ("sun-ink", "sun-tint"), ("sea", "sea-tint")],
)
def test_colours_that_change_places_are_noticed(scheme, one, other):
    values = colours(scheme)
    assert too_weak({**values, one: values[other], other: values[one]})


def test_every_colour_is_judged():
    judged = {*WORDS, *SHAPES, *RINGS, *BENEATH_A_RING, *DECORATION}
    judged |= {
        ground for pairs in (WORDS, SHAPES) for grounds in pairs.values() for ground in grounds
    }
    assert set(colours("light")) - judged == set()
    assert set(colours("dark")) == set(colours("light"))
