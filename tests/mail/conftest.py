"""A mail server of our own on this machine, for mail that really goes out."""

from collections.abc import Iterator

import pytest

from tests.mail.sink import Sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running
