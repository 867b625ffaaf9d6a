"""What buttons and labels say: catalogues of interface strings, the project's and the editors'.

English stands in the code, `locale/` holds what the project translates. An editor
downloads a language's catalogue in the admin, has it filled in, and uploads it:
it is kept in DATA_DIR/locale and wins over the project's. What nobody has
translated is English.
"""

import gettext
import re
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import to_locale, trans_real

from cms.translation_problems import Problem, problems

PROJECT = settings.BASE_DIR / "locale"
TEMPLATE = PROJECT / "readers.pot"
FILE = Path("LC_MESSAGES/django.po")
# Part of an address: it stays as it is in the code.
ROUTE = re.compile(r"[\w-]+/\S*")
ONE_AND_OTHER = "nplurals=2; plural=(n != 1);"


class Unreadable(ValueError):
    """The file is no catalogue."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one translation."""

    text: str
    problem: Problem

    def __str__(self) -> str:
        """Say it in the language of whoever uploaded the translation."""
        problem = _(self.problem.sentence) % {"part": self.problem.part}
        return f"“{Truncator(self.text).chars(80)}”: {problem}"


def template() -> list[polib.POEntry]:
    """Return the strings that readers meet, untranslated."""
    return [entry for entry in polib.pofile(str(TEMPLATE)) if not ROUTE.fullmatch(entry.msgid)]


def catalogue(language: str) -> polib.POFile:
    """Return a language's strings: for a translator, with the Swedish words beside them."""
    result = polib.POFile(wrapwidth=78)
    result.metadata = _metadata(language)
    known = {**_entries(PROJECT, language), **_entries(settings.UPLOADED_CATALOGUES, language)}
    swedish = _entries(PROJECT, settings.LANGUAGE_CODE)
    for entry in template():
        translated, original = known.get(_key(entry)), swedish.get(_key(entry))
        if translated:
            entry.msgstr, entry.msgstr_plural = translated.msgstr, translated.msgstr_plural
        elif entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(forms(language)), "")
        if original and language != settings.LANGUAGE_CODE:
            entry.comment = original.msgstr or " | ".join(original.msgstr_plural.values())
        result.append(entry)
    return result


def progress(language: str) -> tuple[int, int]:
    """Return how many of the strings that readers meet are translated, and how many there are."""
    entries = catalogue(language)
    return sum(entry.translated() for entry in entries), len(entries)


def parse(text: str) -> polib.POFile:
    """Return the catalogue that a file holds."""
    # polib takes a file that was cut off in the middle of a text.
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if not all(line.rstrip().endswith('"') for line in lines):
        raise Unreadable
    try:
        # polib opens what could be the name of a file; no name holds a line break.
        read = polib.pofile(text.replace("\0", "") + "\n")
    except (OSError, UnicodeError, IndexError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if not read:
        raise Unreadable
    return read


def faults(entries: polib.POFile, language: str) -> list[Fault]:
    """Say what must be mended in a catalogue before readers may see it."""
    known = {_key(entry) for entry in template()}
    return [
        Fault(entry.msgid, problem)
        for entry in entries
        if _key(entry) in known and entry.translated()
        for problem in problems(entry, forms(language))
    ]


def store(language: str, entries: polib.POFile) -> None:
    """Keep what a translator has filled in, and show it to readers from now on."""
    kept = polib.POFile(wrapwidth=78)
    kept.metadata = _metadata(language)
    known = {_key(entry) for entry in template()}
    kept.extend(entry for entry in entries if _key(entry) in known and entry.translated())
    place = _place(settings.UPLOADED_CATALOGUES, language)
    place.parent.mkdir(parents=True, exist_ok=True)
    for file, save in ((place, kept.save), (place.with_suffix(".mo"), kept.save_as_mofile)):
        unfinished = file.with_name(f"new-{file.name}")
        save(str(unfinished))
        unfinished.replace(file)
    take_up(language)


def take_up(language: str) -> None:
    """Read a language's strings anew where somebody has uploaded others since.

    Every process notices by the time of the file.
    """
    file = _place(settings.UPLOADED_CATALOGUES, language).with_suffix(".mo")
    stored = file.stat().st_mtime_ns if file.exists() else 0
    if _taken_up.setdefault(language, 0) != stored:
        _taken_up[language] = stored
        _forget(language, file)


_taken_up: dict[str, int] = {}


def _forget(language: str, file: Path) -> None:
    # Only what is kept of this language: other threads are in the middle of their answers.
    trans_real._translations.pop(language, None)
    for key in [key for key in gettext._translations if key[1] == str(file.absolute())]:
        del gettext._translations[key]


def fall_back_on_english() -> None:
    """Let a string that a language lacks be English.

    Django would take the language of the settings, which is Swedish: the language
    that newcomers read least.
    """
    trans_real.DjangoTranslation._add_fallback = lambda self, localedirs=None: None


def forms(language: str) -> int:
    """Return how many forms of number a language has: one day, two days, five days."""
    found = re.search(r"nplurals\s*=\s*(\d+)", plural_rule(language))
    return int(found[1]) if found else 2


def plural_rule(language: str) -> str:
    """Return a language's rule of number, as Django's own catalogue or ours gives it."""
    return trans_real.translation(language).info().get("plural-forms", ONE_AND_OTHER)


def _metadata(language: str) -> dict[str, str]:
    return {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_rule(language),
    }


def _place(folder: Path, language: str) -> Path:
    return folder / to_locale(language) / FILE


def _entries(folder: Path, language: str) -> dict[tuple[str, str], polib.POEntry]:
    file = _place(folder, language)
    if not file.exists():
        return {}
    return {_key(entry): entry for entry in polib.pofile(str(file)) if entry.translated()}


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid
