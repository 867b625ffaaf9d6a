"""What a calendar that somebody else wrote says is coming, as far as it can be understood.

The file is cut into its events by hand, and each is read by icalendar by itself, so that a
broken one costs only itself. What takes time grows with the file and no faster: lines that
are not needed are never parsed, events that are over are left by their digits, and rules are
held against the days of a year (recurring.py).

Times without a zone are Piteå's, and so are those in a zone that only the file knows.
Participants are never read; what is marked private is left alone.
"""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.html import strip_tags
from icalendar import Event as Entry
from icalendar.prop.broken import vBroken

from cms.directory.models.events import (
    ADDRESS_LENGTH,
    PLACE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WITHOUT_AN_END,
)
from cms.directory.recurring import Rule, Unreadable

MOST_LOOKED_AT = 500
MOST_TIMES = 100
"""How often one event that is repeated is shown at most."""
REPEATED_AHEAD = timedelta(days=365)
ONCE_AHEAD = timedelta(days=548)
LONGEST = timedelta(days=366)
LONGEST_LINE = 8000
MOST_LINES = 200
UID_LENGTH = 255
A_DAY = timedelta(days=1)
NEEDED = {
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "DTSTART", "DTEND", "DURATION", "RRULE",
    "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "CLASS",
}  # fmt: skip
NAME = re.compile(r"[A-Za-z-]+(?=[:;])")
DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
LINE_BREAKS = re.compile(r"</?(?:br|p|div|li|ul|ol|h\d|tr)\b[^<>]{0,200}>", re.IGNORECASE)
JOINERS = "\u200c\u200d"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
is_address = URLValidator(schemes=["http", "https"])


class NoCalendar(ValueError):
    """The text is no calendar at all."""


class CutShort(ValueError):
    """The calendar has no end: what is missing may still be coming."""


class Unclear(ValueError):
    """One event that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event that is coming, once. `uid` tells it from the others of its calendar."""

    uid: str
    title: str
    text: str
    place: str
    website: str
    begins: datetime
    ends: datetime | None
    is_whole_days: bool

    @property
    def over_at(self) -> datetime:
        """When it is over."""
        return self.ends or self.begins + WITHOUT_AN_END


@dataclass(slots=True)
class Reading:
    """What a calendar holds, the next event first, and how many could not be understood."""

    events: list[Told] = field(default_factory=list)
    left_out: int = 0


def read(body: bytes, now: datetime) -> Reading:
    """Return what is coming according to a calendar; raises NoCalendar and CutShort."""
    blocks = list(_coming_blocks(_decoded(body), timezone.localdate(now)))
    reading = Reading(left_out=max(0, len(blocks) - MOST_LOOKED_AT))
    series: dict[str, _Series] = defaultdict(_Series)
    for block in sorted(blocks, key=lambda block: block.nearest)[:MOST_LOOKED_AT]:
        try:
            entry = _Parsed.of(block.lines)
            series[entry.uid].take(entry)
        except Unclear:
            reading.left_out += 1
    window = _Window(now)
    for uid, each in series.items():
        told, unclear = each.told(uid, window)
        reading.events += told
        reading.left_out += unclear
    reading.events.sort(key=lambda event: (event.begins, event.uid))
    return reading


# From bytes to the lines of each event ---------------------------------------------


