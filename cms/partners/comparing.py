"""What a submission changes, field by field, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.directory.models import OrganizationPage
from cms.lists import listed
from cms.partners.filling import POINT_TEXTS, RELATIONS, Texts
from cms.vocabulary import vocabulary

# Written by the service itself, or the same thing said once more.
NOT_COMPARED = {
    "pk", "content_type", "live", "has_unpublished_changes", "latest_revision", "live_revision",
    "first_published_at", "last_published_at", "latest_revision_created_at", "draft_title",
    "url_path", "numchild", "path", "depth", "owner", "locked", "locked_at", "locked_by",
    "expired", "translation_key", "locale", "alias_of", "wagtail_admin_comments", "verified_on",
    "verify_by", "index_entries",
}  # fmt: skip
COMPARED = {
    "lead", "helps_with", "description", "picture", "picture_alt", "website", "visiting_address",
    "contact_points", *RELATIONS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name, and what stood and will stand there. English where it is text."""

    field: str
    label: str
    before: str
    after: str
    before_english: str | None = None
    after_english: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether anything is different in either language."""
        return self.before != self.after or self.before_english != self.after_english


@dataclass(frozen=True, slots=True)
class Version:
    """A listing at one moment: its Swedish page and its English texts."""

    page: OrganizationPage
    english: Texts


def changes(before: Version, after: Version) -> list[Row]:
    """Return the fields that differ, as readers meet them."""
    rows = [*_texts(before, after), *_facts(before, after), *_points(before, after)]
    return [row for row in [*rows, *_others(before.page, after.page)] if row.is_changed]


def _texts(before: Version, after: Version) -> Iterator[Row]:
    old, new = Texts.of(before.page), Texts.of(after.page)
    labels = {
        "lead": _("In a sentence or two"),
        "helps_with": _("What we can do for you"),
        "description": _("More about you"),
        "picture_alt": _("What the picture shows"),
    }
    for name, label in labels.items():
        swedish = [_in_lines(getattr(texts, name)) for texts in (old, new)]
        english = [_in_lines(getattr(each.english, name)) for each in (before, after)]
        if name == "description" and None in (old.description, new.description):
            swedish = [before.page.description, after.page.description]
            english = ["", ""]
        yield Row(name, label, *swedish, *english)


def _in_lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple | list) else value or ""


def _facts(before: Version, after: Version) -> Iterator[Row]:
    pages = (before.page, after.page)
    for name in ("website", "visiting_address"):
        yield Row(name, _label(before.page, name), *(getattr(page, name) for page in pages))
    for name in RELATIONS:
        yield Row(name, _label(before.page, name), *(_names(page, name) for page in pages))
    pictures = [page.picture for page in pages]
    shown = [f"{picture.title} (#{picture.pk})" if picture else "" for picture in pictures]
    yield Row("picture", _("Picture"), *shown)


def _names(page: OrganizationPage, relation: str) -> str:
    words = vocabulary(get_language() or page.language)
    return listed(words.names(term.pk for term in getattr(page, relation).all()))


def _points(before: Version, after: Version) -> Iterator[Row]:
    old, new = ({b.id: b.value for b in each.page.contact_points} for each in (before, after))
    for number, block in enumerate(dict.fromkeys([*old, *new]), start=1):
        values = [points.get(block, {}) for points in (old, new)]
        english = [each.english.points.get(block, {}) for each in (before, after)]
        called = next((value["function"] for value in reversed(values) if value), "")
        about = called or _("Contact %(number)d") % {"number": number}
        for name, label in _point_labels().items():
            texts = [each.get(name, "") for each in english] if name in POINT_TEXTS else []
            shown = [_shown(name, value.get(name)) for value in values]
            yield Row(name, f"{about}: {label}", *shown, *texts)


def _point_labels() -> dict[str, str]:
    return {
        "function": _("Who answers"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "url": _("On the web"),
        "hours": _("Opening hours"),
        "languages": _("Languages"),
        "answers_within": _("Answers within (working days)"),
    }


def _shown(name: str, value: Any) -> str:
    if name == "languages":
        words = vocabulary(get_language() or "sv")
        return listed(words.name("language", key) for key in value or [])
    return str(value or "")


def _others(before: OrganizationPage, after: OrganizationPage) -> Iterator[Row]:
    """Return what is different beside what partners can write: an editor's own draft."""
    old, new = before.serializable_data(), after.serializable_data()
    for name in sorted(old.keys() & new.keys() - NOT_COMPARED - COMPARED):
        yield Row(name, _label(before, name), str(old[name] or ""), str(new[name] or ""))


def _label(page: OrganizationPage, name: str) -> str:
    try:
        field = page._meta.get_field(name)
    except LookupError:
        return name
    return str(getattr(field, "verbose_name", name)).capitalize()
