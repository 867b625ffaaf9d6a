"""Swedish words on a page that is read from right to left: marked, so that they are read right.

Names of authorities, words such as personnummer, and phone numbers stand in the middle
of Arabic text. Each becomes a `<bdi>` with its language: a screen reader then speaks it
as Swedish, and its parts keep their order, which the letters around them would reverse.
Nobody who writes or translates has to think of it.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_bidi

LETTER = "A-Za-zÀ-ɏ"
WORD = rf"[{LETTER}][{LETTER}0-9]*(?:[-'’./@:+_][{LETTER}0-9]+)*"
LATIN = rf"{WORD}(?:[,;:]? (?:{WORD}|\d+(?:\.\d+)*))*"
NUMBER = r"\+?\d+(?:[ \u00a0-]\d{2,})+"
# An entity is no word; it stands first so that it is passed over.
PART = re.compile(rf"&#?\w+;|(?P<latin>{LATIN})|(?P<number>{NUMBER})")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
WHOLE = re.compile(r"(\s*)(.*\S)(\s*)", re.DOTALL)
# A value in quotes may hold ">".
INSIDE = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
MARKUP = re.compile(rf"(<!--.*?-->|<{INSIDE}>)", re.DOTALL)
TAG = re.compile(rf"<(/?)([a-z][\w-]*)({INSIDE})>", re.IGNORECASE)
# Where no element may stand, or the order is already kept.
LEFT_ALONE = {"bdi", "head", "option", "script", "style", "svg", "textarea"}
OWN_LANGUAGE = re.compile(r"\slang=")


class LatinWords:
    """Marks the Latin words of every page that is read from right to left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and get_language_bidi():
            response.content = marked(response.content.decode()).encode()
        return response


def marked(html: str) -> str:
    """Return a page with its Latin words and numbers of several parts marked."""
    pieces, left_alone = [], ""
    depth = 0
    for piece in MARKUP.split(html):
        tag = TAG.fullmatch(piece)
        if tag is None:
            # A comment and the doctype are no text.
            pieces.append(piece if left_alone or piece.startswith("<!") else marked_text(piece))
            continue
        pieces.append(piece)
        closing, name, attributes = tag.groups()
        if left_alone:
            depth += (name == left_alone) * (-1 if closing else 1)
            left_alone = left_alone if depth else ""
        elif not closing and _keeps_to_itself(name, attributes):
            left_alone, depth = name, 1
    return "".join(pieces)


def _keeps_to_itself(name: str, attributes: str) -> bool:
    is_part = name != "html" and OWN_LANGUAGE.search(attributes) is not None
    return name in LEFT_ALONE or is_part


def marked_text(text: str) -> str:
    """Return text, escaped as in a page, with what is Latin in it marked."""
    if not RIGHT_TO_LEFT.search(text) and (whole := WHOLE.fullmatch(text)):
        # All of it in another language, such as what nobody has translated yet.
        before, inner, after = whole.groups()
        has_words = re.search(f"[{LETTER}]{{2}}", re.sub(r"&#?\w+;", "", inner))
        return f"{before}{_swedish(inner)}{after}" if has_words else PART.sub(_mark, text)
    return PART.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    if match["latin"]:
        return _swedish(match["latin"])
    return f'<bdi dir="ltr">{match["number"]}</bdi>' if match["number"] else match[0]


def _swedish(text: str) -> str:
    return f'<bdi lang="{settings.LANGUAGE_CODE}">{text}</bdi>'
