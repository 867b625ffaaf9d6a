"""A server of faults: answers each path with the bytes, or the misbehaviour, that a test gives."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

TLS = b"\x16"
"""How somebody begins who wants to speak TLS, which this server does not."""
Behaviour = Callable[["Server", socket.socket], None]


@dataclass
class Request:
    """What somebody asked: method, path, headers by their names in lower case, body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Server:
    """A server on a port of its own; `paths` says what it answers, `asked` what it was asked."""

    listener: socket.socket
    paths: dict[str, bytes | Behaviour] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def netloc(self) -> str:
        host, port = self.listener.getsockname()[:2]
        return f"{host}:{port}"

    def url(self, path: str = "/") -> str:
        """Return the address of a path on this server."""
        return f"http://{self.netloc}{path}"

    def serve(self) -> None:
        """Answer until the listener is closed, each call in a thread of its own."""
        while not self.over.is_set():
            try:
                call, _address = self.listener.accept()
            except OSError:
                return
            Thread(target=self.answer, args=[call], daemon=True).start()

    def answer(self, call: socket.socket) -> None:
        """Read one request and do with it what its path says."""
        with call:
            try:
                request = _read(call)
                self.asked.append(request)
                answer = self.paths.get(request.path, page(404))
                if callable(answer):
                    answer(self, call)
                else:
                    call.sendall(answer)
            except OSError:  # The other side has had enough.
                return


def page(status: int = 200, body: bytes = b"Hej", **headers: str) -> bytes:
    """Return a whole answer; `content_type="text/plain"` is a header."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _read(call: socket.socket) -> Request:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = call.recv(4096)
        if not piece:
            raise OSError
        received += piece
        if received.startswith(TLS):
            call.sendall(b"Hej!")
            raise OSError
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _version = first.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += call.recv(4096)
    return Request(method, path, headers, body)


@contextmanager
def serving(**paths: bytes | Behaviour) -> Iterator[Server]:
    """Run a server; `some_page=page()` answers at /some_page."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener, {f"/{name}": answer for name, answer in paths.items()})
        thread = Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        server.over.set()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
