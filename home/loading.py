"""Content files become pages: made once, brought up to date, never taken from an editor.

First every page is made, empty and unpublished, so that all can refer to each
other; then those whose files are new or changed are filled and published in
Swedish, and translated. A page that an editor has touched since is left alone.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.directory.models import DirectoryPage, OrganizationPage
from cms.models import ArticlePage, Explanation, PlacePage, SectionPage, StoryPage, Term
from cms.pairing import translate
from home.content_files import SOURCE, ContentFiles, Item, checksums
from home.fields import Fields, Writer
from home.indexing import indexed_together
from home.models import LoadedItem, StartPage
from onboarding.models import JourneyPage, PhasePage, StepPage, TaskPage

PAGE_TYPES: dict[str, type[Page]] = {
    "start": StartPage,
    "section": SectionPage,
    "article": ArticlePage,
    "place": PlacePage,
    "story": StoryPage,
}
DIRECTORY_KEY = "directory"
# A page that was made but not filled yet: loading was cut short, and goes on next time.
UNFILLED = ""


@dataclass
class Wanted:
    """A page that the files ask for."""

    kind: str
    key: str
    model: type[Page]
    parent: tuple[str, str] | None
    checksums: dict[str, str]
    fields: Callable[[str], Fields]
    title: str
    slug: str

    @property
    def name(self) -> str:
        """How the page is remembered."""
        return f"{self.kind}:{self.key}"


@dataclass
class Report:
    """What loading did."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    def note(self, what: str, name: str = "") -> None:
        """Count one thing done; name what was left to its editor."""
        self.counts[what] += 1
        if what in {"kept", "gone"}:
            self.kept.append(name)


