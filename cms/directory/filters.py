"""The directory's filters: what is asked for, what it finds, and how many behind each choice."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from cms.directory.kinds import Kind
from cms.directory.models.organizations import OrganizationPage
from cms.directory.querysets import EVERYWHERE, OrganizationQuerySet
from cms.search_terms import clean_query, fold, query_terms
from cms.vocabulary import Vocabulary

MOST_HITS = 300
FACETS = {"topic": "topics", "area": "areas", "language": "languages"}
KEY = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for, by keys; empty means any."""

    kind: str = ""
    topic: str = ""
    area: str = ""
    language: str = ""
    q: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "Wanted":
        """Read what is asked for from a query string; nonsense finds nothing, never fails."""
        texts = {name: clean_key(query.get(name, "")) for name in ("kind", *FACETS)}
        return cls(**texts, q=clean_query(query.get("q", "")))

    @property
    def is_anything(self) -> bool:
        """Whether nothing in particular is asked for."""
        return self == Wanted()

    def link(self, **changes: str) -> str:
        """Return the query string of this wish with some of it changed."""
        wish = replace(self, **changes)
        named = {name: getattr(wish, name) for name in ("kind", *FACETS, "q")}
        return "?" + urlencode({name: value for name, value in named.items() if value})


def clean_key(text: str) -> str:
    """Return a key, or nothing where the text cannot be one."""
    return text if KEY.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, how many it would show, and the address that shows them."""

    key: str
    label: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The value in force, if any."""
        return next((choice for choice in self.choices if choice.chosen), None)


def find(wanted: Wanted, language: str) -> OrganizationQuerySet:
    """Return the organisations that are wanted, by name."""
    found = (
        OrganizationPage.objects.shown(language)
        .of_kind(wanted.kind)
        .about(wanted.topic)
        .in_area(wanted.area)
        .speaking(wanted.language)
    )
    if wanted.q:
        found = found.filter(pk__in=matching(wanted.q, language))
    return found.order_by("title")


def matching(text: str, language: str) -> list[int]:
    """Return the organisations whose words match, or whose names begin so, at most 300 of each.

    The index, never `icontains`: SQLite knows upper-case Å, Ä and Ö in its index only.
    """
    terms = " ".join(query_terms(text, language))
    if not terms:
        return []
    written = OrganizationPage.objects.written_in(language, settings.LANGUAGE_CODE)
    whole = written.search(terms, operator="and", order_by_relevance=False)
    begun = written.autocomplete(fold(text), operator="and", order_by_relevance=False)
    return [hit.pk for hits in (whole, begun) for hit in hits[:MOST_HITS]]


def filters(wanted: Wanted, language: str, words: Vocabulary) -> list[Filter]:
    """Return every filter with its counts under the other filters in force."""
    kinds = _counts(find(replace(wanted, kind=""), language), "kind")
    labels: dict[str, dict[str, str]] = {"kind": dict(Kind.choices)}
    counts = {"kind": kinds}
    for name, relation in FACETS.items():
        count = _area_counts if name == "area" else _counts
        counts[name] = count(find(replace(wanted, **{name: ""}), language), f"{relation}__key")
        labels[name] = {word.key: word.name for word in words.by_kind.get(name, [])}
    titles = {
        "kind": _("Kind"),
        "topic": _("Topic"),
        "area": _("Area"),
        "language": _("Language spoken"),
    }
    return [
        Filter(name, titles[name], _choices(wanted, name, labels[name], counts[name]))
        for name in titles
    ]


def _counts(found: OrganizationQuerySet, path: str) -> Counter[str]:
    rows = found.order_by().values(path).annotate(number=Count("pk", distinct=True))
    return Counter({row[path]: row["number"] for row in rows if row[path]})


def _area_counts(found: OrganizationQuerySet, path: str) -> Counter[str]:
    """Count as choosing an area finds: with those that work in the whole municipality."""
    everywhere = OrganizationPage.areas.through.objects.filter(
        organizationpage_id=OuterRef("pk"), term__key=EVERYWHERE
    )
    rows = (
        found.order_by()
        .annotate(everywhere=Exists(everywhere))
        .values(path, "everywhere")
        .annotate(number=Count("pk", distinct=True))
    )
    counts = {(row[path], row["everywhere"]): row["number"] for row in rows if row[path]}
    whole = counts.get((EVERYWHERE, True), 0)
    return Counter({key: counts.get((key, False), 0) + whole for key, _ in counts})


def number_found(wanted: Wanted, shown: list[Filter]) -> int:
    """Return how many are found: each has one kind, so the kinds' counts tell."""
    kinds = next(each for each in shown if each.name == "kind")
    counted = [choice for choice in kinds.choices if wanted.kind in {"", choice.key}]
    return sum(choice.count for choice in counted)


def _choices(
    wanted: Wanted, name: str, labels: Mapping[str, str], counts: Counter[str]
) -> list[Choice]:
    chosen = getattr(wanted, name)
    links = {key: wanted.link(**{name: "" if key == chosen else key}) for key in labels}
    return [
        Choice(key, str(label), counts[key], links[key], key == chosen)
        for key, label in labels.items()
        if counts[key] or key == chosen
    ]
