"""A page read from right to left is the same page turned round, by the same style sheets."""

import re

import pytest

from tests import css

SHEETS = ["base.css", "components.css"]
PHYSICAL = re.compile(
    r"(left|right|top|bottom)"
    r"|(margin|padding|border|inset|scroll-(margin|padding))-(left|right|top|bottom)(-\w+)?"
    r"|border-(top|bottom)-(left|right)-radius"
    r"|(min-|max-)?(width|height)"
)
# What has no logical twin: it needs a rule of its own for the other direction.
ONE_WAY = re.compile(r"\bto (left|right)\b|translateX|rotate\(-?45deg\)|(?<!-)\b(left|right)\b")
PAPER = "@page"


def written(sheet):
    return [d for d in css.declarations(sheet) if not any(r.startswith(PAPER) for r in d.inside)]


def sides(declaration):
    """Return how many sides a shorthand of distances tells apart."""
    is_shorthand = re.fullmatch(r"margin|padding|inset|border-width", declaration.name)
    return len(re.findall(r"[^\s(]+(?:\([^)]*\))?", declaration.value)) if is_shorthand else 0


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_side_is_called_left_or_right(sheet):
    found = [d for d in written(sheet) if PHYSICAL.fullmatch(d.name) or sides(d) == 4]
    assert [str(declaration) for declaration in found] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_points_one_way_is_turned_for_the_other(sheet):
    found = [declaration for declaration in written(sheet) if ONE_WAY.search(declaration.value)]
    turned = {d.selector for d in found if '[dir="rtl"]' in d.selector}
    one_way = [d for d in found if d.selector not in turned]
    assert [str(d) for d in one_way if not any(of_the_same(d.selector, s) for s in turned)] == []


def of_the_same(selector, turned):
    """Whether a rule for right to left is about the element that another rule is about."""
    return re.findall(r"\.[\w-]+", selector)[-1] in turned


@pytest.mark.parametrize(
    ("name", "value"),
    [("margin-left", "1rem"), ("padding", "0 1rem 0 0"), ("width", "1rem"), ("left", "0")],
)
def test_a_physical_side_would_be_found(name, value):
    declaration = css.Declaration((), ".x", name, value)
    assert PHYSICAL.fullmatch(declaration.name) or sides(declaration) == 4


@pytest.mark.parametrize("sheet", SHEETS)
def test_letters_are_not_spaced_capitalised_or_slanted(sheet):
    """Arabic letters hang together, and have neither capitals nor italics."""
    found = [
        d
        for d in written(sheet)
        if (d.name == "text-transform" and d.value != "none")
        or (d.name == "font-style" and d.value != "normal")
        or (d.name == "letter-spacing" and not re.fullmatch(r"var\(--ls-\w+\)|inherit", d.value))
    ]
    assert [str(declaration) for declaration in found] == []


def test_arabic_letters_have_a_face_and_air_of_their_own():
    tokens = [d for d in css.declarations("tokens.css") if d.selector.startswith(":lang(ar)")]
    named = {d.name: d.value for d in tokens}
    assert named["--f-head"].startswith('"Vazirmatn"')
    assert float(named["--lh-text"]) >= 1.7
    assert min(float(named[name]) for name in ("--lh-head", "--lh-title")) >= 1.4
    assert {named["--ls-h1"], named["--ls-head"]} == {"0"}
