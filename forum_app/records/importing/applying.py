"""An import put in: a part at a time, each whole or not at all, and all of them one act to take back."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from ...models.imports import ImportPart, ImportRun
from ...permissions.abilities import Grant, require
from ...permissions.errors import NotAllowed, NotFound
from ...permissions.roles import Viewer
from .. import jobs, write
from .. import rows as whole_rows
from ..edits import Add, Ask, Edit
from ..errors import RuleBroken, Stale
from ..ids import new_id
from . import runs
from .judging import ALIKE, AMBIGUOUS, CHANGED, INVALID, NEW, STATES, Judge, Row

KIND = "import"
CLASHES = "It clashes with something that is kept already."
LATER = "Somebody has changed it since the plan was made, so it was left as it is now."
CAME = "It has come in since the plan was made, so it was not added again."
GONE = "What it was compared with is not there any more."
NO_LEAVE = "You may not do this any more, so nothing further was put in."
MOST_TOLD = 30
LEFT_OUT = frozenset({AMBIGUOUS, INVALID, ALIKE})


@dataclass
class _Part:
    """What is asked of `write` for one part, and what is left out of it and why."""

    asks: list[tuple[int, Ask]] = field(default_factory=list)
    outcomes: list[list] = field(default_factory=list)

    def leave(self, at: int, why: str) -> None:
        self.outcomes[at] = [INVALID, "", 0, why]


def leave(viewer: Viewer, run: ImportRun, states: Collection[str]) -> Grant:
    """Leave for what is to become of some rows: to add, to change, or both. Raises NotAllowed."""
    table = runs.table_of(run)
    acts = [act for act, state in ((table.add, NEW), (table.change, CHANGED)) if state in states]
    grants = [require(viewer, act) for act in acts if act]
    if not grants:
        raise NotAllowed
    return grants[0]


def queue(viewer: Viewer, run: ImportRun) -> None:
    """Have the worker put in what was planned. Raises NotAllowed; RuleBroken when it is under way already."""
    counts = run.told.get("counts", {})
    leave(viewer, run, [state for state in (NEW, CHANGED) if counts.get(STATES[state])])
    with write.together():
        if not runs.begin(run):
            raise RuleBroken("", "That is being put in already.")
        jobs.add(KIND, f"{KIND}:{run.id}", {"run": run.id})


def apply(who: Callable[[], Viewer | None], run: ImportRun, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Put in what was planned, from where it was left; True when it is over. Safe to run twice.

    `who` answers who its giver is at this moment: what they may do is asked again for every part.
    """
    table, judge = runs.table_of(run), None
    group = run.group or new_id()
    for part in runs.parts(run, run.done):
        viewer, states = who(), {outcome[0] for outcome in part.outcomes} & {NEW, CHANGED}
        try:
            if viewer is None:
                raise NotAllowed
            grant = leave(viewer, run, states) if states else None
        except NotAllowed:
            _end(run, "stopped", NO_LEAVE)
            return True
        if not go_on():
            return False
        if judge is None or judge.viewer.roles != viewer.roles:
            judge = Judge(viewer, table, run)
            judge.look(_to_add(run))
        with write.together():
            _put_in(grant, run, part, judge, group)
    _end(run, "done", "")
    return True


def _to_add(run: ImportRun) -> set[int]:
    """The lines of those that were new when the plan was made."""
    return {
        number
        for part in runs.parts(run, run.done)
        for (number, _), outcome in zip(runs.rows_in(run, part), part.outcomes, strict=True)
        if outcome[0] == NEW
    }


