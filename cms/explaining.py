"""Words that newcomers do not know are explained where they first stand.

A page is drawn, then read through once. Behind a word that an editor explains stands a button
which opens its meaning, and the meaning itself, so that it is read in its place on paper, too. No
button may stand within a link, a label or a heading: a word that stands in no other place is
explained in a list at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.models.explanations import Explanation
from cms.versions import kept

# A drawing is one piece: there is nothing to read in it.
PIECE = re.compile(r"<svg\b.*?</svg>|<[^>]*>|[^<]+", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>", re.IGNORECASE)
WORD = re.compile(r"\w+(?:[/’'-]\w+)*")
END_OF_WORD = r"(?![\w’'-]|/\w)"

VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
)
# Not read as words of ours: programs, what somebody typed, names, the way to the page.
NOT_READ = frozenset({"script", "style", "textarea", "select", "bdi", "nav"})
HIDDEN = re.compile(r"\bhidden\b")
# Read, but with no place for a button: it would be one in another, or part of a name.
TITLE = re.compile(r'class="[^"]*__title\b')
NO_PLACE = frozenset(
    {"a", "button", "label", "legend", "summary", "details", "h1", "h2", "h3", "h4", "h5", "h6"}
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A word as a reader sees it explained; `language` is empty where it is the page's own."""

    key: str
    word: str
    meaning: str
    language: str = ""


@dataclass(frozen=True)
class Glossary:
    """All explained words of one language, by the first word of their forms, long forms first."""

    forms: dict[str, list[tuple[re.Pattern[str], Explained]]] = field(default_factory=dict)

    def add(self, row: Explanation, explained: Explained) -> None:
        """Let a word be found in all its forms."""
        for form in row.spellings:
            pattern = re.escape(form).replace(r"\ ", r"\s+") + END_OF_WORD
            first = WORD.match(form)
            if first:
                found = self.forms.setdefault(first[0], [])
                found.append((re.compile(pattern, re.IGNORECASE), explained))
                found.sort(key=lambda known: len(known[0].pattern), reverse=True)

    def in_text(self, text: str) -> Iterator[tuple[re.Match[str], Explained]]:
        """Return the explained words of a text, in order."""
        # Most texts hold none, and this is the quickest way to know.
        if self.forms.keys().isdisjoint(map(str.casefold, WORD.findall(text))):
            return
        done = 0
        for word in WORD.finditer(text):
            if word.start() < done:
                continue
            for pattern, explained in self.forms.get(word[0].casefold(), ()):
                if match := pattern.match(text, word.start()):
                    yield match, explained
                    done = match.end()
                    break


@kept(size=16)
def glossary(language: str) -> Glossary:
    """Return the explained words of a language, read once per version of the content."""
    return read_glossary(language)


def read_glossary(language: str) -> Glossary:
    """Return the explained words of a language; those it lacks are taken from Swedish."""
    source = settings.LANGUAGE_CODE
    rows = {
        (row.locale.language_code, row.key): row
        for row in Explanation.objects.filter(
            locale__language_code__in={language, source}
        ).select_related("locale")
    }
    found = Glossary()
    for key in dict.fromkeys(key for _code, key in rows):
        row = rows.get((language, key)) or rows[source, key]
        code = row.locale.language_code
        found.add(row, Explained(key, row.word, row.meaning, "" if code == language else code))
    return found


def explain(html: str, language: str) -> SafeString:
    """Return a page with each of its unknown words explained once."""
    words = glossary(language)
    if not words.forms:
        return mark_safe(html)  # noqa: S308 - drawn by our own templates
    reading = _Reading(words)
    read = "".join([reading.read(piece) for piece in PIECE.findall(html)])
    return mark_safe(read + reading.list_of_the_rest())  # noqa: S308 - the same, and escaped below


@dataclass
class _Reading:
    """One reading of a page, piece by piece: tags and what stands between them."""

    words: Glossary
    # The elements that are open, the page itself around them: name, is unread, has no place.
    open: list[tuple[str, bool, bool]] = field(default_factory=lambda: [("", False, False)])
    explained: set[str] = field(default_factory=set)
    without_place: dict[str, Explained] = field(default_factory=dict)

    def read(self, piece: str) -> str:
        """Return a piece, with a meaning behind each word that is explained in it."""
        if piece[0] == "<":
            if tag := _tag(piece):
                self._pass(tag)
            return piece
        _name, is_unread, has_no_place = self.open[-1]
        if is_unread or piece.isspace():
            return piece
        return self._with_meanings(piece, has_no_place)

    def _with_meanings(self, text: str, has_no_place: bool) -> str:
        parts, done = [], 0
        for match, explained in self.words.in_text(text):
            if explained.key in self.explained:
                continue
            if has_no_place:
                self.without_place.setdefault(explained.key, explained)
                continue
            self.explained.add(explained.key)
            parts += [text[done : match.start()], _with_meaning(match[0], explained)]
            done = match.end()
        return "".join([*parts, text[done:]])

    def list_of_the_rest(self) -> str:
        """Return the list of words that are explained in no other place."""
        rest = [word for key, word in self.without_place.items() if key not in self.explained]
        if not rest:
            return ""
        rest.sort(key=lambda explained: explained.word.casefold())
        return render_to_string("cms/explained_words.html", {"words": rest})

    def _pass(self, tag: "_Tag") -> None:
        if not tag.closes:
            _name, is_unread, has_no_place = self.open[-1]
            self.open.append((tag.name, is_unread or tag.hides, has_no_place or tag.is_title))
        elif self.open[-1][0] == tag.name:
            self.open.pop()
        elif any(opened == tag.name for opened, *_rest in self.open):
            while self.open.pop()[0] != tag.name:
                pass


class _Tag(NamedTuple):
    """A tag that opens or closes an element, and what it means for the words in it."""

    name: str
    closes: bool
    hides: bool
    is_title: bool


@lru_cache(maxsize=1024)
def _tag(piece: str) -> _Tag | None:
    """Read a tag, once for all the places where it stands; None for one without content."""
    tag = TAG.fullmatch(piece)
    if tag is None or tag[2].lower() in VOID or piece.endswith("/>"):
        return None
    name = tag[2].lower()
    return _Tag(
        name=name,
        closes=bool(tag[1]),
        hides=name in NOT_READ or bool(HIDDEN.search(tag[3])),
        is_title=name in NO_PLACE or bool(TITLE.search(tag[3])),
    )


def _with_meaning(word: str, explained: Explained) -> str:
    """Return a word, the button that asks for its meaning, and the meaning.

    A line may break between the words of a term, never before the button.
    """
    *_start, end = word.split()
    return format_html(
        '<span class="word">{start}<span class="word__end">{end}<button class="word__ask"'
        ' type="button" popovertarget="word-{key}" aria-label="{ask}">?</button></span></span>'
        '<span class="word__meaning" id="word-{key}" popover{language}>'
        "<strong>{title} </strong>{meaning}</span>",
        # The page has escaped its own text already.
        start=mark_safe(word.removesuffix(end)),  # noqa: S308
        end=mark_safe(end),  # noqa: S308
        key=explained.key,
        ask=_("What does %(word)s mean?") % {"word": explained.word},
        language=format_html(' lang="{}"', explained.language) if explained.language else "",
        title=explained.word,
        meaning=explained.meaning,
    )
