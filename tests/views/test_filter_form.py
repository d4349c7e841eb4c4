"""The form of a filter: lines and groups built step by step with a plain form, read as a sentence, kept."""

import html
import json
import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from tests.story import code, words
from tests.views.forms import filled, sent

FORM = "/tables/time-entries/filter"


def tree_of(location: str):
    return json.loads(parse_qs(urlsplit(location).query)["where"][0])


def test_bryony_builds_a_nested_filter_with_nothing_but_buttons(visit):
    bryony = visit("bryony")
    form = filled(bryony.get(FORM).text)
    assert form == [("a", "all"), ("c.0", "")]
    form = filled(sent(bryony, FORM, [("a", "all"), ("c.0", "day"), ("do", "use.0")]).text)
    assert ("o.0", "is") in form and "is in" in words(bryony.page)
    form = filled(sent(bryony, FORM, [("a", "all"), ("c.0", "day"), ("o.0", "within"), ("do", "use.0")]).text)
    assert '<option value="this-grant-year"' in bryony.page
    grown = [("a", "all"), ("c.0", "day"), ("o.0", "within"), ("v.0", "last-90-days")]
    form = filled(sent(bryony, FORM, [*grown, ("do", "group")]).text)
    assert [name for name, _ in form if name[0] in "ac"] == ["a", "c.0", "a.1", "c.1.0", "c.1.1"]
    assert ("a.1", "any") in form, "a group inside asks the other way round"
    inside = [("a.1", "any"), ("c.1.0", "state"), ("o.1.0", "is_any_of")]
    form = filled(sent(bryony, FORM, [*grown, *inside, ("c.1.1", "minutes"), ("do", "use.1.0")]).text)
    assert '<input type="checkbox" id="v.1.0" name="v.1.0" value="accepted">' in bryony.page
    inside += [("v.1.0", "to_confirm"), ("v.1.0", "draft"), ("c.1.1", "minutes"), ("o.1.1", "between")]
    inside += [("v.1.1", "30"), ("v.1.1", "1:30")]
    done = sent(bryony, FORM, [*grown, *inside, ("do", "apply")])
    assert done.status_code == 303 and urlsplit(done.location).path == "/tables/time-entries"
    assert tree_of(done.location) == {
        "all": [
            ["day", "within", "last-90-days"],
            {"any": [["state", "is_any_of", "to_confirm", "draft"], ["minutes", "between", "30", "1:30"]]},
        ]
    }
    again = FORM + "?" + urlsplit(done.location).query
    form = filled(bryony.get(again).text)
    assert form == [*grown, *inside], "an address opens the form as it was filled in"
    left = filled(sent(bryony, FORM, [*form, ("do", "out.1")]).text)
    assert left == grown


def test_what_cannot_be_asked_is_told_beside_its_box_with_everything_kept(visit):
    bryony = visit("bryony")
    asked = [
        ("a", "any"),
        ("c.0", "day"),
        ("o.0", "before"),
        ("v.0", "soon"),
        ("c.1", "minutes"),
        ("o.1", "between"),
        ("v.1", "30"),
        ("v.1", ""),
        ("c.2", "person"),
        ("o.2", "is"),
        ("v.2", "Nobody Of That Name"),
        ("c.3", ""),
    ]
    answer = sent(bryony, FORM, [*asked, ("do", "apply")])
    assert answer.status_code == 422
    told = words(answer.text)
    assert "Three things to put right" in told
    assert "Date: Write a date as 3 9 2026." in told and "Time given: Say what to look for." in told
    assert "Person: Nothing here that you may read is called that." in told
    for kept in ('value="soon"', 'value="30"', '<option value="any" selected>'):
        assert kept in answer.text
    for place in (".0", ".1"):
        box = re.search(rf'<input[^>]*id="v{re.escape(place)}"[^>]*>', answer.text)[0]
        assert f'aria-describedby="e{place}"' in box and f'id="e{place}"' in answer.text
    fragment = bryony.get(f"{FORM}?{urlencode([*asked, ('do', 'apply')])}", htmx=True)
    assert fragment.status_code == 422 and fragment.text.startswith('<div class="stack" id="conditions">')
    blank = sent(bryony, FORM, [("a", "all"), ("c.0", ""), ("do", "apply")])
    assert blank.status_code == 303 and "where" not in blank.location, "a line left blank asks nothing"


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("me", "me"),
        ("Becky Fairhurst", "R06"),
        ("becky fairhurst", "R06"),
        ("fairh", "R06"),
    ],
)
def test_people_are_named_as_one_names_them(visit, typed, meant):
    asked = [("a", "all"), ("c.0", "person"), ("o.0", "is"), ("v.0", typed), ("do", "apply")]
    found = tree_of(sent(visit("bryony"), FORM, asked).location)["all"][0]
    assert found == ["person", "is", meant if meant == "me" else code(meant)]


