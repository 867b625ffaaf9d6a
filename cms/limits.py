"""How often somebody may do something, without keeping who.

Counted in the cache called "limits", a table of the database, so that a count is the same for
every process. It lies there under a fingerprint that means nothing outside of this service,
and is gone when its time has passed. The counting itself is allauth's, which also limits
signing in (cms/accounts/tries.py).
"""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import TypeVar

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

T = TypeVar("T")

HOUSEHOLD_BITS = 64
"""One home or office has that many bits of an IPv6 address to itself."""
_one_at_a_time = Lock()


def is_over(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more time for the client's network, and tell whether it was once too often."""
    return is_over_rates(request, what, f"{most}/{seconds}s", network(request))


def is_over_rates(request: HttpRequest, what: str, rates: str, whom: str) -> bool:
    """Count one more time for whoever it is, and tell whether it was once too often.

    `rates` are written as in ACCOUNT_RATE_LIMITS, "3/15m,10/d": three in a quarter of an hour
    and ten a day; none is no limit.
    """
    by_key = ",".join(f"{rate}/key" for rate in rates.split(",") if rate)
    kept_under = _fingerprint(what, whom)
    return not ratelimit.consume(
        request, app="cms", action=what, config={what: by_key}, key=kept_under, limit_get=True
    )


def once(request: HttpRequest, what: str, make: Callable[[], T], *, seconds: int) -> T:
    """Make something, or return what the same client made of it moments ago: a double click."""
    cache, key = caches["limits"], _fingerprint(what, network(request))
    with _one_at_a_time:
        made = cache.get(key)
        if made is None:
            made = make()
            cache.set(key, made, seconds)
        return made


def share_between_processes() -> None:
    """Let allauth count in the database.

    It counts in the default cache and has no setting for another; ours lies in each process,
    where a limit would hold once for every process.
    """
    ratelimit.cache = caches["limits"]


def _fingerprint(what: str, whom: str) -> str:
    return salted_hmac("cms.limits", f"{what} {whom}", algorithm="sha256").hexdigest()


def network(request: HttpRequest) -> str:
    """Return the network that a request comes from, as far as our own proxies can be trusted.

    Each proxy appends the address it saw to X-Forwarded-For. Only as many as are ours
    are believed, counted from the right: what stands further left a client can make up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = list(filter(None, request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")))
    if (ours := settings.TRUSTED_PROXIES) and len(forwarded) >= ours:
        address = forwarded[-ours].strip()
    return _network_of(address)


def _network_of(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((ip, HOUSEHOLD_BITS), strict=False)) if ip.version == 6 else str(ip)
