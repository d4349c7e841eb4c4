"""Serves static files under names that carry their content's hash, so that browsers keep them for ever."""

import hashlib
import io
import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

from ..config import ROOT
from . import packing, security

FOLDER = ROOT / "static"
PREFIX = "/static/"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
LONGEST_UNHASHED = 3600


def init_app(app: Flask, https: bool) -> None:
    """Serve the folder, and let `static("app.css")` and `url_for("static", …)` name its files."""
    served = _Files(
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


class _Files(WhiteNoise):
    """The files; those of text say that they come packed or not, as the browser takes them."""

    def add_mime_headers(self, headers: Headers, path: str, url: str) -> None:
        super().add_mime_headers(headers, path, url)
        if self._is_text(path):
            headers["Vary"] = "Accept-Encoding"

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        found = super().get_static_file(path, url, stat_cache)
        return _Text(found, path) if self._is_text(path) else found

    def _is_text(self, path: str) -> bool:
        return packing.is_text(self.media_types.get_type(path))


class _Text:
    """A file of text, packed when it is first asked for: all get the same, so its length tells nothing."""

    def __init__(self, plain: StaticFile, path: str):
        self._plain, self._path = plain, path

    def get_response(self, method: str, environ: Mapping[str, str]) -> Response:
        answer = self._plain.get_response(method, environ)
        takes_packed = packing.takes_packed(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if answer.status != HTTPStatus.OK or not takes_packed:
            return answer
        text, headers, body = _packed(self._path), Headers(list(answer.headers)), None
        headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(text))
        if answer.file is not None:
            answer.file.close()
            body = io.BytesIO(text)
        return Response(answer.status, headers.items(), body)


@cache
def _packed(path: str) -> bytes:
    return packing.packed(Path(path).read_bytes())


def _hashed(name: str, path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{digest}.{ending}" if dot else name


def _is_immutable(_path: str, url: str) -> bool:
    # The stylesheet names the fonts itself, so they keep their plain names; a new font gets a new one.
    return bool(HASHED.search(url)) or url.endswith(".woff2")


def _add_headers(headers: Headers, https: bool) -> None:
    security.header_fields(https, headers)