def _decoded(body: bytes) -> str:
    """Return the text: UTF-8 as it should be, else by its mark, else as old programs write."""
    marked = next((code for mark, code in BYTE_ORDER_MARKS.items() if body.startswith(mark)), "")
    for code in filter(None, (marked, "utf-8")):
        try:
            return body.decode(code)
        except UnicodeError:
            continue
    return body.decode("cp1252", errors="replace")


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one event that are needed; `nearest` orders by the first day to come."""

    lines: list[str]
    nearest: str


def _coming_blocks(text: str, today: date) -> Iterator[_Block]:
    """Return the events that are not over for certain, by their digits alone."""
    # What began yesterday by another clock may go on today by ours.
    yesterday = f"{today - A_DAY:%Y%m%d}"
    a_year_ago = f"{today - LONGEST:%Y%m%d}"
    for lines in _blocks(text):
        dated = [line for line in lines if line[:2].upper() in {"DT", "RE"}]
        days = [day for line in dated for day in DIGITS.findall(line)]
        names = {line[:5].upper() for line in lines}
        is_open = bool(names & {"RRULE", "RDATE"})
        since = a_year_ago if "DURAT" in names else yesterday
        if is_open or not days or max(days) >= since:
            yield _Block(lines, yesterday if is_open else min(days, default=yesterday))


def _blocks(text: str) -> Iterator[list[str]]:
    """Return the lines of each VEVENT that are needed; raises NoCalendar and CutShort."""
    cutter = _Cutter()
    for line in _unfolded(text):
        # Both markers begin so; nothing else that is needed begins with a B.
        marker = line.strip().upper() if line[:1] in "BbEe" else ""
        if marker.startswith(("BEGIN:", "END:")):
            if block := cutter.mark(marker):
                yield block
        elif cutter.wants(line):
            cutter.block.append(line)
    if not cutter.has_begun:
        raise NoCalendar
    if not cutter.is_whole:
        raise CutShort


@dataclass(slots=True)
class _Cutter:
    """Where in a calendar we are: in which event, and how deep in what stands within it."""

    block: list[str] = field(default_factory=list)
    is_in_event: bool = False
    has_begun: bool = False
    is_whole: bool = False
    depth: int = 0

    def mark(self, marker: str) -> list[str]:
        """Go past a marker, and return the event that it ends, if it does."""
        if marker.endswith(":VCALENDAR"):
            self.is_whole = marker == "END:VCALENDAR"
            self.has_begun = self.has_begun or not self.is_whole
            self.is_in_event = False
        elif marker == "BEGIN:VEVENT":
            self.block, self.is_in_event, self.depth = [], self.has_begun, 0
        elif marker == "END:VEVENT":
            was_in_event, self.is_in_event = self.is_in_event, False
            return self.block if was_in_event else []
        else:
            self.depth += 1 if marker.startswith("BEGIN:") else -1
        return []

    def wants(self, line: str) -> bool:
        """Whether a line is the event's own, and needed."""
        if not self.is_in_event or self.depth > 0 or len(self.block) >= MOST_LINES:
            return False
        name = NAME.match(line, 0, 40)
        return bool(name) and name.group().upper() in NEEDED


def _unfolded(text: str) -> Iterator[str]:
    """Return the lines as they were before they were folded; of endless ones the beginning."""
    pieces: list[str] = []
    length = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in {" ", "\t"} and pieces:
            piece = line[1 : LONGEST_LINE - length + 1]
        else:
            if pieces:
                yield "".join(pieces)
            pieces, length, piece = [], 0, line[:LONGEST_LINE]
        if piece:
            pieces.append(piece)
            length += len(piece)
    if pieces:
        yield "".join(pieces)


# From lines to one entry ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parsed:
    """One VEVENT in our own terms. Times have a zone; days stand for events of whole days."""

    uid: str
    begins: date
    lasts: timedelta | None
    title: str
    text: str
    place: str
    website: str
    is_off: bool
    rule: Mapping[str, Any] | None
    also: list[date]
    never: list[date]
    instead_of: date | None

    @classmethod
    def of(cls, lines: list[str]) -> "_Parsed":
        """Read the lines of one event; raises Unclear."""
        try:
            entry = Entry.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
            begins = _moment(entry, "DTSTART")
            if begins is None:
                raise Unclear
            said = _text(entry, "UID", UID_LENGTH * 8)
            title = _text(entry, "SUMMARY", TITLE_LENGTH)
            is_off = _is_off(entry)
            if not title and not is_off:
                raise Unclear
            return cls(
                uid=_uid(said or f"{title} {begins.isoformat()}"),
                begins=begins,
                lasts=_lasts(entry, begins),
                title=title,
                text=_text(entry, "DESCRIPTION", TEXT_LENGTH, lines=True),
                place=_text(entry, "LOCATION", PLACE_LENGTH),
                website=_website(entry),
                is_off=is_off,
                rule=_rule(entry),
                also=_moments(entry, "RDATE"),
                never=_moments(entry, "EXDATE"),
                instead_of=_moment(entry, "RECURRENCE-ID"),
            )
        except Unclear:
            raise
        except Exception as fault:
            # What a library makes of nonsense is not to be foreseen; the next event goes on.
            raise Unclear from fault

    def at(self, begins: date, uid: str) -> Told:
        """Return the event as it is when it begins so."""
        if isinstance(begins, datetime):
            ends = begins + self.lasts if self.lasts else None
        else:
            ends = _midnight(begins + (self.lasts or A_DAY))
            begins = _midnight(begins)
        return Told(
            uid=uid,
            title=self.title,
            text=self.text,
            place=self.place,
            website=self.website,
            begins=begins.astimezone(UTC),
            ends=ends.astimezone(UTC) if ends else None,
            is_whole_days=not isinstance(self.begins, datetime),
        )


