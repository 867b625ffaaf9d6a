"""Everything that is kept about a mover, in files that other programs read.

One zip: `plan.json` with every row, which an empty notebook can load again
(importing.py), `plan.html` to read, `plan.ics` for calendars and `contacts.vcf` for
address books. What other members keep for themselves is not in it.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import vobject
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from cms.accounts import addresses
from cms.directory.models import OrganizationPage
from onboarding import lanes, planning
from onboarding.checking import in_words
from onboarding.journeys.answers import Answers
from onboarding.journeys.schema import Contact, Journey
from onboarding.models import Adult, Member, Move
from onboarding.notebook import calendars, keeping, owning
from onboarding.notebook.models import Feed, Invitation, Note, OwnTask, Reminding, SavedThing

FORMAT, VERSION = "inflyttarservice-plan", 1
JSON_NAME = "plan.json"


def package(move: Move, journey: Journey) -> bytes:
    """Return the zip of whoever opened a move."""
    shown = planning.of(move, journey)
    rows = everything(move)
    files = {
        JSON_NAME: json.dumps(rows, ensure_ascii=False, indent=1, default=_plain),
        "plan.html": _readable(move, rows, shown, journey),
        "plan.ics": calendars.calendar(
            move, shown.mine, keeping.own_tasks_with_days(lanes.mine(move))
        ),
        "contacts.vcf": _contacts(shown, lanes.mine(move)),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return whole.getvalue()


def everything(move: Move) -> dict[str, Any]:
    """Return every row that is kept about whoever opened a move, as plain data."""
    mine, lane = lanes.mine(move), lanes.of(move)
    numbers = {adult.pk: adult.number for adult in move.adults.all()}
    open_to_me = {pk for pk, number in numbers.items() if lane.is_open(number - 1)} | {None}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now(),
        "language": move.language,
        "phase": move.phase,
        "kept_since": move.created_at,
        "used_at": move.used_at,
        "me": mine.number,
        "account": _account(move.reader),
        "adults": [
            {"number": a.number, "alias": a.alias, "has_left": a.has_left}
            for a in move.adults.all()
        ],
        "answers": [
            {
                "question": row.question,
                "adult": numbers.get(row.adult_id),
                "value": row.value,
                "before": row.replaced,
                "at": row.answered_at,
            }
            for row in move.answers.order_by("pk")
            if row.adult_id in open_to_me
        ],
        "tasks": [
            {
                "task": row.task,
                "adult": numbers.get(row.adult_id),
                "state": row.state,
                "done_on": row.done_on,
                "given_to": numbers.get(row.given_to_id),
                "at": row.changed_at,
            }
            for row in move.task_states.order_by("pk")
            if row.adult_id in open_to_me
        ],
        "changes": [
            {"task": row.task, "adult": numbers.get(row.adult_id), "state": row.state, "at": row.at}
            for row in move.task_changes.filter(by=mine)
        ],
        "saved": [_saved(row) for row in SavedThing.objects.seen_by(mine)],
        "notes": [_note(row) for row in Note.objects.seen_by(mine)],
        "own_tasks": [_own_task(row) for row in OwnTask.objects.seen_by(mine)],
        "invitations": [
            {"adult": numbers.get(row.adult_id), "address": row.address, "at": row.made_at}
            for row in Invitation.objects.filter(move=move)
        ],
        "earlier": _earlier(move.reader),
    }


def _account(member: Member | None) -> dict[str, Any] | None:
    if member is None:
        return None
    reminding = Reminding.objects.filter(member=member).first()
    feed = Feed.objects.filter(member=member).first()
    return {
        "address": addresses.of(member.user),
        "since": member.user.date_joined,
        "last_sign_in": member.user.last_login,
        "joined_at": member.joined_at,
        "is_owner": member.is_owner,
        "is_offered_the_plan": owning.offered_to(member),
        "reminders": reminding
        and {
            "weekly": reminding.weekly,
            "deadlines": reminding.deadlines,
            "chosen_at": reminding.chosen_at,
        },
        "calendar_address": feed
        and {"made_at": feed.made_at, "fetched_at": feed.fetched_at, "discreet": feed.is_discreet},
    }


def _saved(row: SavedThing) -> dict[str, Any]:
    return {
        "id": row.pk,
        "page": row.page_key,
        "part": row.part,
        "title": row.title,
        "language": row.language,
        "as_saved": row.as_saved,
        "is_shared": row.is_shared,
        "at": row.kept_at,
    }


def _note(row: Note) -> dict[str, Any]:
    return {
        "about": row.about_id,
        "text": row.body,
        "is_shared": row.is_shared,
        "at": row.kept_at,
        "changed_at": row.changed_at,
    }


def _own_task(row: OwnTask) -> dict[str, Any]:
    return {
        "title": row.title,
        "day": row.day,
        "done_on": row.done_on,
        "is_shared": row.is_shared,
        "at": row.kept_at,
    }


def _earlier(member: Member | None) -> list[dict[str, Any]]:
    if member is None:
        return []
    return [
        {
            "kind": row.kind,
            "adult": row.adult and row.adult.number,
            "key": row.key,
            "value": row.value,
            "given_at": row.given_at,
            "lost_at": row.lost_at,
        }
        for row in member.kept_versions.select_related("adult")
    ]


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value))


def _readable(move: Move, rows: dict[str, Any], shown: planning.Shown, journey: Journey) -> str:
    context = {
        "move": move,
        "rows": rows,
        "shown": shown,
        "answers": list(_in_words(shown.answers, journey)),
        "language": get_language(),
    }
    return render_to_string("notebook/export.html", context)


def _in_words(answers: Answers, journey: Journey) -> Iterator[tuple[str, str, str]]:
    people = [("", answers.household), *((a.alias, a.answers) for a in answers.adults)]
    for person, given in people:
        for key, value in given.items():
            if key in journey.questions:
                yield journey.questions[key].label, person, in_words(journey.questions[key], value)


def _contacts(shown: planning.Shown, adult: Adult) -> str:
    found = {contact.key: contact for contact in _of_plan(shown)}
    keys = SavedThing.objects.seen_by(adult).values("page_key")
    saved = OrganizationPage.objects.live().public().filter(translation_key__in=keys)
    cards = [_card(c.name, c.phone, c.email, c.url) for c in found.values()]
    for page in saved:
        contact = page.first_contact or {}
        cards.append(_card(page.title, contact.get("phone"), contact.get("email"), page.website))
    return "".join(cards)


def _of_plan(shown: planning.Shown) -> Iterable[Contact]:
    for row in shown.mine:
        if row.is_open:
            yield from filter(None, (row.task.responsible, *row.task.contacts))


def _card(name: str, phone: str | None, email: str | None, url: str | None) -> str:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(given=name)
    card.add("fn").value = name
    card.add("org").value = [name]
    for kind, value in (("tel", phone), ("email", email), ("url", url)):
        if value:
            card.add(kind).value = value
    return str(card.serialize())
