"""What is made of calendars as people and programs write them, well and badly."""

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest
from django.utils import timezone

from cms.directory.event_parsing import CutShort, NoCalendar, plain, read

NOW = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)
SOON = "DTSTART:20270310T180000"


def calendar(*entries, around="", end="\r\n"):
    """Return a calendar of some events, each given by its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *around.splitlines()]
    for number, entry in enumerate(entries):
        own = entry.splitlines()
        if not any(line.startswith("UID") for line in own):
            own.append(f"UID:{number}@example.com")
        if not any(line.startswith("SUMMARY") for line in own):
            own.append("SUMMARY:Körsång")
        lines += ["BEGIN:VEVENT", *own, "END:VEVENT"]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


def told(*entries, **how):
    return read(calendar(*entries, **how), NOW).events


def starts(*entries, **how):
    """Return when the events begin, in Piteå."""
    return [f"{timezone.localtime(event.begins):%m-%d %H:%M}" for event in told(*entries, **how)]


def test_an_event_is_read_with_all_that_is_shown():
    (event,) = told(
        f"{SOON}\nDTEND:20270310T200000\nDESCRIPTION:Vi sjunger.\\nAlla får vara med.\n"
        "LOCATION:Folkets hus\\, Piteå\nURL:https://www.example.com/kor"
    )
    assert (event.title, event.text) == ("Körsång", "Vi sjunger.\nAlla får vara med.")
    assert (event.place, event.website) == ("Folkets hus, Piteå", "https://www.example.com/kor")
    assert event.ends - event.begins == timedelta(hours=2)


@pytest.mark.parametrize(
    ("lines", "begins"),
    [
        (SOON, "03-10 18:00"),
        ("DTSTART:20270310T180000Z", "03-10 19:00"),
        ("DTSTART:20270410T180000Z", "04-10 20:00"),
        ("DTSTART;TZID=Europe/Helsinki:20270310T180000", "03-10 17:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20270310T180000", "03-10 18:00"),
        ("DTSTART;TZID=Our own time:20270310T180000", "03-10 18:00"),
        ("DTSTART;VALUE=DATE:20270310", "03-10 00:00"),
        ("DTSTART:20270328T023000", "03-28 03:30"),
        ("dtstart:20270310T180000", "03-10 18:00"),
    ],
)
def test_times_are_of_the_zone_that_is_said_or_else_of_pitea(lines, begins):
    assert starts(lines) == [begins]


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (f"{SOON}\nDURATION:PT90M", 1.5),
        (f"{SOON}\nDTEND:20270310T170000", None),
        (f"{SOON}\nDTEND;VALUE=DATE:20270311", None),
        (f"{SOON}\nDURATION:nonsense", None),
        ("DTSTART;VALUE=DATE:20270310", 24),
        ("DTSTART;VALUE=DATE:20270310\nDTEND;VALUE=DATE:20270313", 72),
        ("DTSTART;VALUE=DATE:20270328", 23),
    ],
)
def test_an_end_is_what_is_said_of_it_if_it_makes_sense(lines, hours):
    (event,) = told(lines)
    length = event.ends - event.begins if event.ends else None
    assert length == (None if hours is None else timedelta(hours=hours))


def test_what_is_over_is_left_and_what_goes_on_is_not():
    assert starts("DTSTART:20270301T090000", "DTSTART:20270301T113000") == ["03-01 11:30"]
    assert starts("DTSTART;VALUE=DATE:20270220\nDTEND;VALUE=DATE:20270302") == ["02-20 00:00"]
    assert starts("DTSTART:20270220T100000\nDURATION:P10D") == ["02-20 10:00"]
    assert starts("DTSTART:20290310T180000") == []


def test_what_is_repeated_keeps_its_time_over_summer_time_and_ends_after_a_year():
    weekly = starts("DTSTART:20270105T180000\nRRULE:FREQ=WEEKLY")
    assert weekly[:5] == [
        "03-02 18:00", "03-09 18:00", "03-16 18:00", "03-23 18:00", "03-30 18:00"
    ]  # fmt: skip
    assert len(weekly) == 53


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("RRULE:FREQ=DAILY", 100),
        ("RRULE:FREQ=DAILY;COUNT=999999999", 100),
        ("RRULE:FREQ=DAILY;UNTIL=20270312T170000Z", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20270312T165959Z", 2),
        ("RRULE:FREQ=DAILY;UNTIL=20270312", 3),
        ("RRULE:FREQ=DAILY;COUNT=4", 4),
        ("RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20270311T180000", 3),
        ("RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20270311T170000Z,20270312T170000Z", 2),
        ("RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20270311T180000\nEXDATE:20270312T180000", 2),
        ("RDATE:20270410T180000,20270510T180000", 3),
    ],
)
def test_what_is_repeated_comes_as_often_as_is_said_and_a_hundred_times_at_most(lines, number):
    assert len(told(f"{SOON}\n{lines}")) == number


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=WEEKLY;X=1"])
def test_a_rule_that_is_not_read_leaves_its_first_time_and_is_counted(rule):
    reading = read(calendar(f"{SOON}\nRRULE:{rule}"), NOW)
    assert (len(reading.events), reading.left_out) == (1, 1)


def test_one_time_of_what_is_repeated_can_move_and_be_cancelled():
    series = f"UID:kor\n{SOON}\nRRULE:FREQ=DAILY;COUNT=3"
    moved = "UID:kor\nRECURRENCE-ID:20270311T180000\nDTSTART:20270311T193000\nSUMMARY:Sent"
    off = "UID:kor\nRECURRENCE-ID:20270312T180000\nDTSTART:20270312T180000\nSTATUS:CANCELLED"
    assert starts(moved, series, off) == ["03-10 18:00", "03-11 19:30"]
    assert [event.title for event in told(series, moved, off)] == ["Körsång", "Sent"]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "CLASS:PRIVATE", "CLASS:CONFIDENTIAL"])
def test_what_is_cancelled_or_private_is_not_shown(line):
    reading = read(calendar(f"{SOON}\n{line}", SOON), NOW)
    assert (len(reading.events), reading.left_out) == (1, 0)


def test_participants_are_never_read():
    (event,) = told(f"{SOON}\nORGANIZER;CN=Anna:mailto:anna@example.com\nATTENDEE:mailto:b@x.se")
    assert "Anna" not in repr(event)
    assert "mailto" not in repr(event)


def test_one_uid_for_all_still_means_several_events():
    assert starts(f"UID:1\n{SOON}", "UID:1\nDTSTART:20270311T180000") == [
        "03-10 18:00", "03-11 18:00"
    ]  # fmt: skip
    later = told(f"UID:1\n{SOON}\nSUMMARY:Förr", f"UID:1\n{SOON}\nSUMMARY:Nu")
    assert [event.title for event in later] == ["Nu"]


def test_an_event_that_moves_keeps_its_name_and_one_without_a_name_gets_one():
    (before,), (after,) = told(f"UID:1\n{SOON}"), told("UID:1\nDTSTART:20270315T180000")
    assert before.uid == after.uid
    nameless = read(calendar(SOON).replace(b"UID:0@example.com\r\n", b""), NOW).events
    assert nameless[0].uid
    (long,) = told(f"UID:{'x' * 3000}\n{SOON}")
    assert len(long.uid) <= 255


BROKEN = [
    "DTSTART:99999999T999999",
    "DTSTART:00010101T000000",
    "DTSTART:99991231T235959",
    "DTSTART:",
    "DTSTART;TZID=:20270310T180000\x00",
    "DTSTART;VALUE=PERIOD:20270310T180000/PT1H",
    f"{SOON}\nSUMMARY:",
    f"{SOON}\nSUMMARY:   \\n ",
    f"{SOON}\nDTEND:20990310T180000",
    f"{SOON}\nRRULE:FREQ=WEEKLY;UNTIL=x",
    f"{SOON}\nRRULE:",
    f"{SOON}\nEXDATE:x",
    f"{SOON}\nRDATE;VALUE=PERIOD:20270410T180000Z/PT1H",
    f"{SOON}\nDURATION:P99999999999D",
    "SUMMARY:Bara ett namn",
    "X-GARBAGE;;;=:::\n;:\n:::",
    "BEGIN:VALARM\nTRIGGER:-PT15M",
]


@pytest.mark.parametrize("lines", BROKEN)
def test_one_broken_event_never_stops_the_others(lines):
    reading = read(calendar(SOON, lines, "DTSTART:20270312T180000"), NOW)
    whole = {event.uid for event in reading.events}
    assert {"0@example.com", "2@example.com"} <= whole


def test_what_stands_within_an_event_is_not_taken_for_it():
    alarm = "BEGIN:VALARM\nDESCRIPTION:Ring\nSUMMARY:Larm\nEND:VALARM"
    (event,) = told(f"{alarm}\nSUMMARY:Körsång\n{SOON}\nDESCRIPTION:Vi sjunger")
    assert (event.title, event.text) == ("Körsång", "Vi sjunger")


@pytest.mark.parametrize(
    "made",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("Körsång", "Kör\r\n s\r\n\tång").encode(),
        lambda text: text.replace("END:VEVENT", "end:vevent ").encode(),
    ],
)
def test_letters_and_line_breaks_are_read_however_they_were_written(made):
    (event,) = read(made(calendar(SOON).decode()), NOW).events
    assert event.title == "Körsång"


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("<p>Hej <b>alla</b></p><script>alert(1)</script>", "Hej alla"),
        ("Fika &amp; prat &lt;3", "Fika & prat <3"),
        ("En<br>två<br/>tre", "En\ntvå\ntre"),
        ("1 < 2", "1 < 2"),
        ("Hej\u202edag\x07\u200b", "Hej dag"),
        ("a\n\n\n\n\nb", "a\n\nb"),
    ],
)
def test_texts_become_plain(said, plainly):
    assert plain(said, 200, lines=True).startswith(plainly)
    assert "<script" not in plain(said, 200)


def test_a_long_text_is_cut_and_says_so():
    assert plain("x" * 3000, 1000) == "x" * 999 + "…"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.com/", "kor", "http://"])
def test_an_address_that_leads_nowhere_safe_is_left_out(address):
    (event,) = told(f"{SOON}\nURL:{address}")
    assert event.website == ""


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Sign in</body></html>", b"\x00\xff" * 500, b"BEGIN:VCARD\nEND:VCARD"],
)
def test_what_is_no_calendar_is_called_so(body):
    with pytest.raises(NoCalendar):
        read(body, NOW)


def test_a_calendar_that_breaks_off_is_not_believed():
    whole = calendar(*[SOON] * 5)
    for length in range(30, len(whole) - 20, 37):
        with pytest.raises(CutShort):
            read(whole[:length], NOW)


def test_an_empty_calendar_is_a_calendar():
    assert told() == []


def test_five_hundred_events_are_looked_at_the_next_ones_first():
    days = [date(2027, 3, 2) + timedelta(days=n % 400) for n in range(900)]
    far_first = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}" for day in reversed(days)]
    reading = read(calendar(*far_first), NOW)
    assert (len(reading.events), reading.left_out) == (500, 400)
    assert timezone.localdate(reading.events[0].begins) == date(2027, 3, 2)


def test_what_is_long_over_is_not_counted():
    old = [f"DTSTART:20200310T18{n % 60:02}00" for n in range(900)]
    reading = read(calendar(*old, SOON), NOW)
    assert (len(reading.events), reading.left_out) == (1, 0)


# Two megabytes of malice -------------------------------------------------------------

LARGE = 2 * 1024 * 1024
BOMB = "RRULE:FREQ=DAILY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=30"
HOSTILE = {
    "rules that never hold": calendar(*[f"DTSTART:19700101T000000\n{BOMB}"] * 9000),
    "rules that count": calendar(
        *["DTSTART:20230101T000000\nRRULE:FREQ=DAILY;COUNT=9999;BYMONTHDAY=1,-1"] * 9000
    ),
    "places in the month": calendar(
        *["DTSTART:20270101T000000\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"] * 9000
    ),
    "one endless line": calendar(f"{SOON}\nDESCRIPTION:{'<' * LARGE}"),
    "one endless folded line": calendar(f"{SOON}\nDESCRIPTION:" + "x\n " * (LARGE // 3)),
    "nothing but line breaks": calendar(SOON, around="\n" * LARGE),
    "many exceptions": calendar(
        f"{SOON}\nRRULE:FREQ=DAILY\n" + "EXDATE:20270311T180000\n" * (LARGE // 24)
    ),
    "many dates in a line": calendar(
        f"{SOON}\nRDATE:" + ",".join(["20270311T180000"] * (LARGE // 16))
    ),
    "events within events": calendar("BEGIN:VEVENT\n" * (LARGE // 13)),
    "parameters": calendar(f"{SOON}\nSUMMARY{';X=1' * (LARGE // 4)}:Hej"),
    "quotes": calendar(*[f'{SOON}\nSUMMARY;X="{chr(92) * 300}:Hej'] * 5000),
    "open tags": calendar(*[f"{SOON}\nDESCRIPTION:{'<a' * 1500}>"] * 600),
    "many small lines": calendar(*[SOON + "\nX-A:1" * 100] * 3000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_two_megabytes_of_malice_take_seconds_and_little_memory(name):
    body = HOSTILE[name][:LARGE].rpartition(b"\n")[0] + b"\nEND:VCALENDAR\n"
    begun = process_time()
    reading = read(body, NOW)
    assert process_time() - begun < 6
    assert len(reading.events) <= 500 * 100
    tracemalloc.start()
    read(body, NOW)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150 * 1024 * 1024
