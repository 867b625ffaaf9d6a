"""Walks through the pages like a person: reads the heading, fills in the form, presses the button.

It knows the pages by what they show. Answers come from a household of `tests.cast`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import ResolverMatch, resolve, reverse
from django.utils.translation import override

from tests.cast import Household

MOST_PAGES = 90
CHECKABLE = {"radio", "checkbox"}
NOT_SENT = {"submit", "button", "image", "reset"}


class Stuck(AssertionError):
    """The page did not let the person go on."""


@dataclass(frozen=True)
class Page:
    """A page as it came: its address, status and text."""

    url: str
    status: int
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The main part of the page as it is first seen: no meaning of a word is open."""
        found = re.search(r"<main\b.*</main>", self.html, re.DOTALL)
        soup = BeautifulSoup(found.group() if found else self.html, "html.parser")
        for unseen in soup.select(".word__ask, [popover]"):
            unseen.decompose()
        for word in soup.select(".word, .word__end"):
            word.unwrap()
        soup.smooth()
        return soup

    @cached_property
    def heading(self) -> str:
        """The heading of the page."""
        return self._text("h1")

    @cached_property
    def person(self) -> str:
        """The adult whom the page is about; empty where it is about all."""
        return self._text(".turn bdi")

    @cached_property
    def errors(self) -> list[str]:
        """What the page says is wrong."""
        return [_words(tag) for tag in self.soup.select("#error-summary li")]

    @cached_property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return _words(self.soup)

    @property
    def name(self) -> str:
        """The name of the view that answered."""
        return self._view.url_name or ""

    @property
    def step(self) -> str:
        """The step of the wizard that the page shows."""
        return self._view.kwargs.get("step", "")

    @cached_property
    def _view(self) -> ResolverMatch:
        path = urlsplit(self.url).path
        with override(path.split("/")[1]):
            return resolve(path)

    @cached_property
    def asked(self) -> list[str]:
        """The keys of the questions on the page, in order."""
        names = [tag["name"] for tag in self.soup.select("fieldset.field [name]")]
        keys = [re.sub(r"_(day|month|year)$", "", name) for name in names]
        return [key for key in dict.fromkeys(keys) if not key.startswith("alias_")]

    def form(self, select: str = "form") -> "Filled":
        """Return a form of the page as the browser would send it untouched."""
        tag = self.soup.select_one(select)
        if tag is None:
            raise Stuck(f"No form on {self.url}: {self.text[:300]}")
        return Filled(urljoin(self.url, tag.get("action") or ""), _fields(tag), tag)

    @property
    def has_form(self) -> bool:
        """Whether there is anything to send."""
        return self.soup.select_one("form") is not None

    def links(self) -> list[str]:
        """Return where the links of the page lead."""
        return [urljoin(self.url, tag["href"]) for tag in self.soup.select("a[href]")]

    def _text(self, select: str) -> str:
        tag = self.soup.select_one(select)
        return _words(tag) if tag else ""


