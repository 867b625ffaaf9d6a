"""Who is reminded, when, and what a mail may say (M-01 to M-07 for reminders)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cms.accounts import addresses
from cms.jobs.running import Job, run_due
from cms.mail import sending
from cms.mail.models import Message
from onboarding import giving, ticking
from onboarding.loading import load_journey
from onboarding.models import Member, Move
from onboarding.notebook import leaving, quiet, reminding, retention, stopping, waiting
from onboarding.notebook.models import OwnTask, Reminding
from onboarding.planning import of as plan_of
from tests.cast import FAMILY_IN_SWEDEN, OUTSIDE_EEA
from tests.household import joined
from tests.mailbox import parts
from tests.moving import keep
from tests.signing import signed_in

pytestmark = pytest.mark.django_db

SWEDEN = ZoneInfo("Europe/Stockholm")
State = Message.State
MONDAY, TUESDAY = date(2027, 3, 1), date(2027, 3, 2)


def at(day, hour=8, minute=0):
    """Return a moment of a day by the clocks in Sweden, as the program reads it."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=SWEDEN)
    return moment.astimezone(UTC)


def household(*by, moves_on=MONDAY + timedelta(days=30), **wishes):
    """Return members who moved in and want to be reminded; the plan counts from a day."""
    there = FAMILY_IN_SWEDEN.with_answers(move=moves_on)
    move = joined(keep(there, Move.new_key()), *by)
    members = list(move.members.select_related("move", "adult", "user").order_by("pk"))
    for member in members:
        member.move.reader = member
        ask(member, **wishes)
    return members


def ask(member, *, since=MONDAY - timedelta(days=7), language="sv", **wishes):
    wishes = {"weekly": True, "deadlines": False, **wishes}
    reminding.choose(member, language, **wishes)
    Reminding.objects.filter(member=member).update(looked_on=since)


def amina(**wishes):
    return household("amina@example.com", **wishes)[0]


def run(moment):
    """Let the job run and the mail go out, at a moment."""
    with time_machine.travel(moment, tick=False):
        queued = reminding.remind()
        sending.send_due()
    return queued


def last_days(member, today):
    return waiting.of(member, load_journey("sv"), today).last_days


def a_last_day(member, after=MONDAY):
    """Return a Wednesday to Sunday that is the last day of something, well ahead."""
    days = last_days(member, after)
    return next(d for d in days if d - after > timedelta(days=9) and d.weekday() > 1)


# What is counted ------------------------------------------------------------------


def test_what_is_counted_is_what_the_member_sees_in_the_plan():
    kim, lo = household("kim@example.com", "lo@example.com")
    giving.give(kim.move, "report-move", 2)
    ticking.set_state(kim.move, "library-card", None, "done")
    journey = load_journey("sv")
    for member in (kim, lo):
        with time_machine.travel(at(MONDAY)):
            rows = [row for row in plan_of(member.move, journey, MONDAY).mine if row.is_open]
        found = waiting.of(member, journey, MONDAY)
        assert list(found.last_days) == sorted(row.item.due for row in rows if row.item.due)
        assert found.ready == sum(
            row.item.state.value in {"ready", "late"} and not row.waits_for for row in rows
        )
    assert len(last_days(kim, MONDAY)) != len(last_days(lo, MONDAY))


def test_own_tasks_count_for_whoever_wrote_them():
    kim, lo = household("kim@example.com", "lo@example.com")
    before = [last_days(member, MONDAY) for member in (kim, lo)]
    OwnTask.objects.create(adult=lo.adult, title="Ring mamma", day=TUESDAY, is_shared=True)
    kim, lo = Member.objects.select_related("move", "adult").order_by("pk")
    assert last_days(kim, MONDAY) == before[0]
    assert last_days(lo, MONDAY) == tuple(sorted([*before[1], TUESDAY]))


# Who and when ---------------------------------------------------------------------


