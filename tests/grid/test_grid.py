"""A table on the screen: groups that fold, sums, order and columns, words found, rows that stand out."""

import csv
import io
import json
import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote

import pytest

from forum_app.db import unguarded
from forum_app.features.grid import bands
from forum_app.fields.words import WEEKDAYS
from forum_app.models.meetings import Meeting
from forum_app.models.money import TimeEntry
from forum_app.records import groups as records_groups
from forum_app.records import listing
from tests.statements import counted
from tests.web.browse import change

TIME = "/tables/time-entries"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def ids(page: str) -> list[str]:
    return re.findall(r'<tr data-id="([^"]+)"', page)


def groups(page: str) -> list[tuple[str, str, str]]:
    """Each head of a group: its words, how many rows, and what they come to."""
    heads = re.findall(r'<tr class="band.*?</tr>', page, re.S)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "|", head)) for head in heads]
    found = [[part.strip() for part in said.split("|") if part.strip()] for said in words]
    return [(parts[0], parts[1], parts[-1] if len(parts) > 2 else "") for parts in found]


def foot(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r"<tfoot>.*?</tfoot>", page, re.S)[0]).split())


def link(page: str, words: str) -> str:
    """Where the head of a group leads to."""
    found = re.search(
        rf'<a id="g-[^>]*href="([^"]+)"[^>]*><svg(?:(?!</svg>).)*</svg><span class="strong">{words}<', page
    )
    return unescape(found[1])


def links(page: str) -> list[str]:
    """Where each head of a group leads to."""
    return [unescape(found) for found in re.findall(r'<a id="g-[^>]*href="([^"#]+)#', page)]


def file_of(visitor, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.get(f"{TIME}/export.csv?{query}").text)))


def minutes(words: str) -> int:
    hours, _, rest = words.rpartition(" h ")
    return int(hours or 0) * 60 + int(rest.removesuffix(" min"))


def heads(page: str) -> list[str]:
    return re.findall(r'<th scope="col" data-c="([^"]+)"', page)


def test_the_foot_adds_up_what_its_reader_may_see(visit):
    bryony, becky = visit("bryony"), visit("becky")
    for who in (bryony, becky):
        rows = file_of(who)
        total = sum(int(row["Time given"]) for row in rows)
        said = re.search(r"([\d,]+) rows? Time given, in all: (.+)$", foot(who.get(TIME).text))
        assert (int(said[1]), minutes(said[2])) == (len(rows), total)
    assert len(file_of(becky)) < len(file_of(bryony))
    page = bryony.get(f"{TIME}?foot=minutes:average&foot=day:latest&foot=words:filled").text
    assert "Time given, on average: 1 h 16 min" in foot(page)
    noted = sum(bool(row["Note"]) for row in file_of(bryony))
    assert f"Note, filled in: {noted}" in foot(page)


def test_what_may_not_be_added_up_is_not_and_what_is_kept_in_quarters_says_hours(visit):
    """Days of notice come to nothing, and who was reached by one channel may have been by another."""
    bryony = visit("bryony")
    for table, never in (("boards", "Days of notice"), ("channel-reach", "Reached"), ("policies", "Version")):
        page = bryony.get(f"/tables/{table}").text
        assert f">{never}</" in page and f"{never}, in all" not in foot(page)
    assert "Answered, in all: 201" in foot(bryony.get("/tables/channel-reach?foot=reach:sum").text)
    assert "Reached, in all" not in foot(bryony.page)
    offered = bryony.get("/tables/channel-reach/arrange").text
    assert 'value="answered:sum"' in offered and 'value="reach:sum"' not in offered
    gwen = visit("gwen")
    hours = [
        float(row["Hours"]) / 4
        for row in csv.DictReader(io.StringIO(gwen.get("/tables/offers/export.csv").text))
    ]
    assert f"Hours, in all: {sum(hours):g}" in foot(gwen.get("/tables/offers").text) and sum(hours)