@dataclass
class Filled:
    """A form and what is filled in."""

    action: str
    data: dict[str, list[str]]
    tag: Tag

    def offers(self, name: str) -> list[str]:
        """Return the values that can be chosen under a name."""
        return [tag["value"] for tag in self.tag.find_all("input", attrs={"name": name})]

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the form, by the name of the field."""
        for name, value in values.items():
            self.data[name] = list(value) if isinstance(value, list | tuple) else [str(value)]

    def answer(self, question: str, value: Any) -> None:
        """Answer a question; None is "don't know yet"."""
        if self.tag.find("input", attrs={"name": f"{question}_day"}):
            self.fill(date_parts(question, value))
        else:
            self.fill({question: self._chosen(question, value)})

    def _chosen(self, question: str, value: Any) -> list[str]:
        offered = self.offers(question)
        values = ["none"] if value in ([], ()) else [value or "unknown"]
        chosen = [str(v) for v in (value if isinstance(value, list) and value else values)]
        if unknown := set(chosen) - set(offered):
            raise Stuck(f"“{question}” does not offer {unknown}, only {offered}")
        return chosen


def date_parts(question: str, value: Any) -> dict[str, str]:
    """Return a date, "YYYY-MM-DD", "YYYY-MM" or nothing as the three fields of a question."""
    text = value.isoformat() if isinstance(value, date) else value or ""
    year, month, day = (*(part.lstrip("0") for part in text.split("-")), "", "", "")[:3]
    return {f"{question}_day": day, f"{question}_month": month, f"{question}_year": year}


def _fields(form: Tag) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for tag in form.select("input[name]"):
        kind = tag.get("type", "text")
        if kind not in NOT_SENT and (kind not in CHECKABLE or tag.has_attr("checked")):
            untold = "on" if kind in CHECKABLE else ""
            data.setdefault(tag["name"], []).append(tag.get("value", untold))
    for tag in form.select("textarea[name]"):
        # The first line break after the tag is none of the text.
        data[tag["name"]] = [tag.get_text().removeprefix("\n")]
    return data


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@dataclass
class Walker:
    """Somebody with a browser, on one page at a time."""

    client: Client
    language: str = "sv"
    page: Page = field(init=False)
    pages: list[Page] = field(default_factory=list)

    def address(self, name: str, *args: Any) -> str:
        """Return the address of a view in the walker's language."""
        with override(self.language):
            return reverse(name, args=args)

    def open(self, url: str) -> Page:
        """Open an address and go where it leads."""
        return self._arrive(self.client.get(url, follow=True))

    def visit(self, name: str, *args: Any) -> Page:
        """Open a view by its name."""
        return self.open(self.address(name, *args))

    def follow(self, name: str, *args: Any) -> Page:
        """Press a link that the page has to a view."""
        wanted = self.address(name, *args)
        for link in self.page.links():
            if urlsplit(link).path == wanted:
                return self.open(link)
        raise Stuck(f"{self.page.url} has no link to {wanted}")

    def send(self, form: Filled) -> Page:
        """Press the button of a form."""
        return self._arrive(self.client.post(form.action, form.data, follow=True))

    def press(self, select: str = "form") -> Page:
        """Press the button of a form that is left as it is, and go on from there."""
        return self.went_on(self.send(self.page.form(select)))

    def went_on(self, page: Page) -> Page:
        """Return the page unless it is one that did not take what was filled in."""
        if page.status != 200 or page.errors:
            raise Stuck(f"{page.url} ({page.status}): {page.errors or page.text[:300]}")
        return page

    def _arrive(self, response: Any) -> Page:
        chain = getattr(response, "redirect_chain", ())
        url = chain[-1][0] if chain else response.request["PATH_INFO"]
        if not chain and (query := response.request.get("QUERY_STRING")):
            url = f"{url}?{query}"
        self.page = Page(url, response.status_code, response.content.decode())
        self.pages.append(self.page)
        return self.page

    def tick(self, row: str, state: str) -> Page:
        """Set a task to a state: by its button in the plan, or by its own page."""
        button = self.page.soup.find("button", value=f"{row}={state}")
        if button is None:
            return self.tick_on_its_page(row, state)
        form = self.page.form(f"#{button['form']}")
        form.fill({button["name"]: button["value"]})
        return self.went_on(self.send(form))

    def tick_on_its_page(self, row: str, state: str, day: Any = None) -> Page:
        """Set a task to a state on the page of the task, with the day it was done."""
        wanted = f"{self.address('tick')}?row={row}"
        if wanted not in self.page.links():
            raise Stuck(f"{self.page.url} has no link to {wanted}")
        form = self.open(wanted).form()
        form.fill({"state": state, **date_parts("done_on", day)})
        return self.went_on(self.send(form))

    def chosen(self, row: str) -> list[str]:
        """Return the state that the page of a task shows as chosen."""
        return self.open(f"{self.address('tick')}?row={row}").form().data["state"]

    # The journey -----------------------------------------------------------

    def begin(self) -> Page:
        """Go from the page of the plan to the first question."""
        self.visit("plan")
        return self.follow("questions", "before")

    def answer(self, household: Household) -> Page:
        """Answer the page that is open, and go on."""
        return self.went_on(self.send(self.answered(household)))

    def answered(self, household: Household) -> Filled:
        """Return the form of the page that is open with the household's answers."""
        form = self.page.form()
        for question in self.page.asked:
            form.answer(question, household.given(question, self.page.person))
        if "adults" in self.page.asked:
            people = enumerate(household.people, start=1)
            form.fill({f"alias_{number}": person.alias for number, person in people})
        return form

    def answer_until(self, household: Household, wanted: str) -> Page:
        """Answer page after page until the view or the step of this name."""
        for _page in range(MOST_PAGES):
            if wanted in (self.page.name, self.page.step):
                return self.page
            if self.page.name != "question":
                raise Stuck(f"{self.page.url} instead of {wanted}")
            self.answer(household)
        raise Stuck(f"No end of questions at {self.page.url}")

    def walk_phase(self, household: Household, phase: str) -> Page:
        """Answer all the questions of a phase, confirm, leave the checklist as it is."""
        if phase == "before":
            self.begin()
        else:
            self.follow("check", phase)
            self.open(self.page.soup.select_one("p.buttons a.button")["href"])
        self.answer_until(household, "check")
        self.press()
        if self.page.has_form:
            return self.press()
        return self.follow("plan")

    def walk(self, household: Household, phases: tuple[str, ...] = ()) -> Page:
        """Go through the phases, all three if none is named, and end at the plan."""
        for phase in phases or ("before", "arrival", "settling_in"):
            self.walk_phase(household, phase)
        return self.page