def test_nobody_is_reminded_who_has_not_asked(mailbox):
    amina(weekly=False)
    assert run(at(MONDAY)) == 0
    assert not Reminding.objects.exists()


def test_the_weekly_mail_comes_on_monday_morning_and_once(mailbox):
    amina()
    assert [run(at(MONDAY, 8, minute)) for minute in (0, 5, 10)] == [1, 0, 0]
    assert [run(at(MONDAY + timedelta(days=day))) for day in range(1, 7)] == [0] * 6
    assert run(at(MONDAY + timedelta(days=7))) == 1
    assert len(mailbox.mails) == 2


def test_a_last_day_is_reminded_of_a_week_and_a_day_before(mailbox):
    member = amina(weekly=False, deadlines=True)
    last = a_last_day(member)
    others = set(last_days(member, MONDAY)) - {last}
    sent = []
    for before in range(9, -1, -1):
        if run(at(last - timedelta(days=before))):
            sent.append(last - timedelta(days=before))
    assert {last - timedelta(days=7), last - timedelta(days=1)} <= set(sent)
    for day in set(sent) - {last - timedelta(days=7), last - timedelta(days=1)}:
        assert {day + timedelta(days=7), day + timedelta(days=1)} & others


def test_what_is_done_is_not_reminded_of(mailbox):
    member = amina(weekly=False, deadlines=True)
    for task in load_journey("sv").tasks:
        for number in (None, 1, 2):
            ticking.set_state(member.move, task, number, "done", MONDAY - timedelta(days=9))
    OwnTask.objects.create(adult=member.adult, title="x", day=TUESDAY, done_on=MONDAY)
    assert last_days(Member.objects.get(), MONDAY) == ()
    assert run(at(MONDAY)) == 0


def test_both_on_one_day_are_one_mail(mailbox):
    member = amina(weekly=True, deadlines=True)
    OwnTask.objects.create(adult=member.adult, title="x", day=TUESDAY)
    assert run(at(MONDAY)) == 1
    assert len(mailbox.mails) == 1


def test_only_the_adult_who_has_a_task_is_reminded(mailbox):
    _kim, lo = household("kim@example.com", "lo@example.com", weekly=False, deadlines=True)
    OwnTask.objects.create(adult=lo.adult, title="x", day=TUESDAY)
    run(at(MONDAY))
    assert mailbox.to("kim@example.com") == []
    assert len(mailbox.to("lo@example.com")) == 1


def test_nothing_goes_out_by_night(mailbox):
    """A worker that begins in the evening waits for the morning, and then there is one mail."""
    amina()
    assert run(at(MONDAY, 22)) == 0
    assert run(at(TUESDAY, 7, 59)) == 0
    assert run(at(TUESDAY)) == 1
    assert len(mailbox.mails) == 1


def test_what_was_queued_by_day_and_held_up_waits_for_the_morning(mailbox):
    member = amina(deadlines=True)
    OwnTask.objects.create(adult=member.adult, title="x", day=MONDAY + timedelta(days=2))
    with time_machine.travel(at(MONDAY, 19, 59), tick=False):
        assert reminding.remind() == 1
    with time_machine.travel(at(MONDAY, 20, 1), tick=False):
        assert sending.send_due().put_off == 1
    assert mailbox.mails == []
    assert run(at(TUESDAY)) == 1
    # Monday's, which waited, and Tuesday's are one.
    assert len(mailbox.mails) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == [
        State.CALLED_OFF,
        State.SENT,
    ]


# Clocks and downtime --------------------------------------------------------------


