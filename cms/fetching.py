"""Fetches an address that somebody wrote, without being led where nobody should go.

An address in a page or a feed is somebody else's text. It may lead to our own machine or to
its neighbours, say another address at the second look-up, hang, or never end. Here every
address of a host is looked at before any is called, the connection goes to the very address
that was looked at, every redirect begins anew, and time and size have an end.

The standard library alone: one connection, no cookies, no proxy, no second look-up.
"""

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread, Timer
from time import monotonic
from typing import TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

T = TypeVar("T")

PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
PIECE = 16 * 1024
NAT64 = ip_network("64:ff9b::/96")
"""IPv6 addresses that a network turns into IPv4 ones; their last 32 bits are those."""
ANY_WINDOW = zlib.MAX_WBITS | 32
"""zlib's word for: a gzip or zlib stream, tell by its beginning."""


class Refused(Exception):
    """The address leads where the service never goes. Nothing was sent there."""


class Why(StrEnum):
    """Why nothing could be fetched."""

    UNKNOWN_HOST = "unknown_host"
    TIME_OUT = "time_out"
    NO_CONNECTION = "no_connection"
    TLS = "tls"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    NONSENSE = "nonsense"


class Failed(Exception):
    """The address may be right and could not be fetched; `why` says what was wrong.

    `status` is what was answered before the body failed, where it came that far.
    """

    def __init__(self, why: Why, status: int | None = None) -> None:
        super().__init__(why)
        self.why, self.status = why, status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered: where after redirects, headers by their names in lower case, the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    most_bytes: int,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
) -> Fetched:
    """Fetch an address within so many seconds in all, and at most so many bytes of it.

    `method` is GET or HEAD. A status of 400 and above is an answer like others. `headers`
    go to the host of `url` alone, not to where it redirects. Raises Refused and Failed.
    """
    deadline = _Deadline(monotonic() + seconds)
    asked, given = _Target(url), dict(headers or {})
    target = asked
    for _hop in range(MOST_REDIRECTS + 1):
        own = given if target.netloc == asked.netloc else {}
        answer = _Call(target, method, own, most_bytes, deadline).answer()
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or not location:
            return answer
        target = _Target(urljoin(target.url, _readable(location)))
    raise Failed(Why.REDIRECTS)


@dataclass(frozen=True)
class _Target:
    """An address that may be called, taken apart; raises Refused where it may not."""

    url: str

    def __post_init__(self) -> None:
        if self.parts.scheme not in PORTS or not self.host:
            raise Refused("Only http and https are fetched.")
        if self.parts.username is not None or self.parts.password is not None:
            raise Refused("An address with a name and a password is not fetched.")
        if self.port not in PORTS.values() and not self.is_allowed:
            raise Refused("Only the usual ports are fetched.")

    @cached_property
    def parts(self) -> SplitResult:
        # What browsers and libraries read differently is read by nobody here.
        if any(sign <= " " or sign in "\\\x7f" for sign in self.url):
            raise Refused("There is a sign in the address that has no place there.")
        try:
            parts = urlsplit(self.url)
            _ = parts.port
        except ValueError:
            raise Refused("This is not an address.") from None
        return parts

    @cached_property
    def host(self) -> str:
        """The host's name in the letters that the name service knows."""
        name = (self.parts.hostname or "").rstrip(".")
        try:
            return name if name.isascii() else name.encode("idna").decode("ascii")
        except UnicodeError:
            raise Refused("This is not the name of a host.") from None

    @property
    def port(self) -> int:
        return PORTS[self.parts.scheme] if self.parts.port is None else self.parts.port

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def is_allowed(self) -> bool:
        """Whether the settings name this very host and port, for tests."""
        return self.netloc in settings.FETCHING_ALLOWED_PRIVATE

    @property
    def path(self) -> str:
        """What is asked for on the host."""
        query = f"?{self.parts.query}" if self.parts.query else ""
        return iri_to_uri((self.parts.path or "/") + query)

    def addresses(self, deadline: "_Deadline") -> list[str]:
        """Look the host up, and return its addresses if all of them are public."""
        try:
            found = deadline.within(
                lambda: socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            )
        except socket.gaierror as fault:
            unsure = fault.errno in {socket.EAI_AGAIN, socket.EAI_SYSTEM}
            raise Failed(Why.NO_CONNECTION if unsure else Why.UNKNOWN_HOST) from None
        except (UnicodeError, OSError):
            raise Failed(Why.UNKNOWN_HOST) from None
        addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
        if not self.is_allowed and not all(is_global(address) for address in addresses):
            raise Refused("The host lies in a network that is not public.")
        return addresses


