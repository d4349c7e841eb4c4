"""Eight people writing at once, by HTTP: nobody is turned away, and nobody's change is lost."""

import json
import sqlite3
import threading
from contextlib import closing

from tests.browser.visitor import Visitor
from tests.kills.acts import faults
from tests.kills.planting import BOARDS_OF

EIGHT = list(BOARDS_OF)
EACH = 6


def at_once(number: int, act) -> list:
    """Run `act(n)` in so many threads that begin together; their answers in order."""
    answers: list = [None] * number
    ready = threading.Barrier(number)

    def body(n: int) -> None:
        ready.wait()
        answers[n] = act(n)

    threads = [threading.Thread(target=body, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_eight_people_log_at_once_and_nobody_is_turned_away(served):
    forum, reps = served(EIGHT, each=EACH)
    tried = {meeting for rep in reps for meeting in rep.to_log}

    def log_all(n: int) -> None:
        while reps[n].to_log:
            reps[n].log(reps[n].to_log.popleft())

    at_once(len(reps), log_all)
    assert [(rep.refused, rep.unsure) for rep in reps] == [([], [])] * len(reps)
    assert {meeting for rep in reps for meeting in rep.acknowledged} == tried
    told = forum.log.read_text("utf-8")
    assert "locked" not in told and "database trouble" not in told
    assert [fault for fault in faults(forum.path, set(), set()) if "history group" not in fault] == []


def test_eight_browsers_change_one_answer_and_each_sees_the_one_before(served):
    forum, _ = served([], each=0)
    browsers = [Visitor(forum.port).sign_in("becky") for _ in range(8)]
    address = f"/meetings/{forum.ids['M44']}/reply"
    said = ["coming", "maybe", "not_coming", "deputy"]

    def answer(n: int) -> list[int]:
        return [
            browsers[n].post(address, {"reply": said[(n + turn) % 4], "form_key": f"{n}-{turn}"}).status
            for turn in range(5)
        ]

    statuses = {status for answers in at_once(8, answer) for status in answers}
    assert statuses <= {303, 409}
    chain, now = history_of_replies(forum)
    assert len(chain) > 1
    assert [old for old, _new in chain[1:]] == [new for _old, new in chain[:-1]], "no change was written over"
    assert chain[-1][1] == now


def history_of_replies(forum) -> tuple[list[tuple[str, str]], str]:
    """Becky's replies to the meeting ahead as history tells them, in order; and the one that stands."""
    with closing(sqlite3.connect(forum.path)) as connection:
        (row_id, now), *others = connection.execute(
            "select id, reply from attendances where meeting_id = ? and person_id = ? and binned_at is null",
            (forum.ids["M44"], forum.ids["becky"]),
        ).fetchall()
        assert not others, "eight first answers made one row"
        changes = connection.execute(
            'select old, new from changes where "table" = ? and "row" = ? order by version',
            ("attendances", row_id),
        ).fetchall()
    told = [(json.loads(old or "{}").get("reply", ""), json.loads(new)) for old, new in changes]
    return [(old, new["reply"]) for old, new in told if "reply" in new], now
