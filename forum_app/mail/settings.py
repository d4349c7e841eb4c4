"""How mail leaves this forum, read from the one setting FORUM_MAIL."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from ..config import LOOPBACK, BadSettings
from .message import domain_of


@dataclass(frozen=True)
class Folder:
    """Each mail becomes one .eml file."""

    path: Path
    sender: str


@dataclass(frozen=True)
class Server:
    """A mail server. `tls` is start, ssl or empty, which only this machine's own server may be."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = ""
    tls: str = ""


def read(address: str, base_url: str, forum_name: str = "") -> Folder | Server:
    """The way that FORUM_MAIL names. Raises BadSettings."""
    if address.startswith("folder:"):
        return Folder(Path(address.removeprefix("folder:")), _sender(forum_name, "", base_url))
    parts = urlsplit(address)
    if parts.scheme != "smtp" or not parts.hostname:
        raise BadSettings("FORUM_MAIL must be folder:PATH or smtp://user:password@host:587?tls=start")
    try:
        port = parts.port
    except ValueError:
        raise BadSettings("FORUM_MAIL: the port is a number, such as 587.") from None
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    tls = options.get("tls", "")
    if tls not in {"", "start", "ssl"}:
        raise BadSettings("FORUM_MAIL: tls is start or ssl.")
    if not tls and parts.hostname not in LOOPBACK:
        raise BadSettings("FORUM_MAIL must end with ?tls=start or ?tls=ssl, so that nobody reads along.")
    username = unquote(parts.username or "")
    return Server(
        host=parts.hostname,
        port=port or {"": 25, "start": 587, "ssl": 465}[tls],
        sender=_sender(forum_name, options.get("from", "") or username, base_url),
        username=username,
        password=unquote(parts.password or ""),
        tls=tls,
    )


def _sender(forum_name: str, address: str, base_url: str) -> str:
    address = address if "@" in address else f"forum@{domain_of(base_url)}"
    return f"{forum_name} <{address}>" if forum_name else address
