"""The database refuses whatever did not ask `readable`, whichever way it is tried."""

from datetime import UTC, datetime

import peewee
import pytest
from peewee import SQL, Select, Table, fn

from forum_app.db import Scoped, Trusted, Unscoped, db, make, unguarded
from forum_app.models.boards import Board, Seat
from forum_app.models.people import Person
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import Viewer

pytestmark = pytest.mark.postgres
REP = Viewer(
    now=datetime(2026, 11, 24, 9, tzinfo=UTC), person_id="recAnna", roles=frozenset({"member", "rep"})
)


def people() -> Scoped:
    return readable(Person, REP)


@pytest.fixture(autouse=True)
def two_people(database):
    with unguarded("a test plants rows"):
        Person.insert(id="recAnna", name="Anna Ash", phone="01632 960001").execute()
        Person.insert(id="recBen", name="Ben Birch", phone="01632 960002").execute()
        Board.insert(id="recBoard", name="Board", short_name="Board").execute()
        Seat.insert(id="recSeat", board="recBoard", person="recBen").execute()


WAYS_ROUND = {
    "a plain count": lambda: Person.select().count(),
    "a plain list": lambda: list(Person.select()),
    "one by its id": lambda: Person.get_by_id("recBen"),
    "iteration": lambda: list(Person),
    "length": lambda: len(Person),
    "a join to a guarded table": lambda: list(people().join(Seat, on=(Seat.person == Person.id))),
    "a join from an unscoped table": lambda: list(Seat.select().join(Person)),
    "a join of a scoped query to its own model": lambda: list(people().join(Person, on=True)),
    "an alias": lambda: list(Person.alias("p").select()),
    "an alias inside a scoped query": lambda: list(people().join(Person.alias("p"), on=True)),
    "a scalar subquery": lambda: list(people().select(Person.name, Seat.select(fn.COUNT(1)))),
    "its own table in a scalar subquery": lambda: list(people().select(Person.select(fn.COUNT(1)))),
    "a subquery in the condition": lambda: list(people().where(Person.id.in_(Seat.select(Seat.person)))),
    "a select of nothing but a subquery": lambda: list(Select([], [Person.select(fn.COUNT(1))]).bind(db)),
    "scoped or unscoped": lambda: list(people() | Person.select()),
    "unscoped or scoped": lambda: list(Person.select() | people()),
    "union all": lambda: list(people().union_all(Person.select())),
    "except": lambda: list(people() - Person.select()),
    "orwhere": lambda: list(people().orwhere(Person.id.is_null(False))),
    "another source": lambda: list(people().from_(Person)),
    "a common table expression": lambda: list(
        people().with_cte(Person.select().cte("every")).where(Person.id.in_(SQL("(select id from every)")))
    ),
    "raw": lambda: list(Person.raw("select * from people")),
    "SQL text": lambda: db.execute_sql("select * from people").fetchall(),
    "a bare Table": lambda: list(Table("people").bind(db).select(SQL("*"))),
    "a bare Table with an alias": lambda: list(Table("people").alias("x").bind(db).select(SQL("*"))),
    "a fragment of SQL": lambda: list(people().where(SQL("exists (select 1 from people)"))),
    "another case of its name": lambda: list(people().where(SQL("exists (select 1 from PEOPLE)"))),
    "another schema's name": lambda: list(people().where(SQL('exists (select 1 from "main"."people")'))),
    "update and return": lambda: list(Person.update(name="X").returning(Person).execute()),
    "a plain update": lambda: Person.update(name="X").execute(),
    "a plain insert": lambda: Person.insert(id="recX").execute(),
    "a plain delete": lambda: Person.delete().execute(),
    "create": lambda: Person.create(id="recX"),
    "save": lambda: Person(id="recX").save(),
    "delete an instance": lambda: Person(id="recBen").delete_instance(),
    "set by id": lambda: Person.set_by_id("recBen", {"name": "X"}),
    "a condition cut off": lambda: list(_without_condition(people())),
    "a condition made an alternative": lambda: list(_with_alternative(people())),
    "a personal column in the condition": lambda: list(people().where(Person.phone == "01632 960002")),
    "a personal column chosen": lambda: list(people().select(Person.phone)),
    "a personal column to sort by": lambda: list(people().order_by(Person.phone)),
    "a personal column to group by": lambda: list(people().select(fn.COUNT(1)).group_by(Person.phone)),
}


def _without_condition(query: Scoped) -> Scoped:
    query._where = None
    return query


def _with_alternative(query: Scoped) -> Scoped:
    query._where = query._condition | (Person.id != "")
    return query


@pytest.mark.parametrize("way", WAYS_ROUND, ids=lambda way: way.replace(" ", "-"))
def test_a_way_round_the_guard_is_refused(way):
    with pytest.raises(Unscoped):
        WAYS_ROUND[way]()


def test_a_lazy_link_is_refused():
    seat = readable(Seat, REP).get()
    assert seat.person_id == "recBen"
    with pytest.raises(Unscoped):
        seat.person  # noqa: B018  the look itself is the test


def test_what_readable_made_may_be_read_counted_narrowed_and_joined():
    assert {row.name for row in people()} == {"Anna Ash", "Ben Birch"}
    assert people().where(Person.name == "Ben Birch").count() == 1
    assert people().exists()
    seats = readable(Seat, REP).select(Seat.person).alias("sitting")
    joined = people().select(Person.name).join(seats, on=(seats.c.person_id == Person.id))
    assert [row.name for row in joined] == ["Ben Birch"]


def test_a_personal_column_comes_masked():
    phones = {row.name: row.phone for row in people()}
    assert phones == {"Anna Ash": "01632 960001", "Ben Birch": None}


def test_a_trusted_condition_stays_inside_its_query():
    """A subquery may not borrow the leave of the condition it stands beside."""
    scoped = Scoped(Person, [Person.name], Trusted(Person.id.in_(Seat.select(Seat.person))), REP)
    assert [row.name for row in scoped] == ["Ben Birch"]
    with pytest.raises(Unscoped):
        list(scoped.where(fn.EXISTS(Seat.select())))


def test_the_door_opens_and_closes():
    with unguarded("a test looks"):
        assert Person.select().count() == 2
    with pytest.raises(Unscoped):
        Person.select().count()


def test_sqlite_itself_is_the_second_lock(database):
    if not isinstance(db.obj, peewee.SqliteDatabase):
        return
    with pytest.raises(Exception, match="prohibited"):
        db.connection().execute("select name from people").fetchall()


def test_nothing_connects_by_itself_and_no_empty_file_is_made(tmp_path):
    path = tmp_path / "none.db"
    nowhere = make(f"sqlite:///{path}")
    with unguarded("a test asks a database that was never opened"), pytest.raises(peewee.InterfaceError):
        nowhere.execute_sql("SELECT 1")
    assert not path.exists()
