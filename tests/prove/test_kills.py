"""Two hundred kills, as `make test` does ten."""

import pytest

from tests.kills.rounds import survive_kills

pytestmark = pytest.mark.prove


def test_two_hundred_kills_while_four_people_log(served):
    print(survive_kills(served, 200))
