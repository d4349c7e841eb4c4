"""Serves static files under names that carry their content's hash, so that browsers keep them for ever."""

import hashlib
import re
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from ..config import ROOT
from . import security

FOLDER = ROOT / "static"
PREFIX = "/static/"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
LONGEST_UNHASHED = 3600


def init_app(app: Flask, https: bool) -> None:
    """Serve the folder, and let `static("app.css")` and `url_for("static", …)` name its files."""
    served = WhiteNoise(
        app.wsgi_app,
        max_age=LONGEST_UNHASHED,
        allow_all_origins=False,
        immutable_file_test=_is_immutable,
        add_headers_function=lambda headers, path, url: _add_headers(headers, https),
    )
    names: dict[str, str] = {}
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            name = path.relative_to(FOLDER).as_posix()
            names[name] = _hashed(name, path)
            served.add_file_to_dictionary(PREFIX + name, str(path))
            served.add_file_to_dictionary(PREFIX + names[name], str(path))
    app.wsgi_app = served  # type: ignore[method-assign]
    app.add_url_rule(f"{PREFIX}<path:filename>", "static", build_only=True)

    def address(filename: str) -> str:
        # Asked for by every icon of a page, so it is looked up and not built.
        return PREFIX + names.get(filename, filename)

    app.jinja_env.globals["static"] = address

    @app.url_defaults
    def name_by_content(endpoint: str, values: dict) -> None:
        if endpoint == "static":
            values["filename"] = names.get(values["filename"], values["filename"])


def _hashed(name: str, path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{digest}.{ending}" if dot else name


def _is_immutable(_path: str, url: str) -> bool:
    # The stylesheet names the fonts itself, so they keep their plain names; a new font gets a new one.
    return bool(HASHED.search(url)) or url.endswith(".woff2")


def _add_headers(headers: Headers, https: bool) -> None:
    security.header_fields(https, headers)
