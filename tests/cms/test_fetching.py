"""Fetching what somebody else wrote leads nowhere it should not, and always ends."""

import gzip
import socket
import ssl
from time import monotonic

import pytest

from cms import fetching
from cms.fetching import Failed, Refused, Why, fetch, is_global
from tests.serving import page, serving

LIMITS = {"most_bytes": 10_000, "seconds": 5}


@pytest.fixture
def server(settings):
    with serving() as running:
        settings.FETCHING_ALLOWED_PRIVATE = [running.netloc]
        yield running


def fails(url, **limits):
    with pytest.raises(Failed) as caught:
        fetch(url, **{**LIMITS, **limits})
    return caught.value


def test_a_page_is_fetched(server):
    server.paths["/hej"] = page(body="Välkommen".encode(), content_type="text/plain")
    answer = fetch(server.url("/hej"), **LIMITS)
    assert (answer.status, answer.body.decode()) == (200, "Välkommen")
    assert answer.headers["content-type"] == "text/plain"
    assert answer.url == server.url("/hej")


def test_the_service_says_who_it_is_and_carries_nothing_along(server, settings):
    server.paths["/"] = page(set_cookie="spår=1")
    fetch(server.url(), **LIMITS)
    fetch(server.url(), headers={"If-None-Match": '"1"'}, **LIMITS)
    first, second = server.asked
    assert settings.SITE_BASE_URL in first.headers["user-agent"]
    assert first.headers["host"] == server.netloc
    assert second.headers["if-none-match"] == '"1"'
    assert "cookie" not in second.headers


def test_a_proxy_of_the_machine_is_not_asked(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.paths["/"] = page()
    assert fetch(server.url(), **LIMITS).status == 200


def test_letters_beyond_ascii_are_sent_as_servers_know_them(server):
    server.paths["/g%C3%B6teborg?q=%C3%A5"] = page()
    assert fetch(server.url("/göteborg?q=å"), **LIMITS).status == 200


def test_a_head_has_no_body(server):
    server.paths["/"] = page(body=b"", content_length="4000")
    answer = fetch(server.url(), method="HEAD", **LIMITS)
    assert (server.asked[0].method, answer.status, answer.body) == ("HEAD", 200, b"")


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_is_an_answer(server, status):
    server.paths["/"] = page(status)
    assert fetch(server.url(), **LIMITS).status == status


def test_a_packed_page_is_unpacked(server):
    server.paths["/"] = page(body=gzip.compress(b"x" * 5000), content_encoding="gzip")
    assert fetch(server.url(), **LIMITS).body == b"x" * 5000


def test_a_page_that_is_packed_small_and_is_large_fails(server):
    server.paths["/"] = page(body=gzip.compress(b"0" * 50_000_000), content_encoding="gzip")
    fault = fails(server.url(), most_bytes=100_000)
    assert (fault.why, fault.status) == (Why.TOO_LARGE, 200)


def test_a_page_packed_in_a_way_we_did_not_ask_for_fails(server):
    server.paths["/"] = page(content_encoding="br")
    assert fails(server.url()).why == Why.NONSENSE


def test_a_page_that_never_ends_fails(server):
    def endless(server, call):
        call.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.over.is_set():
            call.sendall(b"0" * 1000)

    server.paths["/"] = endless
    assert fails(server.url()).why == Why.TOO_LARGE


def test_a_server_that_says_nothing_fails_in_time(server):
    server.paths["/"] = lambda server, call: server.over.wait(20)
    began = monotonic()
    assert fails(server.url(), seconds=0.5).why == Why.TIME_OUT
    assert monotonic() - began < 5


@pytest.mark.parametrize(
    "beginning", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"]
)
def test_a_server_that_drips_fails_in_time(server, beginning):
    def drip(server, call):
        call.sendall(beginning)
        while not server.over.wait(0.05):
            call.sendall(b".")

    server.paths["/"] = drip
    began = monotonic()
    assert fails(server.url(), seconds=0.5).why == Why.TIME_OUT
    assert monotonic() - began < 5


@pytest.mark.parametrize(
    "answer",
    [b"", b"Hej!\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", page(body=b"kort", content_length="9")],
)
def test_nonsense_and_half_an_answer_fail(server, answer):
    server.paths["/"] = answer
    assert fails(server.url()).why in {Why.NONSENSE, Why.NO_CONNECTION}


def test_nobody_at_home_fails(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        netloc = "{}:{}".format(*listener.getsockname())
    settings.FETCHING_ALLOWED_PRIVATE = [netloc]
    assert fails(f"http://{netloc}/").why == Why.NO_CONNECTION


def test_a_server_without_tls_behind_https_fails(server):
    assert fails(f"https://{server.netloc}/").why == Why.TLS


# Redirects --------------------------------------------------------------------


def test_a_redirect_is_followed(server):
    server.paths |= {"/gammal": page(301, location="/ny"), "/ny": page(body=b"Ny")}
    answer = fetch(server.url("/gammal"), **LIMITS)
    assert (answer.url, answer.body) == (server.url("/ny"), b"Ny")


def test_a_redirect_in_a_circle_fails(server):
    server.paths["/"] = page(302, location="/")
    assert fails(server.url()).why == Why.REDIRECTS
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(server, location):
    server.paths["/"] = page(302, location=location)
    with pytest.raises(Refused):
        fetch(server.url(), **LIMITS)


# Addresses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:nagon@example.com",
        "//example.com/",
        "http://",
        "http://a@example.com/",
        "http://a:b@example.com/",
        "http://:@example.com/",
        "http://example.com:8080/",
        "http://example.com:22/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://example.com\\@127.0.0.1/",
        "http://exam\tple.com/",
        "http://example.com/\r\nHost: other",
        "http://[::1",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(Refused):
        fetch(url, **LIMITS)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0/",
        "http://localhost/",
        "http://localhost./",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
    ],
)
def test_an_address_that_is_not_public_is_refused(url):
    with pytest.raises(Refused):
        fetch(url, **LIMITS)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_a_public_address_is_public(address):
    assert is_global(address)


