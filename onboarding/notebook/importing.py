"""Loading a plan that was fetched as a file into a browser that has none: no account needed.

The file comes from outside: whatever does not fit is left out and counted, and nothing in
it decides where it is written.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from onboarding import answering
from onboarding.journeys.schema import OWN_DAYS, AskedOf, Journey
from onboarding.models import Adult, Answer, Move, TaskState
from onboarding.models.moves import ALIAS_LENGTH, MOST_ADULTS
from onboarding.notebook.exporting import FORMAT, JSON_NAME, VERSION
from onboarding.notebook.models import Note, OwnTask, SavedThing

LARGEST = 4 * 1024 * 1024
MOST_ROWS, LONGEST = 2000, 20_000
# The sign of nothing, and halves of signs that stand alone.
NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class NotAPlan(ValueError):
    """The file is no plan that was fetched here, or it is too large."""


@dataclass
class Loaded:
    """A plan that was loaded, and how much of the file did not fit."""

    move: Move
    left_out: int = 0
    saved: dict[int, SavedThing] = field(default_factory=dict)


def read(data: bytes) -> Mapping[str, Any]:
    """Return what a file holds: the zip as it was fetched, or the JSON in it."""
    if len(data) > LARGEST:
        raise NotAPlan
    try:
        text = _unzipped(data) if data[:2] == b"PK" else data
        rows = json.loads(text)
    except (ValueError, KeyError, zipfile.BadZipFile, NotImplementedError, RecursionError) as fault:
        raise NotAPlan from fault
    if not isinstance(rows, dict) or rows.get("format") != FORMAT or rows.get("version") != VERSION:
        raise NotAPlan
    return rows


def _unzipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        found = packed.getinfo(JSON_NAME)
        if found.file_size > LARGEST:
            raise NotAPlan
        with packed.open(found) as file:
            # The header may lie about the size.
            text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise NotAPlan
    return text


@transaction.atomic
def load(rows: Mapping[str, Any], journey: Journey, move: Move) -> Loaded:
    """Fill an empty move with what a file holds."""
    loaded = Loaded(move)
    adults = _adults(rows, move)
    _answers(rows, journey, adults, loaded)
    _states(rows, journey, adults, loaded)
    me = adults.get(_number(rows.get("me"))) or adults[1]
    _saved(rows, me, loaded)
    _notes(rows, me, loaded)
    _own_tasks(rows, me, loaded)
    return loaded


def _rows(rows: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = rows.get(name)
    for row in found[:MOST_ROWS] if isinstance(found, list) else ():
        if isinstance(row, dict):
            yield row


def _adults(rows: Mapping[str, Any], move: Move) -> dict[Any, Adult]:
    aliases = {
        row["number"]: _text(row.get("alias"), ALIAS_LENGTH)
        for row in _rows(rows, "adults")
        if row.get("number") in range(1, MOST_ADULTS + 1)
    }
    answering.name_adults(move, max([1, *aliases]), {n: a or "" for n, a in aliases.items()})
    return {adult.number: adult for adult in move.adults.all()}


def _answers(
    rows: Mapping[str, Any], journey: Journey, adults: Mapping[Any, Adult], loaded: Loaded
) -> None:
    made: dict[tuple[int | None, str], Answer] = {}
    for row in _rows(rows, "answers"):
        key, number = row.get("question"), _number(row.get("adult"))
        question = journey.questions.get(key) if isinstance(key, str) else None
        if question is None or not _fits(question, number, adults):
            loaded.left_out += 1
            continue
        value = None if key in answering.NEVER_STORED else row.get("value")
        kept = None if value is None else answering.revive(question, value)
        if value is not None and kept is None:
            loaded.left_out += 1
            continue
        made[number, key] = Answer(
            move=loaded.move,
            adult=adults.get(number),
            question=key,
            value=answering.plain(kept),
        )
    Answer.objects.bulk_create(made.values())


def _fits(question: Any, number: Any, adults: Mapping[Any, Adult]) -> bool:
    """Whether a question is asked of the household, or of the adult of a number."""
    if number is None:
        return question.asked_of is AskedOf.HOUSEHOLD
    is_own = question.asked_of is AskedOf.EACH_ADULT or question.key in OWN_DAYS
    return is_own and number in adults


def _states(
    rows: Mapping[str, Any], journey: Journey, adults: Mapping[Any, Adult], loaded: Loaded
) -> None:
    made: dict[tuple[int | None, str], TaskState] = {}
    for row in _rows(rows, "tasks"):
        key, number, state = row.get("task"), _number(row.get("adult")), row.get("state")
        if (
            not isinstance(key, str)
            or key not in journey.tasks
            or state not in TaskState.State.values
            or not (number is None or number in adults)
        ):
            loaded.left_out += 1
            continue
        done_on = _day(row.get("done_on")) if state == TaskState.State.DONE else None
        made[number, key] = TaskState(
            move=loaded.move,
            adult=adults.get(number),
            task=key,
            state=state,
            done_on=done_on,
            given_to=adults.get(_number(row.get("given_to"))) if number is None else None,
        )
    TaskState.objects.bulk_create(made.values())


def _saved(rows: Mapping[str, Any], me: Adult, loaded: Loaded) -> None:
    for row in _rows(rows, "saved"):
        key, title = _uuid(row.get("page")), _text(row.get("title"), 255)
        as_saved = _as_saved(row.get("as_saved"))
        if key is None or not title or as_saved is None:
            loaded.left_out += 1
            continue
        saved, _is_new = SavedThing.objects.get_or_create(
            adult=me,
            page_key=key,
            part=_text(row.get("part"), 36) or "",
            defaults={
                "title": title,
                "as_saved": as_saved,
                # Compared with today's page in any case.
                "seen_at": LONG_AGO,
                "language": _text(row.get("language"), 10) or me.move.language,
            },
        )
        if isinstance(row.get("id"), int):
            loaded.saved[row["id"]] = saved


def _as_saved(found: Any) -> dict[str, Any] | None:
    """Return what a page said when it was saved: its address and texts, nothing else."""
    if not isinstance(found, dict):
        return None
    said = found.get("texts")
    pairs = said.items() if isinstance(said, dict) else ()
    texts = {_text(name, 60): _text(text, LONGEST) for name, text in pairs}
    address = _text(found.get("address"), 2000) or ""
    return {"address": address, "texts": {n: t for n, t in texts.items() if n and t}}


def _notes(rows: Mapping[str, Any], me: Adult, loaded: Loaded) -> None:
    for row in _rows(rows, "notes"):
        text = _text(row.get("text"), LONGEST)
        if not text:
            loaded.left_out += 1
            continue
        about = row.get("about")
        Note.objects.create(
            adult=me, body=text, about=loaded.saved.get(about) if isinstance(about, int) else None
        )


def _own_tasks(rows: Mapping[str, Any], me: Adult, loaded: Loaded) -> None:
    for row in _rows(rows, "own_tasks"):
        title = _text(row.get("title"), LONGEST)
        if not title:
            loaded.left_out += 1
            continue
        OwnTask.objects.create(
            adult=me, title=title, day=_day(row.get("day")), done_on=_day(row.get("done_on"))
        )


def _number(value: Any) -> int | None:
    """Return a number of an adult, None for the household, 0 for what is neither."""
    return value if value is None or isinstance(value, int) else 0


def _text(value: Any, longest: int) -> str | None:
    """Return a text, cut to what fits; None for what no database and no page could hold."""
    if not isinstance(value, str) or NOT_TEXT.search(value):
        return None
    return value[:longest]


def _day(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
