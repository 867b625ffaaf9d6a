"""Every kind of page that a reader meets, in every state: where it is and how to get there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import override

LANGUAGES = ("sv", "en", "ar")
"""The languages that the pages are looked at in. Add a language here when it is live."""

TURNED = "rtl"
"""Not a language: a Swedish page from right to left, where Arabic has no such page."""

SOURCE = "sv"
TRANSLATIONS = Path(__file__).resolve().parents[2] / "content" / "pitea" / "translations"
TO_SIGN_IN = {"address": "kim@example.com"}


@dataclass(frozen=True)
class State:
    """A page in a state.

    `who` names whose cookies the browser holds, and a word of `view` that begins with a
    colon something that was made there (tests.browser.staging). `sends` are the forms that
    are filled in and sent, one after the other, before the page is looked at: the first form
    of the page, unless `form` or `button` say which.
    `repeats` is a page that shows the same part in every state, so that names which stand
    once on any other page stand there several times.
    """

    name: str
    page: str = ""
    view: tuple[str, ...] = ()
    path: str = ""
    query: str = ""
    who: str = ""
    sends: tuple[Mapping[str, str], ...] = ()
    form: str = "form:has(button[type=submit])"
    button: tuple[str, str] = ("", "")
    status: int = 200
    is_swedish: bool = False
    repeats: bool = False

    @property
    def sent(self) -> str:
        """The selector of the form that is sent."""
        name, _value = self.button
        return f'form:has(button[name="{name}"])' if name else self.form

    @property
    def pressed(self) -> str:
        """The selector of the button that is pressed."""
        name, value = self.button
        which = f'[name="{name}"][value="{value}"]' if name else "[type=submit]"
        return f"main {self.sent} button{which}"


def asks(step: str) -> tuple[str, ...]:
    """Return the view of a page of questions before the move."""
    return ("question", "before", step)


def day(day: int, month: int, year: int) -> dict[str, str]:
    """Return what is written into the fields of a day."""
    return {"day_day": str(day), "day_month": str(month), "day_year": str(year)}


UNTOUCHED: dict[str, str] = {}
TO_INVITE, TO_SEARCH = "form:has([name=address])", "form:has([name=words])"
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
    State("search, hits", view=("search",), query="?q=Pite%C3%A5"),
    State("search, none", view=("search",), query="?q=zzzz"),
    State("not translated", view=("untranslated", ":untranslated"), status=404),
    # Questions
    State("begin", view=("plan",)),
    State("first question", view=asks("certainty")),
    State("question of one choice", view=asks("car"), who="full"),
    State("question of several choices", view=asks("children"), who="full"),
    State("question of a number", view=asks("adults"), who="full"),
    State("question of a day", view=("question", "arrival", "arrived"), who="full"),
    State("question about a person", view=asks("licence.2"), who="full"),
    State("several questions", view=asks("status.1"), who="full"),
    State("question, nothing answered", view=asks("certainty"), sends=(UNTOUCHED,)),
    State("question, no such day", view=asks("certainty"), sends=({"move_day": "31"},)),
    State("protected identity", view=asks("protected"), who="full", sends=({"protected": "yes"},)),
    State("answers", view=("check", "before"), who="full"),
    State("answers, some missing", view=("check", "before"), who="undecided"),
    State("checklist", view=("checklist", "before"), who="full"),
    # The plan
    State("plan", view=("plan",), who="full"),
    State("plan, undecided", view=("plan",), who="undecided"),
    State("plan, late", view=("plan",), who="late"),
    State("plan, all done", view=("plan",), who="done"),
    State("task in the plan", view=("tick",), query="?row=receive-personnummer-1", who="full"),
    State(
        "task in the plan, no such day",
        view=("tick",),
        query="?row=receive-personnummer-1",
        who="full",
        sends=({"done_on_day": "31", "done_on_month": "2", "done_on_year": "2026"},),
    ),
    State("days", view=("days",), who="full"),
    State("another day", view=("other_day", "move"), who="full", sends=(day(1, 3, 2027),)),
    State(
        "another day, none such", view=("other_day", "move"), who="full", sends=(day(31, 2, 2027),)
    ),
    State("day moved", view=("moved", "move"), who="full"),
    # The household
    State("plan of a household", view=("plan",), who="amina"),
    State("household", view=("household",), who="amina"),
    State("household, invited", view=("household",), query="?invited", who="amina"),
    State(
        "household, no address",
        view=("household",),
        who="amina",
        sends=(UNTOUCHED,),
        form=TO_INVITE,
    ),
    State("household, asked to own it", view=("household",), who="sam"),
    State("household, signed out", view=("household",), who="full"),
    State("leave", view=("leave",), who="sam"),
    State("invitations", view=("invitations",), who="invited"),
    State("invitations, none", view=("invitations",), who="member"),
    # The notebook
    State("notebook", view=("notebook",), who="amina"),
    State("notebook, nothing in it", view=("notebook",), who="full"),
    State("notebook, no plan", view=("notebook",)),
    State(
        "notes found",
        view=("notebook",),
        who="amina",
        sends=({"words": "nyckeln"},),
        form=TO_SEARCH,
    ),
    State(
        "notes found, none",
        view=("notebook",),
        who="amina",
        sends=({"words": "zzzz"},),
        form=TO_SEARCH,
    ),
    State("save", view=("save", ":article")),
    State("saved", view=("saved", ":saved"), who="amina"),
    State("saved, changed since", view=("saved", ":changed"), who="amina"),
    State("saved, gone", view=("saved", ":gone"), who="amina"),
    State("new note", view=("new_note",), who="amina"),
    State("new note, nothing written", view=("new_note",), sends=(UNTOUCHED,)),
    State("note", view=("note", ":note"), who="amina"),
    State(
        "note, changed meanwhile",
        view=("note", ":note"),
        who="amina",
        sends=({"body": "Ring Elsa.", "version": "0"},),
        status=409,
    ),
    State("new own task", view=("new_own_task",)),
    State("own task", view=("own_task", ":own_task"), who="amina"),
    State(
        "own task, no such day",
        view=("own_task", ":own_task"),
        who="amina",
        sends=(day(31, 2, 2027),),
    ),
    State("take away", view=("delete_note", ":note"), who="amina"),
    # What is kept, for how long, and where it goes
    State("reminders", view=("reminders",), who="amina"),
    State("reminders, chosen", view=("reminders",), query="?saved", who="amina"),
    State("stop reminders", view=("stop_reminders", ":stop")),
    State("calendar address", view=("calendar_address",), who="amina"),
    State("calendar address, made", view=("calendar_address",), who="sam", sends=(UNTOUCHED,)),
    State("fetch", view=("fetch",), who="full"),
    State("type a code again", view=("account_confirm",), query="?to=fetch", who="amina"),
    State("load", view=("load",)),
    State("load, no file", view=("load",), sends=(UNTOUCHED,)),
    State("loaded", view=("loaded",), query="?left_out=2"),
    State("delete", view=("forget",), who="full"),
    State("delete, with others", view=("forget",), who="amina"),
    State("deleted", view=("forgotten", ":receipt")),
    State("keep the plan", view=("keep_plan", ":keep")),
    State("keep the plan, too late", view=("keep_plan", "x")),
    State("plan kept", view=("plan_kept",)),
    # Signing in
    State("plan of a member", view=("plan",), who="member"),
    State("plan, another one in the browser", view=("plan",), who="torn"),
    State("two plans", view=("two_plans",), who="torn"),
    State("earlier answers", view=("earlier",), who="merged"),
    State("earlier answers, none", view=("earlier",), who="member"),
    State("sign in", view=("account_login",)),
    State("sign in, no address", view=("account_login",), sends=(UNTOUCHED,)),
    State("signed out", view=("account_login",), query="?signed-out"),
    State("code", view=("account_login",), sends=(TO_SIGN_IN,)),
    State("code, nothing written", view=("account_login",), sends=(TO_SIGN_IN, UNTOUCHED)),
    State("code, wrong", view=("account_login",), sends=(TO_SIGN_IN, {"code": "000000"})),
    State("sign out", view=("account_logout",), who="member"),
    State("address of staff", path="fail/staff/", status=403),
    # Whoever looks after a listing
    State("is it right", view=("confirm_listing", ":listing")),
    State(
        "is it right, nothing said",
        view=("confirm_listing", ":listing"),
        form="form:has([name=lead])",
        sends=({"lead": ""},),
    ),
    State("is it right, answered", view=("confirm_listing", "x"), status=410),
    State("it is right", view=("listing_confirmed",)),
    State("it is right, waits", view=("listing_confirmed",), query="?waits"),
    # Partners
    State("partners", view=("partners",)),
    State("partners, no address", view=("partners",), sends=(UNTOUCHED,)),
    State("partners, signed out", view=("partners",), query="?signed-out"),
    State("partner's code", view=("partners",), sends=(TO_SIGN_IN,)),
    State("partner's code, wrong", view=("partners",), sends=(TO_SIGN_IN, {"code": "000000"})),
    State("app to set up", view=("partner_app",), who="new"),
    State("app, wrong code", view=("partner_app",), who="new", sends=({"code": "1"},)),
    State("ask for a page", view=("partner_request",), who="asker"),
    State(
        "ask for a page, nothing written",
        view=("partner_request",),
        who="asker",
        sends=(UNTOUCHED,),
    ),
    State("asked for a page", view=("partner_request",), query="?sent", who="asker"),
    State("partner's pages", view=("partners",), who="two"),
    State(
        "partner's page, changes asked for", view=("partner_listing", ":choir_page"), who="choir"
    ),
    State("partner's page, waits", view=("partner_listing", ":club_page"), who="club"),
    State(
        "partner's page, handed in",
        view=("partner_listing", ":club_page"),
        query="?waits",
        who="club",
    ),
    State("partner writes", view=("partner_edit", ":choir_page"), who="choir"),
    State("partner writes, draft", view=("partner_edit", ":club_page"), query="?saved", who="club"),
    State(
        "partner writes, wrong",
        view=("partner_edit", ":club_page"),
        who="club",
        sends=({"lead_sv": ""},),
        button=("hand-in", "1"),
    ),
    State(
        "partner writes, changed meanwhile",
        view=("partner_edit", ":club_page"),
        who="club",
        sends=({"lead_sv": "Annat.", "version": "0"},),
        button=("save", "1"),
        status=409,
    ),
    State("partner's preview", view=("partner_preview", ":choir_page"), who="choir"),
    State("partner's numbers", view=("partner_numbers", ":choir_page"), who="choir"),
    State("partner's events", view=("own_events", ":choir_page"), who="choir"),
    State("partner's events, none", view=("own_events", ":club_page"), who="club"),
    State("partner's new event", view=("new_event", ":choir_page"), who="choir"),
    State(
        "partner's new event, nothing written",
        view=("new_event", ":choir_page"),
        who="choir",
        sends=(UNTOUCHED,),
    ),
    State("partner's event", view=("change_event", ":choir_page", ":event"), who="choir"),
    State("partner cancels", view=("cancel_event", ":choir_page", ":event"), who="choir"),
    State("partner's calendar", view=("event_feed", ":choir_page"), who="choir"),
    State(
        "partner's calendar, no address",
        view=("event_feed", ":club_page"),
        who="club",
        sends=(UNTOUCHED,),
    ),
    State(
        "partner takes the calendar away", view=("remove_event_feed", ":choir_page"), who="choir"
    ),
    State("what's on", view=("whats_on",)),
    State("what's on, nothing", view=("whats_on",), query="?kind=estate_agent"),
    State("event", view=("event", ":event")),
    State("event, over", view=("event", ":event_over"), status=410),
    State("do the facts hold", view=("fact_check", ":facts")),
    State("do the facts hold, nothing said", view=("fact_check", ":facts"), sends=(UNTOUCHED,)),
    State("do the facts hold, over", view=("fact_check", "x"), status=410),
    State("the facts hold", view=("fact_check_done",)),
    State("partner signs out", view=("partner_sign_out",), who="choir"),
    # Telling us
    State("report", view=("report",)),
    State("report, nothing written", view=("report",), sends=(UNTOUCHED,)),
    State(
        "report sent", view=("report",), sends=({"kind": "wrong", "text": "Öppettiden är fel."},)
    ),
    State("page helped", page="page:new_in_sweden", sends=(UNTOUCHED,), button=("found", "yes")),
    State(
        "page did not help", page="page:new_in_sweden", sends=(UNTOUCHED,), button=("found", "no")
    ),
    # What goes wrong
    *(State(f"error {how}", path=f"fail/{how}/", status=how) for how in ERRORS),
    State("form too old", path="fail/csrf/", status=403),
    State("out of service", path="fail/offline/", status=503, is_swedish=True),
    # For those who build pages
    State("components", view=("gallery",), who="editor", repeats=True),
)
BY_NAME = {state.name: state for state in STATES}
assert len(BY_NAME) == len(STATES)


@dataclass(frozen=True)
class Places:
    """The site that is looked at: its pages, and the browsers that were prepared for it."""

    site: Any
    browsers: Mapping[str, Mapping[str, str]]
    marks: Mapping[str, Any]

    def address(self, state: State, language: str) -> str:
        """Return the address of a state in a language."""
        if state.page:
            return self._page(state.page, language) + state.query
        if state.path:
            return f"/{language}/{state.path}"
        view, *rest = state.view
        arguments = [self.marks[word[1:]] if word.startswith(":") else word for word in rest]
        with override(language):
            return reverse(view, args=arguments) + state.query

    def cookies(self, who: str) -> list[Any]:
        """Return the cookies of a browser, as Playwright takes them; none for a new one."""
        kept = self.browsers[who] if who else {}
        return [{"name": n, "value": v, "url": self.site.address} for n, v in kept.items()]

    def _page(self, key: str, language: str) -> str:
        query = (
            "select p.url_path from home_loadeditem i join wagtailcore_page p on p.id = i.page_id"
            " where i.key = ? and i.language = ?"
        )
        ((path,),) = self.site.rows(query, key, language)
        return re.sub(r"^/[^/]+/", f"/{language}/", path)


def shown_in(state: State) -> list[str]:
    """Return the languages that a state is looked at in, always one of them from right to left."""
    there = [language for language in LANGUAGES if is_there(state, language)]
    turned = [TURNED] if "ar" not in there and SOURCE in there else []
    return there + turned


def is_there(state: State, language: str) -> bool:
    """Whether a state exists in a language."""
    if state.is_swedish:
        return language == SOURCE
    if state.name == "not translated":
        return language != SOURCE
    kind, _colon, key = state.page.partition(":")
    own = TRANSLATIONS / language
    if not own.is_dir() or kind not in {"page", "org"}:
        return True
    # A language with a folder of its own has some of the pages and no organisations.
    return kind == "page" and any(own.glob(f"pages/**/{key}/{language}.md"))
