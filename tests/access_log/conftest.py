"""A partner's guest, and a browser in which nobody is signed in."""

import pytest

from tests.requirements.conftest import guest_of
from tests.web.browse import Browser

__all__ = ["browser_of_nobody", "guest_of"]


@pytest.fixture
def browser_of_nobody(demo_app) -> Browser:
    return Browser(demo_app)
