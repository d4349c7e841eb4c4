"""The search index on both engines: kept with every write, closed to what is closed, and never upset."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum_app.db import db, is_postgres, unguarded
from forum_app.fields.folding import words_asked
from forum_app.models.boards import Board
from forum_app.models.control import Marking
from forum_app.models.meetings import AgendaItem, Meeting, MeetingReport, Paper
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.models.search import A_DAY, A_KIND, SearchEntry, kind_of
from forum_app.permissions.prepared import PreparedReport
from forum_app.permissions.readable import found as read_found
from forum_app.permissions.readable import places, readable
from forum_app.permissions.readable.found import Start, stretches
from forum_app.permissions.readable.places import IN_TITLE, NO_DAY, asked_for
from forum_app.permissions.roles import command_line
from forum_app.records import finding, migrate, search, write
from forum_app.records.history import undo
from forum_app.records.search_entries import Findable
from forum_app.records.write import Add, Bin, Edit, Restore
from tests.permissions.forum import CONTENT, LEVELS, NOON, PEOPLE, content_id, person_id, see

from .conftest import (
    BOARD_ONLY,
    EMBARGOED,
    MEETING,
    MINUTE,
    RESTRICTED,
    found,
    in_the_file,
    kept,
    leave,
)

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("small_forum")]
KNOBS = "SAMPLE", "MANY", "NEXT_TO", "DAYS_OFF"  # of how PostgreSQL looks for words
CLOSED = {"restricted", "embargoed"}
SEATED, MEMBER = "rep with the seat", "member"
ITEM_ID, PAPER_ID, REPORT_ID = (f"rec{name:0<14}" for name in ("item", "paper", "report"))
ITEM = {"meeting": MEETING, "position": 1, "title": "The quetzal tender"}
REPORT = {"meeting": MEETING, "person": person_id(MEMBER), "logged_at": NOON, "text": "Quetzal agreed"}
NASTY = (
    '"', "'", "''", "\\", "*", "te*", "NOT", "plan OR", "AND", "title:", "words:members", "^members",
    "a NEAR b",
    "(", "((((", "{title} : x", "members)", "; DROP TABLE people", "-- x", "/* */", "%", "_", "%%%s", "\x1a",
    "\x1awords1", "|", "&", "!members", "<->", ":*", "'members':*", "\u202e", "\u0301", "😀", "𞤀𞤁",
    "a" * 10_000, "(" * 10_000, "NULL", "…", "\t\n", "members\u00a0members", "1e5", "-1", "‘’", "\u200b",
)  # fmt: skip


def act(*asks, now=NOON):
    return write.many(leave(now), asks, via="command").group_id


def knows():
    """The coordinator, named on every list: undo leaves alone what its doer may not read."""
    return replace(see("coordinator"), markings=frozenset({BOARD_ONLY, RESTRICTED, EMBARGOED}))


def test_each_person_finds_what_they_may_read_but_nothing_restricted_or_embargoed():
    everything = {content_id(model, level) for model in CONTENT for level in LEVELS}
    for name in PEOPLE:
        viewer = see(name)
        may_read = {row[0] for model in CONTENT for row in readable(model, viewer).select(model.id).tuples()}
        right = {row for row in may_read if row.rpartition("-")[2] not in CLOSED}
        told = set().union(*(found(viewer, level) for level in LEVELS)) & everything
        assert told == right, name
    assert found(see(SEATED), "board") - found(see(MEMBER), "board") == {
        content_id(model, "board") for model in CONTENT
    }
    guest = see("guest of another board")
    assert not found(guest, "members") and "meeting-there" in found(guest, "there")


def test_a_guest_finds_the_board_they_were_sent_and_no_more_of_its_people_and_partner_than_names():
    with unguarded("a test plants rows"):
        Person.update(about="Quetzals at home").where(Person.id == person_id(SEATED)).execute()
        Organisation.insert(id="host", name="Quetzal Trust", note="Slow to answer quetzals").execute()
        Board.update(host="host", usual_time="Quetzals meet").where(Board.id == "here").execute()
    search.make_anew(NOON)
    guest, asked = see("guest of the board"), words_asked("quetzal")
    assert found(see(MEMBER), "quetzal") == {person_id(SEATED), "host", "here"}
    assert found(guest, "quetzal") == {"here"}
    for model in (Person, Organisation):
        assert readable(model, guest).exists() and finding.page_of(guest, model, asked) == ([], None)


def test_what_is_closed_is_not_in_the_index_at_all():
    entries = kept()
    for level in CLOSED:
        for model in CONTENT:
            entry = entries.get(content_id(model, level))
            assert entry is None or not (entry.title or entry.words or entry.parts), entry
    assert {entries[content_id(model, "board")].level for model in CONTENT} == {"board"}


def test_a_marking_that_rises_takes_its_words_along_and_one_that_falls_brings_them_back():
    act(Add(AgendaItem, ITEM | {"marking": BOARD_ONLY, "level": "board"}, ITEM_ID))
    assert found(see(SEATED), "quetzal") == {ITEM_ID} and not found(see(MEMBER), "quetzal")
    act(Add(Paper, {"meeting": MEETING, "agenda_item": ITEM_ID, "title": "Hoopoe"}, PAPER_ID))
    assert kept()[PAPER_ID].level == "board", "a paper is as closed as its item"
    act(Edit(Marking, BOARD_ONLY, {"level": "restricted"}))
    assert not found(see(SEATED), "quetzal") and not {ITEM_ID, PAPER_ID} & kept().keys()
    if not is_postgres():
        assert in_the_file("member") and not in_the_file("quetzal"), "what left is gone from the file too"
    act(Edit(Marking, BOARD_ONLY, {"level": "board"}))
    assert found(see(SEATED), "quetzal") == {ITEM_ID} and PAPER_ID in kept()


def test_what_hangs_from_a_meeting_that_is_closed_leaves_with_it():
    act(Add(AgendaItem, ITEM, ITEM_ID), Add(MeetingReport, REPORT, REPORT_ID))
    act(Add(Paper, {"meeting": MEETING, "agenda_item": ITEM_ID, "title": "Quetzal"}, PAPER_ID))
    everything = {ITEM_ID, REPORT_ID, PAPER_ID}
    assert found(see(MEMBER), "quetzal") == everything
    for marking in (RESTRICTED, EMBARGOED):
        group = act(Edit(Meeting, MEETING, {"marking": marking}))
        assert not [row for row in everything | {MEETING} if row in kept() and kept()[row].words]
        undo(knows(), group, via="form")
        assert found(see(MEMBER), "quetzal") == everything and MEETING in kept()
    act(Edit(AgendaItem, ITEM_ID, {"marking": RESTRICTED, "level": "restricted"}))
    assert found(see(MEMBER), "quetzal") == {REPORT_ID}, "a paper goes with its item"


def test_what_an_embargo_lets_go_comes_in_at_its_time():
    freed = {content_id(model, "embargoed") for model in CONTENT}
    assert search.take_in_due(MINUTE - timedelta(seconds=1)) == 0
    assert not found(see(MEMBER, MINUTE), "embargoed") & freed
    assert search.take_in_due(MINUTE) == len(freed)
    assert found(see(MEMBER, MINUTE), "embargoed") & freed == freed
    assert search.take_in_due(MINUTE) == 0
    act(Add(AgendaItem, ITEM | {"marking": EMBARGOED, "level": "restricted"}, ITEM_ID), now=MINUTE)
    assert found(see(MEMBER, MINUTE), "quetzal") == {ITEM_ID}
    act(Edit(Marking, EMBARGOED, {"embargoed_until": MINUTE + timedelta(days=1)}), now=MINUTE)
    assert not found(see(MEMBER, MINUTE), "quetzal") and not kept()[ITEM_ID].words


def test_what_is_written_binned_restored_and_renamed_is_found_as_it_is_now():
    member = see(MEMBER)
    group = act(Add(MeetingReport, REPORT, REPORT_ID))
    assert found(member, "quetzal") == {REPORT_ID}
    changed = act(Edit(MeetingReport, REPORT_ID, {"text": "Agreed a bittern trial"}))
    assert not found(member, "quetzal") and found(member, "bittern tri") == {REPORT_ID}
    act(Bin(MeetingReport, REPORT_ID))
    assert not found(member, "bittern") and REPORT_ID not in kept()
    act(Restore(MeetingReport, REPORT_ID))
    assert found(member, "bittern") == {REPORT_ID}
    undo(knows(), changed, via="form")
    assert found(member, "quetzal") == {REPORT_ID}
    undo(knows(), group, via="form")
    assert not found(member, "quetzal")
    act(Edit(Board, "here", {"name": "Wryneck Panel"}))
    assert found(member, "wryneck") == {"here", "meeting-here", MEETING}


def test_odd_letters_harm_nothing():
    member = see(MEMBER)
    for text in NASTY:
        words = words_asked(text)
        assert all(word.isalnum() for word in words) and len(words) <= 8
        rows = found(member, text)
        if words:
            page, _more = finding.page_of(member, Person, words)
            assert {row.id for row in page} <= rows
    assert found(member, "(members)") == found(member, "MEMBERS") != set()


def test_names_are_found_however_they_are_typed():
    names = {
        "sian": "Siân O’Brien-Ŵyn",
        "zainab": "زینب خان",
        "luc": "Lúcia Ñandú",
        "gross": "Groß Co-production",
        "ligature": "Oﬃce Łukasz",
    }
    act(*(Add(Person, {"name": name, "sort_name": name}, f"person-{key}") for key, name in names.items()))
    asked = {
        "sian": ("sian", "SIÂN", "obrien", "o'brien", "O’Brien wyn", "ŵyn si", "brien-wyn sian"),
        "zainab": ("زینب", "زينب", "خا", "زِینب"),
        "luc": ("lucia nandu", "Ñan"),
        "gross": ("gross", "groß", "coproduction", "co-prod", "production gro"),
        "ligature": ("office", "łukasz"),
    }
    for key, texts in asked.items():
        for text in texts:
            assert f"person-{key}" in found(see(MEMBER), text), text
    assert not found(see(MEMBER), "sian zzz") and not found(see(MEMBER), "brien sianx")
    # Two letters are a whole word: they would begin half of all words.
    act(
        Add(Person, {"name": "LA lead", "sort_name": "x"}, "person-la"),
        Add(Person, {"name": "Later"}, "person-later"),
    )
    la = found(see(MEMBER), "la")
    assert "person-la" in la and "person-later" not in la


def test_what_is_hidden_changes_neither_what_is_found_nor_its_order():
    member, items = see(MEMBER), []
    for number in range(60):
        near = {"meeting": MEETING, "position": number, "level": "members"}
        items.append(Add(AgendaItem, near | {"title": f"Dotterel {number % 2}"}, f"item-{number:02}"))
    act(*items)

    def told() -> list:
        first, more = finding.page_of(member, AgendaItem, ["dotterel"])
        second, end = finding.page_of(member, AgendaItem, ["dotterel"], more)
        assert (len(first), len(second), end) == (50, 10, None)
        each = finding.some_of_each(member, ["dotterel"], 6)
        return [*first, *second, each]

    before = told()
    order = [(row.title, row.id) for row in before[:60]]
    assert order == sorted(set(order)) and len(order) == 60, "alike as they are, each is there once"
    closed = {"meeting": MEETING, "level": "restricted", "title": "Dotterel dotterel"}
    act(
        *(
            Add(AgendaItem, closed | {"position": n, "marking": mark}, f"rec0hidden{n:07}")
            for n, mark in enumerate([BOARD_ONLY, RESTRICTED, EMBARGOED] * 20)
        )
    )
    assert told() == before
    assert len(found(see(SEATED), "dotterel")) == 80
    for item in range(60):
        act(Edit(AgendaItem, f"item-{item:02}", {"marking": BOARD_ONLY, "level": "board"}))
    act(Add(AgendaItem, {"meeting": MEETING, "position": 99, "title": "Zz dotterel"}, ITEM_ID))
    last, more = finding.page_of(member, AgendaItem, ["dotterel"])
    assert ([row.id for row in last], more) == ([ITEM_ID], None), "behind however many hidden ones"
    assert found(member, "dotterel") == {ITEM_ID}


def test_what_very_many_say_is_found_alike_by_the_nearest_days_first(monkeypatch):
    days = (-400, -8, -7, -1, 0, 0, 2, 7, 8, 90)
    meetings = [f"rec0dotterel{number:05}" for number in range(len(days))]
    for meeting, days_off in zip(meetings, days, strict=True):
        starts = NOON + timedelta(days=days_off)
        with unguarded("a test plants rows"):
            Meeting.insert(
                id=meeting, board="here", starts_at=starts, day=starts.date(), planned_minutes=90
            ).execute()
        level = {"level": "board", "marking": BOARD_ONLY} if days_off in (-8, -1, 0) else {"level": "members"}
        act(
            Add(AgendaItem, level | {"meeting": meeting, "position": 1, "title": "Dotterel"}),
            Add(Paper, level | {"meeting": meeting, "title": "The dotterel"}),
            Add(Paper, {"meeting": meeting, "title": "Sites", "summary": "Where the dotterel is"}),
        )
    act(*(Add(Board, {"name": f"Dotterel {word}"}) for word in ("one", "two", "three")))

    def told(*rounds: int | None, who=tuple(PEOPLE)) -> list:
        monkeypatch.setattr(finding, "ROUNDS", rounds)
        monkeypatch.setattr(finding, "SIZE", 4)
        viewers = [see(name) for name in who]
        each = [finding.some_of_each(viewer, ["dotterel"], most) for viewer in viewers for most in (1, 8)]
        return [*each, *(pages(viewer, kind) for viewer in viewers for kind in (AgendaItem, Paper))]

    everything = told(None)
    for rounds in ((1, None), (3, 5, None)):
        assert told(*rounds) == everything, rounds
    # Where the engine looks through what comes next, it sees that many hold the words soon, late or never.
    some_tell = told(None, who=(SEATED, MEMBER))
    for sample, many, next_to in ((2, 1, 2), (100, 1_000, 1)) if is_postgres() else ():
        for name, value in zip(KNOBS, (sample, many, next_to, (0, 5, 60)), strict=True):
            monkeypatch.setattr(places, name, value)
        monkeypatch.setattr(read_found, "_FAR", PreparedReport(read_found._far, *["words"], *["number"] * 7))
        assert told(3, 5, None, who=(SEATED, MEMBER)) == some_tell, (sample, many, next_to)
    some = finding.some_of_each(see(SEATED), ["dotterel"], 5)
    assert [row.in_title for row in some[AgendaItem]] == [True] * 5 and len(some[Board]) == 3
    papers = [one for page in pages(see(SEATED), Paper) for one in page]
    assert [row.in_title for row in papers] == [True] * 10 + [False] * 10, "a title first, however far off"
    days = [abs((row.day - NOON.date()).days) for row in papers]
    assert days == sorted(days[:10]) + sorted(days[10:])


def pages(viewer, kind) -> list[list[finding.Found]]:
    """All that a viewer finds of one kind, page by page."""
    each, after = [], None
    while not each or after:
        page, after = finding.page_of(viewer, kind, ["dotterel"], after)
        each.append(page)
        assert len(each) < 20, "it ends"
    return each


def test_what_many_say_is_looked_for_no_further_off_than_enough_of_it_lies():
    today = NOON.date().toordinal()
    entry = {"table": "papers", "kind": kind_of("papers"), "title": "Dotterel", "words": "dotterel"}
    with unguarded("a test plants entries"):
        for number, day in enumerate((-300, -40, -30, 50, 60, None)):
            day = None if day is None else today + day
            SearchEntry.insert(
                **entry, row=f"rec0dotterel{number:05}", title_words="dotterel", day=day
            ).execute()

    def days(enough: int | None, start: Start) -> list[tuple[int, int]]:
        told = stretches(asked_for(["dotterel"], True), today, enough, start)[kind_of("papers")]
        return [
            tuple(place % A_KIND // A_DAY for place in (one.first, one.last))
            for one in told.some
            if one.later == IN_TITLE
        ]

    assert days(1, Start()) == [(today - 30, today + 30)], "the nearest side has one at thirty days"
    assert days(2, Start()) == [(today - 40, today + 40)]
    assert days(2, Start(IN_TITLE, 35)) == [(today - 60, today - 35), (today + 35, today + 60)]
    assert days(4, Start()) == [(0, NO_DAY)], "neither side has four: there, all of them are looked at"
    assert not stretches(asked_for(["plover"], True), today, 1)
    assert kind_of("boards") not in stretches(asked_for(["dotterel"], True), today, 1)


def test_an_index_that_is_missing_or_wrong_is_made_anew():
    right = {row: (entry.words, entry.level, entry.day) for row, entry in kept().items()}
    assert search.mend(NOON) == 0
    with unguarded("a test spoils the index"):
        SearchEntry.update(words="nothing").where(SearchEntry.row == "meeting-there").execute()
        SearchEntry.delete().where(SearchEntry.row == "there").execute()
        SearchEntry.insert(table="papers", row="gone", words="gone").execute()
    assert search.mend(NOON) == 3 and search.mend(NOON) == 0
    with unguarded("a test asks for a new index, as the migration does"):
        SearchEntry.delete().execute()
        SearchEntry.insert(table="", row="", opens_at=NOON).execute()
    assert search.take_in_due(NOON) == len(right)
    assert {row: (entry.words, entry.level, entry.day) for row, entry in kept().items()} == right


def test_a_forum_that_is_brought_up_to_date_keeps_its_words():
    """Where the words have moved to a table of their own; SQLite had one before."""

    def words() -> list[tuple]:
        with unguarded("a test looks into the engine's own tables"):
            return db.execute_sql("SELECT place, lexemes::text FROM search_words ORDER BY place").fetchall()

    if is_postgres():
        with unguarded("a test asks the engine"):
            assert db.execute_sql("SHOW jit").fetchone() == ("off",), "no search waits to be compiled"
        step = migrate._load("0027_words_by_kind_and_day", migrate.FOLDER)
        right, told = words(), found(see(SEATED), "board")
        with unguarded("a test brings an older forum up to date"), db.atomic():
            step.down(db)
            step.up(db)
        assert words() == right and found(see(SEATED), "board") == told and len(right) > 20
        act(Add(AgendaItem, ITEM, ITEM_ID))
        assert found(see(MEMBER), "quetzal") == {ITEM_ID}
        act(Bin(AgendaItem, ITEM_ID))
        assert words() == right


def test_a_column_that_is_not_for_every_member_cannot_be_searched():
    with pytest.raises(ValueError, match="phone"):
        search.findable(Findable(Person, title=("name",), text=("phone",)))
    assert "phone" not in search.FINDABLE[Person].text
    assert not found(command_line(NOON), "recNoSuchWord")


def test_a_new_index_is_made_by_batches_and_one_that_was_cut_off_is_named_and_made_again(monkeypatch):
    monkeypatch.setattr(search, "AT_ONCE", 2)
    right, done, transactions = kept(), [], []
    whole = search._take_in

    def cut_off(model, found, mine, now):
        transactions.append(db.obj.transaction_depth())
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(len(found))
        return whole(model, found, mine, now)

    with unguarded("a test spoils the index"):
        SearchEntry.update(title="wrong", words="wrong").where(SearchEntry.opens_at.is_null()).execute()
        SearchEntry.insert(table="nowhere", row="recGone").execute()
    monkeypatch.setattr(search, "_take_in", cut_off)
    with pytest.raises(KeyboardInterrupt):
        search.make_anew(NOON)
    assert len(done) == 3 and max(done) <= 2 and set(transactions) == {1}
    some = {row: entry.title for row, entry in kept().items()}
    assert "wrong" in some.values() and set(some.values()) != {"wrong"}, "what was done stays done"
    monkeypatch.setattr(search, "_take_in", whole)
    assert search.take_in_due(NOON) > 3, "the worker begins again"
    told = {row: (entry.title, entry.words, entry.level) for row, entry in kept().items()}
    assert told == {row: (entry.title, entry.words, entry.level) for row, entry in right.items()}
    assert search.mend(NOON) == 0
    with unguarded("it was cut off at the very beginning"):
        SearchEntry.insert(table="", row="", opens_at=NOON).execute()
    assert search.mend(NOON) == 1 and search.mend(NOON) == 0
