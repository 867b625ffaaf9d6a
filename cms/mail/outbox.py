"""What is to be mailed becomes a row in the transaction that decided it.

A process that dies after the commit loses no mail, and a decision that is rolled
back mails nobody.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.mail.kinds import named
from cms.mail.models import Message

BODIES_KEPT = timedelta(days=7)
ROWS_KEPT = timedelta(days=90)


def queue(
    kind: str,
    recipient: str,
    *,
    dedupe_key: str,
    language: str,
    payload: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Put a mail into the outbox, once for each dedupe key; return it, or the one already there.

    The payload is encrypted; prefer ids, which are looked up again when the mail is sent.
    """
    rules = named(kind)
    begins = not_before or timezone.now()
    with transaction.atomic():
        message, _is_new = Message.objects.get_or_create(
            dedupe_key=f"{kind}:{dedupe_key}",
            defaults={
                "kind": kind,
                "recipient": recipient,
                "language": language,
                "secret_payload": json.dumps(dict(payload or {})),
                "priority": rules.priority,
                "not_before": begins,
                "expires_at": begins + rules.expires_after,
            },
        )
    return message


def decided_since(moment: datetime, kind: str, beginning: str) -> int:
    """Count the mails of a kind whose dedupe key begins so, sent or not, from a moment on."""
    made = Message.objects.filter(dedupe_key__startswith=f"{kind}:{beginning}")
    return made.filter(created_at__gte=moment).count()


def call_off(kind: str, dedupe_key: str) -> bool:
    """Take a mail back that has not been sent; return whether there was one."""
    waiting = Message.objects.filter(dedupe_key=f"{kind}:{dedupe_key}", state=Message.State.QUEUED)
    return bool(waiting.update(state=Message.State.CALLED_OFF, secret_payload=""))


def forget(recipient: str) -> int:
    """Delete every trace of mail to an address; return how many rows."""
    return Message.objects.filter(recipient__iexact=recipient).delete()[0]


def tidy(now: datetime | None = None) -> None:
    """Blank what mail said a week after it was sent, and delete its row after ninety days."""
    now = now or timezone.now()
    Message.objects.finished_before(now - BODIES_KEPT).update(secret_payload="")
    Message.objects.finished_before(now - ROWS_KEPT).delete()