class ContentLoader:
    """Loads all content of one folder."""

    def __init__(self, files: ContentFiles, say: Callable[[str], None] = lambda _text: None):
        self.files, self.say = files, say
        self.report = Report()
        self.locales = {
            code: Locale.objects.get_or_create(language_code=code)[0] for code in files.languages
        }
        self.pages: dict[tuple[str, str], Page] = {}
        self.gone: set[tuple[str, str]] = set()
        self.terms: dict[tuple[str, str], Term] = {}
        self.loaded = {
            (row.key, row.language): row for row in LoadedItem.objects.select_related("page")
        }

    def load(self) -> Report:
        """Load everything and return what was done."""
        self.spoken = {
            model: set(model.objects.values_list("locale__language_code", flat=True).distinct())
            for model in (Term, Explanation)
        }
        self._vocabulary()
        self._glossary()
        writer = Writer(self.files, self.find, self.terms)
        wanted = list(self._wanted(writer))
        # Once for each page is much quicker than at each of its four saves.
        with disable_reference_index_auto_update(), indexed_together():
            for number, want in enumerate(wanted, start=1):
                self._exists(want)
                self._progress("Making pages", number, len(wanted))
            for number, want in enumerate(wanted, start=1):
                self._bring_up_to_date(want)
                self._progress("Filling and translating pages", number, len(wanted))
        return self.report

    def _progress(self, what: str, number: int, total: int) -> None:
        if number % 20 == 0 or number == total:
            self.say(f"{what}: {number} of {total}")

    def find(self, kind: str, key: str) -> int:
        """Return the id of a page by its key; zero where an editor deleted the page."""
        return 0 if (kind, key) in self.gone else self.pages[kind, key].pk

    # What is wanted ---------------------------------------------------------

    def _wanted(self, writer: Writer) -> Iterator[Wanted]:
        yield from self._editorial(writer)
        yield from self._directory(writer)
        yield from self._journey(writer)

    def _editorial(self, writer: Writer) -> Iterator[Wanted]:
        for item in self.files.pages:
            parent = ("page", item.parent) if item.parent else None
            yield self._from_item("page", PAGE_TYPES[item.data["type"]], parent, item, writer.page)

    def _directory(self, writer: Writer) -> Iterator[Wanted]:
        home = ("page", self.files.pages[0].key)
        yield self._from_data("directory", DirectoryPage, home, self.files.directory, writer.shared)
        for item in self.files.organizations:
            named = Item(item.key, {**item.data, "title": item.data["name"]})
            parent = ("directory", DIRECTORY_KEY)
            yield self._from_item("org", OrganizationPage, parent, named, writer.organization)

    def _journey(self, writer: Writer) -> Iterator[Wanted]:
        data = self.files.journey
        home = ("page", self.files.pages[0].key)
        yield self._from_data("journey", JourneyPage, home, data, writer.keyed)
        for phase in data["phases"]:
            above = ("journey", data["key"])
            yield self._from_data("phase", PhasePage, above, phase, writer.keyed)
            for step in phase["steps"]:
                above = ("phase", phase["key"])
                yield self._from_data("step", StepPage, above, step, writer.step)
                for item in self.files.tasks:
                    if item.data["step"] == step["key"]:
                        above = ("step", step["key"])
                        yield self._from_item("task", TaskPage, above, item, writer.task)

    def _from_data(
        self,
        kind: str,
        model: type[Page],
        parent: tuple[str, str],
        data: dict[str, Any],
        write: Callable[[dict[str, Any], str], Fields],
    ) -> Wanted:
        own = {key: value for key, value in data.items() if key not in {"phases", "steps"}}
        item = Item(data["key"], own)
        return self._from_item(
            kind, model, parent, item, lambda item, language: write(item.data, language)
        )

    def _from_item(
        self,
        kind: str,
        model: type[Page],
        parent: tuple[str, str] | None,
        item: Item,
        write: Callable[[Item, str], Fields],
    ) -> Wanted:
        return Wanted(
            kind=kind,
            key=item.key,
            model=model,
            parent=parent,
            checksums=checksums(item),
            fields=lambda language: write(item, language),
            title=item.data["title"][SOURCE],
            slug=item.data["slug"][SOURCE],
        )

    # Pages ------------------------------------------------------------------

    def _exists(self, want: Wanted) -> None:
        """Find the Swedish page of before, or make it, empty and unpublished."""
        row = self.loaded.get((want.name, SOURCE))
        if want.parent in self.gone or (row is not None and not row.page_id):
            self.gone.add((want.kind, want.key))
            return
        if row is not None:
            self.pages[want.kind, want.key] = row.page
            return
        page = want.model(
            title=want.title, slug=want.slug, lead="", live=False, locale=self.locales[SOURCE]
        )
        parent = self.pages[want.parent] if want.parent else Page.get_first_root_node()
        with transaction.atomic():
            Page.objects.get(pk=parent.pk).add_child(instance=page)
            self._remember(want, SOURCE, page, checksum=UNFILLED)
        self.pages[want.kind, want.key] = page

    def _bring_up_to_date(self, want: Wanted) -> None:
        # All at first: publishing the Swedish page may change its translations.
        states = {code: self._state(want, code) for code in want.checksums}
        source = states.pop(SOURCE)
        self.report.note(source, want.name)
        if source in {"new", "changed"}:
            self._publish(want)
        if source not in {"kept", "gone"}:
            for code, state in states.items():
                if state in {"new", "changed"}:
                    self._translate(want, code)

    def _state(self, want: Wanted, language: str) -> str:
        """Tell what to do with a page: new, changed, unchanged, kept for its editor, gone."""
        row = self.loaded.get((want.name, language))
        if (want.kind, want.key) in self.gone:
            return "gone"
        if row is None or row.checksum == UNFILLED:
            return "new"
        if row.page_id is None:
            return "gone"
        if row.checksum == want.checksums[language]:
            return "unchanged"
        return "changed" if row.page.latest_revision_id == row.revision else "kept"

    @transaction.atomic
    def _publish(self, want: Wanted) -> None:
        page = want.model.objects.get(pk=self.pages[want.kind, want.key].pk)
        assign(page, want.fields(SOURCE))
        page.save_revision().publish()
        page.refresh_from_db()
        self.pages[want.kind, want.key] = page
        self._remember(want, SOURCE, page, want.checksums[SOURCE])
        if want.model is StartPage:
            serve_from(page)

    def _translate(self, want: Wanted, language: str) -> None:
        page = want.model.objects.get(pk=self.pages[want.kind, want.key].pk)
        twin = copy.copy(page)
        assign(twin, {key: value for key, value in want.fields(language).items() if is_text(value)})
        with transaction.atomic():
            translation = translate(page, twin, self.locales[language])
        translation.refresh_from_db()
        self._remember(want, language, translation, want.checksums[language])

    def _remember(self, want: Wanted, language: str, page: Page, checksum: str) -> None:
        row, _is_new = LoadedItem.objects.update_or_create(
            key=want.name,
            language=language,
            defaults={
                "page_id": page.pk,
                "checksum": checksum,
                "revision": page.latest_revision_id,
            },
        )
        self.loaded[want.name, language] = row
        ReferenceIndex.create_or_update_for_object(page)

    # Vocabulary ----------------------------------------------------------

    def _vocabulary(self) -> None:
        for kind, words in self._words().items():
            for order, word in enumerate(words):
                self.terms[kind, word["key"]] = self._term(kind, order, word)

    def _words(self) -> dict[str, list[dict[str, str]]]:
        dated = [*self.files.pages, *self.files.organizations, *self.files.tasks]
        steps = (step for phase in self.files.journey["phases"] for step in phase["steps"])
        owners = {data.get("owner") for data in (*(item.data for item in dated), *steps)}
        units = [
            {"key": item.key, **item.data["name"]}
            for item in self.files.organizations
            if item.key in owners
        ]
        words = self.files.vocabulary
        return {
            "topic": words["topics"],
            "area": words["areas"],
            "language": words["languages"],
            "unit": units,
        }

    @transaction.atomic
    def _term(self, kind: str, order: int, word: dict[str, str]) -> Term:
        source, is_new = Term.objects.get_or_create(
            kind=kind,
            key=word["key"],
            locale=self.locales[SOURCE],
            defaults={"name": word[SOURCE], "order": order},
        )
        for code in self._to_translate(source, word, is_new):
            twin = source.copy_for_translation(self.locales[code])
            twin.name = word[code]
            twin.save()
        if is_new:
            self.report.note("words")
        return source

    def _glossary(self) -> None:
        for entry in self.files.glossary:
            self._explanation(entry)

    @transaction.atomic
    def _explanation(self, entry: dict[str, Any]) -> None:
        source, is_new = Explanation.objects.get_or_create(
            key=entry["key"],
            locale=self.locales[SOURCE],
            defaults=explanation_fields(entry, SOURCE),
        )
        for code in self._to_translate(source, entry["word"], is_new):
            twin = source.copy_for_translation(self.locales[code])
            assign(twin, explanation_fields(entry, code))
            twin.save()
        if is_new:
            self.report.note("explained words")

    def _to_translate(
        self, source: Term | Explanation, texts: dict[str, str], is_new: bool
    ) -> set[str]:
        """Return the languages to translate a word into: all at first, then new ones only.

        A language that has words already has those that its editors want.
        """
        languages = self.locales.keys() & texts.keys() - {SOURCE}
        return languages if is_new else languages - self.spoken[type(source)]


def assign(instance: Model, fields: Fields) -> None:
    """Set the fields of a page or a word; relations in the way a page keeps them."""
    for name, value in fields.items():
        setattr(instance, name, value)


def explanation_fields(entry: dict[str, Any], language: str) -> Fields:
    """Return an explained word of the files, in one language."""
    return {
        "word": entry["word"][language],
        "forms": ", ".join(entry["forms"][language]),
        "meaning": entry["meaning"][language],
    }


def is_text(value: Any) -> bool:
    """Whether a field's value can differ between languages."""
    if isinstance(value, list):
        return all(isinstance(item, dict) for item in value) and bool(value)
    return isinstance(value, str | RichText)


def serve_from(page: Page) -> None:
    """Let the site begin at this page, once, and take away the one that Wagtail made."""
    if Site.objects.filter(is_default_site=True, root_page=page).exists():
        return
    site = {"root_page": page, "hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME}
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    Page.objects.filter(depth=2, slug="home", content_type__app_label="wagtailcore").delete()
