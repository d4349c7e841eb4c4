"""Wishing for a course, and what the coordinator notes of who booked and did one."""

from collections.abc import Mapping
from typing import Any

from ...models.people import Person, Training, TrainingRecord
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.write import Add, Bin, Edit, Written
from . import queries


def ask_for_training(
    viewer: Viewer, course_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Say that one would like a course; the coordinator sees how many do. Raises NotFound, RuleBroken."""
    with write.together():
        course = queries.course_page(viewer, course_id)
        grant = require(viewer, "ask_for_training")
        if first := write.already(grant, form_key):
            return first
        if course.my_state in {"wanted", "booked"}:
            raise RuleBroken("", "You have asked for this course already.")
        wish = {"person": viewer.person_id, "training": course_id, "state": "wanted"}
        return write.one(
            grant, Add(TrainingRecord, wish), via=via, words="Asked for training", form_key=form_key
        )


def leave_training(
    viewer: Viewer, course_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Take a wish for a course back. Raises NotFound, RuleBroken."""
    with write.together():
        course = queries.course_page(viewer, course_id)
        grant = require(viewer, "ask_for_training")
        if first := write.already(grant, form_key):
            return first
        wishes = [Bin(TrainingRecord, row.id) for row in course.mine if row.state == "wanted"]
        if not wishes:
            raise RuleBroken("", "There is no wish of yours here to take back.")
        return write.many(grant, wishes, via=via, words="Training no longer wished for", form_key=form_key)


def note_training(
    viewer: Viewer,
    course_id: str,
    values: Mapping[str, Any],
    *,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Note that somebody booked or did a course; their wish for it is met by that.

    `values`: person, state, day. Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        course = queries.course_page(viewer, course_id)
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        one(Person, values["person"], viewer)
        said = {"state": values["state"], "day": values.get("day")}
        if said["state"] == "done" and said["day"] and said["day"] > viewer.today:
            raise RuleBroken("day", "That day is still to come. Choose Booked.")
        met = ("booked", "wanted") if said["state"] == "done" else ("wanted",)
        open_now = [row for state in met for row in course.people[state] if row.person_id == values["person"]]
        edit: Add | Edit = Add(TrainingRecord, {"person": values["person"], "training": course_id, **said})
        if open_now:
            edit = Edit(TrainingRecord, open_now[0].id, said)
        return write.one(grant, edit, via=via, words="Training noted", form_key=form_key)


def add_course(
    viewer: Viewer, values: Mapping[str, Any], *, form_key: str | None = None, via: str = "form"
) -> Written:
    """A course by its name. Raises NotAllowed, RuleBroken."""
    with write.together():
        grant = require(viewer, "add_record")
        if first := write.already(grant, form_key):
            return first
        if values["name"].casefold() in queries.names(viewer):
            raise RuleBroken("name", "There is a course of that name already.")
        return write.one(grant, Add(Training, dict(values)), via=via, words="Course added", form_key=form_key)