def is_global(address: str) -> bool:
    """Whether an IP address is one of the public network, whatever it is wrapped in."""
    ip = ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_global(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo


@dataclass(frozen=True, slots=True)
class _Deadline:
    """When everything must be over, on the monotonic clock."""

    at: float

    def left(self) -> float:
        """Return the seconds that are left; raises Failed when there are none."""
        left = self.at - monotonic()
        if left <= 0:
            raise Failed(Why.TIME_OUT)
        return left

    def within(self, ask: Callable[[], T]) -> T:
        """Return what a call returns that knows no time-out of its own, if it does so in time."""
        found: list[T] = []
        faults: list[Exception] = []

        def run() -> None:
            try:
                found.append(ask())
            except Exception as fault:
                faults.append(fault)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self.left())
        if faults:
            raise faults[0]
        if not found:
            raise Failed(Why.TIME_OUT)
        return found[0]

    @contextmanager
    def over(self, connection: socket.socket) -> Iterator[None]:
        """End a connection at the deadline, however slowly it keeps itself alive."""
        # A duplicate: TLS takes the first handle away from its socket.
        with closing(connection.dup()) as handle:
            timer = Timer(self.left(), _end, [handle])
            timer.daemon = True
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # It has ended by itself.
        return


@dataclass(frozen=True)
class _Call:
    """One request to one host."""

    target: _Target
    method: str
    headers: Mapping[str, str]
    most_bytes: int
    deadline: _Deadline
    seen: list[int] = field(default_factory=list)
    """The status, as soon as it is known."""

    def answer(self) -> Fetched:
        """Return what the host answers; raises Failed, with the status where there was one."""
        addresses = self.target.addresses(self.deadline)
        try:
            with closing(self._connected(addresses)) as plain, self.deadline.over(plain):
                return self._asked(plain)
        except Failed as fault:
            raise Failed(fault.why, self._status()) from None
        except ssl.SSLError:
            raise Failed(self._at_end(Why.TLS), self._status()) from None
        except (TimeoutError, ConnectionError, OSError):
            raise Failed(self._at_end(Why.NO_CONNECTION), self._status()) from None
        except (http.client.HTTPException, zlib.error, ValueError):
            raise Failed(self._at_end(Why.NONSENSE), self._status()) from None

    def _status(self) -> int | None:
        return self.seen[0] if self.seen else None

    def _at_end(self, why: Why) -> Why:
        """Return what was wrong: a connection that the deadline ended looks like other faults."""
        return Why.TIME_OUT if monotonic() >= self.deadline.at else why

    def _connected(self, addresses: list[str]) -> socket.socket:
        """Connect to the first of some addresses that takes the call."""
        fault: OSError = ConnectionError()
        for address in addresses:
            try:
                return socket.create_connection((address, self.target.port), self.deadline.left())
            except OSError as refused:
                fault = refused
        raise fault

    def _asked(self, plain: socket.socket) -> Fetched:
        connection = http.client.HTTPConnection(self.target.host, self.target.port)
        with closing(self._secured(plain)) as connection.sock, closing(connection):
            connection.putrequest(self.method, self.target.path, skip_accept_encoding=True)
            for name, value in (_our_headers() | dict(self.headers)).items():
                connection.putheader(name, value)
            connection.endheaders()
            with closing(connection.getresponse()) as response:
                self.seen.append(response.status)
                names = {name.lower(): value for name, value in response.getheaders()}
                has_body = self.method != "HEAD" and response.status not in REDIRECTS
                body = self._body(response) if has_body else b""
        return Fetched(self.target.url, response.status, names, body)

    def _secured(self, plain: socket.socket) -> socket.socket:
        if self.target.parts.scheme == "http":
            return plain
        context = ssl.create_default_context()
        return context.wrap_socket(plain, server_hostname=self.target.host)

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        unpack = _unpacking(response.getheader("Content-Encoding", ""))
        body = b""
        while piece := response.read(PIECE):
            body += unpack(piece, self.most_bytes + 1 - len(body))
            if len(body) > self.most_bytes:
                raise Failed(Why.TOO_LARGE)
        self.deadline.left()
        if response.length:  # It promised more than it sent.
            raise Failed(Why.NONSENSE)
        return body


def _our_headers() -> dict[str, str]:
    return {
        "User-Agent": f"Inflyttarservice (+{settings.SITE_BASE_URL})",
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _unpacking(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks a piece of a body into at most so many bytes."""
    if encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}:
        unpacked = zlib.decompressobj(ANY_WINDOW)
        # What does not fit is never unpacked: then the body is too large anyhow.
        return unpacked.decompress
    if encoding.strip().lower() not in {"", "identity"}:
        raise Failed(Why.NONSENSE)
    return lambda piece, most: piece


def _readable(location: str) -> str:
    """Return a header's address as it was meant: http.client reads headers as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