def test_groups_carry_their_count_and_sum_and_fold_away(visit):
    bryony = visit("bryony")
    page = bryony.get(f"{TIME}?group=person").text
    by_hand = Counter()
    for row in file_of(bryony):
        by_hand[row["Person"]] += int(row["Time given"])
    bryony.get(f"{TIME}?group=person&folds=all")
    folded = groups(bryony.page)
    assert {words: minutes(said) for words, _, said in folded} == dict(by_hand) and not ids(bryony.page)
    assert [words for words, _, _ in folded][:2] == ["Olu Adebanjo", "Marcus Delacourt"]  # by last names
    olu = int(folded[0][1].split()[0])
    before = ids(page)
    bryony.get(link(page, "Olu Adebanjo"))
    assert groups(bryony.page)[0][0] == "Olu Adebanjo" and 'aria-expanded="false"' in bryony.page
    assert ids(bryony.page)[:40] == before[olu : olu + 40]
    bryony.get(link(bryony.page, "Olu Adebanjo"))
    assert ids(bryony.page) == before


@pytest.mark.parametrize(
    "query",
    [
        "group=kind&group=person",
        "group=-day&group=state&sort=-minutes",
        "group=meeting",
        "group=board",
        "group=-board_kind&group=day",
    ],
)
def test_every_row_is_met_once_on_the_way_through_groups(visit, query):
    bryony, seen, heads_met = visit("bryony"), [], []
    page = bryony.get(f"{TIME}?{query}").text
    first = groups(page)[0][0]
    bryony.get(link(page, re.escape(first)))  # one group folded: its rows are passed over, and nothing else
    passed = int(groups(bryony.page)[0][1].split()[0])
    while True:
        seen += ids(bryony.page)
        heads_met += groups(bryony.page)
        on = re.search(r'href="([^"]+)">Next 50<', bryony.page)
        if on is None:
            break
        bryony.get(unescape(on[1]))
    assert len(seen) == len(set(seen)) == len(file_of(bryony)) - passed
    folded = bryony.get(f"{TIME}?{query}&folds=all").text
    if "&group" not in query:
        assert dict.fromkeys(heads_met) == dict.fromkeys(groups(folded))


def on(page: str) -> str | None:
    """Where the page leads to for what comes next."""
    found = re.search(r'href="([^"]+)">(?:Next 50|More groups)<', page)
    return found and unescape(found[1])


@pytest.mark.parametrize(
    "query",
    [
        "group=person&folds=all",
        "group=person",
        "group=-day&group=state",
        "group=board&group=meeting&folds=all",
        "group=kind&group=person",
    ],
)
def test_groups_come_a_few_at_a_time_and_each_once_however_they_are_folded(visit, monkeypatch, query):
    """What is added below, as one scrolls, is the one long page in parts: with none, some and most folded."""
    bryony = visit("bryony")
    address = f"{TIME}?{query}"
    for turned in (None, 0, 2, 5, 6, 3):
        monkeypatch.setattr(bands, "HEADS", 1000)
        monkeypatch.setattr(listing, "SIZE", 1000)
        whole = bryony.get(address).text
        if turned is not None:
            heads = links(whole)
            address = heads[min(turned, len(heads) - 1)]
            whole = bryony.get(address).text
        monkeypatch.setattr(bands, "HEADS", 3)
        monkeypatch.setattr(listing, "SIZE", 7)
        page = bryony.get(address).text
        met, seen = groups(page), ids(page)
        while (further := on(page)) is not None:
            page = bryony.get(further, htmx=True, **{"HX-Target": "more"}).text
            assert 0 < len(groups(page)) + len(ids(page)) and len(groups(page)) <= 3 and len(ids(page)) <= 7
            met, seen = met + groups(page), seen + ids(page)
        assert (met, seen) == (groups(whole), ids(whole))


def test_a_group_further_on_is_opened_where_it_stands_and_there_is_a_way_back(visit, monkeypatch):
    monkeypatch.setattr(bands, "HEADS", 3)
    bryony = visit("bryony")
    first = bryony.get(f"{TIME}?group=person&folds=all").text
    named = [words for words, _, _ in groups(first)]
    assert len(named) == 3 and "Next 50" not in first
    second = bryony.get(on(first)).text
    there = [words for words, _, _ in groups(second)]
    assert len(there) == 3 and not set(there) & set(named)
    opened = bryony.get(link(second, there[1])).text
    assert groups(opened)[0][0] == there[1] and 'aria-expanded="true"' in opened and ids(opened)
    assert groups(opened)[0][1] == f"{len(ids(opened))} rows"
    back = unescape(re.search(r'href="([^"]+)"[^>]*>Earlier<', opened)[1])
    before = [words for words, _, _ in groups(bryony.get(back).text)]
    assert before == [named[1], named[2], there[0]], "and the one that is open still is"
    gone = bryony.get(re.sub(r"after=g\w+", "after=g00000000", on(first))).text
    assert [words for words, _, _ in groups(gone)] == named, "a group that is gone begins at the first"