def _put_in(grant: Grant | None, run: ImportRun, part: ImportPart, judge: Judge, group: str) -> None:
    """One part, with how far the import is, in one transaction."""
    given = runs.rows_in(run, part)
    wanted = _asked(judge, judge.read(part), part)
    added, changed = _written(grant, wanted, run, part, group) if grant else (0, 0)
    applied = Counter(run.told.get("applied", {}))
    applied.update({"new": added, "changed": changed})
    left = [at for at, outcome in enumerate(wanted.outcomes) if outcome[0] in LEFT_OUT]
    first = 1 if run.has_heads and not part.position else 0
    kept = [part.cells[first + at] for at in left]
    head = part.cells[:first]
    since = [*run.told.get("since", ())]
    for at in left:
        if part.outcomes[at][0] in (NEW, CHANGED) and len(since) < MOST_TOLD:
            since.append([given[at][0], wanted.outcomes[at][3]])
    applied["left"] += len(left)
    told = run.told | {"applied": dict(applied), "since": since}
    runs.keep_only(part, [*head, *kept] if kept else [], [wanted.outcomes[at] for at in left])
    runs.keep(run, done=part.position + 1, told=told, group=group if added or changed else run.group)


def _asked(judge: Judge, found: list[Row], part: ImportPart) -> _Part:
    """What of a part is still as it was planned."""
    wanted = _Part(outcomes=[list(outcome) for outcome in part.outcomes])
    wait = [at for at, outcome in enumerate(part.outcomes) if outcome[0] in (NEW, CHANGED)]
    now = _as_it_stands(judge, [(at, found[at], part.outcomes[at]) for at in wait])
    for at in wait:
        outcome = now[at]
        if isinstance(outcome, str):
            wanted.leave(at, outcome)
        else:
            wanted.asks.append((at, outcome))
    return wanted


def _as_it_stands(judge: Judge, wait: list[tuple[int, Row, list]]) -> dict[int, Ask | str]:
    """For each row that was planned, what to ask of `write`, or why not any more."""
    model = judge.table.model
    ids = {outcome[1] for _, _, outcome in wait if outcome[0] == CHANGED}
    readable = whole_rows.readable_rows(((model, row_id) for row_id in ids), judge.viewer)
    before = whole_rows.current(readable)
    held = judge.held_back({key[1] for key in readable})
    judge.note_unseen(before.values())
    found: dict[int, Ask | str] = {}
    for at, row, (state, row_id, version, _) in wait:
        if row.wrong:
            found[at] = row.wrong
        elif state == NEW:
            found[at] = CAME if judge.matches.found(row.key) else Add(model, row.values)
        elif (now := before.get((model, row_id))) is None or now["binned_at"] is not None:
            found[at] = GONE
        elif now["version"] != version:
            found[at] = LATER
        else:
            outcome = judge.change(row, row_id, now, held)
            found[at] = (
                Edit(model, row_id, outcome.changes, version)
                if outcome.state == CHANGED
                else outcome.why or LATER
            )
    return found


def _written(grant: Grant, wanted: _Part, run: ImportRun, part: ImportPart, group: str) -> tuple[int, int]:
    """Write a part at once; where something stands in its way, row by row, so that the rest comes in."""
    how: dict[str, Any] = {
        "via": "import",
        "words": f"Import into {runs.table_of(run).label}",
        "group": group,
    }
    start_at = part.position * runs.A_PART
    try:
        with write.together():
            write.many(grant, [ask for _, ask in wanted.asks], begin=start_at, **how)
        return _counted([ask for _, ask in wanted.asks])
    except (RuleBroken, Stale, NotFound):
        pass
    done = []
    for at, ask in wanted.asks:
        try:
            with write.together():
                write.many(grant, [ask], begin=start_at + at, **how)
            done.append(ask)
        except RuleBroken as broken:
            wanted.leave(at, CLASHES if broken.words == write.CLASH else broken.words)
        except (Stale, NotFound):
            wanted.leave(at, LATER)
    return _counted(done)


def _counted(asks: list[Ask]) -> tuple[int, int]:
    added = sum(isinstance(ask, Add) for ask in asks)
    return added, len(asks) - added


def _end(run: ImportRun, state: str, trouble: str) -> None:
    """What the file said is forgotten: what it came to, and what was left out, stays."""
    told = {name: said for name, said in run.told.items() if name not in ("samples", "unmatched")}
    runs.keep(run, state=state, trouble=trouble, told=told)
