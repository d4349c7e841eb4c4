"""The HTML of every page: valid for the Nu checker, light enough for a slow line, and none forgotten."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.forum import ROOT
from tests.browser.pages import ALONE, OTHERWISE, PAGES
from tests.browser.rendered import CONTEXTS
from tests.browser.visitor import Visitor

JAR = ROOT / ".cache" / "vnu.jar"
FIRST_LOAD = 100_000
OWN_SCRIPT = 8_000
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
FONTS = re.compile(r'url\("?([^")]+\.woff2)')


@pytest.fixture(scope="module")
def bodies(forum, empty_forum, rendered_pages) -> dict[str, str]:
    """Every page as the forum sends it, by name."""
    found = dict(rendered_pages)
    for page in PAGES:
        answer = (forum.who[page.who] if page.who else Visitor(forum.port)).get(forum.filled(page.path))
        assert answer.status == page.status, page.name
        found[page.name] = answer.text
    found["first run"] = Visitor(empty_forum.port).get("/first-run").text
    found["what is wrong"] = forum.who["becky"].post(forum.filled("/meetings/{M26}/log"), {}).text
    return found


def test_every_page_is_valid_html(bodies, tmp_path):
    if not shutil.which("java"):
        pytest.fail("A Java runtime is missing: run `make test`, which installs it.", pytrace=False)
    if not JAR.is_file():
        pytest.fail("The Nu HTML checker is missing: run `make test`, which fetches it.", pytrace=False)
    for name, body in bodies.items():
        (tmp_path / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.html").write_text(body, "utf-8")
    checked = subprocess.run(
        ["java", "-jar", str(JAR), "--errors-only", "--format", "text", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr.replace(f"file:{tmp_path}/", "")


def test_every_template_is_looked_at():
    folder = ROOT / "templates"
    pages = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if not path.name.startswith("_") and path.parent.name != "mail"
    }
    assert pages - ALONE == {page.template for page in PAGES} | OTHERWISE | set(CONTEXTS)


def test_a_first_visit_is_light(forum, bodies):
    loads = {name: _first_load(forum, body) for name, body in bodies.items()}
    heaviest = max(loads, key=lambda name: loads[name])
    assert loads[heaviest] < FIRST_LOAD, f"{heaviest}: {loads[heaviest]} bytes"


def test_our_own_script_is_small(forum, bodies):
    """What a page brings with it; what a grid fetches once somebody stands in it comes later."""
    own = {
        name: {
            path
            for path in LINKED.findall(body)
            if path.split("?")[0].endswith(".js") and "/vendor/" not in path
        }
        for name, body in bodies.items()
    }
    loads = {name: sum(_packed(_static(forum, path)) for path in paths) for name, paths in own.items()}
    heaviest = max(loads, key=lambda name: loads[name])
    assert 0 < loads[heaviest] < OWN_SCRIPT, f"{heaviest}: {loads[heaviest]} bytes"


def _first_load(forum, body: str) -> int:
    """The bytes of a page with all that it links and the fonts of its styles, each as gzip -6 makes it."""
    files = {address: _static(forum, address) for address in set(LINKED.findall(body))}
    styles = "".join(text.decode() for address, text in files.items() if address.endswith(".css"))
    files |= {address: _font(address) for address in set(FONTS.findall(styles))}
    return _packed(body.encode()) + sum(map(_packed, files.values()))


_fetched: dict[str, bytes] = {}


def _static(forum, address: str) -> bytes:
    if address not in _fetched:
        answer = Visitor(forum.port).get(address)
        assert answer.status == 200, address
        _fetched[address] = answer.body
    return _fetched[address]


def _font(address: str) -> bytes:
    return (ROOT / "static" / Path(address.removeprefix("/static/"))).read_bytes()


def _packed(body: bytes) -> int:
    return len(gzip.compress(body, 6))
