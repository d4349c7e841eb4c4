"""The one guarded database: it runs no statement that reads or writes a forum table without leave.

Leave comes in two ways. `permissions.readable(Model, viewer)` makes a `Scoped` select, whose own table
may be a source once; its condition and its masked columns are `Trusted`. Everything else goes through
`with unguarded("why"):`, and a house test lists every place that does.
"""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import cysqlite
import peewee
from peewee import (
    OP,
    SCOPE_SOURCE,
    SCOPE_VALUES,
    ColumnBase,
    DatabaseProxy,
    Expression,
    Metadata,
    Model,
    ModelAlias,
    ModelBase,
    ModelSelect,
    Table,
)
from playhouse.cysqlite_ext import CySqliteDatabase
from playhouse.pool import PooledPostgresqlDatabase

SAFE_SQLITE = (3, 51, 3)
TAKEN_APART_ONCE = 32_000, 500  # letters and values of the longest statement that psycopg keeps
LONGEST_IN_LINE = 0.1  # seconds
ONE_PLAN = 1007  # SQLite's "query planner stability guarantee"
FREE_STATEMENTS = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.I)


class Unscoped(Exception):
    """A statement would touch a forum table without having asked `readable` or opened the door."""


_door: ContextVar[str | None] = ContextVar("unguarded", default=None)
GUARDED: set[str] = set()
ENGINES_OWN: set[str] = set()
_pattern: re.Pattern[str] | None = None


class _Rendering(threading.local):
    """What the statement being rendered in this thread may do."""

    frame: "list | None" = None
    ctx = None
    approved = 0
    running = False


_now = _Rendering()


@contextmanager
def unguarded(why: str) -> Iterator[None]:
    """The one door round the guard. `why` is for the reader; a house test lists every use."""
    token = _door.set(why)
    try:
        yield
    finally:
        _door.reset(token)


def is_unguarded() -> bool:
    return _door.get() is not None


@contextmanager
def _frame(frame: list) -> Iterator[None]:
    before, _now.frame = _now.frame, frame
    try:
        yield
    finally:
        _now.frame = before


TRUSTED = ["trusted"]


class Trusted(ColumnBase):
    """A condition or masked column written by `permissions`, in which guarded tables may be read."""

    def __init__(self, node):
        self.node = node

    def __sql__(self, ctx):
        with _frame(TRUSTED):
            return ctx.sql(self.node)


def _approve_source(table_name: str, ctx) -> None:
    if is_unguarded():
        return
    frame = _now.frame
    if frame is not TRUSTED:
        if not frame or frame[0] != table_name:
            raise Unscoped(f"{table_name} was read without readable()")
        frame[0] = None
    # peewee renders the right side of IN twice, once in a scratch context: only the statement's own counts.
    if ctx is _now.ctx:
        _now.approved += 1


class GuardedTable(Table):
    """A forum table: a source only where a Scoped select, a Trusted node or the door allows it."""

    def __sql__(self, ctx):
        if ctx.scope == SCOPE_SOURCE:
            _approve_source(self.__name__, ctx)
        elif ctx.scope == SCOPE_VALUES and not is_unguarded() and _now.frame is not TRUSTED:
            raise Unscoped(f"{self.__name__} was written outside records")
        return super().__sql__(ctx)


class GuardedAlias(ModelAlias):
    def __sql__(self, ctx):
        if ctx.scope == SCOPE_SOURCE:
            _approve_source(self.model._meta.table_name, ctx)
        return super().__sql__(ctx)


class GuardedMetadata(Metadata):
    _table: GuardedTable | None

    @property
    def table(self):
        if self._table is None:
            columns = [field.column_name for field in self.sorted_fields]
            self._table = GuardedTable(
                self.table_name, columns, schema=self.schema, _model=self.model, _database=self.database
            )
            GUARDED.add(self.table_name)
            _forget_pattern()
        return self._table

    @table.deleter
    def table(self):
        self._table = None


def _forget_pattern() -> None:
    global _pattern
    _pattern = None
    _sources_in.cache_clear()


