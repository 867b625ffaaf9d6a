"""Everything that a municipality would change to change the brand is in tokens.css."""

import colorsys
import re

import pytest

from tests import css

SHEETS = ["base.css", "components.css", "admin.css", "gallery.css"]
SPACES = re.compile(r"(margin|padding|(row-|column-)?gap$|scroll-)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch|color-mix|color)\(", re.I)
NAMED = re.compile(r"\b(white|black|gr[ae]y|red|green|blue|yellow|orange|purple|navy|teal)\b", re.I)
# What a reader's own colours are called.
FORCED = "@media (forced-colors: active)"
# A sheet of paper has no tokens: custom properties do not reach it.
PAPER = "@page"
# Distances may follow the size of the type they stand beside (em) or the line (1px, -1px).
LENGTH = re.compile(r"(?<![\w-])-?[\d.]+(rem|px|pt|mm|cm|vw|vh|ch)\b")
# Custom properties of the admin, which has its own tokens.
WAGTAILS = ("--w-color-", "--w-font-", "--w-login-")
HAIRLINES = {"1px", "-1px"}
BY_NAME = {
    "font-size": r"var\(--t-[\w-]+\)|inherit",
    "font-family": r"var\(--f-[\w-]+\)|inherit",
    "font-weight": r"var\(--w-[\w-]+\)|inherit",
    "line-height": r"var\(--lh-[\w-]+\)|inherit|0",
    "letter-spacing": r"var\(--ls-[\w-]+\)|inherit",
    "border-radius": r"var\(--r-[\w-]+\)|50%|0",
    "filter": r"var\(--[\w-]+\)",
    "text-shadow": r"var\(--shadow-[\w-]+\)|none",
    "font": r"inherit",
}


def written(sheet):
    return [d for d in css.declarations(sheet) if not any(r.startswith(PAPER) for r in d.inside)]


def is_literal(declaration):
    """Whether a declaration says itself what a token should say."""
    name, value = declaration.name, declaration.value
    bare = re.sub(r"var\([^)]*\)|url\([^)]*\)", "", value)
    if COLOUR.search(bare) or (NAMED.search(bare) and FORCED not in declaration.inside):
        return True
    if wanted := BY_NAME.get(name):
        return re.fullmatch(wanted, value) is None
    if name.startswith(("transition", "animation")):
        return re.search(r"\d(m?s)\b|ease|linear", value) is not None
    if SPACES.match(name):
        return any(found[0] not in HAIRLINES for found in LENGTH.finditer(value))
    return False


@pytest.mark.parametrize("sheet", SHEETS)
def test_colour_type_space_radius_and_motion_are_named_in_the_tokens_only(sheet):
    found = written(sheet)
    assert len(found) > 5
    assert [str(declaration) for declaration in found if is_literal(declaration)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("color", "#fff"),
        ("background", "linear-gradient(white, var(--c-bg))"),
        ("border", "1px solid rgb(0 0 0 / .5)"),
        ("font-size", "1.1rem"),
        ("line-height", "1.4"),
        ("padding", "var(--s-1) 12px"),
        ("gap", "clamp(1rem, 2vw, 2rem)"),
        ("border-radius", "8px"),
        ("transition", "color 120ms ease-out"),
    ],
)
def test_a_literal_is_noticed(name, value):
    assert is_literal(css.Declaration((), "a", name, value))


def test_every_token_that_is_used_exists_and_every_token_is_used():
    sheets = ["tokens.css", *SHEETS]
    everything = [d for sheet in sheets for d in css.declarations(sheet)]
    used = {name for d in everything for name in re.findall(r"var\((--[\w-]+)", d.value)}
    made = {d.name for d in everything if d.name.startswith("--")}
    assert {name for name in used - made if not name.startswith(WAGTAILS)} == set()
    assert {name for name in made - used if not name.startswith(WAGTAILS)} == set()


def test_the_dark_chosen_by_hand_is_the_dark_of_the_system():
    def values(selector):
        found = [d for d in css.declarations("tokens.css") if d.selector == selector]
        return {d.name: d.value for d in found if not any("print" in rule for rule in d.inside)}

    by_system, by_hand = (
        values(':root:not([data-theme="light"])'),
        values(':root[data-theme="dark"]'),
    )
    assert len(by_system) > 20
    assert by_system == by_hand


@pytest.mark.parametrize("name", ["night-2", "sea"])
def test_the_admin_has_the_colours_of_the_site(name):
    tokens: dict[str, str] = {}
    for declaration in css.declarations("tokens.css"):
        tokens.setdefault(declaration.name, declaration.value)
    red, green, blue = (int(tokens[f"--c-{name}"][i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    short = name.removesuffix("-2")
    parts = [tokens[f"--a-{short}-{part}"] for part in ("hue", "saturation", "lightness")]
    wanted = [hue * 360, saturation * 100, lightness * 100]
    assert [float(part.removesuffix("%")) for part in parts] == pytest.approx(wanted, abs=0.1)
