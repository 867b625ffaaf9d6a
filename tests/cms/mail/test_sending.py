"""Mail goes out once, in order, and no fault of one mail or of the server loses another."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.mail import kinds, sending
from cms.mail.models import Message
from tests.mailbox import parts

pytestmark = pytest.mark.django_db
State = Message.State


def states():
    return dict(Message.objects.values_list("dedupe_key", "state"))


def test_a_mail_arrives_with_text_and_html(mailbox, letter):
    letter("Amina")
    assert sending.send_due().sent == 1
    [mail] = mailbox.mails
    assert mail["Subject"] == "Hej å Piteå"
    assert parts(mail) == ("Till Amina", "<p>Hej</p>")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_mail_is_sent_once(mailbox, letter):
    letter("first")
    sending.send_due()
    letter("first")
    sending.send_due()
    assert len(mailbox.mails) == 1


def test_a_mail_waits_for_its_time(mailbox, letter):
    letter("later", not_before=timezone.now() + timedelta(hours=1))
    assert sending.send_due().sent == 0
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=True):
        assert sending.send_due().sent == 1


def test_what_somebody_waits_for_goes_first(mailbox, letter):
    letter("slow")
    letter("fast")
    Message.objects.filter(dedupe_key="letter:fast").update(priority=kinds.CODES)
    sending.send_due()
    assert [parts(mail)[0] for mail in mailbox.mails] == ["Till fast", "Till slow"]


def test_what_is_no_longer_wanted_is_not_sent(mailbox, letter):
    """M-07: asked again at the moment of sending."""
    letter("first", payload={"unwanted": True})
    sending.send_due()
    assert mailbox.mails == []
    assert states() == {"letter:first": State.CALLED_OFF}


def test_mail_outlives_a_server_that_is_away(letter, settings):
    """M-01: everything arrives, once, when the server is back."""
    from tests.mailbox import free_port, open_mailbox

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    for number in range(5):
        letter(f"mail {number}")
    now = timezone.now()
    for minutes in (0, 10, 20):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert sending.send_due().server_away
    with open_mailbox(settings.EMAIL_PORT) as box, time_machine.travel(now + timedelta(minutes=30)):
        sending.send_due()
        assert len(box.mails) == len(set(box.ids())) == 5


def test_a_silent_server_does_not_keep_the_others_waiting(mailbox, letter, settings):
    """M-02: after the time limit the next mail goes out."""
    settings.EMAIL_TIMEOUT = 0.3
    letter("stuck", "stuck@example.com")
    letter("fine", "fine@example.com")
    mailbox.hang["stuck@example.com"] = 0.6
    sending.send_due()
    assert states() == {"letter:stuck": State.QUEUED, "letter:fine": State.SENT}
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        sending.send_due()
    assert states()["letter:stuck"] == State.SENT
    assert len({mail["Message-ID"] for mail in mailbox.to("stuck@example.com")}) == 1


def test_a_refused_mail_is_given_up_and_seen_while_the_others_go_out(mailbox, letter):
    """M-05: one poisoned mail among a hundred."""
    for number in range(100):
        letter(f"mail {number}", f"reader{number}@example.com")
    mailbox.refuse["reader50@example.com"] = "550 no such mailbox"
    done = sending.send_due()
    assert (done.sent, done.dropped, len(mailbox.mails)) == (99, 1, 99)
    failed = Message.objects.get(state=State.FAILED)
    assert (failed.recipient, failed.fault) == ("reader50@example.com", "refused with 550")


def test_a_full_mailbox_is_tried_again_later(mailbox, letter):
    letter("first")
    mailbox.refuse["amina@example.com"] = "452 mailbox full"
    assert sending.send_due().put_off == 1
    mailbox.refuse.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        assert sending.send_due().sent == 1


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(mailbox, letter, monkeypatch):
    letter("broken")
    Message.objects.update(kind="unknown")
    letter("fine")
    done = sending.send_due()
    assert (done.sent, done.put_off) == (1, 1)


def test_a_mail_is_given_up_when_it_is_no_longer_worth_sending(mailbox, letter):
    letter("old")
    with time_machine.travel(timezone.now() + timedelta(hours=49), tick=True):
        sending.send_due()
    assert mailbox.mails == []
    assert states() == {"letter:old": State.EXPIRED}


def test_two_workers_never_claim_the_same_mail(letter):
    """M-04, its core: the claim is a compare-and-swap on the row as it was read."""
    letter("only")
    now = timezone.now()
    seen = Message.objects.due(now).first()
    assert sending.claim(now) is not None
    mine = Message.objects.filter(
        pk=seen.pk, state=seen.state, lease_until=seen.lease_until
    ).update(state=State.SENDING)
    assert mine == 0
    assert sending.claim(now) is None


def test_what_a_dead_worker_claimed_is_sent_by_the_next(mailbox, letter):
    letter("left behind")
    sending.claim(timezone.now())
    assert sending.send_due().sent == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=True):
        assert sending.send_due().sent == 1


def test_a_worker_that_was_too_slow_changes_nothing(mailbox, letter):
    letter("slow")
    slow = sending.claim(timezone.now())
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=True):
        sending.send_due()
    sending._put_off(slow, sending.BACKOFF[0], "late")
    assert states() == {"letter:slow": State.SENT}


def test_each_try_of_a_mail_has_the_same_message_id(letter):
    message = letter("first")
    assert message.message_id == Message.objects.get().message_id
    assert message.message_id != letter("second").message_id
