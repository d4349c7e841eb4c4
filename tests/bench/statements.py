"""Counts the SQL statements of one signed-in page: all but BEGIN, COMMIT and PRAGMA."""

import logging
from collections.abc import Callable

NOT_COUNTED = ("BEGIN", "COMMIT", "PRAGMA")


class _Counter(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        sql = record.msg[0] if isinstance(record.msg, tuple) else str(record.msg)
        if not sql.lstrip().upper().startswith(NOT_COUNTED):
            self.statements.append(sql)


def statements_of(open_page: Callable[[], object]) -> list[str]:
    """The statements that opening a page runs."""
    log, counter = logging.getLogger("peewee"), _Counter()
    before, passed_on = log.level, log.propagate
    log.addHandler(counter)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    try:
        open_page()
    finally:
        log.removeHandler(counter)
        log.setLevel(before)
        log.propagate = passed_on
    return counter.statements


def counted(open_page: Callable[[], object]) -> int:
    """How many statements opening a page runs, once the process has warmed up."""
    open_page()
    return len(statements_of(open_page))
