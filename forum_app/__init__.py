"""The app: `create_app` puts the rooms together, and opens and closes the database round each request."""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .config import Settings


LOOK_AFTER = 20_000


def _load_peewee_alone() -> None:
    """Import peewee as if PostgreSQL's driver were not there: `db` brings it where the database is one.

    peewee would load it for everybody, and it is a seventh of the memory of a process on SQLite.
    """
    if "peewee" not in sys.modules and "psycopg" not in sys.modules:
        sys.modules["psycopg"] = None  # type: ignore[assignment]
        try:
            import peewee  # noqa: F401
        finally:
            del sys.modules["psycopg"]


_load_peewee_alone()


def create_app(config: "Settings | None" = None) -> "Flask":
    """The forum as a Flask app. Raises BadSettings, or Undeclared while a route does not state its access."""
    collects = gc.isenabled()
    # What is made here stays for good: looking again and again for what could go is a sixth of a start.
    gc.disable()
    try:
        return _put_together(config)
    finally:
        if collects:
            gc.enable()
            # A page makes thousands of things and drops them: Python's own habit is to look after every 700.
            gc.set_threshold(LOOK_AFTER)


def _put_together(config: "Settings | None") -> "Flask":
    # Imported here, so that a command or a test that needs one room does not load them all.
    from flask import g, request
    from jinja2 import StrictUndefined
    from werkzeug.middleware.proxy_fix import ProxyFix

    from . import wire
    from .config import ROOT, settings
    from .db import db
    from .web import (
        access,
        addresses,
        compiled,
        errors,
        looks,
        packing,
        pages,
        security,
        sent,
        sign_in,
        static,
        terms,
    )

    config = config or settings()
    app = addresses.Forum(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.config["FORUM"] = config
    app.url_rule_class = addresses.Address
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
        "bytecode_cache": compiled.kept(),
    }
    wire.use_database(config.database)
    wire.know_features()
    packing.init_app(app)
    security.init_app(app, config)
    static.init_app(app, config.https)
    terms.init_app(app, wire.words_known_to)
    pages.init_app(app, wire.facts)
    sent.init_app(app)
    sign_in.init_app(app, wire.viewer_of)
    errors.init_app(app, wire.DATABASE_ERRORS)
    looks.init_app(app, wire.DATABASE_ERRORS)
    wire.register_pages(app)
    access.require_declared(app)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]
    ready = False

    @app.before_request
    def open_database() -> None:
        nonlocal ready
        g.opened = wire.open_database()
        # Looked at before every change: a newer version may have taken the database over meanwhile.
        if not ready or request.method in security.UNSAFE:
            ready = False
            wire.require_ready(config.loopback)
            ready = True

    @app.before_request
    def let_in():
        security.check_csrf()
        # What was sent has all come by now, however slowly.
        if request.method in security.UNSAFE and access.signed_in_only(app):
            db.wait_in_line()
        access.check()
        sent.check_address()
        return errors.keep_theirs()

    @app.teardown_request
    def close_database(error: BaseException | None) -> None:
        db.leave_line()
        if g.pop("opened", False) or config.keep_open:
            wire.end_request(error, config.keep_open)

    return app
