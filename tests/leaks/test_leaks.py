"""Each patch here drops one filter of the app; the test that it names must see the leak, and say so.

A patch opens with what it breaks, the test that must fail, what that test says then, and perhaps a setting.
When the code it changes has moved on, make the patch anew against it: the leak must stay the same.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NEEDED = ("forum_app", "templates", "static", "migrations", "tests", "pyproject.toml")
LEAKS = (
    "cell",
    "comment",
    "list",
    "count",
    "picker",
    "export",
    "history",
    "mail",
    "join",
    "title",
    "see_as",
    "search",
    "plan",
    "filter",
    "lookup",
    "rollup",
    "foot",
    "group",
    "grid",
    "file",
)
LONGEST = 120


def told(name: str) -> dict[str, str]:
    """What the head of a patch says."""
    head = (HERE / f"{name}.patch").read_text("utf-8").partition("--- a/")[0]
    found = dict(re.findall(r"^(test|says|with): (.+)$", head, re.M))
    assert {"test", "says"} <= found.keys(), f"{name}.patch must name its test and what that test says"
    return found


def copied(folder: Path) -> Path:
    """The app and its tests, to be spoilt."""
    leave = shutil.ignore_patterns("__pycache__", "instance", ".cache", "readme")
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=leave)
        else:
            shutil.copy(source, folder / name)
    return folder


def spoil(folder: Path, name: str) -> None:
    """Apply a patch to the copy."""
    patch = ["git", "apply", "--whitespace=nowarn", str(HERE / f"{name}.patch")]
    # Outside any repository, or git would look for the files in ours.
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(patch, cwd=folder, env=alone, capture_output=True, text=True)
    assert not done.returncode, f"{name}.patch no longer applies, make it anew: {done.stderr.strip()}"


def run(folder: Path, test: str, setting: str) -> subprocess.CompletedProcess:
    """The named test in the copy, by itself."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "FORUM", "CRAWL"))
    }
    name, _, value = setting.partition("=")
    environment = {**kept, **({name: value} if setting else {}), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "--show-capture=no",
    ]
    return subprocess.run(
        [*command, test], cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST
    )


def test_the_patches_are_all_here():
    assert {path.stem for path in HERE.glob("*.patch")} == set(LEAKS)


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_seen(name, tmp_path):
    head = told(name)
    folder = copied(tmp_path / "app")
    spoil(folder, name)
    done = run(folder, head["test"], head.get("with", ""))
    assert done.returncode == 1, (
        f"{name}: the test did not fail, it answered {done.returncode}\n{done.stdout[-3000:]}"
    )
    assert head["says"] in done.stdout, f"{name}: it failed for another reason\n{done.stdout[-3000:]}"
