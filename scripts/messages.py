"""Interface strings: gather them, keep the catalogues up to date, compile them.

The strings are English in the code; locale/LANGUAGE holds the other languages.
Babel reads Python and, through Django's own translation of templates into
marked strings, templates; no program outside of Python is needed.

    python -m scripts.messages            update the catalogues
    python -m scripts.messages --check    fail where a string lacks its translation
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
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
    catalogues = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    if "--check" in sys.argv:
        faults = [fault for file in catalogues for fault in faults_of(file, found)]
        sys.stdout.write("".join(f"{fault}\n" for fault in faults))
        sys.exit(bool(faults))
    for file in catalogues:
        update(file, found)
    compile_catalogues()


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


def faults_of(file: Path, found: list[Message]) -> list[str]:
    """Say which strings a catalogue lacks, holds untranslated, or holds for nothing."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(file))}
    name = file.relative_to(ROOT)
    faults = []
    for context, text, _plural, place in found:
        entry = entries.get((context, text))
        if entry is None or not entry.translated() or entry.fuzzy:
            faults.append(f"{name}: no translation of {text!r} ({place})")
    wanted = {(context, text) for context, text, _plural, _place in found}
    unused = [text for context, text in entries if (context, text) not in wanted]
    return faults + [f"{name}: nothing uses {text!r}" for text in unused]


def update(file: Path, found: list[Message]) -> None:
    """Add new strings to a catalogue and drop those that nothing uses."""
    catalogue = polib.pofile(str(file))
    old = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    catalogue.clear()
    for key, plural in {(context, text): plural for context, text, plural, _ in found}.items():
        catalogue.append(old.get(key) or _new_entry(*key, plural))
    catalogue.save()


def _new_entry(context: str, text: str, plural: str) -> polib.POEntry:
    plurals = {"msgid_plural": plural, "msgstr_plural": {0: "", 1: ""}} if plural else {}
    return polib.POEntry(msgid=text, msgctxt=context or None, **plurals)


def compile_catalogues() -> None:
    """Make the files that Django reads, where they are older than their catalogues."""
    for file in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            polib.pofile(str(file)).save_as_mofile(str(compiled))


if __name__ == "__main__":
    main()
