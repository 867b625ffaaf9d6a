"""From the data of a content file to the fields of a page, in one language."""

from dataclasses import dataclass
from typing import Any

from cms.models import Term
from home.content_files import SOURCE, ContentFiles, Item
from home.markdown import Find, body, known_scene, line, list_value, rich_text, stream

Fields = dict[str, Any]


@dataclass(frozen=True)
class Writer:
    """Turns files into fields; `find` knows the ids of what they refer to."""

    files: ContentFiles
    find: Find
    terms: dict[tuple[str, str], Term]

    def shared(self, data: dict[str, Any], language: str) -> Fields:
        """Fields that nearly everything has."""
        return {
            "title": data["title"][language],
            "slug": data["slug"].get(language, data["slug"][SOURCE]),
            "lead": _one_line(data["lead"][language]),
            "search_description": _one_line(data["lead"][language]),
            "show_in_menus": data.get("show_in_menu", False),
            "topics": [self.terms["topic", key] for key in data.get("topics", [])],
            "scene": known_scene(data["key"], data.get("scene") or ""),
        }

    def freshness(self, item: Item) -> Fields:
        """Fields about who answers for the facts."""
        data = item.data
        sources = [
            {"publisher": source["publisher"], "url": source["url"]}
            for source in (self.files.sources[key] for key in data.get("sources") or [])
        ]
        return {
            "unit": self.terms["unit", data["owner"]] if data.get("owner") else None,
            "sources": stream(f"{item.key}/sources", "source", sources),
            "verified_on": data.get("verified_on"),
            "verify_by": data.get("verify_by"),
        }

    def page(self, item: Item, language: str) -> Fields:
        """Fields of an editorial page."""
        data = item.data
        fields = {
            **self.shared(data, language),
            "body": body(item.key, item.body(language), self.find),
        }
        if data["type"] == "start":
            return fields
        fields |= self.freshness(item)
        fields["short_answer"] = _one_line(data.get("short_answer", {}).get(language, ""))
        fields["show_in_footer"] = data.get("show_in_footer", False)
        if data["type"] == "place":
            fields["facts"] = self._place_facts(item, language)
        if data["type"] == "story":
            fields["is_made_up"] = True
        return fields

    def _place_facts(self, item: Item, language: str) -> list[Fields]:
        rows = [
            {"label": fact["label"][language], "value": fact["value"][language]}
            for fact in item.data.get("facts", [])
        ]
        if not rows:
            return []
        value = {"heading": "", "rows": list_value(f"{item.key}/facts", rows)}
        return stream(f"{item.key}/facts", "facts", [value])

    def organization(self, item: Item, language: str) -> Fields:
        """Fields of an organisation."""
        data = item.data
        points = [self._contact_point(point, language) for point in data["contact_points"]]
        return {
            **self.shared({**data, "title": data["name"]}, language),
            **self.freshness(item),
            "kind": data["kind"],
            "is_example": data.get("example", False),
            "helps_with": stream(f"{item.key}/helps", "line", data["helps_with"][language]),
            "description": rich_text((data.get("description") or {}).get(language, ""), self.find),
            "areas": [self.terms["area", key] for key in data.get("areas", [])],
            "languages": [self.terms["language", key] for key in data.get("languages", [])],
            "website": data.get("website") or "",
            "visiting_address": data.get("visiting_address") or "",
            "contact_points": stream(f"{item.key}/contact", "contact_point", points),
        }

    def _contact_point(self, point: Fields, language: str) -> Fields:
        return {
            "function": point["function"][language],
            "phone": str(point.get("phone") or ""),
            "email": point.get("email") or "",
            "url": point.get("url") or "",
            "hours": (point.get("hours") or {}).get(language, ""),
            "languages": point.get("languages") or [],
            "answers_within": point.get("answers_within"),
        }

    def keyed(self, data: dict[str, Any], language: str) -> Fields:
        """Fields of a journey, a phase, and all that lies in them."""
        return {**self.shared(data, language), "key": data["key"]}

    def step(self, data: dict[str, Any], language: str) -> Fields:
        """Fields of a step with its questions."""
        place = data["key"]
        questions = [
            self._question(f"{place}/{question['key']}", question, language)
            for question in data.get("questions", [])
        ]
        return {
            **self.keyed(data, language),
            **self.freshness(Item(place, data)),
            "questions": stream(f"{place}/questions", "question", questions),
            "responsible": self._organizations(f"{place}/responsible", data.get("responsible")),
            "contacts": self._organizations(f"{place}/contacts", data.get("contacts")),
        }

    def _question(self, place: str, data: dict[str, Any], language: str) -> Fields:
        options = [
            {
                "key": option["key"],
                "label": option["label"][language],
                "hint": _text(option, "hint", language),
                "reason": _text(option, "reason", language),
            }
            for option in data.get("options", [])
        ]
        return {
            "key": data["key"],
            "label": _one_line(data["label"][language]),
            "why": _text(data, "why", language),
            "hint": _text(data, "hint", language),
            "kind": data["kind"],
            "asked_of": data["asked_of"],
            "starts_page": data.get("starts_page", False),
            "options": list_value(f"{place}/options", options),
            "condition": groups(f"{place}/when", data.get("when") or []),
        }

    def task(self, item: Item, language: str) -> Fields:
        """Fields of a task: its texts and its rule."""
        data, key = item.data, item.key
        links = [
            {"label": link["label"][language], "url": link["url"]} for link in data.get("links", [])
        ]
        steps = [line(step, self.find) for step in data["steps"][language]]
        bring = [_one_line(thing) for thing in (data.get("bring") or {}).get(language, [])]
        return {
            **self.keyed(data, language),
            **self.freshness(item),
            "steps": stream(f"{key}/steps", "step", steps),
            "bring": stream(f"{key}/bring", "item", bring),
            "good_to_know": rich_text(_markdown(data, "good_to_know", language), self.find),
            "too_late": _text(data, "too_late", language),
            "official_links": stream(f"{key}/links", "link", links),
            "responsible_id": self.find("org", data["responsible"]),
            "contacts": self._organizations(f"{key}/contacts", data.get("contacts")),
            **self._rule(key, data),
        }

    def _rule(self, key: str, data: dict[str, Any]) -> Fields:
        timing = data["timing"]
        return {
            "per_person": data["per"] == "adult",
            "anchor": timing["anchor"],
            "start_day": timing["start"],
            "due_day": timing["due"],
            "is_law": timing["law"],
            "audience": stream(
                f"{key}/audience",
                "group",
                [group(f"{key}/{number}", lines) for number, lines in enumerate(data["applies"])],
            ),
            "timing_for": stream(
                f"{key}/timing",
                "timing",
                [
                    {**own["timing"], "only_for": groups(f"{key}/timing", own["only_for"])}
                    for own in data.get("timing_for") or []
                ],
            ),
            "prerequisites": stream(
                f"{key}/first",
                "prerequisite",
                [
                    self._prerequisite(f"{key}/first/{number}", first)
                    for number, first in enumerate(data["prerequisites"])
                ],
            ),
        }

    def _prerequisite(self, place: str, data: dict[str, Any]) -> Fields:
        tasks = list(filter(None, (self.find("task", key) for key in data["any_of"])))
        return {
            "any_of": list_value(place, tasks),
            "helpful": data.get("helpful", False),
            "only_for": groups(f"{place}/for", data.get("only_for") or []),
        }

    def _organizations(self, place: str, keys: list[str] | None) -> list[Fields]:
        ids = [self.find("org", key) for key in keys or []]
        return stream(place, "organization", list(filter(None, ids)))


def group(place: str, lines: dict[str, list[str]]) -> Fields:
    """Return a group of conditions as its block keeps it."""
    values = [
        {"options": [f"{question}:{option}" for option in options]}
        for question, options in lines.items()
    ]
    return {"lines": list_value(f"{place}/lines", values)}


def groups(place: str, rules: list[dict[str, list[str]]]) -> list[Fields]:
    """Return groups of conditions as a list of blocks keeps them."""
    values = [group(f"{place}/{number}", lines) for number, lines in enumerate(rules)]
    return list_value(place, values)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _text(data: dict[str, Any], name: str, language: str) -> str:
    return _one_line((data.get(name) or {}).get(language) or "")


def _markdown(data: dict[str, Any], name: str, language: str) -> str:
    return (data.get(name) or {}).get(language) or ""
