"""The first view of the grid in Chromium on a slow phone: what comes over the wire, and when it is seen."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench import forum
from tests.bench.figures import Figure
from tests.bench.grid import PATH
from tests.browser import chromium

VIEWS = 5
MOST_REQUESTS, MOST_KIB, MOST_HTML_KIB, MOST_SECONDS = 8, 100, 120, 1.6
ROUND_TRIP_MS, BYTES_A_SECOND, SLOWER = 400, 1_600_000 / 8, 4
# The last moment at which something larger than before was painted: words in their columns.
SEEN = """() => new Promise(say => new PerformanceObserver(list => say(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true}))"""


def figures(path: Path) -> Iterator[Figure]:
    app = forum.app(f"sqlite:///{path}", path.parent)
    cookie = {"name": forum.cookie_name(app), "value": forum.cookie(app)}
    served = forum.Served(path.parent / "served", path)
    served.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
            views = [_view(browser, served.address, cookie) for _ in range(VIEWS)]
            browser.close()
    finally:
        served.stop()
    requests, wire, html, seen = (max(view[n] for view in views) for n in range(4))
    seen = median(view[3] for view in views)
    name = "first grid view in Chromium"
    yield Figure(name, "", requests, "requests", MOST_REQUESTS)
    yield Figure(name, "", wire / 1024, "KiB on the wire", MOST_KIB)
    yield Figure(name, "", html / 1024, "KiB of raw HTML", MOST_HTML_KIB)
    yield Figure(f"{name}, slow phone", f"{seen:.2f} s", seen, "s until seen", MOST_SECONDS)


def _view(browser: Browser, address: str, cookie: dict[str, str]) -> tuple[int, float, int, float]:
    """One first view, nothing kept from before: requests, bytes on the wire, bytes of HTML, seconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.add_cookies([cookie | {"url": address}])
    page = context.new_page()
    wire: list[float] = []
    speaks = context.new_cdp_session(page)
    speaks.send("Network.enable")
    speaks.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
    speed = {
        "latency": ROUND_TRIP_MS,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    speaks.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    speaks.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(address + PATH, wait_until="networkidle")
    assert answer is not None and answer.status == 200 and page.locator("tbody tr").count() >= 50
    found = len(wire), sum(wire), len(answer.body()), page.evaluate(SEEN) / 1000
    context.close()
    return found