@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2027, 10, 31)])
def test_when_the_clocks_change_no_mail_is_missed_or_doubled(mailbox, sunday):
    """M-06: the worker looks every half hour through the night and the day."""
    member = amina(weekly=False, deadlines=True, moves_on=sunday + timedelta(days=200))
    ask(member, weekly=False, deadlines=True, since=sunday - timedelta(days=1))
    OwnTask.objects.create(adult=member.adult, title="x", day=sunday + timedelta(days=1))
    begin = datetime(sunday.year, sunday.month, sunday.day, tzinfo=SWEDEN).astimezone(UTC)
    job = Job("remind", reminding.remind, at=quiet.MORNING)
    for half_hours in range(46):
        with time_machine.travel(begin + timedelta(minutes=30 * half_hours), tick=False):
            run_due([job])
            if sending.send_due().sent:
                sent_at = begin + timedelta(minutes=30 * half_hours)
    assert len(mailbox.mails) == 1
    assert sent_at == at(sunday)


def test_after_three_days_down_there_is_one_digest(mailbox):
    """M-06: down from Saturday to Tuesday; what was missed on the way is in the same mail."""
    member = amina(deadlines=True)
    saturday = MONDAY - timedelta(days=2)
    job = Job("remind", reminding.remind, at=quiet.MORNING)
    with time_machine.travel(at(saturday), tick=False):
        run_due([job])
        sending.send_due()
    before = len(mailbox.mails)
    OwnTask.objects.create(adult=member.adult, title="x", day=TUESDAY)
    for minutes in (0, 10, 20):
        with time_machine.travel(at(TUESDAY, 9, minutes), tick=False):
            run_due([job])
            sending.send_due()
    assert len(mailbox.mails) == before + 1


def test_what_is_older_than_two_days_is_not_sent_at_all(mailbox):
    amina()
    assert run(at(MONDAY + timedelta(days=2), 8, 1)) == 0
    assert run(at(MONDAY + timedelta(days=7))) == 1


def test_what_lay_in_the_outbox_for_more_than_two_days_expires(mailbox):
    amina()
    with time_machine.travel(at(MONDAY, 8, 30), tick=False):
        reminding.remind()
    with time_machine.travel(at(MONDAY + timedelta(days=2), 9), tick=False):
        sending.send_due()
    assert mailbox.mails == []
    assert Message.objects.get().state == State.EXPIRED


# The mail server ------------------------------------------------------------------


def test_reminders_outlive_a_mail_server_that_is_away(settings):
    """M-01: refused for half an hour, then every reminder arrives once, after the codes."""
    from tests.mailbox import free_port, open_mailbox

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    household("kim@example.com", "lo@example.com")
    with time_machine.travel(at(MONDAY), tick=False):
        assert reminding.remind() == 2
        assert sending.send_due().server_away
    with (
        open_mailbox(settings.EMAIL_PORT) as box,
        time_machine.travel(at(MONDAY, 8, 30), tick=False),
    ):
        sending.send_due()
        assert sorted(mail["To"] for mail in box.mails) == ["kim@example.com", "lo@example.com"]
        assert len(set(box.ids())) == 2


def test_a_silent_server_holds_up_one_reminder_and_not_the_others(mailbox, settings):
    """M-02: no answer after DATA; the next goes out, the first one later."""
    settings.EMAIL_TIMEOUT = 0.3
    household("kim@example.com", "lo@example.com")
    mailbox.hang["kim@example.com"] = 0.6
    run(at(MONDAY))
    assert set(Message.objects.values_list("recipient", "state")) == {
        ("kim@example.com", State.QUEUED),
        ("lo@example.com", State.SENT),
    }
    run(at(MONDAY, 8, 2))
    assert Message.objects.get(recipient="kim@example.com").state == State.SENT
    assert len({mail["Message-ID"] for mail in mailbox.to("kim@example.com")}) == 1


def test_a_poisoned_reminder_is_given_up_and_the_others_go_out(mailbox):
    """M-05: an address that is refused for good, and a plan that cannot be counted."""
    household("kim@example.com", "lo@example.com")
    mailbox.refuse["kim@example.com"] = "550 no such mailbox"
    run(at(MONDAY))
    assert Message.objects.get(state=State.FAILED).recipient == "kim@example.com"
    assert [mail["To"] for mail in mailbox.mails] == ["lo@example.com"]


