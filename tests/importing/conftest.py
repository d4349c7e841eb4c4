"""What stories of imports stand on: a worker that does what waits, and the steps as a person takes them."""

import io

import pytest

from forum_app import clock
from forum_app.jobs import imports


@pytest.fixture
def work():
    """The worker's round for imports."""
    return lambda **how: imports.run(clock.now, **how)


@pytest.fixture
def give():
    """`give(bryony, "people", "…")`, or a file by name and bytes; answers the address of the import."""

    def given(visitor, table: str, paste: str = "", file: tuple[str, bytes] | None = None) -> str:
        address = f"/tables/{table}/import"
        visitor.get(address)
        data = {"rows": paste, "form_key": visitor.form_key()}
        if file:
            data["file"] = (io.BytesIO(file[1]), file[0])
        answer = visitor.post(address, data)
        if answer.status_code != 303:
            return ""
        return answer.headers["Location"].removesuffix("/columns")

    return given
