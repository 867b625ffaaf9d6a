"""How often somebody may do something, without keeping who.

Counted in the cache called "limits", under a fingerprint of the client's network that
means nothing outside of this service and is gone when its time has passed. In one
process the count is exact; several processes each count for themselves, unless the
operator gives them a cache to share.
"""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

T = TypeVar("T")

HOUSEHOLD_BITS = 64
"""One home or office has that many bits of an IPv6 address to itself."""
_one_at_a_time = Lock()


def is_over(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more time, and tell whether it was once too often."""
    cache, key = caches["limits"], _key(request, what)
    with _one_at_a_time:
        if cache.add(key, 1, seconds):
            return most < 1
        try:
            return int(cache.incr(key)) > most
        except ValueError:  # Its time passed just now.
            return False


def once(request: HttpRequest, what: str, make: Callable[[], T], *, seconds: int) -> T:
    """Make something, or return what the same client made of it moments ago: a double click."""
    cache, key = caches["limits"], _key(request, what)
    with _one_at_a_time:
        made = cache.get(key)
        if made is None:
            made = make()
            cache.set(key, made, seconds)
        return made


def _key(request: HttpRequest, what: str) -> str:
    return salted_hmac("cms.limits", f"{what} {network(request)}", algorithm="sha256").hexdigest()


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
