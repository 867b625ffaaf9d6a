"""Interface strings: gather them, keep the catalogues up to date, compile them.

The strings are English in the code; locale/LANGUAGE holds the other languages.
Babel reads Python and, through Django's own translation of templates into
marked strings, templates; no program outside of Python is needed.

    python -m scripts.messages            update the catalogues
    python -m scripts.messages --check    fail where a string lacks its translation
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib

from cms.translation_problems import problems

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCE = LOCALE / "sv" / "LC_MESSAGES" / "django.po"
TEMPLATE = LOCALE / "readers.pot"
# Labels and help texts of the admin. Everything else is for readers.
FOR_EDITORS = re.compile(
    r"/models(\.py|/)|/blocks(/\w+)?\.py|/wagtail_hooks\.py|templates/(wagtail|cms/widgets|\w+/admin/)"
    r"|/(admin_\w+|catalogues|checks|columns|dashboard|ease|importing|language_names"
    r"|machine_translation|media_forms|media_protection|queue|refusing|reserved|translation_matrix"
    r"|translation_problems|upkeep|validation|\w+_views)\.py|cms/forms\.py|onboarding/languages\.py"
)
CODE = ("cms", "config", "home", "onboarding")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[str, str, str, str]
"""Context, text, plural (empty where there is none), place."""


def main() -> None:
    """Update the catalogues, or check them."""
    found = list(messages())
    if "--check" in sys.argv:
        wrong = list(faults(found))
        sys.stdout.write("".join(f"{fault}\n" for fault in wrong))
        sys.exit(bool(wrong))
    for file in translated_catalogues():
        update(file, wanted_in(file, found))
    update_template(found)
    compile_catalogues()


def translated_catalogues() -> list[Path]:
    """Return the catalogues that hold translations.

    The others hold nothing but a header, from which Django knows their language.
    """
    return [file for file in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")) if is_begun(file)]


def is_begun(file: Path) -> bool:
    """Whether somebody has begun to translate into the language of a catalogue."""
    return "msgid_plural" in (text := file.read_text()) or text.count('msgid "') > 1


def wanted_in(file: Path, found: list[Message]) -> list[Message]:
    """Return the strings of a catalogue: all in Swedish, those for readers in other languages.

    The admin speaks Swedish and English.
    """
    return found if file == SOURCE else [message for message in found if is_for_readers(message)]


def is_for_readers(message: Message) -> bool:
    """Whether readers meet a string, or only those who edit."""
    return not FOR_EDITORS.search(message[3])


def messages() -> Iterator[Message]:
    """Return every string of the interface with its place."""
    for folder in CODE:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield from _extracted(file.read_text(), file)
    for file in sorted((ROOT / "templates").rglob("*")):
        if file.suffix in {".html", ".subject", ".txt", ".xml"}:
            yield from _extracted(_as_python(file), file)


def _as_python(file: Path) -> str:
    from django.utils.translation.template import templatize

    # Indentation means nothing in a template, but would to Python.
    lines = templatize(file.read_text(), origin=str(file)).splitlines()
    return "\n".join(line.strip() for line in lines)


def _extracted(code: str, file: Path) -> Iterator[Message]:
    from babel.messages.extract import extract

    source = io.BytesIO(code.encode())
    for line, text, _comments, context in extract("python", source, keywords=KEYWORDS):
        singular, plural = text if isinstance(text, tuple) else (text, "")
        yield context or "", singular, plural, f"{file.relative_to(ROOT)}:{line}"


def faults(found: list[Message]) -> Iterator[str]:
    """Say what is wrong with the catalogues, and with the template for further ones."""
    for file in translated_catalogues():
        yield from faults_of(file, found)
    template = {_key(entry) for entry in polib.pofile(str(TEMPLATE))}
    if template != {message[:2] for message in found if is_for_readers(message)}:
        yield f"{TEMPLATE.relative_to(ROOT)}: run `make messages`"


def faults_of(file: Path, found: list[Message]) -> Iterator[str]:
    """Say which strings a catalogue holds unsoundly or for nothing, and which Swedish lacks.

    A string that another language lacks is English there, until somebody translates it.
    """
    name, entries = file.relative_to(ROOT), polib.pofile(str(file))
    known = {_key(entry): entry for entry in entries}
    wanted = wanted_in(file, found)
    lacking = [message for message in wanted if not _is_translated(known, message)]
    if file == SOURCE:
        for _context, text, _plural, place in lacking:
            yield f"{name}: no translation of {text!r} ({place})"
    elif lacking:
        sys.stderr.write(f"{name}: {len(lacking)} strings are English until translated.\n")
    unused = known.keys() - {message[:2] for message in wanted}
    yield from (f"{name}: nothing uses {text!r}" for _context, text in unused)
    yield from _unsound(name, entries)


def _is_translated(known: dict[tuple[str, str], polib.POEntry], message: Message) -> bool:
    entry = known.get(message[:2])
    return entry is not None and entry.translated() and not entry.fuzzy and _counts(entry, message)


def _counts(entry: polib.POEntry, message: Message) -> bool:
    """Whether an entry has forms by number where its string has, without which it is not found."""
    return bool(entry.msgid_plural) or not message[2]


def _unsound(name: Path, entries: polib.POFile) -> Iterator[str]:
    forms = _forms(entries)
    for entry in entries:
        for problem in problems(entry, forms) if entry.translated() else ():
            yield f"{name}: {entry.msgid!r}: {problem}"


def update(file: Path, wanted: list[Message]) -> None:
    """Add new strings to a catalogue and drop those that nothing uses."""
    catalogue = polib.pofile(str(file))
    old = {_key(entry): entry for entry in catalogue}
    catalogue.clear()
    for entry in _entries(wanted, _forms(catalogue)):
        kept = old.get(_key(entry))
        is_same = kept is not None and bool(kept.msgid_plural) == bool(entry.msgid_plural)
        catalogue.append(kept if is_same else entry)
    catalogue.save()


def update_template(found: list[Message]) -> None:
    """Write the strings that readers meet, and where, for `cms.catalogues`."""
    template = polib.POFile()
    template.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    template.extend(_entries(filter(is_for_readers, found), forms=2, with_places=True))
    template.save(str(TEMPLATE))


def _entries(
    wanted: Iterable[Message], forms: int, *, with_places: bool = False
) -> Iterator[polib.POEntry]:
    places: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for context, text, plural, place in wanted:
        file = (place.partition(":")[0], "")
        seen = places.setdefault((context, text, plural), [])
        seen += [file] if file not in seen else []
    for (context, text, plural), files in places.items():
        entry = polib.POEntry(msgid=text, msgctxt=context or None)
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, dict.fromkeys(range(forms), "")
        entry.occurrences = files if with_places else []
        yield entry


def _forms(catalogue: polib.POFile) -> int:
    rule = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(rule[1]) if rule else 2


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def compile_catalogues() -> None:
    """Make the files that Django reads, where they are older than their catalogues."""
    for file in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            polib.pofile(str(file)).save_as_mofile(str(compiled))


if __name__ == "__main__":
    main()
