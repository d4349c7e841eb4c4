"""The forum command: each does its one thing, and what goes wrong is one plain sentence."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from forum_app import clock, config, wire
from forum_app.cli import main
from forum_app.db import db, unguarded
from forum_app.features.accounts import actions
from forum_app.models.control import Account, Token
from forum_app.models.people import Role
from forum_app.models.post import Mail
from forum_app.records import migrate
from tests.web.browse import change, rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A machine of its own: a folder, a secret, no database yet."""
    monkeypatch.setattr(config, "INSTANCE", tmp_path)
    monkeypatch.setenv("FORUM_SECRET_KEY", "a long and random text for the tests alone")
    for name in ("FORUM_DATABASE", "FORUM_BASE_URL", "FORUM_MAIL", "FORUM_CLOCK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_migrate_tries_then_runs_then_rests(home, capsys):
    assert main(["migrate", "--dry-run"]) == 0
    assert "would run 0001_the_forum" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "ran 0001_the_forum" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "The database is up to date.\n"


def test_a_forum_that_holds_data_is_kept_aside_before_it_is_migrated(home, capsys):
    main(["migrate"])
    assert not list(home.glob("forum.db.before-migrate-*")), "a new database holds nothing to keep"
    main(["person", "add", "asha@example.org", "--name", "Asha Rao"])
    wire.open_database()
    with unguarded("a test makes the database older"):
        migrate.down()
    wire.close_database()
    assert main(["backup", str(home / "by-hand")]) == 0, "an older forum can be kept by hand too"
    capsys.readouterr()
    assert main(["migrate", "--dry-run"]) == 0
    assert not list(home.glob("forum.db.before-migrate-*"))
    assert main(["migrate"]) == 0
    (kept,) = home.glob("forum.db.before-migrate-*")
    said = capsys.readouterr().out
    assert f"What was there before is kept in {kept}.\nran " in said
    assert main(["migrate"]) == 0 and len(list(home.glob("forum.db.before-migrate-*"))) == 1
    assert main(["restore", str(kept)]) == 0
    wire.open_database()
    assert [account.email for account in rows(Account)] == ["asha@example.org"]
    wire.close_database()


def test_person_add_makes_a_coordinator_and_an_invitation(home, capsys):
    main(["migrate"])
    assert main(["person", "add", "Asha@Example.org", "--name", "Asha Devi Rao", "--coordinator"]) == 0
    assert "An invitation to asha@example.org leaves with the next mail." in capsys.readouterr().out
    assert main(["person", "add", "asha@example.org"]) == 1
    assert capsys.readouterr().err == "Someone else signs in with that address already.\n"
    assert main(["person", "add", "asha"]) == 1
    wire.open_database()
    assert [role.role for role in rows(Role)] == ["coordinator"]
    assert [account.email for account in rows(Account)] == ["asha@example.org"]
    assert [mail.kind for mail in rows(Mail)] == ["invitation"]
    wire.close_database()


def test_backup_and_restore_bring_a_person_back(home, capsys):
    main(["migrate"])
    main(["person", "add", "asha@example.org"])
    assert main(["backup", str(home / "forum.backup")]) == 0
    assert main(["backup", str(home / "forum.backup")]) == 1
    assert "is there already" in capsys.readouterr().err
    main(["person", "add", "becky@example.org"])
    assert main(["restore", str(home / "forum.backup")]) == 0
    assert "What was there before is kept in" in capsys.readouterr().out
    wire.open_database()
    assert [account.email for account in rows(Account)] == ["asha@example.org"]
    wire.close_database()


def test_check_looks_things_over(home, capsys):
    assert main(["check"]) == 1
    assert "There is no database yet." in capsys.readouterr().out
    main(["migrate"])
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("All is well.\n")
    assert said.lower().count("mail is kept in") == 1 and len(said.splitlines()) == 8


def test_check_says_what_stands_in_the_way_of_mail(home, capsys, monkeypatch):
    main(["migrate"])
    main(["person", "add", "asha@example.org", "--name", "Asha Rao"])
    capsys.readouterr()
    wire.open_database()
    change(Mail, Mail.id != "", state="failed", error="550 nobody", done_at=clock.real())
    wire.close_database()
    (home / "mail").touch()
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "NOT OK  1 mail was not taken in the last week. Look at Mail in the forum for whose." in said
    assert f"NOT OK  Mail cannot be kept in {home / 'mail'}" in said
    assert said.endswith("\n2 things to look at.\n")
    monkeypatch.setenv("FORUM_MAIL", f"smtp://127.0.0.1:{free_port()}")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "NOT OK  Mail cannot leave through 127.0.0.1 now, so it waits: Connection refused" in said


def test_check_tells_a_closed_folder_from_a_damaged_file(home, capsys, monkeypatch):
    main(["migrate"])
    (home / "forum.db").write_bytes(b"not a database" * 999)
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "Stop the forum and restore the last backup." in capsys.readouterr().out
    # The tests may run as root, who is let in everywhere.
    monkeypatch.setattr(os, "access", lambda path, _how: Path(path).suffix != ".db")
    assert main(["check"]) == 1
    assert f"give this account leave to write in {home}" in capsys.readouterr().out


def test_a_restore_that_finds_no_room_leaves_no_half_a_copy(home):
    main(["migrate"])
    main(["backup", str(home / "kept")])
    line = f"ulimit -f 100; exec {sys.executable} -m forum_app restore {home / 'kept'}"
    surroundings = {**os.environ, "FORUM_INSTANCE": str(home)}
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("The file could not be written."), done.stderr
    assert not list(home.glob("*before-restore*"))
    assert main(["check"]) == 0


def test_ctrl_c_ends_it_quietly_from_the_first_moment(home):
    """Most of the first second is spent importing: Ctrl+C there is as plain as later."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_")}
    environment["FORUM_INSTANCE"] = str(home / "instance")
    line = [sys.executable, "-m", "forum_app", "serve", "--first-run", "--port", str(free_port())]
    for seconds in (0.0, 0.3, 0.8):
        started = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        wait_for(lambda pid=started.pid: "cysqlite" in Path(f"/proc/{pid}/maps").read_text())
        time.sleep(seconds)
        started.send_signal(signal.SIGINT)
        said, _ = started.communicate(timeout=30)
        assert started.returncode in {0, 130} and "Traceback" not in said, (seconds, said)


def test_ctrl_c_that_falls_into_generated_code_ends_it_as_any_other(home):
    """A dataclass is made by running text. Python ended by the signal then, once in some hundred times."""
    (home / "interrupted.py").write_text(
        "import os, runpy, signal\n"
        "from forum_app import cli\n"
        "cli.main = lambda: exec('os.kill(os.getpid(), signal.SIGINT)\\nwhile True: pass')\n"
        "runpy.run_module('forum_app', run_name='__main__')\n"
    )
    surroundings = {**os.environ, "PYTHONPATH": f"{home}{os.pathsep}{ROOT}"}
    line = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(line, env=surroundings, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_one_round_of_work(home):
    main(["migrate"])
    main(["person", "add", "asha@example.org", "--name", "Asha Rao"])
    assert main(["work", "--once"]) == 0
    wire.open_database()
    assert [mail.state for mail in rows(Mail)] == ["sent"]
    wire.close_database()
    assert len(list((home / "mail").glob("*.eml"))) == 1


@pytest.mark.parametrize(
    ("environment", "line", "words"),
    [
        ({"FORUM_SECRET_KEY": ""}, ["serve"], "There is no secret key."),
        ({}, ["serve"], "There is no database yet."),
        ({}, ["work", "--once"], "There is no database yet."),
        ({}, ["backup", "anywhere.backup"], "There is no database yet."),
        ({"FORUM_BASE_URL": "http://forum.example.org"}, ["serve"], "must start with https://"),
        ({"FORUM_BASE_URL": "https://forum.example.org"}, ["demo"], "This is a demo"),
        ({"FORUM_DATABASE": "mysql://here"}, ["migrate"], "FORUM_DATABASE must start with"),
        ({"FORUM_DATABASE": "sqlite:////nowhere/at/all.db"}, ["migrate"], "There is no folder /nowhere/at."),
        ({"FORUM_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}, ["migrate"], "cannot be opened"),
        ({"FORUM_MAIL": "pigeon:here"}, ["check"], "FORUM_MAIL must be"),
        ({"FORUM_MAIL": "pigeon:here"}, ["work", "--once"], "FORUM_MAIL must be"),
        ({"FORUM_MAIL": "smtp://127.0.0.1:many"}, ["check"], "the port is a number"),
        ({"FORUM_CLOCK": "tomorrow"}, ["check"], "FORUM_CLOCK is a moment"),
        ({"FORUM_CLOCK": "tomorrow"}, ["serve"], "FORUM_CLOCK is a moment"),
        ({"FORUM_PROXIES": "many"}, ["check"], "FORUM_PROXIES is how many"),
        ({}, ["restore", "none.db"], "There is no file none.db."),
        ({}, ["serve", "--port", "99999"], "The port is a number from 1 to 65535."),
    ],
)
def test_what_goes_wrong_is_one_sentence(home, monkeypatch, capsys, environment, line, words):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(line) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert said.count("\n") == 1


def test_a_copy_that_comes_to_nobody_is_one_sentence(home, capsys):
    main(["migrate"])
    main(["person", "add", "asha@example.org", "--name", "Asha Rao"])
    capsys.readouterr()
    for who, said in (
        ([], "There is no co-chair yet."),
        (["--for", "becky@example.org"], "Nobody signs in with becky@example.org."),
        (["--for", "asha@example.org"], "they do not sit on the steering group."),
    ):
        assert main(["digest", "preview", *who]) == 1
        told = capsys.readouterr().err
        assert said in told and told.count("\n") == 1


def test_a_newer_database_is_left_alone(home, capsys):
    main(["migrate"])
    wire.open_database()
    with unguarded("a test makes the database newer"):
        db.execute_sql("insert into migrations (name, applied_at) values ('9999_later', 'then')")
    wire.close_database()
    for line in (["migrate"], ["serve"], ["person", "add", "asha@example.org"]):
        assert main(line) == 1
        assert "newer version of the app" in capsys.readouterr().err


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def wait_for(what, seconds: float = 30.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := what():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def status_of(pid: int) -> tuple[str, int] | None:
    """A process's state and its parent."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return state, int(parent)


def children_of(pid: int) -> list[int]:
    found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [
        child for child in found if (status := status_of(child)) and status[1] == pid and status[0] != "Z"
    ]


def is_alive(pid: int) -> bool:
    status = status_of(pid)
    return status is not None and status[0] != "Z"


@pytest.fixture
def served(tmp_path):
    """An empty forum served as `make start` serves it."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_")}
    environment["FORUM_INSTANCE"] = str(tmp_path / "instance")
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "forum_app", "serve", "--first-run", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
    process.port, process.said, process.folder = port, tmp_path / "said", tmp_path / "instance"
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.wait()


def health(port: int) -> dict:
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
        return json.load(answer)


def test_serve_brings_up_pages_and_one_worker_and_takes_both_down(served):
    found = wait_for(lambda: health(served.port))
    assert found == {"status": "ok", "database": "sqlite", "version": config.VERSION, "queue_age_seconds": 0}
    assert re.search(r"/first-run with this code: \w{4}-\w{4}-\w{4}", served.said.read_text())
    assert served.folder.stat().st_mode & 0o077 == 0
    assert (served.folder / "secret_key").stat().st_mode & 0o077 == 0
    pages_and_worker = wait_for(lambda: (pids := children_of(served.pid)) and len(pids) == 2 and pids)
    for pid in pages_and_worker:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: len(fresh := children_of(served.pid)) == 2 and not set(fresh) & set(pages_and_worker))
    wait_for(lambda: health(served.port))
    left = children_of(served.pid)
    served.send_signal(signal.SIGTERM)
    assert served.wait(20) == 0
    assert not any(is_alive(pid) for pid in left)


def test_a_killed_master_leaves_nothing_behind(served):
    wait_for(lambda: health(served.port))
    left = wait_for(lambda: (pids := children_of(served.pid)) and len(pids) == 2 and pids)
    served.send_signal(signal.SIGKILL)
    served.wait()
    wait_for(lambda: not any(is_alive(pid) for pid in left))


def test_a_busy_port_is_one_sentence(home, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--first-run", "--port", str(port)]) == 1
    assert capsys.readouterr().err.startswith(f"Port {port} is in use or not allowed.")


def test_a_second_start_voids_the_first_code(home):
    main(["migrate"])
    wire.open_database()
    actions.new_first_run_code()
    actions.new_first_run_code()
    assert len(rows(Token)) == 1
    wire.close_database()
