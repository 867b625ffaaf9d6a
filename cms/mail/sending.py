"""Send what lies in the outbox: claim one, send it, say so; never two at a time.

A claim is a row changed by compare-and-swap, so two workers never send the same
mail. A worker that dies between the server's "250 OK" and our note of it leaves a
claim that runs out; that one mail goes out again, under the same Message-ID. This
is the only possible duplicate, and at most one for each crash.
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from cms.mail.kinds import Later, Mail, named
from cms.mail.models import UNFINISHED, Message

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
PERMANENT = range(500, 600)


class ServerAway(Exception):
    """The mail server does not answer: there is no use in trying the next mail."""


@dataclass(slots=True)
class Round:
    """What became of the mails of one round."""

    sent: int = 0
    put_off: int = 0
    dropped: int = 0
    server_away: bool = False


def send_due(limit: int | None = None) -> Round:
    """Send what is due, most urgent first, over one connection; stop when the server is away."""
    done = Round()
    connection = get_connection()
    try:
        while limit is None or done.sent + done.put_off + done.dropped < limit:
            message = claim(timezone.now())
            if message is None:
                break
            _deliver(message, connection, done)
    except ServerAway:
        done.server_away = True
    finally:
        _hang_up(connection)
    return done


def claim(now: datetime) -> Message | None:
    """Return the next mail, now ours alone until the lease runs out; None when nothing is due."""
    while (message := Message.objects.due(now).first()) is not None:
        mine = Message.objects.filter(
            pk=message.pk, state=message.state, lease_until=message.lease_until
        ).update(state=Message.State.SENDING, lease_until=now + LEASE, changed_at=now)
        if mine:
            message.lease_until = now + LEASE
            return message
    return None


def _deliver(message: Message, connection: BaseEmailBackend, done: Round) -> None:
    if message.expires_at < timezone.now():
        _finish(message, Message.State.EXPIRED)
        done.dropped += 1
        return
    try:
        mail = _written(message)
        if mail is None:
            _finish(message, Message.State.CALLED_OFF)
            done.dropped += 1
            return
        _hand_over(message, mail, connection)
    except ServerAway:
        _put_off(message, BACKOFF[0], "server away")
        raise
    except Later as wish:
        _write(message, state=Message.State.QUEUED, not_before=wish.moment, lease_until=None)
        done.put_off += 1
    except Refused as refusal:
        _finish(message, Message.State.FAILED, str(refusal))
        done.dropped += 1
    except Exception as fault:
        # Whatever is wrong with this mail must not keep the others waiting.
        log.exception("Mail %s of kind %s was put off", message.pk, message.kind)
        _put_off(message, BACKOFF[min(message.attempts, len(BACKOFF) - 1)], type(fault).__name__)
        done.put_off += 1
    else:
        _finish(message, Message.State.SENT)
        done.sent += 1


class Refused(Exception):
    """The server will never take this mail."""


def _written(message: Message) -> Mail | None:
    with translation.override(message.language):
        return named(message.kind).write(message)


def _hand_over(message: Message, mail: Mail, connection: BaseEmailBackend) -> None:
    """Give a mail to the server; raise ServerAway, Refused, or what else went wrong."""
    try:
        connection.open()
    except OSError as fault:
        _hang_up(connection)
        raise ServerAway from fault
    email = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[message.recipient],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            **mail.headers,
        },
        connection=connection,
    )
    email.attach_alternative(mail.html, "text/html")
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        _judge(next(iter(refusal.recipients.values()))[0], connection, refusal)
    except smtplib.SMTPResponseException as refusal:
        _judge(refusal.smtp_code, connection, refusal)
    except OSError:
        _hang_up(connection)
        raise


def _judge(code: int, connection: BaseEmailBackend, refusal: smtplib.SMTPException) -> None:
    """Tell a refusal for good from one for now; either way the next mail begins anew."""
    _hang_up(connection)
    if code in PERMANENT:
        raise Refused(f"refused with {code}") from refusal
    raise refusal


def _hang_up(connection: BaseEmailBackend) -> None:
    """Close a connection, whatever state it is in."""
    try:
        connection.close()
    except OSError:
        log.info("The mail server hung up first")


def _finish(message: Message, state: str, fault: str = "") -> None:
    _write(message, state=state, fault=fault, attempts=message.attempts + 1, lease_until=None)


def _put_off(message: Message, wait: timedelta, fault: str) -> None:
    _write(
        message,
        state=Message.State.QUEUED,
        fault=fault[:60],
        attempts=message.attempts + 1,
        not_before=timezone.now() + wait,
        lease_until=None,
    )


def _write(message: Message, **values: object) -> None:
    """Note what became of a mail, unless the claim ran out and another worker has it."""
    Message.objects.filter(
        pk=message.pk, state__in=UNFINISHED, lease_until=message.lease_until
    ).update(**values, changed_at=timezone.now())
