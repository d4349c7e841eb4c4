"""Who is trusted with what, who may change it, and who hears of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from forum_app import clock
from forum_app.db import db
from forum_app.features.accounts import actions
from forum_app.models.people import Role
from forum_app.models.post import Mail
from forum_app.permissions.errors import NotAllowed
from forum_app.permissions.roles import viewer_for
from forum_app.records.errors import RuleBroken
from tests.web.browse import a_person, rows


def held(person_id: str) -> list[str]:
    now = clock.now()
    return [row.role for row in rows(Role, Role.person == person_id) if not row.ends_at or row.ends_at > now]


def told() -> set[str]:
    """Who is mailed about a change of roles."""
    return {mail.person_id for mail in rows(Mail, Mail.kind == "role_changed")}


def test_the_first_cochair_is_not_made_unseen(app):
    bryony, asha = a_person("Bryony Tasker", "coordinator"), a_person("Asha Rao", "coordinator")
    priya = a_person("Priya Raghunathan")
    actions.grant_role(viewer_for(bryony, clock.now()), priya, "cochair")
    assert told() == {bryony, asha, priya}


def test_bryony_makes_gwen_treasurer_and_both_cochairs_hear_of_it(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    gwen = signed_in("Gwen Parry")
    priya = a_person("Priya Raghunathan", "cochair")
    hannah = a_person("Hannah Trescothick", "cochair")
    assert gwen.get("/account").text.count("treasurer") == 0
    bryony.get(f"/people/{gwen.person_id}/roles")
    answer = bryony.post(
        f"/people/{gwen.person_id}/roles", {"role": "treasurer", "form_key": bryony.form_key()}
    )
    assert answer.status_code == 303
    page = bryony.follow(answer)
    assert "Treasurer" in page.text
    # What a role opened cannot be taken back by undo: it is ended here, and the co-chairs hear of it.
    assert "/undo/rec" not in page.text
    assert told() == {priya, hannah, gwen.person_id}
    assert "treasurer" in gwen.get("/account").text


def test_with_htmx_the_fresh_block_and_the_toast_come_back(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    gwen = a_person("Gwen Parry")
    bryony.get(f"/people/{gwen}/roles")
    answer = bryony.post(f"/people/{gwen}/roles", {"role": "treasurer"}, htmx=True)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="roles"')
    assert "<html" not in answer.text
    assert 'id="toasts" data-hx-swap-oob="innerHTML"' in answer.text
    assert "Treasurer" in answer.text
    assert answer.headers["Vary"].count("HX-Request") == 1


def test_a_second_click_gives_the_role_once(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    gwen = a_person("Gwen Parry")
    bryony.get(f"/people/{gwen}/roles")
    key = bryony.form_key()
    for _ in range(2):
        assert bryony.post(f"/people/{gwen}/roles", {"role": "treasurer", "form_key": key}).status_code == 303
    assert held(gwen) == ["treasurer"]


def test_nothing_chosen_is_said_at_the_field(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    gwen = a_person("Gwen Parry")
    bryony.get(f"/people/{gwen}/roles")
    for htmx in (False, True):
        answer = bryony.post(f"/people/{gwen}/roles", {"role": ""}, htmx=htmx)
        assert answer.status_code == 422
        assert "Choose a role." in answer.text
        assert ("<html" in answer.text) is not htmx


def test_a_role_that_ends_is_over_on_the_next_request(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    hannah = signed_in("Hannah Trescothick", "cochair")
    page = f"/people/{bryony.person_id}/roles"
    assert hannah.get(page).status_code == 200
    role = rows(Role, Role.person == hannah.person_id)[0]
    assert bryony.post(f"/people/{hannah.person_id}/roles/{role.id}/end").status_code == 303
    assert hannah.get(page).status_code == 403


def test_nobody_changes_their_own(signed_in):
    priya = signed_in("Priya Raghunathan", "cochair")
    assert "changes them" in priya.get(f"/people/{priya.person_id}/roles").text
    assert priya.post(f"/people/{priya.person_id}/roles", {"role": "coordinator"}).status_code == 403
    assert held(priya.person_id) == ["cochair"]


def test_a_rep_and_an_administrator_give_no_roles(signed_in):
    gwen = a_person("Gwen Parry")
    for visitor in (signed_in("Becky Fairhurst"), signed_in("Leon Maddox", "administrator")):
        assert visitor.post(f"/people/{gwen}/roles", {"role": "treasurer"}).status_code == 403
    assert held(gwen) == []


def test_the_last_coordinator_stays(signed_in):
    priya = signed_in("Priya Raghunathan", "cochair")
    bryony = a_person("Bryony Tasker", "coordinator")
    role = rows(Role, Role.person == bryony)[0]
    answer = priya.post(f"/people/{bryony}/roles/{role.id}/end")
    assert answer.status_code == 422
    assert "only coordinator" in answer.text
    assert held(bryony) == ["coordinator"]


@pytest.mark.postgres
def test_two_coordinators_cannot_both_go(database):
    now = clock.now()
    one, other = a_person("Bryony Tasker", "coordinator"), a_person("Asha Rao", "coordinator")
    first, second = (rows(Role, Role.person == person)[0].id for person in (one, other))
    actions.remove_role(viewer_for(one, now), other, second)
    with pytest.raises(NotAllowed):
        actions.remove_role(viewer_for(other, now), one, first)
    with pytest.raises((RuleBroken, NotAllowed)):
        actions.remove_role(viewer_for(one, now), one, first)
    assert held(one) == ["coordinator"]


@pytest.mark.postgres
def test_two_coordinators_at_the_same_moment_leave_one(database):
    now = clock.now()
    people = [a_person("Bryony Tasker", "coordinator"), a_person("Asha Rao", "coordinator")]
    viewers = [viewer_for(person, now) for person in people]
    role_ids = [rows(Role, Role.person == person)[0].id for person in people]
    together = Barrier(2)

    def end_the_other(mine: int) -> bool:
        other = 1 - mine
        with db.connection_context():
            together.wait()
            try:
                actions.remove_role(viewers[mine], people[other], role_ids[other])
            except RuleBroken:
                return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end_the_other, range(2))) == [False, True]
    assert [role for person in people for role in held(person)] == ["coordinator"]


def test_a_person_who_is_not_there_looks_like_any_other_absence(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    assert bryony.get("/people/recAAAAAAAAAAAAAA/roles").status_code == 404
