"""How hard our texts are to read, and which are the hardest.

Swedish is held to a LIX, Swedish and English to a length of sentences. A text is a whole that
somebody reads in one go: a page, a task, a question with its answers, all strings of the interface.
Long strings are texts of their own; of a single short sentence LIX says nothing, and only its
length counts. Why it is measured so: docs/decisions/0012-measured-words.md

    python -m scripts.words    print the ten hardest of each kind, fail where a limit is broken
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from cms.readability import HIGHEST_LIX, WORDS_IN_A_SENTENCE, Measure, measure, plain
from home.content_files import SOURCE, ContentFiles
from home.markdown import BLOCK, LINK_BLOCKS, rich_text

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content" / "pitea"
CATALOGUE = ROOT / "locale" / SOURCE / "LC_MESSAGES" / "django.po"
LANGUAGES = (SOURCE, "en")
LONGEST_SENTENCE = 25
# From here on a string of the interface is a text of its own.
LONG_STRING = 30
SHOWN = 10
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@dataclass(frozen=True)
class Text:
    """A text that is read in one go, in one language."""

    kind: str
    name: str
    language: str
    measure: Measure

    @property
    def faults(self) -> Iterator[str]:
        """What about the text breaks a limit."""
        limit = HIGHEST_LIX[self.kind]
        if self.language == SOURCE and self.measure.lix > limit:
            yield f"LIX {self.measure.lix:.1f}, at most {limit}"
        if self.measure.sentence_length > WORDS_IN_A_SENTENCE:
            length = self.measure.sentence_length
            yield f"{length:.1f} words in a sentence, at most {WORDS_IN_A_SENTENCE} on average"
        if self.measure.longest > LONGEST_SENTENCE:
            yield f"a sentence of {self.measure.longest} words, at most {LONGEST_SENTENCE}"


def main() -> None:
    """Print the hardest texts and every broken limit."""
    found = list(texts())
    for kind in HIGHEST_LIX:
        for language in LANGUAGES:
            _print(kind, language, [t for t in found if (t.kind, t.language) == (kind, language)])
    broken = faults(found)
    print("\n".join(broken) or "Every text keeps within its limits.")
    sys.exit(bool(broken))


def _print(kind: str, language: str, found: list[Text]) -> None:
    total = sum((text.measure for text in found), Measure())
    print(f"{kind}, {language}: the hardest {SHOWN} of {len(found)} texts")
    print("   LIX  words/sentence  words  text")
    for name, value in [*((t.name, t.measure) for t in hardest(found)), ("all together", total)]:
        print(f"{value.lix:6.1f}{value.sentence_length:16.1f}{value.words:7}  {name}")
    print()


def hardest(found: list[Text]) -> list[Text]:
    """Return the hardest texts, the hardest first: Swedish by LIX, others by their sentences."""

    def hardness(text: Text) -> float:
        value = text.measure
        return value.lix if text.language == SOURCE else value.sentence_length

    return sorted(found, key=hardness, reverse=True)[:SHOWN]


def faults(found: list[Text]) -> list[str]:
    """Say which texts break a limit, and how."""
    return [f"{t.name} ({t.language}): {fault}" for t in found for fault in t.faults]


def texts() -> Iterator[Text]:
    """Return every text of the content files and the interface, in Swedish and English."""
    files = ContentFiles(CONTENT)
    for language in LANGUAGES:
        for kind, name, text in [*_content(files, language), *_interface(language)]:
            yield Text(kind, name, language, measure(text))


def _content(files: ContentFiles, language: str) -> Iterator[tuple[str, str, str]]:
    for item in files.pages:
        yield "editorial", f"page {item.key}", _page(item.data, item.body(language), language)
    for item in files.organizations:
        yield "editorial", f"organisation {item.key}", written(item.data, language)
    for item in files.tasks:
        yield "service", f"task {item.key}", written(item.data, language)
    meanings = [entry["meaning"] for entry in files.glossary]
    yield "service", "explained words", written(meanings, language)
    yield "service", "phases and steps", written(_without_questions(files.journey), language)
    for phase in files.journey["phases"]:
        for step in phase["steps"]:
            for question in step.get("questions", []):
                yield "service", f"question {question['key']}", written(question, language)


def _page(data: dict[str, Any], body: str, language: str) -> str:
    return f"{written(data, language)}\n{_body(body)}"


def _body(markdown: str) -> str:
    def opened(block: re.Match[str]) -> str:
        nothing = block[1] in LINK_BLOCKS or block[1] == "picture"
        return "" if nothing else f"\n{block[2]}\n\n{block[3]}\n"

    return _plain(BLOCK.sub(opened, markdown))


def written(data: Any, language: str) -> str:
    """Return everything that some data says in a language, each piece on a line of its own."""
    return "\n".join(_plain(text) for text in _written(data, language))


def _written(data: Any, language: str) -> Iterator[str]:
    if isinstance(data, list):
        for value in data:
            yield from _written(value, language)
    elif isinstance(data, dict) and SOURCE in data:
        text = data[language]
        yield from text if isinstance(text, list) else [text]
    elif isinstance(data, dict):
        for name, value in data.items():
            if name != "slug":
                yield from _written(value, language)


def _without_questions(data: Any) -> Any:
    if isinstance(data, list):
        return [_without_questions(value) for value in data]
    if isinstance(data, dict):
        return {
            name: _without_questions(value) for name, value in data.items() if name != "questions"
        }
    return data


def _plain(markdown: str) -> str:
    return plain(rich_text(markdown, lambda _kind, _key: 0))


def _interface(language: str) -> Iterator[tuple[str, str, str]]:
    strings = list(_strings(language))
    yield "service", "interface", "\n".join(strings)
    for text in strings:
        if measure(text).words >= LONG_STRING:
            yield "service", f"string “{text[:50]}…”", text


def _strings(language: str) -> Iterator[str]:
    for entry in polib.pofile(str(CATALOGUE)):
        ours = [entry.msgid, entry.msgid_plural]
        theirs = [entry.msgstr, *entry.msgstr_plural.values()]
        for text in theirs if language == SOURCE else ours:
            if text:
                yield PLACEHOLDER.sub("1", plain(text))


if __name__ == "__main__":
    main()
