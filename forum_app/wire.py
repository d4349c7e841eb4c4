"""Joins the rooms: every feature is imported here, so that web, commands and worker know the same tables."""

from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from flask import Flask
from peewee import DatabaseError, InterfaceError

from . import clock, config
from .db import db, is_postgres, make
from .features.accounts import actions, queries
from .features.glossary import queries as glossary
from .features.glossary.rules import Known
from .permissions.abilities import can
from .permissions.roles import Viewer, see_as, viewer_for
from .records import migrate, settings
from .web.errors import Resting
from .web.pages import Facts

FEATURES = tuple(sorted(found.name for found in iter_modules([str(Path(__file__).parent / "features")])))
DATABASE_ERRORS = (DatabaseError, InterfaceError)
NO_DATABASE = "There is no database yet. Start the forum with `make run` or `make start`, which make one."
OLD_DATABASE = "The database is older than this version of the app. Run `forum migrate` first."
DEMO_HERE_ONLY = "This is a demo, so it answers on this machine only. FORUM_BASE_URL must be its own address."


def know_features() -> None:
    """Import what each feature says of its tables and its mails, and give the clock its source."""
    for name in FEATURES:
        for part in ("tables", "mail"):
            if _has(name, part):
                module = import_module(f".features.{name}.{part}", __package__)
                if part == "mail" and hasattr(module, "register_kinds"):
                    module.register_kinds()
    clock.read_frozen_moment_with(settings.demo_moment)


def register_pages(app: Flask) -> None:
    """Give the app every feature's addresses."""
    for name in FEATURES:
        if _has(name, "routes"):
            app.register_blueprint(import_module(f".features.{name}.routes", __package__).blueprint)


def use_database(url: str) -> None:
    """Make the database that the settings name the one of this process; nothing connects yet."""
    try:
        db.initialize(make(url))
    except (ValueError, RuntimeError) as error:
        raise config.BadSettings(str(error)) from None
    settings.forget()


def open_database() -> bool:
    """Connect, unless this thread is connected; True when it is the caller's to close. Raises Resting."""
    path = sqlite_file()
    if path is not None and not path.exists():
        raise Resting(NO_DATABASE)
    return db.connect(reuse_if_open=True)


def close_database() -> None:
    if not db.is_closed():
        db.close()


def end_request(error: BaseException | None, keep_open: bool) -> None:
    """Close the database after a request, or keep this thread's connection when nothing is left in it."""
    rests = getattr(db.obj, "rests", None)
    if not (keep_open and error is None and rests and rests()):
        close_database()


def leave_database() -> None:
    """Close what this process has open, kept connections too, so that nothing crosses a fork."""
    close_database()
    if is_postgres():
        db.close_all()


def sqlite_file() -> Path | None:
    """The file of an SQLite database, None for another engine."""
    name = db.obj.database
    return Path(name) if isinstance(name, str) and hasattr(db.obj, "_lock_type") else None


def require_ready(base_is_loopback: bool) -> None:
    """Raise Resting, in words for whoever keeps the forum, unless this app can serve this database."""
    try:
        if migrate.pending():
            raise Resting(OLD_DATABASE)
    except (migrate.NewerDatabase, migrate.UnknownDatabase) as error:
        raise Resting(error.words) from None
    if settings.is_demo() and not base_is_loopback:
        raise Resting(DEMO_HERE_ONLY)


def facts() -> Facts:
    """What every page says of the forum itself."""
    return Facts(settings.get("forum_name") or "Your forum", settings.is_demo())


def words_known_to(viewer: Viewer | None) -> Known | None:
    """The glossary, for the short words in what this viewer reads."""
    return glossary.words_known_to(viewer)


def viewer_of(token: str) -> tuple[Viewer, bool] | None:
    """Who looks through the browser that holds this token, as they are at this moment.

    True beside them: they must first set up their second step.
    """
    found = queries.account_for_session(token)
    if found is None:
        return None
    if found.to_keep:
        # A forum that cannot be written for a while can still be read.
        with suppress(*DATABASE_ERRORS):
            actions.keep_session(found.id)
    now = clock.now()
    viewer = viewer_for(found.person_id, now, found.of_account)
    if viewer is None:
        return None
    other = viewer_for(found.sees_as, now) if found.sees_as and can(viewer, "see_as") else None
    return (see_as(other, viewer) if other else viewer), found.must_set_up


def _has(feature: str, part: str) -> bool:
    return part in _parts(feature)


@cache
def _parts(feature: str) -> frozenset[str]:
    folder = Path(__file__).parent / "features" / feature
    return frozenset(found.name for found in iter_modules([str(folder)]))
