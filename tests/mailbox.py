"""A real mail server on this machine that keeps what it is given, and can misbehave."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What arrived; `refuse` holds the answer for an address, `hang` how long it is silent."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}
        self.hang: dict[str, float] = {}
        self.port = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        silent = self.hang.pop(envelope.rcpt_tos[0], 0)
        if silent:
            await asyncio.sleep(silent)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address, oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]

    def ids(self) -> list[str]:
        """Return the Message-ID of everything that arrived."""
        return [mail["Message-ID"] for mail in self.mails]


@contextmanager
def open_mailbox(port: int = 0) -> Iterator[Mailbox]:
    """Run a mail server until the block ends."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port that nobody listens on."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def parts(mail: EmailMessage) -> tuple[str, str]:
    """Return a mail's text and its HTML."""
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text
    assert html
    return _lines(text), _lines(html)


def _lines(part: EmailMessage) -> str:
    return str(part.get_content()).replace("\r\n", "\n")
