"""A real mail server on this machine that keeps what it is given and says what it is told to say."""

import email
import socket
from email import policy
from email.message import EmailMessage
from ssl import SSLContext

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sink:
    """`taken` holds each message; `answer` is what the server says to the next readers and messages."""

    def __init__(self, tls: SSLContext | None = None):
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.to: list[list[str]] = []
        self.answer_to_reader = "250 fine"
        self.answer = "250 taken"
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, tls_context=tls)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.answer_to_reader.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_reader

    async def handle_DATA(self, _server, _session, envelope):
        if self.answer.startswith("2"):
            self.raw.append(envelope.content)
            self.to.append(list(envelope.rcpt_tos))
            self.taken.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    def __enter__(self) -> "Sink":
        self._controller.start()
        return self

    def __exit__(self, *_what) -> None:
        self._controller.stop()