def test_a_plan_that_cannot_be_counted_keeps_nobody_else_waiting(mailbox, monkeypatch, caplog):
    """M-05, before the mail is written."""
    kim, _lo = household("kim@example.com", "lo@example.com")
    count = waiting.of

    def broken(member, *args):
        if member.pk == kim.pk:
            raise ValueError("a plan with a secret in it")
        return count(member, *args)

    monkeypatch.setattr(waiting, "of", broken)
    run(at(MONDAY))
    assert [mail["To"] for mail in mailbox.mails] == ["lo@example.com"]
    assert f"member {kim.pk}" in caplog.text


# Asked again at the last moment ---------------------------------------------------


def stops(member):
    stopping.stop(member.pk)


def leaves_the_service(member):
    member.move.delete()


def is_erased(member):
    member.user.delete()


def is_closed(member):
    type(member.user).movers.filter(pk=member.user.pk).update(is_active=False)


def wants_only_last_days(member):
    reminding.choose(member, "sv", weekly=False, deadlines=True)


def does_everything(member):
    for task in load_journey("sv").tasks:
        for number in (None, 1, 2):
            ticking.set_state(member.move, task, number, "not_for_us")


@pytest.mark.parametrize(
    "happens",
    [
        stops,
        leaves_the_service,
        is_erased,
        is_closed,
        wants_only_last_days,
        does_everything,
    ],
)
def test_what_is_no_longer_wanted_after_queueing_is_not_sent(mailbox, happens):
    """M-07: unsubscribed, left, erased, closed, changed their mind, or nothing is open."""
    member = amina()
    with time_machine.travel(at(MONDAY), tick=False):
        assert reminding.remind() == 1
        happens(member)
        sending.send_due()
    assert mailbox.mails == []
    assert Message.objects.get().state == State.CALLED_OFF


def test_whoever_leaves_a_household_is_reminded_of_their_own_plan_only(mailbox):
    """M-07: each goes on with the plan they keep; what the other has is not counted."""
    kim, lo = household("kim@example.com", "lo@example.com")
    giving.give(kim.move, "report-move", 1)
    lo.move.reader = lo
    leaving.leave(lo)
    OwnTask.objects.create(adult=kim.adult, title="x", day=TUESDAY)
    copy = Member.objects.select_related("move", "adult").get(pk=lo.pk)
    assert copy.move_id != kim.move_id
    assert TUESDAY not in last_days(copy, MONDAY)


# What a mail says -----------------------------------------------------------------


def test_a_mail_counts_and_names_nothing(mailbox):
    """Safety A7.7 (5): no content, no places, no dates, no names."""
    member = amina()
    run(at(MONDAY))
    [mail] = mailbox.mails
    whole = "\n".join([mail["Subject"], *parts(mail)])
    assert mail["Subject"] == "En påminnelse från Inflyttarservice"
    for task in load_journey("sv").tasks.values():
        assert task.title not in whole
    for word in ("Kim", "Lo ", "2027", "mars", "april", str(member.move_id) + "/"):
        assert word not in whole
    found = waiting.of(member, load_journey("sv"), MONDAY)
    assert f"{found.ready} saker kan du göra nu." in parts(mail)[0]
    assert "/sv/min-plan/" in parts(mail)[0]


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "A reminder from Inflyttarservice"), ("xx", "En påminnelse från Inflyttarservice")],
)
def test_a_mail_speaks_the_language_that_was_chosen(mailbox, language, subject):
    """A language that is not public any more gives way to Swedish."""
    ask(amina(), language=language)
    run(at(MONDAY))
    assert mailbox.mails[0]["Subject"] == subject


def test_a_mail_offers_to_stop_by_one_press(mailbox):
    amina()
    run(at(MONDAY))
    [mail] = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>")
    assert address in parts(mail)[0]
    assert address in parts(mail)[1].replace("&amp;", "&")


