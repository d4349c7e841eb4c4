"""The app behind a web server as README asks for one: static files go out compressed, pages as they are."""

import gzip
from collections.abc import Callable, Iterable
from functools import cache

from forum_app import create_app

KINDS = (".css", ".js", ".svg")


def _fronted(app: Callable) -> Callable:
    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not environ["PATH_INFO"].endswith(KINDS):
            return app(environ, start_response)
        kept: list = []
        body = b"".join(app(environ, lambda *said: kept.append(said)))
        status, headers, *_ = kept[-1]
        packed = _packed(body)
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))])
        return [packed]

    return answer


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


app = _fronted(create_app())
