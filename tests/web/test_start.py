"""A start: what it does not load, and templates that are compiled once and kept beside the forum's files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from forum_app import config
from forum_app.web import compiled
from tests.conftest import SECRET

ROOT = Path(__file__).resolve().parents[2]
USED_LATER = "psycopg openpyxl xlsxwriter markdown nh3 css_inline flask_mail segno"
STARTS = f"""
import sys, wsgi
assert wsgi.app.test_client().get("/sign-in").status_code == 503  # there is no database yet
loaded = [name for name in {USED_LATER.split()} if name in sys.modules]
assert not loaded, loaded
import peewee
from forum_app.db import make
other = make("postgresql://nobody@127.0.0.1:1/nothing")
assert sys.modules["psycopg"] is peewee.psycopg
assert isinstance(other._adapter, peewee.Psycopg3Adapter)
assert other._adapter.txn_idle is peewee.TransactionStatus.IDLE
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(config, "INSTANCE", tmp_path)
    return tmp_path / compiled.FOLDER


def drawn(words: str) -> tuple[str, bool]:
    """A template of these words drawn by a new process, and whether it had to be compiled."""
    seen = []

    class Watched(Environment):
        def _generate(self, *args, **more):
            seen.append(args)
            return super()._generate(*args, **more)

    environment = Watched(loader=DictLoader({"page": words}), bytecode_cache=compiled.kept())
    return environment.get_template("page").render(), bool(seen)


def test_a_start_loads_nothing_that_few_ever_use_and_postgres_its_driver(tmp_path):
    settings = {"FORUM_SECRET_KEY": SECRET, "FORUM_INSTANCE": str(tmp_path), "FORUM_DATABASE": ""}
    subprocess.run([sys.executable, "-c", STARTS], cwd=ROOT, env=os.environ | settings, check=True)
    assert len(list((tmp_path / compiled.FOLDER).glob("*.code"))) >= 2, "the parts and the charts are kept"


def test_a_template_is_compiled_once_until_its_words_or_our_code_change(folder, monkeypatch):
    assert drawn("one") == ("one", True)
    assert drawn("one") == ("one", False)
    assert drawn("two") == ("two", True)
    (kept,) = folder.glob("*.code")
    kept.write_bytes(kept.read_bytes()[:-9])
    assert drawn("two") == ("two", True), "half a file is no file"
    assert drawn("two") == ("two", False)
    monkeypatch.setattr(compiled.sys, "version", "another Python")
    assert drawn("two") == ("two", True)


def test_what_others_may_write_to_is_never_run(folder, tmp_path):
    drawn("one")
    for place in (folder, tmp_path):
        place.chmod(0o770)
        assert compiled.kept() is None and drawn("one") == ("one", True)
        place.chmod(0o700)
    assert drawn("one") == ("one", False)
    (tmp_path / "moved").mkdir()
    folder.rename(tmp_path / "moved" / "away")
    folder.symlink_to(tmp_path / "moved" / "away")
    assert compiled.kept() is None, "it leads elsewhere"


def test_without_a_folder_of_its_own_the_forum_starts_all_the_same(folder, tmp_path):
    folder.write_text("a file in its place")
    assert drawn("one") == ("one", True)
    folder.unlink()
    tmp_path.rmdir()
    assert compiled.kept() is None and not tmp_path.exists()
    tmp_path.mkdir()
