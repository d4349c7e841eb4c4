"""A column that somebody may not see is answered as one that is not there, whatever is asked of it."""

import json
import re
from functools import cache
from itertools import product
from urllib.parse import quote

import pytest

from forum_app.models.people import Person
from forum_app.models.views import SavedView
from tests.crawl.test_differential import CSRF
from tests.web.browse import change, rows

# How somebody may name a column: as it is, by its label, in capitals, by a path, by what stands under it.
NAMES = ("about", "About", "ABOUT", "people.about", "person.about", "id", "version", "cells", "sort_name")
UNKNOWN = "nonsense"
PAGES = ("", "/filter", "/views/new", "/arrange", "/export.csv", "/export.json")
KEYS = re.compile(rb'(name="form_key" value=)"[^"]*"')


def asked(name: str) -> list[str]:
    """Every parameter that can name a column, and the steps of the filter's form."""
    tree = quote(json.dumps({"any": [[name, "is_not_empty"], ["town", "contains", "zzz"]]}))
    deep = quote(json.dumps({"all": [{"any": [{"all": [[name, "contains", "tea"]]}]}]}))
    return [
        f"where={tree}",
        f"where={deep}",
        f"sort={name}&sort=-{name}",
        f"group={name}",
        f"show=name&show={name}",
        f"width={name}:3&foot={name}:filled",
        f"colour=gold:Tea:{tree}",
        f"a=all&c.0={name}&o.0=is_not_empty&do=apply",
        f"a=all&c.0={name}&o.0=contains&v.0=tea&do=add",
    ]


def told(visitor, path: str) -> tuple:
    """An answer without what differs between any two: the token, and the key of a form."""
    answer = visitor.get(path)
    body = KEYS.sub(b"", CSRF.sub(b"", answer.data))
    return answer.status_code, answer.headers.get("Location"), body


@pytest.fixture
def hidden(monkeypatch):
    """What people say about themselves, for this test the coordinator's alone."""
    monkeypatch.setattr(Person.about, "audience", "coordinator", raising=False)


def test_whatever_names_it_hidden_and_unknown_are_answered_alike(visit, hidden):
    becky, bryony = visit("becky"), visit("bryony")
    assert "About" in bryony.get("/tables/people?show=name&show=about").text
    unknown = cache(lambda page, query: told(becky, f"/tables/people{page}?{query}"))
    for page, name in product(PAGES, NAMES):
        # Every parameter by itself for the name itself, all at once for what else it may be called.
        queries = zip(asked(name), asked(UNKNOWN), strict=True)
        together = [("&".join(asked(name)[1:6]), "&".join(asked(UNKNOWN)[1:6]))]
        for query, nonsense in queries if name == NAMES[0] else together:
            if "do=" in query and page != "/filter":
                continue
            found = told(becky, f"/tables/people{page}?{query}")
            assert found == unknown(page, nonsense), (page, query)
            assert found[0] in (200, 303, 422), (page, query)


def test_what_a_hidden_column_holds_changes_no_answer(visit, hidden):
    becky = visit("becky")
    asks = [(page, query) for page, query in product(PAGES, asked("about")) if "do=" not in query]
    change(Person, Person.id != "", about="")
    before = [told(becky, f"/tables/people{page}?{query}") for page, query in asks]
    change(Person, Person.town != "Saltmere", about="tea")
    assert [told(becky, f"/tables/people{page}?{query}") for page, query in asks] == before


def test_a_shared_view_tells_nothing_of_it_by_its_rows_or_its_words(visit, hidden):
    becky, bryony = visit("becky"), visit("bryony")
    params = {
        "where": ['{"all":[["about","contains","tea and biscuits"],["kind","is","rep"]]}'],
        "sort": ["about"],
        "show": ["name", "about"],
        "colour": ['gold:Biscuits:{"all":[["about","contains","biscuits"]]}'],
    }
    bryony.get("/tables/people/views/new")
    bryony.post("/tables/people/views", {"name": "Tea", "shown_to": "everybody", "form_key": "tea"})
    (view,) = rows(SavedView, SavedView.name == "Tea")
    change(SavedView, SavedView.id == view.id, params=params)
    address = f"/tables/people?view={view.id}"
    assert "Biscuits" in bryony.get(address).text or "tea and biscuits" in bryony.get(address).text
    before = becky.get(address).text
    assert "One condition is left out" in before and "iscuits" not in before
    for page in ("/filter", "/views/new", "/arrange", "/export.csv", "/export.json"):
        assert "iscuits" not in becky.get(f"/tables/people{page}?view={view.id}").text, page
    change(Person, Person.town == "Saltmere", about="tea and biscuits")
    assert CSRF.sub(b"", becky.get(address).data) == CSRF.sub(b"", before.encode())
    save = becky.post(f"/views/{view.id}/save", {"sort": "name", "version": 1})
    assert save.status_code == 403
