"""SIGKILL at any moment loses nothing that was acknowledged, and leaves nothing half done."""

from tests.kills.rounds import survive_kills


def test_ten_kills_while_four_people_log(served):
    print(survive_kills(served, 10))
