"""Rounds of being killed: people log, every process dies at a random moment, and nothing said is lost."""

import random
import threading
from contextlib import closing
from pathlib import Path

import cysqlite

from tests.browser.forum import ServedForum
from tests.kills.acts import Answerer, Rep, faults
from tests.kills.conftest import serve

LATEST = 0.3  # seconds
# Each of their logs writes the same number of records.
FOUR = ["becky", "craig", "jo", "donna"]


def survive_kills(served, kills: int) -> str:
    """Four people log and Priya answers, on a real forum that is killed so many times; what was seen."""
    forum, reps = served(FOUR, each=kills * 10)
    forum.sign_in("priya")
    answerer = Answerer(forum.who["priya"], forum.filled("/decisions/{D04}/answer"))
    seen = _survive(forum, reps, answerer, rounds=kills, seed=kills)
    assert _answers_with_a_mail(forum) >= answerer.acknowledged
    return seen


def _survive(forum: ServedForum, reps: list[Rep], answerer: Answerer, rounds: int, seed: int) -> str:
    """Kill it so many times and look after each; returns what was seen. Raises AssertionError."""
    chance = random.Random(seed)
    tried: set[str] = set()
    cut_off = 0
    for number in range(rounds):
        when = f"round {number}, seed {seed}"
        _log_and_die(forum, reps, answerer, chance.uniform(0, LATEST))
        sent = {meeting for rep in reps for meeting in (*rep.acknowledged, *rep.unsure)} - tried
        cut_off += sum(len(rep.unsure) for rep in reps)
        _look(forum.copied(), reps, sent, f"killed in {when}")
        forum.start(serve(forum))
        for rep in reps:
            rep.send_again()
        refused = [one for rep in reps for one in rep.refused]
        assert not refused and not any(rep.unsure for rep in reps), f"{when}: {refused}"
        _look(forum.path, reps, sent, f"started again after {when}")
        tried |= sent
    assert _acknowledged(reps) == tried, "what was sent again was taken in the end"
    _look(forum.path, reps, tried, f"seed {seed}, in the end")
    return f"{rounds} kills, {len(tried)} logs, {cut_off} of them cut off, {answerer.acknowledged} answers"


def _acknowledged(reps: list[Rep]) -> set[str]:
    return {meeting for rep in reps for meeting in rep.acknowledged}


def _log_and_die(forum: ServedForum, reps: list[Rep], answerer: Answerer, after: float) -> None:
    stop = threading.Event()
    threads = [threading.Thread(target=rep.log_until_cut_off, args=(stop,)) for rep in reps]
    threads.append(threading.Thread(target=answerer.answer_until_cut_off, args=(stop,)))
    for thread in threads:
        thread.start()
    stop.wait(after)
    forum.kill()
    stop.set()
    for thread in threads:
        thread.join()


def _look(path: Path, reps: list[Rep], tried: set[str], when: str) -> None:
    found = faults(path, _acknowledged(reps), tried)
    assert not found, f"{when}: " + "; ".join(found)


def _answers_with_a_mail(forum: ServedForum) -> int:
    """How many answers the database holds: each wrote one history group and queued one mail with it."""
    with closing(cysqlite.connect(str(forum.path))) as connection:
        groups = connection.execute("select count(*) from change_groups where act = 'answer_decision'")
        mails = connection.execute("select count(*) from mails where dedupe like 'answer:%'")
        counts = groups.fetchone()[0], mails.fetchone()[0]
    assert counts[0] == counts[1], "an answer and its mail are written together"
    return counts[0]