# The page, and stopping -----------------------------------------------------------


@pytest.fixture
def walker():
    """Amina, signed in, on her plan."""
    amina(weekly=False)
    return signed_in("amina@example.com")


def test_a_member_chooses_and_changes_their_mind(walker):
    walker.visit("plan")
    form = walker.follow("reminders").form()
    assert form.data.keys() == {"csrfmiddlewaretoken"}
    assert "amina@example.com" in walker.page.text
    form.fill({"weekly": "on"})
    page = walker.went_on(walker.send(form))
    assert "Sparat" in page.text
    kept = Reminding.objects.get()
    assert (kept.weekly, kept.deadlines, kept.language) == (True, False, "sv")
    form = walker.page.form()
    assert form.data.pop("weekly") == ["on"]
    walker.went_on(walker.send(form))
    assert not Reminding.objects.exists()


def test_whoever_is_not_signed_in_is_led_there_and_back(client):
    response = client.get("/sv/min-plan/paminnelser/")
    assert response["Location"] == "/sv/logga-in/?to=reminders"
    assert client.get(response["Location"]).status_code == 200
    assert client.post("/sv/min-plan/paminnelser/", {"weekly": "on"}).status_code == 302


def test_a_mail_program_stops_reminders_by_itself(client):
    """RFC 8058: a POST without a cookie, a token or a session, answered without a redirect."""
    from django.test import Client

    member = amina()
    address = stopping.headers(member)["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    program = Client(enforce_csrf_checks=True)
    for _once_and_again in range(2):
        response = program.post(path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not response.cookies
    assert not Reminding.objects.exists()


def test_looking_at_the_address_stops_nothing_and_its_button_does(client):
    from tests.walking import Walker

    member = amina()
    path = "/" + stopping.address(member).split("/", 3)[3]
    walker = Walker(client, "en")
    walker.open(path)
    assert client.get(path)["Referrer-Policy"] == "no-referrer"
    assert Reminding.objects.exists()
    form = walker.page.form()
    form.action = path
    assert walker.went_on(walker.send(form)).status == 200
    assert not Reminding.objects.exists()


@pytest.mark.parametrize("token", ["1", "1:x", "x:" + "a" * 43, ":"])
def test_an_address_that_we_did_not_sign_stops_nobody(client, token):
    amina()
    assert client.post(f"/sv/min-plan/paminnelser/avsluta/{token}/").status_code == 404
    assert Reminding.objects.exists()


def test_a_link_for_something_else_does_not_stop_reminders():
    member = amina()
    assert stopping.member_of(retention.token(member)) is None
    token = stopping.address(member).rstrip("/").rpartition("/")[2]
    assert stopping.member_of(token) == member.pk
    assert retention.member_of(token) is None


def test_the_addresses_of_many_are_found_at_once(django_assert_num_queries):
    kim, lo = household("kim@example.com", "lo@example.com")
    with django_assert_num_queries(1):
        found = addresses.of_all([kim.user_id, lo.user_id])
    assert found == {kim.user_id: "kim@example.com", lo.user_id: "lo@example.com"}


def test_the_queries_of_the_run_do_not_grow_with_the_plans(django_assert_max_num_queries):
    household("kim@example.com", "lo@example.com", weekly=False, deadlines=True)
    joined(keep(OUTSIDE_EEA, Move.new_key()), "adi@example.com", "noor@example.com")
    for member in Member.objects.filter(user__emailaddress__email__in=["adi@example.com"]):
        ask(member, weekly=False, deadlines=True)
    quiet_day = date(2031, 6, 3)
    Reminding.objects.update(looked_on=quiet_day - timedelta(days=1))
    # The journey, who is to be looked at, four kinds of rows, the note, and the end.
    with django_assert_max_num_queries(16):
        reminding.remind(at(quiet_day))
