"""Minutes of everyday work by twenty people: no error, and nothing that grows."""

import random
from collections import deque

import pytest

from tests.browser.visitor import Visitor
from tests.kills.acts import Rep, faults
from tests.kills.rounds import FOUR
from tests.prove.soak import Person, soak, weigh

pytestmark = pytest.mark.prove
WARM_UP, MINUTES = 60, 4
MOST_GROWTH = 1.10
FILES_TO_SPARE = 20


def test_twenty_people_work_for_minutes_and_nothing_grows(served):
    forum, reps = served(FOUR, each=2000)
    people = [Person(rep, chance=random.Random(n)) for n, rep in enumerate(reps)]
    # Each of the four sits at five browsers; only one of them logs.
    for name in FOUR * 4:
        people.append(Person(Rep(Visitor(forum.port).sign_in(name), deque())))
    assert len(people) == 20

    soak(people, WARM_UP)
    before = weigh(forum)
    soak(people, MINUTES * 60)
    after = weigh(forum)

    statuses = {status for person in people for status in person.statuses}
    assert statuses == {200, 404}, "nothing but pages, and the one that is not there"
    assert [(rep.refused, rep.unsure) for rep in reps] == [([], [])] * 4
    told = forum.log.read_text("utf-8")
    assert not any(words in told for words in ("unexpected", "Traceback", "database trouble", "locked"))
    assert before.keys() == after.keys(), "no process died"
    for pid, then in before.items():
        assert after[pid].memory <= then.memory * MOST_GROWTH, (
            f"memory, kB: {then.memory}, {after[pid].memory}"
        )
        assert after[pid].files <= then.files + FILES_TO_SPARE, f"files: {then.files}, {after[pid].files}"
    logged = {meeting for rep in reps for meeting in rep.acknowledged}
    assert faults(forum.path, logged, logged) == []
    pages = sum(sum(person.statuses.values()) for person in people)
    print(f"{pages} pages, {len(logged)} logs, {before} then {after}")
