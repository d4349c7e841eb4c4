"""Settings from the environment; refuses to start when a secret is missing or an address is unsafe."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent.parent
INSTANCE = Path(os.environ.get("FORUM_INSTANCE", ROOT / "instance"))
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BadSettings(Exception):
    """A setting is missing or unsafe; the words say which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What one process runs with. Addresses are URLs; `secret_key` is never shown."""

    database: str
    secret_key: str
    mail: str
    base_url: str
    clock: str | None = None
    proxies: int = 0
    keep_open: bool = False

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def loopback(self) -> bool:
        return (urlsplit(self.base_url).hostname or "") in LOOPBACK


def database_url() -> str:
    return os.environ.get("FORUM_DATABASE") or f"sqlite:///{INSTANCE / 'forum.db'}"


def secret_key() -> str:
    """The signing key: FORUM_SECRET_KEY, else instance/secret_key. Raises BadSettings without either."""
    if key := os.environ.get("FORUM_SECRET_KEY"):
        return key
    path = INSTANCE / "secret_key"
    if path.is_file() and (key := path.read_text().strip()):
        return key
    raise BadSettings(
        "There is no secret key. Set FORUM_SECRET_KEY to a long random text, "
        "or start with `make run` or `make start`, which make one."
    )


def base_url() -> str:
    """Where links in mail point. Raises BadSettings for plain http outside this machine."""
    url = (os.environ.get("FORUM_BASE_URL") or "http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSettings("FORUM_BASE_URL must start with https:// and name a host.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise BadSettings("FORUM_BASE_URL must start with https:// unless it is this machine's own address.")
    return url


def proxies() -> int:
    """How many proxies of our own stand in front and may be believed about a visitor's address."""
    text = os.environ.get("FORUM_PROXIES") or "0"
    if not text.isdecimal() or int(text) > 9:
        raise BadSettings("FORUM_PROXIES is how many proxies stand in front of the forum: 0, 1, 2 …")
    return int(text)


def settings() -> Settings:
    """All settings of this process, checked. Raises BadSettings."""
    return Settings(
        database=database_url(),
        secret_key=secret_key(),
        mail=os.environ.get("FORUM_MAIL") or f"folder:{INSTANCE / 'mail'}",
        base_url=base_url(),
        clock=os.environ.get("FORUM_CLOCK"),
        proxies=proxies(),
        keep_open=True,
    )