def test_more_groups_than_can_be_told_apart_leave_the_rows_ungrouped(visit, monkeypatch):
    bryony = visit("bryony")
    many = len(groups(bryony.get(f"{TIME}?group=person&folds=all").text))
    monkeypatch.setattr(records_groups, "MOST_GROUPS", many - 1)
    page = bryony.get(f"{TIME}?group=person&folds=all").text
    assert not groups(page) and len(ids(page)) == 50 and "so the rows stand ungrouped" in page
    monkeypatch.setattr(records_groups, "MOST_GROUPS", many)
    assert groups(bryony.get(f"{TIME}?group=person&folds=all").text)


def test_days_go_together_by_their_month_and_what_is_empty_says_so(visit):
    bryony = visit("bryony")
    page = bryony.get(f"{TIME}?group=-day").text
    assert [words for words, _, _ in groups(page)][0] == "November 2026"
    assert "No meeting" in [
        words for words, _, _ in groups(bryony.get(f"{TIME}?group=meeting&folds=all").text)
    ]


def test_a_group_is_called_what_its_rows_say(visit):
    bryony = visit("bryony")
    page = bryony.get("/tables/availabilities?group=weekday&folds=all").text
    found = [words for words, _, _ in groups(page)]
    assert found and set(found) <= set(WEEKDAYS) and found == sorted(found, key=WEEKDAYS.index)


@pytest.mark.parametrize(("column", "label"), [("board", "Board"), ("board_kind", "Board kind")])
def test_time_is_added_up_by_what_stands_in_the_meeting_it_was_given_to(visit, column, label):
    """The same sums by hand, out of the file; Becky's hold her own hours alone."""
    for who, fewest in ((visit("bryony"), 2), (visit("becky"), 1)):
        by_hand = Counter()
        for row in file_of(who, f"show=minutes&show={column}"):
            by_hand[row[label] or f"No {label.lower()}"] += int(row["Time given"])
        found = groups(who.get(f"{TIME}?group={column}&folds=all").text)
        assert {words: minutes(said) for words, _, said in found} == dict(by_hand)
        assert len(found) == len(by_hand) >= fewest
        deep = groups(who.get(f"{TIME}?group={column}&group=person&folds=all").text)
        assert deep == found, "the outer groups say the same when each is grouped again"


def test_what_a_reader_may_not_open_makes_no_group_of_its_own(visit):
    """Three meetings went to the bin: the time given to them stands in one group of no meeting.

    So does it by board, which is known by the meeting alone.
    """
    bryony = visit("bryony")
    before = groups(bryony.get(f"{TIME}?group=meeting&folds=all").text)
    with unguarded("a test"):
        given_to = TimeEntry.select(TimeEntry.meeting).where(TimeEntry.meeting.is_null(False)).distinct()
        gone = sorted(row[0] for row in given_to.tuples())[:3]
    change(Meeting, Meeting.id.in_(gone), binned_at=NOW)
    after = groups(bryony.get(f"{TIME}?group=meeting&folds=all").text)
    named = [words for words, _, _ in after]
    assert named.count("No meeting") == 1 and len(after) == len(before) - len(gone) > 1
    assert sum(int(rows.split()[0]) for _, rows, _ in after) == 110
    boards = groups(bryony.get(f"{TIME}?group=board&folds=all").text)
    assert {rows for words, rows, _ in boards if words == "No board"} == {
        rows for words, rows, _ in after if words == "No meeting"
    }


def test_hidden_and_unknown_columns_are_answered_alike(visit):
    becky = visit("becky")
    for way in ("sort={}", "sort=-{}", "group={}", "show=name&show={}", "foot={}:filled", "width={}:3"):
        pages = set()
        for name in ("cells_wrong", "no_such_one", "PHONE", "person.name", "sort_name", "binned_at"):
            page = becky.get(f"/tables/people?{way.format(name)}").text
            pages.add(re.sub(name, "that", re.sub(r'"X-CSRFToken": "[^"]+"', "", page)))
        assert len(pages) == 1, way


