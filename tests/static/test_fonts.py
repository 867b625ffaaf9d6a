"""Two light files bring the typefaces of a first view, with their licences beside them."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from config.env import BASE_DIR
from tests import css

FONTS = BASE_DIR / "static" / "fonts"
MOST_FILES, MOST_BYTES = 2, 85_000


def faces():
    """Return the typefaces that a browser fetches, as names of files and their rules."""
    return {
        found[1]: rule
        for rule in re.findall(r"@font-face \{[^}]+\}", (css.FOLDER / "fonts.css").read_text())
        if (found := re.search(r'url\("\.\./fonts/([^"]+)"\)', rule))
    }


def asked_for_first(language):
    """Return the files that the head of a page asks for before anything else."""
    with override(language):
        head = render_to_string("components/stylesheets.html")
    return re.findall(r'/fonts/([\w-]+\.woff2)" as="font" type="font/woff2" crossorigin', head)


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_a_first_view_takes_two_light_files(language):
    first = asked_for_first(language)
    assert len(first) == MOST_FILES
    assert sum((FONTS / name).stat().st_size for name in first) <= MOST_BYTES


def test_they_hold_every_letter_of_a_swedish_page():
    swedish = {ord(letter) for letter in "åäöÅÄÖéÉ–”…§½" + "".join(map(chr, range(32, 127)))}
    for name in asked_for_first("sv"):
        assert swedish <= letters(faces()[name])


def letters(rule):
    found = set()
    for part in re.search(r"unicode-range: ([^;]+);", rule)[1].split(","):
        start, _, end = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(start, 16), int(end or start, 16) + 1))
    return found


def test_no_letter_is_in_two_files_of_a_typeface():
    families = {}
    for name, rule in faces().items():
        family = re.search(r'font-family: "([^"]+)"', rule)[1]
        assert not families.setdefault(family, set()) & letters(rule), name
        families[family] |= letters(rule)
    assert len(families) >= 2


def test_every_file_is_asked_for_shown_late_and_licensed():
    assert {file.name for file in FONTS.glob("*.woff2")} == set(faces())
    for name, rule in faces().items():
        assert "font-display: swap" in rule
        licences = [file for file in FONTS.glob("*.LICENSE") if name.startswith(file.stem)]
        assert [("SIL OPEN FONT LICENSE" in file.read_text()) for file in licences] == [True]


def test_what_stands_in_until_then_takes_the_same_room():
    rules = css.FOLDER.joinpath("fonts.css").read_text()
    for token in ("--f-head", "--f-text"):
        value = next(d.value for d in css.declarations("tokens.css") if d.name == token)
        stand_in = value.split(",")[1].strip()
        rule = rules[rules.index(f"font-family: {stand_in}") :].split("}")[0]
        for name in ("size-adjust", "ascent-override", "descent-override", "line-gap-override"):
            assert name in rule
