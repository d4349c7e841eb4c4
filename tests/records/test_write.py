"""Every change is whole, checked, kept in history and done once."""

import threading
from datetime import date

import pytest

from forum_app.db import db, is_postgres, make, unguarded
from forum_app.models.boards import Board
from forum_app.models.control import Change, ChangeGroup, FormKey, Marking, Setting
from forum_app.models.money import Posting, TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.models.post import Mail
from forum_app.permissions.errors import NotAllowed, NotFound
from forum_app.records import rows, write
from forum_app.records.errors import CouldNotSave, RuleBroken, Stale, Unregistered
from forum_app.records.outbox import Mailing
from forum_app.records.write import Add, Bin, Edit, Restore, many

from .conftest import BECKY, BRYONY, PRIYA, becky, board, bryony, ident, leave, row_of, rows_of

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
ENTRY = {"person": becky, "day": date(2026, 11, 11), "kind": "meeting", "minutes": 90}


def act(*asks, who=BRYONY, via="form", **more):
    return many(leave(who), asks, via=via, **more)


def groups() -> int:
    return len(rows_of(ChangeGroup))


def test_one_act_makes_one_group_and_one_history_row_a_record():
    before = groups()
    time = write.new_id()
    written = act(Add(TimeEntry, ENTRY, time), Edit(Person, becky, {"town": "Lindale"}), words="Logged")
    group = row_of(ChangeGroup, written.group_id)
    assert groups() == before + 1
    assert (group.who, group.person_id, group.words, group.via) == ("Bryony", bryony, "Logged", "form")
    added, edited = [change for change in rows_of(Change) if change.group_id == written.group_id]
    assert (added.kind, added.row, added.old) == ("add", time, {})
    assert added.new == {"person": becky, "day": "2026-11-11", "kind": "meeting", "minutes": 90}
    assert (edited.kind, edited.old, edited.new) == ("edit", {"town": "Saltmere"}, {"town": "Lindale"})
    assert row_of(TimeEntry, time).minutes == 90
    assert row_of(Person, becky).version == 2


def test_a_value_that_cannot_be_so_is_refused_at_its_field():
    for field, value in (("minutes", -5), ("minutes", None), ("minutes", "90"), ("day", "tomorrow")):
        with pytest.raises(RuleBroken) as broken:
            act(Add(TimeEntry, ENTRY | {field: value}))
        assert broken.value.field == field
    with pytest.raises(RuleBroken, match="Keep it to 40"):
        act(Edit(Board, board, {"name": "x" * 41}))
    assert rows_of(TimeEntry) == []


def test_the_tables_own_check_sees_the_whole_row():
    with pytest.raises(RuleBroken, match="Say what it was"):
        act(Add(TimeEntry, ENTRY | {"kind": "other"}))
    (entry,) = act(Add(TimeEntry, ENTRY)).ids
    with pytest.raises(RuleBroken, match="Say what it was"):
        act(Edit(TimeEntry, entry, {"kind": "other"}))


def test_what_is_needed_and_not_said_is_refused():
    with pytest.raises(RuleBroken) as broken:
        act(Add(TimeEntry, {"person": becky, "kind": "meeting", "minutes": 5}))
    assert broken.value.field == "day"


def test_a_table_that_nobody_described_is_refused():
    with pytest.raises(Unregistered):
        act(Add(Setting, {"name": "x"}))


def test_a_change_needs_a_grant():
    with pytest.raises(TypeError):
        many(BRYONY, [Edit(Person, becky, {"town": "Lindale"})], via="form")