def test_words_are_found_in_what_is_shown_and_readable(visit):
    bryony = visit("bryony")
    found = bryony.get(f"{TIME}?find=ruksana+reading").text
    rows = [row for row in file_of(bryony) if "Ruksana" in row["Person"] and row["Activity"] == "Reading"]
    assert len(ids(found)) == len(rows) > 0
    assert len(ids(bryony.get(f"{TIME}?find=1:30").text)) > 0
    assert "No row fits" in bryony.read(f"{TIME}?find=%25") and "No row fits" in bryony.read(
        f"{TIME}?find=zzz"
    )
    assert "No row fits" in bryony.read(f"{TIME}?find=ruksana&show=day")
    assert "Where “ruk” is found, grouped by person" in bryony.read(f"{TIME}?find=ruk&group=person")
    assert "No row fits" in visit("becky").read("/tables/people?find=01632")


def test_rows_that_fit_a_condition_wear_a_colour_and_its_word(visit):
    bryony = visit("bryony")
    long = quote("gold:Long:" + json.dumps({"all": [["minutes", "at_least", "150"]]}))
    page = bryony.get(f"{TIME}?colour={long}").text
    wearing = re.findall(r'<tr data-id="[^"]+"[^>]*class="look-gold">', page)
    assert len(wearing) == page.count('<span class="wears">Long</span>') > 0
    assert len(wearing) < len(ids(page))
    odd = bryony.read(f"{TIME}?colour=pink:Long:{quote('{}')}")
    assert (
        "One colour is left out" in odd
        and "look-" not in bryony.page.partition("<tbody")[2].partition("</table")[0]
    )


def test_columns_are_hidden_moved_and_sized_by_a_plain_form(visit):
    bryony = visit("bryony")
    bryony.get(f"{TIME}?show=minutes&show=person&width=minutes:6&sort=-minutes&density=close")
    assert heads(bryony.page) == ["minutes", "person"]
    assert '<col class="w6">' in bryony.page and '<table class="grid close">' in bryony.page
    assert 'data-c="minutes" class="num" aria-sort="descending"' in bryony.page
    page = bryony.read(f"{TIME}/arrange?show=minutes&show=person&move=down:minutes")
    assert page.index("Person Up : Person") < page.index("Time given Up : Time given")
    assert "Show it so" in page
    assert re.findall(r'name="show" value="([^"]+)" checked', bryony.page) == ["person", "minutes"]
    assert bryony.get(f"{TIME}/arrange?move=sideways:day&show=nothing").status_code == 200


def test_more_rows_come_as_a_part_and_a_folded_group_swaps_the_grid_alone(visit):
    bryony = visit("bryony")
    page = bryony.get(TIME).text
    on = unescape(re.search(r'href="([^"]+)">Next 50<', page)[1])
    more = bryony.client.get(on, headers={"HX-Request": "true", "HX-Target": "more"}).text
    assert more.lstrip().startswith("<tbody") and "<h1" not in more and not set(ids(more)) & set(ids(page))
    grid = bryony.client.get(f"{TIME}?group=kind", headers={"HX-Request": "true", "HX-Target": "grid"}).text
    assert grid.lstrip().startswith('<div class="stack" id="grid"') and groups(grid)


def test_a_table_costs_few_statements_however_it_is_looked_at(visit):
    bryony = visit("bryony")
    for query in (
        "",
        "?group=person",
        "?group=kind&group=person",
        "?find=ruk&sort=-minutes&foot=minutes:average",
    ):
        bryony.get(f"{TIME}{query}")
        with counted() as found:
            bryony.get(f"{TIME}{query}")
        assert len(found) <= 12, (query, len(found))


def test_a_filter_becomes_a_colour_with_a_word(visit):
    bryony = visit("bryony")
    where = "where=" + quote(json.dumps({"all": [["minutes", "at_least", "150"]]}))
    page = bryony.read(f"{TIME}/arrange?{where}")
    assert "Rows where time given is at least 2 h 30 min wear a colour" in page
    empty = bryony.get(f"{TIME}/colour?{where}&word=&look=leaf")
    assert empty.status_code == 422 and "Write the word that these rows will say" in empty.text
    done = bryony.get(f"{TIME}/colour?{where}&word=Long&look=leaf&group=person")
    assert done.status_code == 303
    page = bryony.read(done.location)
    assert 0 < bryony.page.count('class="look-leaf"') < len(ids(bryony.page)) and "No row fits" not in page
    arranged = bryony.read(done.location.replace(TIME, f"{TIME}/arrange"))
    assert "Long time given is at least 2 h 30 min Take out" in arranged
    assert "filter the table down to them first" in arranged
    assert bryony.get(f"{TIME}/colour?word=Long").status_code == 422
