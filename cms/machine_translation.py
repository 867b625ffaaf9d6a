"""Machine translation by an engine of the operator's choice, with names kept out of its reach.

wagtail-localize's own translators talk to the engines. Around them stands this one: it marks
names before a text leaves, puts back the very names when it returns, and takes no text whose
marks did not survive. A text that is not taken is left for a translator; nothing is lost.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from time import monotonic
from typing import Any

import requests
from django.conf import settings
from wagtail.models import Locale, get_page_models
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from cms.models import BasePage
from cms.versions import kept

AT_ONCE = 20
"""Texts in one question to the engine. DeepL takes fifty, a small machine of one's own fewer."""
PATIENCE = 20
"""Seconds that one question may take."""
LONGEST = 25.0
"""Seconds after which no other question is asked while an editor waits."""
TAG = re.compile(r"(<[^>]*>)")
MARK = re.compile(r"<x\s+id=[\"']?k(\d+)[\"']?\s*>.*?</x\s*>", re.DOTALL)
CLOSING = re.compile(r"\s*/?>")


class EngineFailed(Exception):
    """The engine did not answer, or answered nonsense. No text was translated."""


class DeepL(DeepLTranslator):
    """DeepL, told to leave what is marked alone; its address can be another, for tests."""

    def get_api_endpoint(self) -> str:
        return self.options["URL"] or super().get_api_endpoint()

    def get_parameters(self, *args: Any) -> dict[str, Any]:
        return {**super().get_parameters(*args), "ignore_tags": "x"}


ENGINES = {"libretranslate": LibreTranslator, "deepl": DeepL}


class Translator(BaseMachineTranslator):
    """What wagtail-localize asks; `left` is how many texts of the last question were not taken."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        url, key = options["URL"].rstrip("/"), options["KEY"]
        self.engine = ENGINES[options["ENGINE"]](
            {
                "URL": url,
                "LIBRETRANSLATE_URL": url,
                "API_KEY": key,
                "AUTH_KEY": key,
                "TIMEOUT": PATIENCE,
            }
        )
        self.left = 0

    @property
    def display_name(self) -> str:
        """What the engine is called on the button."""
        return str(self.engine.display_name)

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """Whether there is anything to translate between two languages."""
        return bool(self.engine.can_translate(source_locale, target_locale))

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Return the translations that can be used; raises EngineFailed where there is none."""
        wanted, found = list(strings), {}
        end = monotonic() + LONGEST
        for portion in _portions(wanted):
            if found and monotonic() >= end:
                break
            try:
                found.update(self._translated(source_locale, target_locale, portion))
            except EngineFailed:
                if not found:
                    raise
                break
        self.left = len(wanted) - len(found)
        return found

    def _translated(
        self, source: Locale, target: Locale, portion: list[StringValue]
    ) -> dict[StringValue, StringValue]:
        marked = {string: protect(string.data) for string in portion}
        asked = {string: StringValue(text) for string, text in marked.items() if has_words(text)}
        answers = self._asked(source, target, list(asked.values())) if asked else {}
        found = {}
        for string in portion:
            # Names alone are the same in every language.
            data = restore(answers[asked[string]], string.data) if string in asked else string.data
            if data is not None:
                found[string] = StringValue(data)
        return found

    def _asked(
        self, source: Locale, target: Locale, strings: list[StringValue]
    ) -> dict[StringValue, Any]:
        try:
            answers = self.engine.translate(source, target, strings)
        except (requests.RequestException, LookupError, TypeError, ValueError) as fault:
            raise EngineFailed(type(fault).__name__) from fault
        return {string: answer.data for string, answer in answers.items()}


def _portions(strings: list[StringValue]) -> Iterator[list[StringValue]]:
    for start in range(0, len(strings), AT_ONCE):
        yield strings[start : start + AT_ONCE]


@kept(size=1)
def names() -> tuple[str, ...]:
    """Return what is never translated, the longest first: names of pages, and the settings'."""
    titles = (
        title
        for kind in get_page_models()
        if issubclass(kind, BasePage) and kind.title_is_a_name
        for title in kind.objects.filter(
            live=True, locale__language_code=settings.LANGUAGE_CODE
        ).values_list("title", flat=True)
    )
    every = {name.strip() for name in (*settings.NEVER_TRANSLATED, *titles)} - {""}
    return tuple(sorted(every, key=lambda name: (-len(name), name)))


@kept(size=1)
def _pattern() -> re.Pattern[str]:
    written = (re.escape(escape(name, quote=False)) for name in names())
    return re.compile(rf"(?<!\w)(?:{'|'.join(written) or '(?!)'})(?!\w)")


def protect(data: str) -> str:
    """Return a text of HTML with every name in a mark of its own."""
    marked = 0

    def mark(name: re.Match[str]) -> str:
        nonlocal marked
        marked += 1
        return f'<x id="k{marked - 1}">{name[0]}</x>'

    pieces = TAG.split(data)
    pieces[::2] = [_pattern().sub(mark, text) for text in pieces[::2]]
    return "".join(pieces)


def has_words(marked: str) -> bool:
    """Whether a marked text holds more than names."""
    return any(sign.isalpha() for sign in TAG.sub("", MARK.sub("", marked)))


def restore(answer: Any, data: str) -> str | None:
    """Return an engine's answer with the names of the original, or None where it is damaged."""
    if not isinstance(answer, str):
        return None
    kept_names = _pattern().findall("\0".join(TAG.split(data)[::2]))
    if sorted(int(number) for number in MARK.findall(answer)) != list(range(len(kept_names))):
        return None
    text = MARK.sub(lambda mark: kept_names[int(mark[1])], answer)
    return text if _tags(text) == _tags(data) else None


def _tags(data: str) -> list[str]:
    return sorted(CLOSING.sub(">", tag) for tag in TAG.findall(data))
