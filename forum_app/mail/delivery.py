"""Hand messages over: to a folder, one file a mail, or to a mail server that proves who it is."""

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import flask_mail
from flask import Flask

from .kinds import TryLater
from .message import Message
from .settings import Folder, Server

TIMEOUT = 20
Hand = Callable[[Message, str], None]


class Refused(Exception):
    """The server will never take this mail."""


class SafeConnection(flask_mail.Connection):
    """Flask-Mail's connection with a limit on waiting and a server that must prove its name."""

    def configure_host(self) -> smtplib.SMTP:
        way = self.mail
        context = ssl.create_default_context() if way.use_ssl or way.use_tls else None
        if way.use_ssl:
            host: smtplib.SMTP = smtplib.SMTP_SSL(way.server, way.port, timeout=TIMEOUT, context=context)
        else:
            host = smtplib.SMTP(way.server, way.port, timeout=TIMEOUT)
        if way.use_tls:
            host.starttls(context=context)
        if way.username:
            host.login(way.username, way.password)
        return host

    def __exit__(self, *_what) -> None:
        if self.host is not None:
            try:
                self.host.quit()
            except (smtplib.SMTPException, OSError):
                # It has taken what it took: a poor goodbye must not make us send it again.
                self.host.close()


@contextmanager
def post(way: Folder | Server) -> Iterator[Hand]:
    """A way out for as many messages as there are, each handed over with its id.

    Raises TryLater when the server cannot be reached; handing over raises Refused or TryLater.
    """
    # Flask-Mail asks the current app for its settings, and a worker serves no pages.
    carrier = Flask("forum_mail")
    carrier.extensions["mail"] = _flask_mail_settings(way)
    with carrier.app_context():
        if isinstance(way, Folder):
            yield lambda message, mail_id: _put_in(way, message, mail_id)
        else:
            with _connected(carrier.extensions["mail"]) as connection:
                yield lambda message, _mail_id: _hand_to(connection, message)


@contextmanager
def _connected(settings) -> Iterator[SafeConnection]:
    connection = SafeConnection(settings)
    try:
        connection.__enter__()
    except (smtplib.SMTPException, OSError) as error:
        raise TryLater(_words(error), lost=True) from None
    try:
        yield connection
    finally:
        connection.__exit__(None, None, None)


def _hand_to(connection: SafeConnection, message: Message) -> None:
    try:
        connection.send(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _raise_for(code, f"{code} {_plain(words)}")
    except smtplib.SMTPServerDisconnected as error:
        raise TryLater(_words(error), lost=True) from None
    except smtplib.SMTPResponseException as error:
        _raise_for(error.smtp_code, _words(error))
    except (smtplib.SMTPException, OSError) as error:
        raise TryLater(_words(error), lost=True) from None


def _raise_for(code: int, words: str) -> None:
    if code == 421:
        raise TryLater(words, lost=True) from None
    raise (Refused if 500 <= code < 600 else TryLater)(words) from None


def _put_in(folder: Folder, message: Message, mail_id: str) -> None:
    """Write the file beside and move it in, so that it is there whole or not at all."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        target = folder.path / f"{mail_id}.eml"
        beside = target.with_suffix(f".{os.getpid()}.part")
        with beside.open("wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise TryLater(f"{folder.path}: {error.strerror}", lost=True) from None


def check(way: Folder | Server) -> tuple[bool, str]:
    """Whether mail could leave now, and a sentence that says so."""
    if isinstance(way, Folder):
        nearest = next(place for place in (way.path, *way.path.absolute().parents) if place.exists())
        if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
            return False, f"Mail cannot be kept in {way.path}: this account may not write there."
        return True, f"Mail is kept in {way.path}, one file each, and leaves for nobody."
    try:
        with post(way):
            return True, f"The mail server {way.host} answers."
    except TryLater as error:
        return False, f"Mail cannot leave through {way.host} now, so it waits: {error}"


def _flask_mail_settings(way: Folder | Server):
    config: dict[str, object] = {"MAIL_DEFAULT_SENDER": way.sender}
    if isinstance(way, Server):
        config |= {
            "MAIL_SERVER": way.host,
            "MAIL_PORT": way.port,
            "MAIL_USERNAME": way.username,
            "MAIL_PASSWORD": way.password,
            "MAIL_USE_TLS": way.tls == "start",
            "MAIL_USE_SSL": way.tls == "ssl",
        }
    return flask_mail.Mail().init_mail(config)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_plain(error.smtp_error)}"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:300]


def _plain(words: bytes | str) -> str:
    return (words.decode("utf-8", "replace") if isinstance(words, bytes) else words)[:300]
