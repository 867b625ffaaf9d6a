"""What a page's content names: other pages, words of the vocabulary, questions of the wizard.

Looking and replacing are one walk over the content as a revision stores it, so a preview
cannot promise anything else than what is done.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.directory.blocks import ContactPointBlock
from cms.links import RICH_TEXT_LINK
from cms.models import Term
from onboarding.blocks import SEPARATOR, LineBlock, QuestionBlock
from onboarding.models import StepPage
from onboarding.suggestions import INTERESTS

Content = dict[str, Any]


class Becomes(Enum):
    """What becomes of a place."""

    ANOTHER = "another"
    TAKEN_OUT = "taken out"
    """The other one stands there already."""
    STAYS = "stays"
    """Nothing else can stand there: a rule that reads a question."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field, in an editor's words, that names something."""

    field: str
    becomes: Becomes


@dataclass(frozen=True, slots=True)
class Names:
    """What is looked for, and what stands in its place afterwards: the same, where nothing does.

    Pages and terms by number, languages by the key that contact points use. `questions` and
    `interests` are keys that rules and answers use; they are found and never replaced.
    """

    pages: Mapping[int, int] = field(default_factory=dict)
    terms: Mapping[int, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    questions: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()

    def may_stand_in(self, stored: str) -> bool:
        """Whether stored content may hold any of them: a quick look before a thorough one."""
        known = [*self.pages, *self.terms, *self.languages, *self.questions, *self.interests]
        return any(str(name) in stored for name in known)


def content_of(page: Page) -> Content:
    """Return the content of a page as a revision would store it."""
    return page.serializable_data()


def places(model: type[Page], content: Content, names: Names) -> list[Place]:
    """Return where content names something, in the order of the page's fields."""
    return _Walk(names).through(model, content)[0]


def replaced(model: type[Page], content: Content, names: Names) -> Content:
    """Return content that names the others instead."""
    return _Walk(names).through(model, content)[1]


class _Walk:
    """One walk over the content of a page."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.field = ""
        self.places: list[Place] = []

    def through(self, model: type[Page], content: Content) -> tuple[list[Place], Content]:
        new = dict(content)
        for each in model._meta.get_fields():
            if each.name in content and content[each.name] and isinstance(each, Field):
                self.field = str(capfirst(each.verbose_name))
                new[each.name] = self._of_field(each, content[each.name])
        return list(dict.fromkeys(self.places)), new

    def _of_field(self, each: Field, value: Any) -> Any:
        if isinstance(each, StreamField):
            return json.dumps(self._stream(each.stream_block, json.loads(value), named=True))
        if isinstance(each, RichTextField):
            return self._html(value)
        known = self._known(each.related_model)
        if isinstance(each, ForeignKey):
            return self._one(value, known)
        if isinstance(each, ManyToManyField):
            return self._several(value, lambda pk: self._one(pk, known), _itself)
        return value

    def _known(self, model: type[Any] | None) -> Mapping[int, int]:
        if model is Term:
            return self.names.terms
        is_page = isinstance(model, type) and issubclass(model, Page)
        return self.names.pages if is_page else {}

    # What names something ------------------------------------------------------

    def _one(self, value: Any, known: Mapping[Any, Any]) -> Any:
        if value not in known:
            return value
        self._found(Becomes.ANOTHER)
        return known[value]

    def _several(
        self, values: list[Any], new: Callable[[Any], Any], chosen: Callable[[Any], Any]
    ) -> list[Any]:
        """Replace in a list of choices; what would stand there twice is taken out."""
        kept: list[Any] = []
        standing = [chosen(item) for item in values]
        for item in values:
            before, after = len(self.places), new(item)
            others = [*standing, *map(chosen, kept)]
            if chosen(after) != chosen(item) and chosen(after) in others:
                del self.places[before:]
                self._found(Becomes.TAKEN_OUT)
            else:
                kept.append(after)
        return kept

    def _html(self, html: str) -> str:
        def swap(link: Any) -> str:
            pk = int(link[1])
            new = self._one(pk, self.names.pages)
            start, end = link.start(1) - link.start(0), link.end(1) - link.start(0)
            return f"{link[0][:start]}{new}{link[0][end:]}"

        return RICH_TEXT_LINK.sub(swap, html)

    def _found(self, becomes: Becomes) -> None:
        self.places.append(Place(self.field, becomes))

    # Blocks ----------------------------------------------------------------------

    def _block(self, block: blocks.Block, value: Any) -> Any:
        if value is None:
            return value
        if isinstance(block, blocks.PageChooserBlock):
            return self._one(value, self.names.pages)
        if isinstance(block, blocks.RichTextBlock):
            return self._html(value)
        if isinstance(block, blocks.StreamBlock):
            return self._stream(block, value)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, value)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value)
        return value

    def _stream(self, block: blocks.StreamBlock, stored: list[Any], named: bool = False) -> Any:
        field_name = self.field

        def new(item: Content) -> Content:
            child = block.child_blocks.get(item["type"])
            if child is None:
                return item
            if named and len(block.child_blocks) > 1:
                self.field = f"{field_name}: {child.label}"
            return {**item, "value": self._block(child, item["value"])}

        children = block.child_blocks.values()
        result = self._items(stored, new, are_choices=all(map(_is_chooser, children)))
        self.field = field_name
        return result

    def _list(self, block: blocks.ListBlock, stored: list[Any]) -> list[Any]:
        child = block.child_block

        def new(item: Any) -> Any:
            if isinstance(item, dict) and "value" in item and "id" in item:
                return {**item, "value": self._block(child, item["value"])}
            return self._block(child, item)

        return self._items(stored, new, are_choices=_is_chooser(child))

    def _items(
        self, stored: list[Any], new: Callable[[Any], Any], *, are_choices: bool
    ) -> list[Any]:
        return self._several(stored, new, _value) if are_choices else [new(item) for item in stored]

    def _struct(self, block: blocks.StructBlock, value: Content) -> Content:
        if isinstance(block, LineBlock):
            self._rule(value.get("options") or [])
            return value
        if isinstance(block, QuestionBlock):
            self._interests(value)
        new = {
            name: self._block(block.child_blocks[name], stored)
            if name in block.child_blocks
            else stored
            for name, stored in value.items()
        }
        if isinstance(block, ContactPointBlock):
            spoken = value.get("languages") or []
            new["languages"] = self._several(
                spoken, lambda key: self._one(key, self.names.languages), _itself
            )
        return new

    def _rule(self, options: list[str]) -> None:
        if {option.split(SEPARATOR)[0] for option in options} & self.names.questions:
            self._found(Becomes.STAYS)

    def _interests(self, question: Content) -> None:
        offered = {item["value"]["key"] for item in question.get("options") or ()}
        if question.get("key") == INTERESTS and offered & self.names.interests:
            self._found(Becomes.STAYS)


def _is_chooser(block: blocks.Block) -> bool:
    return isinstance(block, blocks.PageChooserBlock)


def _itself(item: Any) -> Any:
    return item


def _value(item: Any) -> Any:
    """Return what a stored item of a list holds; old ones are stored without an id."""
    return item["value"] if isinstance(item, dict) else item


def questions_of(step: StepPage) -> Iterator[str]:
    """Return the keys of the questions that a step asks."""
    return (block["value"]["key"] for block in step.questions.raw_data)
