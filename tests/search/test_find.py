"""Find, as the forum's people use it: a few letters, and what they may read comes, with where and when."""

import re

from forum_app.db import is_postgres
from forum_app.fields.folding import words_asked
from tests.story import code, main_of


def test_becky_finds_by_the_start_of_a_word_grouped_with_where_and_when(visit):
    becky = visit("becky")
    page = becky.get("/search?q=transp").text
    said = main_of(page)
    assert page.index("<h2>Boards</h2>") < page.index("<h2>Meetings</h2>") < page.index("<h2>People</h2>")
    assert "Home to School Transport Working Group Fri 27 November" in said, "the nearest meeting first"
    assert "Areas chosen: transport" in said and "<mark>Transport</mark>" in page
    assert f'href="/boards/{code("B08")}"' in page and "More meetings" in said
    fragment = becky.get("/search?q=transp", htmx=True).text
    assert (
        fragment.startswith('<div class="found" id="found" data-for="transp" data-said="')
        and "<html" not in fragment
    )
    number = int(re.search(r'data-said="(\d+) found"', fragment)[1])
    assert number == fragment.count("<li>"), "a screen reader is told how many stand there"


def test_one_kind_goes_on_page_by_page(visit):
    becky = visit("becky")
    more = re.search(r'href="(/search\?[^"]+)">More meetings', becky.get("/search?q=group").text)[1]
    seen, address = [], more.replace("&amp;", "&")
    while address:
        page = becky.get(address).text
        found = re.findall(r'<li><p class="spread"><a class="strong" href="(/meetings/[^"]+)"', page)
        assert 0 < len(found) <= 50
        seen += found
        on = re.search(r'class="push"><a[^>]*href="([^"]+)"', page)
        address = on and on[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) > 50
    assert "From the start" in page and "Everything found" in page
    assert becky.get("/search?q=group&in=no-such-kind").status_code == 404
    assert "Nothing found" in becky.read("/search?q=becky&in=time-entries")


def test_nothing_typed_too_little_and_nothing_found_each_say_what_to_do(visit):
    becky = visit("becky")
    assert "A few letters will do" in becky.read("/search") and "Log a meeting" in becky.read("/search")
    assert "Type a little more" in becky.read("/search?q=a")
    assert "Nothing found" in becky.read("/search?q=xylophone")
    assert "Go to Boards" in becky.read("/search?q=board")
    assert "Invite someone" not in becky.read("/search?q=invite")
    assert "Invite someone" in visit("bryony").read("/search?q=invite")
    assert becky.get("/search?q=" + "%22(" * 1000).status_code == 200


def test_what_is_restricted_is_found_by_nobody_and_board_only_by_its_board(visit):
    restricted, board_only = "Tender scoring", "Waiting list data"
    for who in ("bryony", "priya", "becky", "craig"):
        assert "Nothing found" in visit(who).read(f"/search?q={restricted}"), who
    assert words_asked(restricted)
    priya, craig = (visit(who).read(f"/search?q={board_only}") for who in ("priya", "craig"))
    assert "Board only" in priya and "Nothing found" in craig


def test_a_short_word_is_found_with_its_meaning(visit):
    page = visit("becky").get("/search?q=sendiass").text
    assert "/glossary?find=SENDIASS" in page and "<h2>Glossary</h2>" in page


def test_nobody_signed_in_is_asked_to_and_every_page_has_the_way_to_find(visit, demo_app):
    assert demo_app.test_client().get("/search?q=becky").status_code == 303
    becky = visit("becky")
    page = becky.get("/meetings").text
    assert '<form class="find" action="/search" method="get">' in page and 'id="finder"' in page
    assert 'id="finder"' not in becky.get("/search").text, "the page of its own needs no dialog"
    assert "Find" in becky.read("/more") and "Ctrl K" in becky.read("/keys")


def test_postgresql_driver_takes_a_search_apart_once_however_long_its_statement_is(visit, monkeypatch):
    if not is_postgres():
        return
    from psycopg import _queries

    becky = visit("becky")
    first, taken = becky.read("/search?q=transp"), []
    apart = _queries._split_query
    monkeypatch.setattr(_queries, "_split_query", lambda *given: taken.append(given) or apart(*given))
    assert becky.read("/search?q=transp") == first
    assert not [len(statement) for statement, _ in taken]