def _is_off(entry: Any) -> bool:
    """Whether it is cancelled, or not for everybody."""
    if _text(entry, "CLASS", 20).upper() in {"PRIVATE", "CONFIDENTIAL"}:
        return True
    return _text(entry, "STATUS", 20).upper() == "CANCELLED"


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _values(entry: Any, name: str) -> list[Any]:
    """Return what is said under a name and can be read: what cannot costs only itself."""
    found = entry.get(name)
    if found is None:
        return []
    values = found if isinstance(found, list) else [found]
    return [value for value in values if not isinstance(value, vBroken)]


def _moment(entry: Any, name: str) -> date | None:
    value = next((getattr(value, "dt", None) for value in _values(entry, name)), None)
    return _placed(value) if isinstance(value, date) else None


def _moments(entry: Any, name: str) -> list[date]:
    values = [each.dt for value in _values(entry, name) for each in value.dts]
    # A period counts by its beginning.
    firsts = [value[0] if isinstance(value, tuple) else value for value in values]
    return [_placed(moment) for moment in firsts[: MOST_TIMES * 4] if isinstance(moment, date)]


def _rule(entry: Any) -> Mapping[str, Any] | None:
    """Return the rule by which it is repeated; an empty one where it cannot be read."""
    if "RRULE" not in entry:
        return None
    return next(iter(_values(entry, "RRULE")), {})


def _placed(moment: date) -> date:
    """Return a time with its zone; one without a zone is Piteå's."""
    if not 1900 < moment.year < 9000:
        raise Unclear
    if isinstance(moment, datetime) and timezone.is_naive(moment):
        return timezone.make_aware(moment)
    return moment


def _lasts(entry: Any, begins: date) -> timedelta | None:
    """Return how long it goes on; None where that is not said, or makes no sense."""
    ends = _moment(entry, "DTEND")
    lasts = next((getattr(value, "dt", None) for value in _values(entry, "DURATION")), None)
    if ends is not None and isinstance(ends, datetime) == isinstance(begins, datetime):
        lasts = ends - begins
    if not isinstance(lasts, timedelta) or lasts <= timedelta(0):
        return None
    if lasts > LONGEST:
        raise Unclear
    return lasts


def _text(entry: Any, name: str, length: int, *, lines: bool = False) -> str:
    return plain(str(next(iter(_values(entry, name)), "")), length, lines=lines)


def plain(text: str, length: int, *, lines: bool = False) -> str:
    """Return a text without markup or hidden signs, at most so long; in one line if not said."""
    # Cut before anything looks at it: what is done to it then takes a known time.
    text = text[: length * 4]
    if "<" in text and ">" in text:
        text = strip_tags(LINE_BREAKS.sub("\n", text))
    text = unicodedata.normalize("NFC", html.unescape(text))
    kept = "".join(" " if _is_hidden(sign) else sign for sign in text)
    rows = [" ".join(row.split()) for row in kept.split("\n")]
    joined = "\n".join(rows) if lines else " ".join(filter(None, rows))
    joined = re.sub(r"\n{3,}", "\n\n", joined).strip()
    return joined if len(joined) <= length else f"{joined[: length - 1].rstrip()}…"


def _is_hidden(sign: str) -> bool:
    return sign != "\n" and sign not in JOINERS and unicodedata.category(sign)[0] == "C"


def _website(entry: Any) -> str:
    address = str(next(iter(_values(entry, "URL")), "")).strip()
    try:
        is_address(address)
    except ValidationError:
        return ""
    return address if len(address) <= ADDRESS_LENGTH else ""


