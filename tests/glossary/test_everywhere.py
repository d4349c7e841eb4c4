"""On every page that links lead to, each short word of a running text opens its meaning."""

from html.parser import HTMLParser

import pytest
from werkzeug.exceptions import HTTPException

from forum_app.db import unguarded
from forum_app.features.glossary.queries import words_known_to
from forum_app.features.glossary.rules import Known
from forum_app.fields import LongText
from forum_app.permissions.roles import viewer_for
from forum_app.records import registry
from tests.demo.build import NOW

# In these nothing can be opened: another control, the name of a field or its help, a heading, a quoted word.
LEFT_ALONE = frozenset(
    "a button label legend summary option textarea h1 h2 h3 h4 th caption code pre title svg nav".split()
)
CONTROLS = frozenset("a button label summary option".split())
QUIET = frozenset({"meaning", "crumbs", "help"})
EMPTY = frozenset("br hr img input link meta path use circle rect line".split())
# The lists of short words themselves, and grids, whose cells are links.
OTHERWISE = frozenset({"glossary.index", "organisations.index", "tables.show", "static"})


class Reading(HTMLParser):
    """The links of a page, its running texts, and the words that open something on it."""

    def __init__(self, page: str):
        super().__init__()
        self.above: list[tuple[str, frozenset[str]]] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.opening: set[str] = set()
        self.nested: list[str] = []
        self.feed(page.partition("<main")[2].partition("</main>")[0].partition(">")[2])

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        kinds = frozenset((told.get("class") or "").split())
        if tag == "a":
            self.links.append(told.get("href") or "")
        if "term" in kinds and any(over in CONTROLS for over, _ in self.above):
            self.nested.append(f"{tag} in {self.above[-1][0]}")
        if tag not in EMPTY:
            self.above.append((tag, kinds))

    def handle_endtag(self, tag):
        while tag not in EMPTY and self.above and self.above.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(kinds & {"term", "unknown"} for _, kinds in self.above):
            self.opening.add(data)
        elif not any(tag in LEFT_ALONE or QUIET & kinds for tag, kinds in self.above):
            self.texts.append(data)

    def plain(self, known: Known) -> set[str]:
        """The short words that stand somewhere, and open nothing anywhere on the page."""
        found = {part.text for text in self.texts for part in known.parts(text) if not isinstance(part, str)}
        return {word for word in found if not {word, word.removesuffix("s"), f"{word}s"} & self.opening}


def say_something_short_in_every_text() -> None:
    """Each column of long text says a short word of its own, that nobody has explained."""
    words = (f"X{one}Q{other}" for one in "BCDFGH" for other in "KLMNPRSTWZ")
    with unguarded("a test writes a word into every text"):
        for table in registry.tables():
            for column in table.columns:
                if type(column.kind) is LongText:
                    field = table.field(column.name)
                    table.model.update({field: field.concat(f" {next(words)}")}).where(field != "").execute()


@pytest.mark.requirement("ES-70")
def test_every_short_word_of_every_page_opens_its_meaning(visit):
    say_something_short_in_every_text()
    bryony = visit("bryony")
    rules = bryony.client.application.url_map.bind("localhost")
    known = words_known_to(viewer_for(bryony.person_id, NOW))
    waiting, kinds, wrong = ["/"], set(), []
    while waiting:
        path = waiting.pop(0)
        answer = bryony.client.get(path)
        assert answer.status_code < 400, path
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        reading = Reading(answer.text)
        wrong += [f"{path}: {what}" for what in [*sorted(reading.plain(known)), *reading.nested]]
        for link in reading.links:
            address = link.partition("#")[0]
            try:
                kind = rules.match(address.partition("?")[0])[0] if address.startswith("/") else "static"
            except HTTPException:
                continue
            if kind not in kinds | OTHERWISE:
                kinds.add(kind)
                waiting.append(address)
    assert len(kinds) > 40, kinds
    assert not wrong, "\n".join(wrong)


def test_so_does_each_on_everybodys_home_and_in_what_is_found(visit):
    say_something_short_in_every_text()
    wrong, opening = [], set()
    for who in ("bryony", "becky", "gwen", "hannah"):
        reader = visit(who)
        known = words_known_to(viewer_for(reader.person_id, NOW))
        for path in ("/", "/search?q=plan", "/search?q=icb"):
            reading = Reading(reader.get(path).text)
            opening |= {(path, word) for word in reading.opening}
            wrong += [f"{who} {path}: {what}" for what in [*sorted(reading.plain(known)), *reading.nested]]
    assert not wrong, "\n".join(wrong)
    assert {("/", "ACC"), ("/search?q=icb", "ICB")} <= opening
