"""Whether the addresses that pages lead to still work, asked politely and judged with care.

An editor who is told of a broken link that works stops reading what we tell. So a link is
broken only after it failed on several days in a row, and whatever keeps programs out (403,
429 and the like) or is not for us to call says nothing about it. Where nobody can be reached,
another website is asked too: when that is silent as well, our own way out is closed.

Each round takes a few links, one of each website, so that no website is asked twice in the
minutes between two rounds, and a round ends soon: the worker has mail to send.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from cms import fetching
from cms.fetching import Failed, Fetched, Refused, Why
from cms.models.outgoing_links import Answer, OutgoingLink, OutgoingLinkQuerySet

EVERY = timedelta(days=7)
AGAIN = timedelta(hours=20)
"""When a link that failed is asked again: the next night."""
MOST_A_NIGHT = 300
MOST_A_ROUND = 10
LONGEST_ROUND = 20.0
"""Seconds after which a round begins no other link."""
JUST_NOW = timedelta(minutes=10)
"""For how long the answer of one website shows that our own way out is open."""
PATIENCE = 8.0
"""Seconds that one question may take."""
MOST_BYTES = 64 * 1024
ENOUGH_DAYS = {Answer.GONE: 2, Answer.UNKNOWN_HOST: 2}
"""On how many days in a row a link must fail before it is broken; else three."""
DAYS = 3
GONE = {404, 410}
FIRST_ERROR, FIRST_FAULT, LAST_FAULT = 400, 500, 599

UNREACHED = {Answer.UNKNOWN_HOST, Answer.SILENT}
"""What is answered as well where our own machine has no way out."""
FAILURES = {
    Why.UNKNOWN_HOST: Answer.UNKNOWN_HOST,
    Why.TIME_OUT: Answer.SILENT,
    Why.NO_CONNECTION: Answer.SILENT,
    Why.TLS: Answer.UNSAFE,
}
"""What a failure says about a link. Others say nothing: a browser may fare better."""


def run() -> None:
    """Check a few of the links that are due, in the hours of the settings."""
    now, hours = timezone.localtime(), settings.LINK_CHECK_HOURS
    if now.hour not in hours:
        return
    tonight = now.replace(hour=min(hours), minute=0, second=0, microsecond=0)
    done = OutgoingLink.objects.filter(checked_at__gte=tonight).count()
    check_some(MOST_A_NIGHT - done, now)


def check_some(most: int, now: datetime) -> None:
    """Check at most so many links that are due, one of each website."""
    end = monotonic() + LONGEST_ROUND
    for link in one_of_each_host(due(now), min(most, MOST_A_ROUND)):
        if monotonic() >= end:
            return
        check(link)


def due(now: datetime) -> OutgoingLinkQuerySet:
    """Return the links that should be checked, those never checked first."""
    failed = Q(failures__gt=0, checked_at__lt=now - AGAIN)
    waiting = Q(checked_at=None) | Q(checked_at__lt=now - EVERY) | failed
    links = OutgoingLink.objects.filter(waiting, pages__live=True).distinct()
    return links.order_by(F("checked_at").asc(nulls_first=True), "pk")


def one_of_each_host(links: Iterable[OutgoingLink], most: int) -> list[OutgoingLink]:
    """Return the first link of each website, at most so many."""
    firsts: dict[str, OutgoingLink] = {}
    for link in links:
        if len(firsts) >= most:
            break
        firsts.setdefault(link.address.split("/")[2].casefold(), link)
    return list(firsts.values())


def check(link: OutgoingLink) -> bool:
    """Ask an address and keep what it answered; False where it may be we who cannot be reached."""
    answer, status = ask(link.address)
    if status is None and answer in UNREACHED and not _others_answer(link):
        link.checked_at = timezone.now()
        link.save(update_fields=["checked_at"])
        return False
    remember(link, answer, status)
    return True


def _others_answer(link: OutgoingLink) -> bool:
    """Whether another website answered just now; if none does, the fault is likely ours."""
    host = link.address.split("/")[2]
    others = OutgoingLink.objects.filter(status__isnull=False).exclude(
        address__regex=rf"^https?://{re.escape(host)}(/|$)"
    )
    if others.filter(checked_at__gte=timezone.now() - JUST_NOW).exists():
        return True
    witness = others.order_by("?").first()
    if witness is None:
        return False
    answer, status = ask(witness.address)
    if status is None:
        return False
    remember(witness, answer, status)
    return True


def ask(address: str) -> tuple[Answer, int | None]:
    """Return what an address answers, in our words and as a status where there was one."""
    try:
        status = _status(address)
    except Refused:
        return Answer.UNSURE, None
    except Failed as fault:
        return FAILURES.get(fault.why, Answer.UNSURE), fault.status
    return _meaning(status), status


def _status(address: str) -> int:
    try:
        asked = _fetched(address, "HEAD").status
    except Failed:  # Some answer a HEAD with nothing at all.
        asked = FIRST_ERROR
    if asked < FIRST_ERROR:
        return asked
    # Many websites know no HEAD and say so in all kinds of ways.
    try:
        return _fetched(address, "GET").status
    except Failed as fault:
        if fault.why == Why.TOO_LARGE and fault.status:
            return fault.status
        raise


def _fetched(address: str, method: str) -> Fetched:
    return fetching.fetch(address, most_bytes=MOST_BYTES, seconds=PATIENCE, method=method)


def _meaning(status: int) -> Answer:
    if status < FIRST_ERROR:
        return Answer.WORKS
    if status in GONE:
        return Answer.GONE
    return Answer.FAULT if FIRST_FAULT <= status <= LAST_FAULT else Answer.UNSURE


def remember(link: OutgoingLink, answer: Answer, status: int | None) -> None:
    """Keep an answer; a link that failed on enough days in a row is broken."""
    today = timezone.localdate()
    if answer in {Answer.WORKS, Answer.UNSURE}:
        link.failures, link.failing_since, link.failed_on = 0, None, None
    elif link.failed_on != today:
        link.failures += 1
        link.failing_since, link.failed_on = link.failing_since or today, today
    link.is_broken = bool(link.failures) and link.failures >= ENOUGH_DAYS.get(answer, DAYS)
    link.answer, link.status, link.checked_at = answer, status, timezone.now()
    link.save()