def test_one_of_many_meetings_is_typed_found_and_shown_again(visit):
    """Of more than one can tick, the name is typed; three letters suggest it where there is script."""
    bryony = visit("bryony")
    asked = [("a", "all"), ("c.0", "meeting"), ("o.0", "is_any_of"), ("v.0", "no such meeting")]
    page = sent(bryony, FORM, [*asked, ("do", "use.0")]).text
    assert 'list="l-0" data-hx-get="/tables/meetings/pick"' in page and '<datalist id="l-0">' in page
    assert sent(bryony, FORM, [*asked, ("do", "apply")]).status_code == 422
    offered = bryony.get("/tables/meetings/pick?v.0=short+breaks", htmx=True).text
    name = html.unescape(re.search(r'<option value="([^"]+)"', offered)[1])
    found = sent(bryony, FORM, [*asked[:3], ("v.0", name), ("do", "apply")])
    (leaf,) = tree_of(found.location)["all"]
    assert leaf[:2] == ["meeting", "is_any_of"] and len(leaf) == 3 and leaf[2].startswith("rec")
    again = bryony.get(FORM + "?" + urlsplit(found.location).query).text
    assert f'value="{leaf[2]}" checked' in again and name in html.unescape(again)


def test_a_name_that_several_share_is_asked_again(visit):
    asked = [("a", "all"), ("c.0", "person"), ("o.0", "is"), ("v.0", "el"), ("do", "apply")]
    answer = sent(visit("bryony"), FORM, asked)
    assert answer.status_code == 422 and "Which one:" in words(answer.text)
    assert "Ellie Northcott" in words(answer.text)


def test_a_changed_column_begins_with_its_own_first_question(visit):
    """The operator and the value of another column are not carried over to it."""
    asked = [("a", "all"), ("c.0", "minutes"), ("o.0", "within"), ("v.0", "last-30-days")]
    answer = sent(visit("bryony"), FORM, [*asked, ("do", "apply")])
    assert answer.status_code == 422 and "Time given: Say what to look for." in words(answer.text)
    assert filled(answer.text) == [("a", "all"), ("c.0", "minutes"), ("o.0", "is"), ("v.0", "")]


def test_a_filter_has_ends_that_are_told(visit):
    bryony = visit("bryony")
    many = [("a", "all"), *((f"c.{n}", "words") for n in range(50))]
    assert "50 conditions. Take one out first." in words(sent(bryony, FORM, [*many, ("do", "add")]).text)
    deep = [("a" + ".0" * n, "all") for n in range(8)] + [("c" + ".0" * 8, "words")]
    told = words(sent(bryony, FORM, [*deep, ("do", "group" + ".0" * 7)]).text)
    assert "Groups go 8 deep at most." in told
    for odd in ("a=all&a.0.0=all&c.0.0.7=day", "a=x&do=out.9.9", "a=all&do=add.nonsense", "a=all&do=group.5"):
        assert bryony.get(f"{FORM}?{odd}").status_code == 200, odd


UNREADABLE = (
    '{"all":[' * 50 + '["day","is","today"]' + "]}" * 50,
    '{"all":[["words","contains","' + "x" * 8_100 + '"]]}',
    '{"all":[' + ",".join(['["day","is","today"]'] * 60) + "]}",
    "[" * 5_000,
    "[" + '{"all":[' * 50 + "]}" * 50 + "]",
    "null",
    '{"all":[["day"]]}',
    '{"all":{"day":1}}',
)


def test_a_filter_too_deep_too_long_or_unreadable_leaves_the_pages_working(visit):
    bryony, told = visit("bryony"), "A filter holds at most 50 conditions|could not be read"
    for path in (FORM, "/tables/time-entries", "/tables/time-entries/views/new"):
        for where in UNREADABLE:
            answer = bryony.get(f"{path}?where={quote(where)}")
            assert answer.status_code == 200 and re.search(told, words(answer.text)), (path, where[:40])


def test_a_period_that_is_none_can_be_put_right_in_the_form(visit):
    """An address can say anything: the grid leaves the condition out, the form shows it as it was written."""
    where = quote(json.dumps({"all": [["day", "within", "a fortnight"]]}))
    bryony = visit("bryony")
    assert "Until then this condition is left out" in bryony.read(f"/tables/time-entries?where={where}")
    form = bryony.get(f"{FORM}?where={where}")
    assert form.status_code == 200 and ">a fortnight</option>" in form.text