def guard(name: str, *engines_own: str) -> None:
    """Guard a table that no model describes, and those in which the engine keeps what is in it."""
    GUARDED.update((name, *engines_own))
    ENGINES_OWN.update(engines_own)
    _forget_pattern()


@lru_cache(maxsize=1000)
def _sources_in(sql: str) -> int:
    """How often a guarded table's name stands in the statement other than as `name.column`."""
    global _pattern
    if _pattern is None:
        names = "|".join(sorted(map(re.escape, GUARDED), key=len, reverse=True))
        _pattern = re.compile(rf'(?<![\w"])"?\b(?:{names})\b"?(?![\w"])(?!\s*\.)', re.I)
    return sum(1 for _ in _pattern.finditer(sql))


class GuardedModelBase(ModelBase):
    """Registers the table as guarded as soon as its class exists."""

    def __new__(cls, name, bases, attrs, **kwargs):
        model = super().__new__(cls, name, bases, attrs, **kwargs)
        if getattr(model, "_meta", None) is not None and name not in {"Guarded", "Record", "Internal"}:
            model._meta.table  # noqa: B018  registering is the point
        return model


db = DatabaseProxy()
# peewee looks its words for operators up by a failed lookup first, some hundred times for one large query.
vars(OP).update(OP)


class Guarded(Model, metaclass=GuardedModelBase):
    """A model whose rows are read through `readable` and written through `records.write`."""

    class Meta:
        database = db
        model_metadata_class = GuardedMetadata
        legacy_table_names = False

    @classmethod
    def alias(cls, alias=None):
        return GuardedAlias(cls, alias)

    def save(self, *args, **kwargs):
        raise Unscoped("write through records.write")

    def delete_instance(self, *args, **kwargs):
        raise Unscoped("write through records.write")


class PersonalMixin:
    """A column with an audience of its own: it renders only masked, or behind the door."""

    def __sql__(self, ctx):
        if ctx.scope != SCOPE_VALUES and _now.frame is not TRUSTED and not is_unguarded():
            raise Unscoped(f"{self.model.__name__}.{self.name} was used without its mask")
        return super().__sql__(ctx)


def personal(field: peewee.Field, audience: str) -> peewee.Field:
    """Give a column an audience of its own (the names are in `permissions.audiences`)."""
    kind = type(field)
    field.__class__ = type(f"Personal{kind.__name__}", (PersonalMixin, kind), {})
    field.audience = audience
    return field


class Scoped(ModelSelect):
    """A select that `readable` made: its condition cannot be widened, its own table is a source once."""

    def __init__(self, model, fields, condition: Trusted, viewer):
        super().__init__(model, fields)
        self._condition = condition
        self._where = condition
        self.viewer = viewer

    def _refuse(self, *_args, **_kwargs):
        raise Unscoped("a scoped query may only be narrowed")

    orwhere = from_ = union = union_all = __or__ = __add__ = _refuse
    except_ = __sub__ = intersect = __and__ = _refuse

    def _still_scoped(self) -> bool:
        node = self._where
        while node is not self._condition:
            if not isinstance(node, Expression) or node.op != OP.AND:
                return False
            node = node.lhs
        return True

    def __sql__(self, ctx):
        if not self._still_scoped():
            raise Unscoped("the condition of a scoped query was changed")
        with _frame([self.model._meta.table_name]):
            return super().__sql__(ctx)


def _plain_select_frame(original):
    """A select that is not Scoped may not borrow the leave of the one around it."""

    def __sql__(self, ctx):
        if isinstance(self, Scoped) or _now.frame is TRUSTED:
            return original(self, ctx)
        with _frame([None]):
            return original(self, ctx)

    return __sql__


peewee.Select.__sql__ = _plain_select_frame(peewee.Select.__sql__)


def _a_select_is_something(original):
    """Whether IN has nothing on its right. peewee writes that side out once more to see, at every depth."""

    def _is_rhs_empty(self, rhs, ctx):
        return not isinstance(rhs, peewee.SelectBase) and original(self, rhs, ctx)

    return _is_rhs_empty


