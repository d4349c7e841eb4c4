"""Debian's Chromium, and screens in it that notice every complaint a page makes."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Response

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # One process draws every page: to begin one for each costs more than to draw it.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
]
# The shell is the same engine without the windows around it, at half the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is missing: run `make test`, which installs it, or name one in FORUM_CHROMIUM."
TALL = {320: 640, 390: 844, 1280: 860}
WATCH = """document.addEventListener("securitypolicyviolation", (event) => window.tellTests(
    [event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(" ")))"""
HEIGHT = "document.documentElement.scrollHeight"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def program() -> str:
    """The browser to drive; fails the test in one sentence when there is none."""
    named = os.environ.get("FORUM_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not found:
        pytest.fail(MISSING, pytrace=False)
    return found


@dataclass
class Screen:
    """One page in a browser of its own. `expected`: parts of console lines that a test brings about."""

    page: Page
    address: str
    width: int
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> "Screen":
        """Collect what the content policy refuses and what the console calls an error."""
        context.expose_binding("tellTests", lambda _source, words: self.complaints.append(f"policy: {words}"))
        context.add_init_script(WATCH)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return self

    def _heard(self, message) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"console: {message.text}")

    def open(self, path: str) -> Response:
        """Go to a page of the forum, and wait until it has come with all its parts."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer

    def widen(self, width: int) -> None:
        """Make the screen this wide; what stood in the page still stands."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": TALL[width]})

    def unexpected(self) -> list[str]:
        return [words for words in self.complaints if not any(part in words for part in self.expected)]

    def forget(self) -> list[str]:
        """The complaints that nobody expected; the next test begins without any."""
        found = self.unexpected()
        self.complaints.clear()
        self.expected.clear()
        return found

    def sideways(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def stretch(self) -> None:
        """Make the screen as tall as the page: nothing lies half under the bottom bar then."""
        height, whole = 0, max(self.page.evaluate(HEIGHT), TALL[self.width])
        # A taller window brings more rows of a table into sight, and so more of them.
        while whole > height:
            height = whole
            self.page.set_viewport_size({"width": self.width, "height": height})
            self.page.evaluate(TWO_FRAMES)
            self.page.locator(".htmx-request, .htmx-settling").first.wait_for(state="detached")
            whole = self.page.evaluate(HEIGHT)

    def faults(self) -> list[str]:
        """What axe finds wrong with the page, each with its place."""
        self.stretch()
        if not self.page.evaluate("'axe' in window"):
            # The source is evaluated: a script element would be refused, as it should be.
            self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
