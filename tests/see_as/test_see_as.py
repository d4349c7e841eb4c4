"""Looking as somebody else: what both may see, no money and no needs, nothing changed, and an end to it."""

from datetime import timedelta

from forum_app import clock
from forum_app.models.control import Session
from forum_app.models.money import Claim, Offer
from forum_app.models.people import AccessNeed
from forum_app.models.security import AccessEntry
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import see_as, viewer_for
from tests.demo.build import NOW
from tests.story import code
from tests.web.browse import change, rows


def test_bryony_looks_as_becky_and_stops(visit):
    bryony, becky = visit("bryony"), code("R06")
    assert "See as Becky" in bryony.read(f"/people/{becky}/roles")
    begun = bryony.post(f"/people/{becky}/see-as")
    assert begun.status_code == 303 and begun.headers["Location"] == "/"
    home = bryony.get("/").text
    assert "You are looking as Becky Fairhurst." in home and "there may be more" in home
    assert "Missing papers" not in home, "it is Becky’s Home, not the coordinator’s"
    for closed in ("/account", "/invitations", f"/people/{becky}/roles"):
        assert bryony.get(closed).status_code == 403, closed
    refused = bryony.post("/account/theme", {"theme": "dark"})
    assert refused.status_code == 403 and "nothing can be changed" in refused.text
    stopped = bryony.post("/see-as/stop")
    assert stopped.headers["Location"] == f"/people/{becky}"
    assert "looking as" not in bryony.get(f"/people/{becky}").text.replace("looking as yourself", "")
    kinds = [(row.kind, row.person_id, row.about_id) for row in rows(AccessEntry) if "see" in row.kind]
    assert kinds == [("seen_as", code("S1"), becky), ("stopped_seeing", code("S1"), becky)]


def test_money_and_needs_are_shown_to_nobody_who_looks_as_another(visit):
    bryony, becky, other = visit("bryony"), code("R06"), code("R04")
    assert rows(AccessNeed, AccessNeed.person == other) and rows(Offer, Offer.person == becky)
    seeing = see_as(viewer_for(becky, NOW), viewer_for(code("S1"), NOW))
    for model in (AccessNeed, Offer, Claim):
        assert not list(readable(model, seeing).select(model.id).tuples()), model
    assert "Large text" in bryony.read(f"/people/{other}")
    bryony.follow(bryony.post(f"/people/{other}/see-as"))
    assert "Large text" not in bryony.read(f"/people/{other}")
    bryony.post("/see-as/stop")
    bryony.follow(bryony.post(f"/people/{becky}/see-as"))
    assert "£" not in bryony.read("/") and bryony.get("/ledger").status_code == 403
    # An empty place is empty for the two together: nothing says that there is nothing.
    empty = ("Nothing is late for you.", "You have logged no time", "No meetings", "Nothing to log")
    for page in ("/", "/meetings", "/log", "/time", "/barriers", "/escalations", "/feedback"):
        said = bryony.get(page)
        assert said.status_code == 403 or not [words for words in empty if words in said.text], page
    assert "Nothing that you both may see" in bryony.read("/barriers")


def test_words_first_drawn_for_who_looks_as_another_are_not_kept_for_the_rest(visit, one_app):
    bryony, craig = visit("bryony"), visit("craig")
    bryony.follow(bryony.post(f"/people/{craig.person_id}/see-as"))
    one_app.jinja_env.cache.clear()
    assert "Nothing that you both may see" in bryony.read("/")
    assert "Nothing is late for you." in craig.read("/")
    one_app.jinja_env.cache.clear()
    assert "Nothing is late for you." in craig.read("/")
    assert "Nothing is late for you." not in bryony.read("/")


def test_it_ends_after_half_an_hour_and_with_the_role(visit, monkeypatch):
    bryony, becky = visit("bryony"), code("R06")
    bryony.follow(bryony.post(f"/people/{becky}/see-as"))
    now = clock.real()
    monkeypatch.setattr(clock, "real", lambda: now + timedelta(minutes=31))
    assert "You are looking as" not in bryony.get("/").text
    change(Session, Session.sees_as == becky, sees_until=now + timedelta(hours=2))
    assert "You are looking as" in bryony.get("/").text
    assert bryony.post("/sign-out").status_code == 303
    assert bryony.get("/").status_code == 303


def test_a_rep_looks_as_nobody_and_nobody_as_themselves(visit):
    becky, priya = visit("becky"), visit("priya")
    assert becky.post(f"/people/{code('R01')}/see-as").status_code == 403
    assert priya.post(f"/people/{priya.person_id}/see-as").status_code == 403
    hidden = priya.post("/people/recNoSuchRecord00/see-as")
    assert hidden.status_code == 404
    assert "See as" not in priya.read(f"/people/{priya.person_id}/roles")
    assert priya.post(f"/people/{code('S1')}/see-as").status_code == 303
    assert priya.get("/invitations").status_code == 403, "a co-chair gains nothing of the coordinator’s"