peewee.Expression._is_rhs_empty = _a_select_is_something(peewee.Expression._is_rhs_empty)


def _column_at_once(original):
    """A column of a forum table in one step: peewee takes a dozen, and a query names a hundred columns."""

    def __sql__(self, ctx):
        source = self.source
        if type(source) not in {GuardedTable, GuardedAlias} or ctx.scope == SCOPE_VALUES:
            return original(self, ctx)
        given = source.__dict__["alias" if type(source) is GuardedAlias else "_alias"]
        if given:
            ctx.alias_manager[source] = given
        return ctx.literal(f'"{ctx.alias_manager[source]}"."{self.name}"')

    return __sql__


peewee.Column.__sql__ = _column_at_once(peewee.Column.__sql__)


class _GuardedDatabase:
    """Refuses what the guard did not pass, and a connection carried over a fork."""

    def execute(self, query, **context_options):
        if is_unguarded():
            return super().execute(query, **context_options)
        before = _now.ctx, _now.approved, _now.frame
        _now.ctx, _now.approved, _now.frame = self.get_sql_context(**context_options), 0, None
        try:
            sql, params = _now.ctx.sql(query).query()
            approved = _now.approved
        finally:
            _now.ctx, _now.approved, _now.frame = before
        if not isinstance(query, peewee.SelectBase):
            raise Unscoped("only selects may run outside the door")
        if _sources_in(sql) != approved:
            raise Unscoped("a forum table was named without readable()")
        return self._run(sql, params)

    def execute_sql(self, sql, params=None):
        if not (is_unguarded() or FREE_STATEMENTS.match(sql)):
            raise Unscoped("SQL text may run only behind the door")
        return self._run(sql, params)

    def _run(self, sql, params):
        before, _now.running = _now.running, True
        try:
            return super().execute_sql(sql, params)
        finally:
            _now.running = before

    def wait_in_line(self) -> None:
        """Before a request that may write: here nobody waits, since Python is free while the server works."""

    def leave_line(self) -> None:
        """After it."""

    def connect(self, reuse_if_open=False):
        pid = os.getpid()
        if getattr(self, "_pid", pid) != pid:
            raise RuntimeError("a database opened before a fork may not be used after it")
        self._pid = pid
        return super().connect(reuse_if_open=reuse_if_open)


class GuardedSqlite(_GuardedDatabase, CySqliteDatabase):
    """SQLite through cysqlite, one file, WAL, every write IMMEDIATE.

    A thread of the web process may keep its connection between requests: opening the file costs more than
    most pages. It is let go whenever something is left running in it, since an unfinished read would go on
    seeing the forum as it was, and whenever the file is another one than it was opened on.

    Threads that write wait here for their turn, one behind the other. SQLite would have each sleep and try
    again, longer every time, while nobody writes. Before that a request that may write waits in line: of one
    process Python runs one thread at a time, and those that all go on at once hand it to and fro at every
    statement, a tenth of their time. Nobody stands in line behind what takes long, such as a large paste.
    """

    def __init__(self, *args, **more):
        self._turn, self._line = threading.Lock(), threading.Lock()
        super().__init__(*args, **more)

    def begin(self, lock_type=None):
        if not self._turn.acquire(timeout=self._timeout):
            raise peewee.OperationalError("database is locked: others of this process write")
        try:
            super().begin(lock_type)
        except BaseException:
            self._turn.release()
            raise
        self._state.has_turn = True

    def wait_in_line(self) -> None:
        self.leave_line()
        self._state.in_line = self._line.acquire(timeout=LONGEST_IN_LINE)

    def leave_line(self) -> None:
        if getattr(self._state, "in_line", False):
            self._state.in_line = False
            self._line.release()

    def commit(self):
        # The next goes on while this thread waits for the disk.
        self.leave_line()
        super().commit()
        self._end_turn()

    def rollback(self):
        try:
            super().rollback()
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if getattr(self._state, "has_turn", False):
            self._state.has_turn = False
            self._turn.release()

    def connect(self, reuse_if_open=False):
        if reuse_if_open and not self.is_closed() and self._state.file != self._file():
            self.close()
        opened = super().connect(reuse_if_open=reuse_if_open)
        if opened:
            self._state.file = self._file()
        return opened

    def _connect(self):
        connection = super()._connect()
        # A prepared statement is planned once: else the engine would plan it anew for every other value.
        connection.db_config(ONE_PLAN, 1)
        return connection

    def _file(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.database)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def rests(self) -> bool:
        """Whether this thread's connection is open with nothing left running in it."""
        if self.is_closed() or self.in_transaction():
            return False
        _idle, in_use = self.connection().get_stmt_usage()
        return in_use == 0


