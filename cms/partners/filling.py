"""What partners fill in about a listing, read from its pages and written into a draft of it.

The Swedish page holds everything; the English one only what is text: the lead, what the
organisation helps with, the longer text, the words about the picture, and of each contact
point who answers and when.
"""

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from wagtail.models import Page

from cms.directory.models import OrganizationPage
from cms.models import Term
from cms.models.base import terms
from cms.partners.plain import to_plain, to_rich

ENGLISH = "en"
RELATIONS = {"languages": "language", "areas": "area", "topics": "topic"}
"""Fields that hold terms, and the kind of term in each."""
POINT_TEXTS = ("function", "hours")
POINT_FACTS = ("phone", "email", "url", "languages", "answers_within")


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything about a listing that is written in one language."""

    lead: str = ""
    helps_with: tuple[str, ...] = ()
    description: str | None = ""
    picture_alt: str = ""
    points: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, page: OrganizationPage) -> "Texts":
        """Read a page. A longer text with headings or links is None: it cannot be typed here."""
        return cls(
            lead=page.lead,
            helps_with=tuple(block.value for block in page.helps_with),
            description=to_plain(page.description),
            picture_alt=page.picture_alt,
            points={
                block.id: {name: block.value[name] or "" for name in POINT_TEXTS}
                for block in page.contact_points
            },
        )

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Texts":
        """Read what `to_json` made."""
        return cls(**{**stored, "helps_with": tuple(stored.get("helps_with", ()))})

    def to_json(self) -> dict[str, Any]:
        """Return the texts as JSON can hold them."""
        return asdict(self)


def english_page(page: OrganizationPage) -> OrganizationPage | None:
    """Return the English page of a listing, published or not, if there is one."""
    twins = OrganizationPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    return twins.filter(locale__language_code=ENGLISH).first()


def english_of(page: OrganizationPage) -> Texts:
    """Return the English texts that readers see; empty ones where there is no English page."""
    twin = english_page(page)
    return Texts.of(twin) if twin and twin.live else Texts()


def write(
    page: OrganizationPage, said: Mapping[str, Any], points: Sequence[Mapping[str, Any]]
) -> Texts:
    """Write what a partner said into a draft of the Swedish page; return the English texts.

    What is not said stays as it is. `points` are the contact points, whole and in order.
    """
    for name in ("website", "visiting_address", "picture"):
        if name in said:
            setattr(page, name, said[name])
    for name, kind in RELATIONS.items():
        if name in said:
            setattr(page, name, _terms(kind, said[name]))
    if said.get("text_sv") is not None:
        page.description = to_rich(said["text_sv"])
    page.lead = said.get("lead_sv", page.lead)
    page.picture_alt = said.get("picture_alt_sv", page.picture_alt)
    if "helps_sv" in said:
        page.helps_with = _lines(page, said["helps_sv"])
    stored = [_point(page, point) for point in points]
    page.contact_points = json.dumps(stored)
    return Texts(
        lead=said.get("lead_en", ""),
        helps_with=tuple(said.get("helps_en", ())),
        description=said.get("text_en"),
        picture_alt=said.get("picture_alt_en", ""),
        points={
            block["id"]: {name: point.get(f"{name}_en", "") for name in POINT_TEXTS}
            for block, point in zip(stored, points, strict=True)
        },
    )


def in_english(page: OrganizationPage, texts: Texts) -> OrganizationPage:
    """Return an unsaved copy of a Swedish page with English texts; Swedish where there are none."""
    twin = copy.copy(page)
    twin.lead = texts.lead or page.lead
    twin.picture_alt = texts.picture_alt or page.picture_alt
    if texts.description:
        twin.description = to_rich(texts.description)
    lines = [dict(block) for block in page.helps_with.raw_data]
    for block, line in zip(lines, texts.helps_with, strict=False):
        block["value"] = line or block["value"]
    twin.helps_with = json.dumps(lines)
    points = [copy.deepcopy(dict(block)) for block in page.contact_points.raw_data]
    for block in points:
        given = texts.points.get(block["id"], {})
        block["value"] |= {name: text for name, text in given.items() if text}
    twin.contact_points = json.dumps(points)
    return twin


def _terms(kind: str, keys: Sequence[str]) -> QuerySet[Term]:
    return Term.objects.filter(**terms(kind), key__in=keys)


def _lines(page: Page, lines: Sequence[str]) -> str:
    """Return lines as blocks. A line that is there already keeps its id, and its translation."""
    ids = {block["value"]: block["id"] for block in page.helps_with.raw_data}
    blocks = [{"type": "line", "value": line, "id": ids.get(line, str(uuid4()))} for line in lines]
    return json.dumps(blocks)


def _point(page: OrganizationPage, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact point as a block, with what it holds already and nobody asks about."""
    before = {block["id"]: block["value"] for block in page.contact_points.raw_data}
    block = said.get("id") if said.get("id") in before else str(uuid4())
    facts = {name: said[name] for name in POINT_FACTS if name in said}
    texts = {name: said[f"{name}_sv"] for name in POINT_TEXTS if f"{name}_sv" in said}
    return {
        "type": "contact_point",
        "id": block,
        "value": {**before.get(block, {}), **facts, **texts},
    }