def answers(monkeypatch, *addresses):
    """Let every name mean these addresses, one list for each look-up."""
    looked_up = iter(addresses)

    def look_up(host, port, **kwargs):
        return [(2, 1, 6, "", (address, port)) for address in next(looked_up)]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "::1"]])
def test_a_name_with_any_private_address_is_refused(monkeypatch, found):
    answers(monkeypatch, found)
    with pytest.raises(Refused):
        fetch("http://piteå.example/", **LIMITS)


def test_the_call_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name that means something else at its second look-up leads nowhere else."""
    called = []
    answers(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])

    def connect(address, timeout):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    assert fails("https://example.com/").why == Why.NO_CONNECTION
    assert called == [("8.8.8.8", 443)]


def test_the_certificate_is_asked_for_by_the_name_and_not_the_address(monkeypatch):
    here, _there = pair = socket.socketpair()
    answers(monkeypatch, ["8.8.8.8"])
    asked = []
    monkeypatch.setattr(fetching.socket, "create_connection", lambda *args: here)

    def wrap(self, plain, server_hostname):
        asked.append((server_hostname, self.check_hostname, self.verify_mode))
        raise ssl.SSLCertVerificationError

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    assert fails("https://example.com/").why == Why.TLS
    assert asked == [("example.com", True, ssl.CERT_REQUIRED)]
    for end in pair:
        end.close()


def test_a_name_that_nobody_knows_fails(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", unknown)
    assert fails("http://example.com/").why == Why.UNKNOWN_HOST


def test_a_name_service_that_is_away_is_not_an_unknown_name(monkeypatch):
    def away(*args, **kwargs):
        raise socket.gaierror(socket.EAI_AGAIN, "")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", away)
    assert fails("http://example.com/").why == Why.NO_CONNECTION


def test_a_name_service_that_hangs_fails_in_time(server, monkeypatch):
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *a, **k: server.over.wait(20))
    assert fails("http://example.com/", seconds=0.2).why == Why.TIME_OUT


def test_nothing_private_is_allowed_by_default(settings):
    assert settings.FETCHING_ALLOWED_PRIVATE == []
