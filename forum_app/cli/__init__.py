"""The `forum` commands: read the line, do the one thing, say plainly how it went."""

import argparse

from peewee import DatabaseError, InterfaceError

from ..config import BadSettings
from ..features.demo.actions import DemoRefused
from ..permissions.errors import NotAllowed, NotFound
from ..records.errors import BackupRefused, CouldNotSave, RuleBroken
from ..records.migrate import NewerDatabase, UnknownDatabase
from ..web.errors import Resting
from . import commands, serve
from .console import Stopped, complain

PLAIN = (
    BackupRefused,
    BadSettings,
    CouldNotSave,
    DemoRefused,
    NewerDatabase,
    NotAllowed,
    Resting,
    RuleBroken,
    Stopped,
    UnknownDatabase,
)
NO_DATABASE = (
    "The database cannot be opened or written. Look at FORUM_DATABASE, the disk, and who may write there."
)


def main(line: list[str] | None = None) -> int:
    """Run one command; returns how the process ends. What goes wrong is one sentence, not a traceback."""
    asked = _parser().parse_args(line)
    try:
        return asked.run(asked) or 0
    except PLAIN as trouble:
        return complain(str(trouble))
    except NotFound:
        return complain("There is nobody and nothing of that name here.")
    except (DatabaseError, InterfaceError):
        return complain(NO_DATABASE)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="forum", description="The forum's commands.")
    named = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, help: str, run) -> argparse.ArgumentParser:
        added = named.add_parser(name, help=help, description=help)
        added.set_defaults(run=run)
        return added

    serving = command("serve", "Serve the forum, with one worker for its mail.", serve.run)
    kinds = serving.add_mutually_exclusive_group()
    kinds.add_argument("--demo", action="store_true", help="load the demo when the database is new")
    kinds.add_argument("--first-run", action="store_true", help="make an empty forum, and a code to begin it")
    serving.add_argument("--port", type=int, default=8000, help="the port on this machine (8000)")
    working = command("work", "Send mail and build digests, until stopped.", commands.work)
    working.add_argument("--once", action="store_true", help="do what is due and stop")
    working.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    migrating = command("migrate", "Bring the database up to this version.", commands.migrate_database)
    migrating.add_argument("--dry-run", action="store_true", help="try it and leave nothing behind")
    command("demo", "Load the demo into an empty database.", commands.demo)
    _person(command("person", "Add somebody, or let them in again.", None))
    _digest(command("digest", "Look at a digest.", None))
    _import(command("import", "Put the rows of a CSV or XLSX file into a table.", commands.import_file))
    backing = command("backup", "Write the whole forum to one file.", commands.backup_forum)
    backing.add_argument("file", metavar="FILE")
    restoring = command("restore", "Put a backup in the place of the database.", commands.restore_forum)
    restoring.add_argument("file", metavar="FILE")
    command("check", "Look over the database, the settings and the mail.", commands.check_forum)
    return parser


def _person(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="WHAT")
    resetting = what.add_parser(
        "reset-second-step", help="let somebody in who has lost phone and recovery codes"
    )
    resetting.add_argument("email", metavar="EMAIL")
    resetting.set_defaults(run=commands.reset_second_step)
    adding = what.add_parser("add", help="add and invite somebody")
    adding.add_argument("email", metavar="EMAIL")
    adding.add_argument("--name", default="")
    adding.add_argument("--coordinator", action="store_true")
    adding.set_defaults(run=commands.add_person)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help="the table as its address names it, such as people")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--as", dest="actor", metavar="EMAIL", help="in whose name (the forum’s own)")
    parser.add_argument(
        "--key",
        dest="keys",
        metavar="COLUMN",
        action="append",
        default=[],
        help="by which column rows are recognised; several may be named",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what it would do, and do nothing")


def _digest(parser: argparse.ArgumentParser) -> None:
    previewing = parser.add_subparsers(required=True, metavar="WHAT").add_parser(
        "preview", help="print the text of the digest that is due next"
    )
    previewing.add_argument("kind", nargs="?", choices=["steering", "rep", "coordinator"], default="steering")
    previewing.add_argument("--for", dest="reader", metavar="EMAIL", help="whose copy (the first co-chair's)")
    previewing.set_defaults(run=commands.preview_digest)