def _uid(text: str) -> str:
    return text if len(text) <= UID_LENGTH else sha256(text.encode()).hexdigest()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# From entries to what is coming -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Window:
    """The time that is looked at."""

    now: datetime

    def holds(self, told: Told) -> bool:
        """Whether something is neither over nor too far ahead."""
        return told.over_at > self.now and told.begins < self.now + ONCE_AHEAD

    def days(self, lasts: timedelta | None) -> tuple[date, date]:
        """Return the first and the last day on which something repeated may begin."""
        first = timezone.localdate(self.now) - (lasts or A_DAY) - A_DAY
        return first, timezone.localdate(self.now + REPEATED_AHEAD)


@dataclass(slots=True)
class _Series:
    """All that a calendar says under one UID: an event, the changed times of a repeated one."""

    entries: dict[str, _Parsed] = field(default_factory=dict)
    changed: dict[str, _Parsed] = field(default_factory=dict)

    def take(self, entry: _Parsed) -> None:
        """Add an entry; what stands later in the file is newer."""
        if entry.instead_of is not None:
            self.changed[_stamp(entry.instead_of)] = entry
        else:
            # Some programs give all their events one UID: those that begin otherwise are others.
            self.entries[_stamp(entry.begins)] = entry

    def told(self, uid: str, window: _Window) -> tuple[list[Told], int]:
        """Return what is coming, and how many entries could not be understood."""
        told: dict[str, Told] = {}
        unclear = 0
        for entry in self.entries.values():
            try:
                times = _times(entry, window)
            except (Unreadable, OverflowError, ValueError, TypeError):
                times, unclear = [entry.begins], unclear + 1
            for begins in times:
                stamp = _stamp(begins)
                if stamp not in self.changed:
                    self._add(told, stamp, entry, begins)
        for stamp, entry in self.changed.items():
            self._add(told, stamp, entry, entry.begins)
        coming = [event for event in told.values() if window.holds(event)]
        coming.sort(key=lambda event: event.begins)
        # An event that is moved stays the same one where it is the only one of its name.
        is_one = len(self.entries) == 1 and not self.changed and not _is_repeated(self.entries)
        named = [
            replace(event, uid=uid if is_one else _uid(f"{uid}#{event.uid}")) for event in coming
        ]
        return named[:MOST_TIMES], unclear

    def _add(self, told: dict[str, Told], stamp: str, entry: _Parsed, begins: date) -> None:
        if entry.is_off:
            told.pop(stamp, None)
        else:
            told[stamp] = entry.at(begins, stamp)


def _is_repeated(entries: dict[str, _Parsed]) -> bool:
    return any(entry.rule is not None or entry.also for entry in entries.values())


def _times(entry: _Parsed, window: _Window) -> list[date]:
    """Return when an entry begins, once or again and again, within the window."""
    times = [entry.begins]
    if entry.rule is not None:
        times = list(_repeated(entry, entry.rule, window))
    never = {_stamp(moment) for moment in entry.never}
    found = {_stamp(moment): moment for moment in [*times, *entry.also]}
    return [moment for stamp, moment in found.items() if stamp not in never]


def _repeated(entry: _Parsed, rule: Mapping[str, Any], window: _Window) -> Iterable[date]:
    first, clock = entry.begins, None
    if isinstance(first, datetime):
        first, clock = first.date(), first.timetz()
    start, end = window.days(entry.lasts)
    until = _until(rule)
    for number, day in enumerate(Rule.parse(rule).days(first, start, end)):
        begins = datetime.combine(day, clock) if clock else day
        if number >= MOST_TIMES or (until is not None and _is_after(begins, until)):
            return
        yield begins


def _until(rule: Mapping[str, Any]) -> date | None:
    value = _first(rule.get("UNTIL"))
    return _placed(value) if isinstance(value, date) else None


def _is_after(begins: date, until: date) -> bool:
    if isinstance(begins, datetime) and isinstance(until, datetime):
        return begins > until
    return _day(begins) > _day(until)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _stamp(moment: date) -> str:
    """Return what one beginning is called, the same in every zone."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%d}"