def test_an_edit_that_changes_nothing_writes_nothing():
    before = groups()
    written = act(Edit(Person, becky, {"town": "Saltmere"}))
    assert (written.group_id, groups()) == ("", before)
    assert row_of(Person, becky).version == 1


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    before = groups()

    def pull_the_plug(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(write.outbox, "queue", pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        act(Add(TimeEntry, ENTRY), Edit(Person, becky, {"town": "Lindale"}), form_key="k")
    assert (rows_of(TimeEntry), groups(), rows_of(FormKey)) == ([], before, [])
    assert row_of(Person, becky).town == "Saltmere"


def test_one_bad_row_of_many_leaves_nothing():
    rows = [Add(TimeEntry, ENTRY) for _ in range(20)] + [Add(TimeEntry, ENTRY | {"minutes": -1})]
    with pytest.raises(RuleBroken):
        act(*rows, via="job")
    assert rows_of(TimeEntry) == []


def test_mail_is_queued_with_the_change_and_once():
    mail = Mailing("thanks", becky, (("people", becky),), dedupe="thanks:her")
    act(Edit(Person, becky, {"town": "Lindale"}), mails=[mail])
    act(Edit(Person, becky, {"town": "Marlbeck"}), mails=[mail])
    (queued,) = rows_of(Mail)
    assert (queued.kind, queued.person_id, queued.parts, queued.state) == (
        "thanks",
        becky,
        [["people", becky]],
        "queued",
    )


def test_the_second_of_two_people_is_shown_both_values():
    act(Edit(Person, becky, {"town": "Lindale"}, version=1), who=PRIYA)
    with pytest.raises(Stale) as stale:
        act(Edit(Person, becky, {"town": "Marlbeck"}, version=1))
    assert stale.value.mine == {"town": "Marlbeck"}
    assert stale.value.theirs == {"town": "Lindale"}
    assert stale.value.by == "Priya"
    assert row_of(Person, becky).town == "Lindale"


def test_both_values_are_shown_only_as_far_as_one_may_see_them():
    act(Edit(Person, becky, {"phone": "01632 960009"}))
    with pytest.raises(Stale) as stale:
        act(Edit(Person, becky, {"phone": "01632 960005"}, version=1), who=PRIYA)
    assert stale.value.theirs == {"phone": None}


def test_the_same_value_said_by_two_is_still_asked_about():
    """Each may have counted one up from the same figure."""
    act(Edit(Person, becky, {"town": "Lindale"}, version=1), who=PRIYA)
    with pytest.raises(Stale) as stale:
        act(Edit(Person, becky, {"town": "Lindale"}, version=1))
    assert stale.value.mine == stale.value.theirs


def test_a_form_sent_twice_makes_one():
    first = act(Add(TimeEntry, ENTRY), form_key="k")
    second = act(Add(TimeEntry, ENTRY), form_key="k")
    assert not first.repeated and second.repeated
    assert (second.group_id, second.ids) == (first.group_id, first.ids)
    assert len(rows_of(TimeEntry)) == 1
    assert write.already(leave(BRYONY), "k") == second
    assert write.already(leave(BECKY), "k") is None


def test_the_same_form_key_of_another_person_or_act_is_another_form():
    act(Add(TimeEntry, ENTRY), form_key="k")
    act(Add(TimeEntry, ENTRY), form_key="k", who=BECKY)
    many(leave(BRYONY, "log_for_rep"), [Add(TimeEntry, ENTRY)], via="form", form_key="k")
    assert len(rows_of(TimeEntry)) == 3


def test_a_form_sent_twice_at_the_same_moment_makes_one(in_threads):
    answers = in_threads(8, lambda _: act(Add(TimeEntry, ENTRY), form_key="k"))
    assert len(rows_of(TimeEntry)) == 1
    assert len({answer.ids for answer in answers}) == 1
    assert [answer.repeated for answer in answers].count(False) == 1


def test_eight_people_at_once_lose_nothing_and_are_never_locked_out(in_threads):
    rounds = 15

    def count_up(_):
        for _ in range(rounds):
            while True:
                with unguarded("a test reads its counter"):
                    row = Board.get_by_id(board)
                value = {"planned_minutes": row.planned_minutes + 1}
                try:
                    act(Edit(Board, board, value, version=row.version), Add(TimeEntry, ENTRY))
                    break
                except Stale:
                    continue

    in_threads(8, count_up)
    assert row_of(Board, board).planned_minutes == 90 + 8 * rounds
    assert row_of(Board, board).version == 1 + 8 * rounds
    assert len(rows_of(TimeEntry)) == 8 * rounds


def test_without_a_version_the_last_word_stands_and_history_has_every_one(in_threads):
    in_threads(8, lambda n: act(Edit(Board, board, {"name": f"Name {n}"})))
    names = [
        change.new["name"] for change in rows_of(Change) if change.row == board and change.kind == "edit"
    ]
    assert len(names) == 8
    assert row_of(Board, board).version == 9


def test_two_cells_of_one_record_make_one_history_row():
    written = act(Edit(Person, becky, {"town": "Lindale"}, 1), Edit(Person, becky, {"name": "Becky F"}, 1))
    (change,) = [change for change in rows_of(Change) if change.group_id == written.group_id]
    assert change.new == {"town": "Lindale", "name": "Becky F"}
    assert row_of(Person, becky).version == 2


def test_a_record_in_the_bin_keeps_its_links_and_comes_back_with_them():
    host = write.new_id()
    act(Add(Organisation, {"name": "Council"}, host), Edit(Board, board, {"host": host}))
    act(Bin(Organisation, host))
    assert row_of(Organisation, host).binned_at is not None
    with pytest.raises(NotFound):
        act(Edit(Organisation, host, {"name": "Other"}))
    assert row_of(Board, board).host_id == host
    act(Restore(Organisation, host))
    assert row_of(Organisation, host).binned_at is None
    assert row_of(Board, board).host_id == host


def test_binning_twice_is_one_change():
    first = act(Bin(Board, board))
    assert first.group_id and not act(Bin(Board, board)).group_id


def test_binning_what_somebody_just_changed_is_refused():
    act(Edit(Board, board, {"name": "New"}))
    with pytest.raises(Stale):
        act(Bin(Board, board, version=1))


def test_an_edit_of_nothing_is_not_found():
    with pytest.raises(NotFound):
        act(Edit(Person, ident("nobody"), {"town": "Lindale"}))


def test_a_link_to_nothing_and_to_a_secret_look_the_same():
    secret, told = write.new_id(), []
    many(leave(BRYONY, "load_demo"), [Add(Marking, {"review_on": date(2027, 1, 1)}, secret)], via="demo")
    for target in (secret, ident("nothing")):
        with pytest.raises(RuleBroken) as broken:
            act(Edit(Board, board, {"default_marking": target}))
        told.append((broken.value.field, broken.value.words))
    assert told[0] == told[1] == ("default_marking", "That is not there any more. Choose again.")


def test_a_cell_reaches_only_columns_its_writer_may_see():
    with pytest.raises(NotAllowed):
        act(Edit(Person, becky, {"forum_role": "chair"}), via="cell")
    act(Edit(Person, becky, {"town": "Lindale"}), via="cell")


def test_money_that_moved_is_neither_changed_nor_binned():
    posting = act(Add(Posting, {"movement": "m", "day": date(2026, 11, 13), "account": "bank", "pence": 100}))
    for ask in (Edit(Posting, posting.ids[0], {"pence": 1}), Bin(Posting, posting.ids[0])):
        with pytest.raises(RuleBroken, match="Reverse it"):
            act(ask)


def test_rows_that_become_alike_are_written_together_and_no_others(monkeypatch):
    added = many(leave(BRYONY), [Add(TimeEntry, ENTRY) for _ in range(4)], via="job").ids
    said: list[dict] = [{"x": 1}, {"x": 1}, {"x": True}, {"x": 1.0}]
    asks = [Edit(TimeEntry, row_id, {"cells": cells}) for row_id, cells in zip(added, said, strict=True)]
    update, seen = rows.update, []
    monkeypatch.setattr(rows, "update", lambda model, ids, *how: seen.append(ids) or update(model, ids, *how))
    many(leave(BRYONY), asks, via="job")
    assert seen == [[*added[:2]], [added[2]], [added[3]]], "one, yes and 1.0 are three things to say"
    assert [repr(row_of(TimeEntry, row_id).cells["x"]) for row_id in added] == ["1", "1", "True", "1.0"]
    monkeypatch.setattr(rows, "update", lambda model, ids, *how: update(model, ids[1:], *how))
    with pytest.raises(Stale) as stale:
        many(leave(BRYONY), [Bin(TimeEntry, row_id) for row_id in added[:2]], via="job")
    assert stale.value.record_id == added[0] and not row_of(TimeEntry, added[1]).binned_at


def test_ten_thousand_new_rows_are_one_act():
    written = act(*[Add(TimeEntry, ENTRY) for _ in range(10_000)], via="import")
    with unguarded("a test counts"):
        assert TimeEntry.select().count() == 10_000
        assert Change.select().where(Change.group == written.group_id).count() == 10_000


def test_a_read_only_or_full_database_says_so_and_keeps_everything():
    before = groups()
    with _no_room(), pytest.raises(CouldNotSave, match="Nothing was changed"):
        act(*[Add(TimeEntry, ENTRY | {"words": "x" * 500}) for _ in range(50)])
    assert (rows_of(TimeEntry), groups()) == ([], before)
    act(Add(TimeEntry, ENTRY))
    assert len(rows_of(TimeEntry)) == 1


class _no_room:
    """PostgreSQL refuses every write; SQLite finds no page left, as on a full disk."""

    def __enter__(self):
        self._set("SET default_transaction_read_only = on", "PRAGMA max_page_count = 1")

    def __exit__(self, *_):
        self._set("SET default_transaction_read_only = off", "PRAGMA max_page_count = 1000000")

    def _set(self, postgres: str, sqlite: str) -> None:
        with unguarded("a test takes the room away"):
            db.execute_sql(postgres if is_postgres() else sqlite)


@pytest.fixture
def in_threads():
    """Run something in a number of threads at once, each with a connection of its own; their answers."""

    def run(number: int, work) -> list:
        answers, troubles, ready = [], [], threading.Barrier(number)

        def body(n: int) -> None:
            db.connect()
            try:
                ready.wait(timeout=20)
                answers.append(work(n))
            except BaseException as trouble:
                troubles.append(trouble)
            finally:
                db.close()

        threads = [threading.Thread(target=body, args=(n,)) for n in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not troubles, troubles
        return answers

    return run


def test_an_act_within_another_goes_back_alone_however_deep():
    def named(name: str) -> None:
        act(Edit(Board, board, {"name": name}))

    with write.together():
        named("One")
        with pytest.raises(ZeroDivisionError), write.together():
            named("Two")
            with pytest.raises(ZeroDivisionError), write.together():
                named("Three")
                raise ZeroDivisionError
            assert row_of(Board, board).name == "Two"
            with write.together():
                named("Four")
            raise ZeroDivisionError
        assert row_of(Board, board).name == "One"
        act(Edit(Person, becky, {"town": "Lindale"}))
    assert (row_of(Board, board).name, row_of(Person, becky).town) == ("One", "Lindale")
    with pytest.raises(ZeroDivisionError), write.together():
        with write.together():
            named("Five")
        raise ZeroDivisionError
    assert row_of(Board, board).name == "One"


def test_a_writer_who_is_kept_waiting_too_long_is_told_so(database_url):
    other = make(database_url)
    other.connect()
    with unguarded("a test holds the lock"):
        db.execute_sql("SET lock_timeout = '50ms'" if is_postgres() else "PRAGMA busy_timeout = 50")
        with other.atomic():
            other.execute_sql("UPDATE boards SET position = 1")
            with pytest.raises(CouldNotSave):
                act(Edit(Board, board, {"name": "New"}))
        other.close()
    assert row_of(Board, board).name == "Short Breaks"
    act(Edit(Board, board, {"name": "New"}))
    if is_postgres():
        other.close_all()
