"""One mail as it goes over the wire: safe headers, one reader, quoted-printable, the same id at every try."""

import re
from email import charset, policy
from email.utils import formatdate
from urllib.parse import urlsplit

import flask_mail

from .. import clock
from .kinds import Finished

# Flask-Mail sends UTF-8 as it is, and servers refuse the long lines that inlined HTML has.
charset.add_charset("utf-8", charset.SHORTEST, charset.QP, "utf-8")
# Folding a long address in a header turns it into an encoded word, which no mail program follows.
WIRE = policy.SMTP.clone(max_line_length=990)
ONE_ADDRESS = re.compile(r"""[^\s@,;:<>"()]+@[^\s@,;:<>"()]+""")


class UnsafeHeader(ValueError):
    """A header would carry a line break or a control character, or more than one reader."""


class Message(flask_mail.Message):
    """Flask-Mail's message, with headers that stay on one line."""

    def _message(self):
        message = super()._message()
        del message["Date"]
        message["Date"] = formatdate(self.date)
        message.policy = WIRE
        return message


def build_message(
    finished: Finished, *, to: str, sender: str, mail_id: str, base_url: str, stop_url: str = ""
) -> Message:
    """The message of one mail to one person. Raises UnsafeHeader."""
    domain = domain_of(base_url)
    headers = {"Auto-Submitted": "auto-generated"}
    if stop_url:
        headers |= {
            "List-Id": f"<{finished.stop_list}.{domain}>",
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
    message_id = f"<{mail_id}@{domain}>"
    for value in (finished.subject, to, sender, message_id, *headers, *headers.values()):
        _refuse_unsafe(value)
    _refuse_unless_one_reader(to)
    message = Message(
        subject=finished.subject,
        recipients=[to],
        body=finished.text,
        html=finished.html,
        sender=sender,
        date=clock.real().timestamp(),
        extra_headers=headers,
    )
    message.msgId = message_id
    return message


def domain_of(base_url: str) -> str:
    """The forum's own domain for ids and lists; this machine's own address is no domain."""
    host = urlsplit(base_url).hostname or "localhost"
    return "localhost" if host.replace(".", "").isdigit() or ":" in host else host


def _refuse_unsafe(value: str) -> None:
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        raise UnsafeHeader("a header may not hold a line break")


def _refuse_unless_one_reader(to: str) -> None:
    if not ONE_ADDRESS.fullmatch(to):
        raise UnsafeHeader("a mail goes to one address")
