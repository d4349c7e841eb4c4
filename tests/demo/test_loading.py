"""The demo is loaded whole and once, and only where there is nothing else."""

import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from forum_app import clock
from forum_app.db import db, unguarded
from forum_app.features.accounts.passwords import matches
from forum_app.features.demo import actions
from forum_app.features.demo.actions import PASSWORD, SIGN_INS, DemoRefused, load_demo
from forum_app.features.demo.data.ids import id_of
from forum_app.models import ALL, RECORDS
from forum_app.models.control import Account, ChangeGroup
from forum_app.models.glossary import GlossaryTerm
from forum_app.models.meetings import Meeting
from forum_app.models.people import Person
from forum_app.permissions.abilities import require
from forum_app.permissions.roles import command_line
from forum_app.records import settings, write
from tests.demo.build import NOW, describe_tables

ROWS = {
    "organisations": 14,
    "people": 27,
    "boards": 15,
    "meetings": 108,
    "seats": 40,
    "offers": 28,
    "claims": 14,
    "funding_sources": 4,
    "rates": 11,
    "decisions": 18,
    "outcome_feedback": 8,
    "markings": 5,
    "thanks": 8,
    "you_said": 3,
    "escalations": 2,
    "rep_requests": 2,
    "barriers": 2,
    "promises": 4,
    "engagements": 5,
    "consultations": 4,
    "agreements": 23,
    "policy_acceptances": 66,
    "declarations": 25,
    "training": 7,
    "preferences": 8,
    "digest_runs": 0,
    "accounts": 27,
}


def rows_now() -> dict[str, int]:
    with unguarded("a test counts every row"):
        return {model._meta.table_name: model.select().count() for model in ALL}


def everything_now() -> dict[str, list]:
    with unguarded("a test compares every value"):
        return {model._meta.table_name: sorted(map(str, model.select().tuples())) for model in ALL}


@pytest.mark.postgres
def test_the_demo_loads_whole_and_quickly_on_each_engine(database):
    describe_tables()
    started = time.perf_counter()
    assert load_demo() is True
    assert time.perf_counter() - started < 15
    found = rows_now()
    assert {name: found[name] for name in ROWS} == ROWS


@pytest.mark.postgres
def test_loading_it_twice_changes_nothing(database):
    describe_tables()
    load_demo()
    before = everything_now()
    assert load_demo() is False
    assert everything_now() == before


def test_a_real_forum_is_never_poured_over(database):
    describe_tables()
    grant = require(command_line(NOW), "add_person")
    write.one(grant, write.Add(Person, {"name": "Sian Hughes", "first_name": "Sian"}), via="form")
    before = everything_now()
    with pytest.raises(DemoRefused):
        load_demo()
    assert everything_now() == before


def test_even_a_forum_whose_only_person_is_in_the_bin_is_refused(database):
    describe_tables()
    grant = require(command_line(NOW), "add_person")
    added = write.one(grant, write.Add(Person, {"name": "Sian Hughes", "first_name": "Sian"}), via="form")
    write.one(grant, write.Bin(Person, added.ids[0]), via="form")
    with pytest.raises(DemoRefused):
        load_demo()


def test_an_interrupted_load_leaves_nothing_behind(database, monkeypatch):
    describe_tables()
    before = rows_now()

    def broken(_book):
        raise RuntimeError("the power went")

    monkeypatch.setattr(actions, "_open_accounts", broken)
    with pytest.raises(RuntimeError):
        load_demo()
    assert rows_now() == before


def test_it_is_marked_as_a_demo_that_stands_still(demo):
    assert settings.is_demo()
    assert settings.demo_moment() == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert settings.get("forum_name") == "Aldermere Parent Carer Forum"
    assert clock.london(settings.demo_moment()).strftime("%A %H:%M") == "Tuesday 09:00"


def test_everyone_signs_in_with_their_first_name(demo):
    with unguarded("a test looks at the accounts"):
        accounts = {row.email: row for row in Account.select()}
    assert {f"{name}@aldermere.example" for name in SIGN_INS} <= accounts.keys()
    assert len({row.password_hash for row in accounts.values()}) == 1
    assert matches(accounts["becky@aldermere.example"].password_hash, PASSWORD)


def test_who_is_what(see):
    assert see("S1").has("coordinator")
    assert see("S2").has("administrator") and not see("S2").has("coordinator")
    assert see("R01").has("cochair") and see("R02").has("cochair")
    assert see("R03").has("treasurer")
    eight = {f"R{number:02}" for number in range(1, 26) if see(f"R{number:02}").has("steering")}
    assert eight == {"R01", "R02", "R03", "R04", "R05", "R08", "R11", "R22"}


def test_agreements_run_through_the_last_of_august(see):
    not_signed = {"R15", "R19", "R24"}
    cleared = {f"R{number:02}" for number in range(1, 26) if see(f"R{number:02}").cleared}
    assert cleared == {f"R{number:02}" for number in range(1, 26)} - not_signed
    assert see("S1").cleared and not see("S2").cleared
    last = clock.at(datetime(2027, 8, 31, tzinfo=UTC).date(), 23, 59)
    assert see("R06", last).cleared
    assert not see("R06", last + timedelta(minutes=1)).cleared


def test_every_row_has_its_history(demo):
    with unguarded("a test looks at the history"):
        groups = list(ChangeGroup.select().where(ChangeGroup.act == "load_demo"))
        # The glossary came with the database.
        kept = sum(model.select().count() for model in RECORDS if model is not GlossaryTerm)
        changes = db.execute_sql("SELECT COUNT(*) FROM changes WHERE kind = 'add'").fetchone()[0]
    assert kept == changes
    assert {group.via for group in groups} == {"demo", "command"}
    assert {group.who for group in groups} == {"the forum (command line)"}


def test_no_child_and_no_reason_for_stepping_aside_is_held(demo):
    """Every text of the demo, read for words that have no place in it."""
    with unguarded("a test reads every text"):
        texts = [str(value) for model in RECORDS for row in model.select().tuples() for value in row]
    told = " ".join(texts).casefold()
    for word in ("diagnos", "my son", "my daughter", "benefit", "tribunal"):
        assert word not in told


def test_codes_lead_to_their_records(see):
    assert id_of("R06", see()) == see("R06").person_id
    with unguarded("a test looks up a meeting"):
        meeting = Meeting.get_by_id(id_of("M26", see()))
    assert (meeting.code, str(meeting.day)) == ("M26", "2026-11-11")
    assert id_of("C13", see("R03")) and id_of("P12", see("R03"))


def test_seats_and_their_states(demo):
    with unguarded("a test counts seats"):
        roles = Counter(row[0] for row in db.execute_sql("SELECT role FROM seats"))
    assert roles == {"lead": 17, "second": 14, "deputy": 8, "shadow": 1}
