"""Every kind of page that a reader meets, in every state: where it is and how to get there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import override

LANGUAGES = ("sv", "en")
"""The languages that the pages are looked at in. Add a language here when it is live."""

TURNED = "rtl"
"""Not a language: the Swedish pages from right to left, for as long as none of LANGUAGES is."""

SHOWN = (*LANGUAGES, TURNED)
SOURCE = "sv"


@dataclass(frozen=True)
class State:
    """A page in a state. `move` names whose key the browser holds; see tests.browser.staging."""

    name: str
    page: str = ""
    view: tuple[str, ...] = ()
    path: str = ""
    query: str = ""
    move: str = ""
    sends: bool = False
    send: Mapping[str, str] = field(default_factory=dict)
    button: tuple[str, str] = ("", "")
    status: int = 200

    @property
    def is_sent(self) -> bool:
        """Whether a form of the page is sent before it is looked at, filled in or not."""
        return self.sends or bool(self.send) or bool(self.button[0])

    @property
    def pressed(self) -> str:
        """The selector of the button that is pressed."""
        name, value = self.button
        return (
            f"main button[name={name}][value={value}]" if name else "main form button[type=submit]"
        )


def asks(step: str) -> tuple[str, ...]:
    """Return the view of a page of questions before the move."""
    return ("question", "before", step)


def day(day: int, month: int, year: int) -> dict[str, str]:
    """Return what is written into the fields of a day."""
    return {"day_day": str(day), "day_month": str(month), "day_year": str(year)}


ERRORS = (400, 403, 404, 429, 500, 503)
STATES = (
    # Public pages
    State("start page", page="page:home"),
    State("section", page="page:housing"),
    State("article", page="page:rent"),
    State("article with a lot in it", page="page:new_in_sweden"),
    State("place", page="page:ojebyn"),
    State("story", page="page:story_returners"),
    State("easy to read", page="page:easy_read"),
    State("directory", page="directory:directory"),
    State("directory, chosen", page="directory:directory", query="?kind=association&topic=leisure"),
    State("directory, nobody", page="directory:directory", query="?q=zzzz"),
    State("organisation", page="org:pitebo"),
    State("journey", page="journey:moving-to-pitea"),
    State("phase", page="phase:before"),
    State("step", page="step:about_the_move"),
    State("task", page="task:join-pitebo-queue"),
    State("search", view=("search",)),
    State("search, hits", view=("search",), query="?q=bostad"),
    State("search, none", view=("search",), query="?q=zzzz"),
    State("not translated", view=("untranslated",), status=404),
    # Questions
    State("begin", view=("plan",)),
    State("first question", view=asks("certainty")),
    State("question of one choice", view=asks("car"), move="full"),
    State("question of several choices", view=asks("children"), move="full"),
    State("question of a number", view=asks("adults"), move="full"),
    State("question of a day", view=("question", "arrival", "arrived"), move="full"),
    State("question about a person", view=asks("licence.2"), move="full"),
    State("several questions", view=asks("status.1"), move="full"),
    State("question, nothing answered", view=asks("certainty"), sends=True),
    State("question, no such day", view=asks("certainty"), send={"move_day": "31"}),
    State("protected identity", view=asks("protected"), move="full", send={"protected": "yes"}),
    State("answers", view=("check", "before"), move="full"),
    State("answers, some missing", view=("check", "before"), move="undecided"),
    State("checklist", view=("checklist", "before"), move="full"),
    # The plan
    State("plan", view=("plan",), move="full"),
    State("plan, undecided", view=("plan",), move="undecided"),
    State("plan, late", view=("plan",), move="late"),
    State("plan, all done", view=("plan",), move="done"),
    State("task in the plan", view=("tick",), query="?row=receive-personnummer-1", move="full"),
    State(
        "task in the plan, no such day",
        view=("tick",),
        query="?row=receive-personnummer-1",
        move="full",
        send={"done_on_day": "31", "done_on_month": "2", "done_on_year": "2026"},
    ),
    State("delete", view=("forget",), move="full"),
    State("days", view=("days",), move="full"),
    State("another day", view=("other_day", "move"), move="full", send=day(1, 3, 2027)),
    State("another day, none such", view=("other_day", "move"), move="full", send=day(31, 2, 2027)),
    State("day moved", view=("moved", "move"), move="full"),
    # Telling us
    State("report", view=("report",)),
    State("report, nothing written", view=("report",), sends=True),
    State("report sent", view=("report",), send={"kind": "wrong", "text": "Öppettiden är fel."}),
    State("page helped", page="page:rent", button=("found", "yes")),
    State("page did not help", page="page:rent", button=("found", "no")),
    # What goes wrong
    *(State(f"error {how}", path=f"fail/{how}/", status=how) for how in ERRORS),
    State("form too old", path="fail/csrf/", status=403),
)
BY_NAME = {state.name: state for state in STATES}
assert len(BY_NAME) == len(STATES)


@dataclass(frozen=True)
class Places:
    """The site that is looked at: its pages, and the moves that were made in it."""

    site: Any
    keys: Mapping[str, str]
    untranslated: int
    password: str

    def address(self, state: State, language: str) -> str:
        """Return the address of a state in a language."""
        if state.page:
            return self._page(state.page, language) + state.query
        if state.path:
            return f"/{language}/{state.path}"
        view, *rest = state.view
        arguments: list[Any] = [self.untranslated] if view == "untranslated" else rest
        with override(language):
            return reverse(view, args=arguments) + state.query

    def _page(self, key: str, language: str) -> str:
        query = (
            "select p.url_path from home_loadeditem i join wagtailcore_page p on p.id = i.page_id"
            " where i.key = ? and i.language = ?"
        )
        ((path,),) = self.site.rows(query, key, language)
        return re.sub(r"^/[^/]+/", f"/{language}/", path)


def is_there(state: State, language: str) -> bool:
    """Whether a state exists in a language: the source is always translated."""
    return state.name != "not translated" or language != SOURCE