class GuardedPostgres(_GuardedDatabase, PooledPostgresqlDatabase):
    """PostgreSQL through psycopg 3 and peewee's pool."""


def _bring_driver() -> None:
    """Give peewee the driver that `forum_app/__init__.py` kept from it, as it would have taken it itself."""
    import psycopg
    from psycopg import _queries

    # It would take our longest statements apart each time anew, which are those of pages opened most.
    _queries.MAX_CACHED_STATEMENT_LENGTH, _queries.MAX_CACHED_STATEMENT_PARAMS = TAKEN_APART_ONCE
    if peewee.psycopg is not None:
        return
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb

    peewee.psycopg, peewee.TransactionStatus = psycopg, TransactionStatus
    peewee.Json_pg3, peewee.Jsonb_pg3 = Json, Jsonb
    adapter = peewee.Psycopg3Adapter
    adapter.txn_idle = TransactionStatus.IDLE
    adapter.txn_inerror = TransactionStatus.INERROR
    adapter.txn_unknown = TransactionStatus.UNKNOWN


def _authorize(action: int, table: str | None, *_rest) -> int:
    """SQLite's own second lock, on in tests: no read of a forum table but by a passed statement.

    What the engine keeps for full text it also reads by itself, as a transaction ends.
    """
    reading = 20
    closed = action == reading and table in GUARDED and table not in ENGINES_OWN
    return 1 if closed and not _now.running else 0


def make(url: str, second_lock: bool | None = None):
    """A database for an address such as `sqlite:///instance/forum.db` or `postgresql://…`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _make_sqlite(Path(url.removeprefix("sqlite:///")), second_lock)
    if parts.scheme in {"postgresql", "postgres"}:
        return _make_postgres(parts)
    raise ValueError("FORUM_DATABASE must start with sqlite:/// or postgresql://")


def _make_sqlite(path: Path, second_lock: bool | None):
    if cysqlite.sqlite_version_info < SAFE_SQLITE:
        raise RuntimeError("this SQLite can corrupt a shared database; install the locked cysqlite")
    database = GuardedSqlite(
        str(path),
        autoconnect=False,  # by itself SQLite would make an empty file where there is none
        rank_functions=False,
        pragmas={
            "busy_timeout": 10000,
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "cache_size": -4000,
        },
        lock_type="IMMEDIATE",
        timeout=10,
    )
    if second_lock if second_lock is not None else os.environ.get("FORUM_SECOND_LOCK") == "1":
        database._authorizer = _authorize
    return database


def _make_postgres(parts):
    _bring_driver()
    options = dict(parse_qsl(parts.query))
    for part, value in (("host", parts.hostname), ("port", parts.port), ("user", parts.username)):
        if value and part not in options:
            options[part] = unquote(str(value))
    if parts.password:
        options["password"] = unquote(parts.password)
    # Compiling a query, as the server would with one it takes for dear, costs far more than running it.
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    return GuardedPostgres(
        unquote(parts.path.lstrip("/")),
        autoconnect=False,
        max_connections=20,
        stale_timeout=300,
        prefer_psycopg3=True,
        **options,
    )


@contextmanager
def connected() -> Iterator[None]:
    """Hold this thread's connection for as long as it is needed; one that was open before stays so."""
    opened = db.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            db.close()


def is_postgres() -> bool:
    return isinstance(db.obj, GuardedPostgres)
