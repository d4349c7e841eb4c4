"""One template answers twice: whole to a browser, one block to htmx. The only user of htmx_flask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    get_flashed_messages,
    redirect,
    request,
    session,
    url_for,
)
from htmx_flask import Htmx, make_response
from jinja2 import pass_context

from .. import clock
from ..fields import words
from . import access, nav
from .access import current_viewer, viewer_or_none

__all__ = [
    "current_viewer",
    "done",
    "forum_name",
    "frame",
    "go",
    "init_app",
    "is_htmx",
    "page",
    "part",
    "render",
    "say",
    "viewer_or_none",
]

DATES = ("day", "long_day", "short_day", "short_date", "plain_day", "moment")
NOT_FOR_BOTH = "Nothing that you both may see. There may be more."
# Parts that rows share: drawn once, then taken as they are. They ask nothing but what they are told.
ALIKE, MOST_ALIKE = ("icon", "pill"), 500
MOST_SAID = 5
FIGURES = ("hours", "spoken_hours", "pounds", "rate", "clock_time", "capital", "number_word")


@dataclass(frozen=True)
class Facts:
    """What every page says of the forum itself."""

    forum_name: str
    is_demo: bool = False


@dataclass
class Fresh:
    """A block to be drawn again after a change, with what to say beside it."""

    fragment: str
    template: str | None = None
    toasts: list[tuple[str, str | None]] = field(default_factory=list)


def init_app(app: Flask, facts: Callable[[], Facts]) -> None:
    """Give templates the parts, the words, the charts and the cells; `facts` tells of the forum."""
    Htmx(app)
    app.extensions["facts"] = facts
    environment = app.jinja_env
    environment.globals["words"] = words
    for name in FIGURES:
        environment.filters[name] = getattr(words, name)
    for name in DATES:
        environment.filters[name] = _with_today(getattr(words, name))
    environment.filters["how_far"] = _with_today(words.how_far)
    environment.filters["or_not_for_both"] = each_time(or_not_for_both)
    environment.globals["ui"] = parts = environment.get_template("_ui.html").module
    for name in ALIKE:
        setattr(parts, name, lru_cache(maxsize=MOST_ALIKE)(getattr(parts, name)))
    for name, template in ("charts", "_charts.html"), ("cells", "tables/_cells.html"):
        environment.globals[name] = environment.get_template(template).module


def page(template: str, fragment: str | None = None, status: int = 200, **context) -> Response:
    """The whole page, or under htmx the lone block `fragment`. A form with errors says its status, 422."""
    form = context.get("form")
    if status == 200 and form is not None and form.errors:
        status = getattr(form, "status", 422)
    fresh: Fresh | None = g.pop("fresh", None)
    if fresh:
        block = _titled(fresh.template or template, fresh.fragment, context)
        return _answer(block + str(ui().toasts_beside(fresh.toasts) if fresh.toasts else ""), 200)
    if fragment and wants_fragment():
        return _answer(_titled(template, fragment, context), status)
    return _answer(render(template, **context), status)


def done(
    endpoint: str,
    fragment: str | None = None,
    say: str = "",
    undo: str | None = None,
    template: str | None = None,
    **ids,
) -> Response:
    """After a change: the fresh block and a toast under htmx, else flash and 303.

    `undo` is the group that the toast offers to undo. Without a fragment htmx is sent to the page.
    """
    if not is_htmx() or fragment is None:
        return go(url_for(endpoint, **ids), say, undo)
    access.check(endpoint)
    g.fresh = Fresh(fragment, template, [(say, undo_address(undo))] if say else [])
    view: Any = current_app.view_functions[endpoint]
    # What the address keeps behind its question mark came with this request too.
    in_path = {name for rule in current_app.url_map.iter_rules(endpoint) for name in rule.arguments}
    return current_app.make_response(view(**{name: ids[name] for name in ids if name in in_path}))


def go(address: str, words: str = "", undo: str | None = None) -> Response:
    """Send the browser on with something to say there, by htmx's way or by 303."""
    if words:
        say(words, undo)
    if is_htmx():
        return make_response("", 204, redirect=address)
    return current_app.make_response(redirect(address, 303))


def say(words: str, undo: str | None = None) -> None:
    """Keep a sentence for the next whole page; of many that no page has shown, the last few.

    They are kept in the cookie: one that grows too long is refused, and with it whatever is sent next.
    """
    flash([words, undo or ""])  # type: ignore[arg-type]
    session["_flashes"] = session["_flashes"][-MOST_SAID:]


def render(template: str, *, lost: bool = False, **context) -> str:
    """A whole page as text."""
    return current_app.jinja_env.get_template(template).render({**frame(lost), **_toasts(), **context})


def part(template: str, **context) -> Response:
    """A piece of a page that asks nothing of the page round it: no menu, no name of the forum."""
    return _answer(current_app.jinja_env.get_template(template).render(context), 200)


def pieces(*drawn: str) -> Response:
    """As `part`, of what was drawn already."""
    return _answer("".join(drawn), 200)


def as_file(answer: Response, name: str) -> Response:
    """An answer that the browser keeps as a file of this name.

    A header cannot hold every letter, so a name with others is said twice: in plain letters, and as it is.
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    names = {"filename": plain if plain.rpartition(".")[0].strip() else f"file{plain.strip()}"}
    if plain != name:
        names["filename*"] = f"UTF-8''{quote(name, safe='')}"
    answer.headers.set("Content-Disposition", "attachment", **names)
    return answer


def frame(lost: bool = False) -> dict:
    """What the page round every page needs."""
    viewer = viewer_or_none()
    facts: Facts = current_app.extensions["facts"]()
    today = clock.today()
    return {
        "viewer": viewer,
        "forum_name": facts.forum_name,
        "demo_moment": words.long_day(today) + f" {today.year}" if facts.is_demo else None,
        "today": today,
        "nav": nav.places_for(viewer, lost=lost),
    }


def forum_name() -> str:
    """What this forum is called."""
    return current_app.extensions["facts"]().forum_name


def is_htmx() -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def wants_fragment() -> bool:
    """Whether htmx asked, and not to restore a whole page from history."""
    return is_htmx() and not request.htmx.history_restore_request  # type: ignore[attr-defined]


def undo_address(group_id: str | None) -> str | None:
    return url_for("undo.undo", group_id=group_id) if group_id else None


def without_swap(words: str, status: int) -> Response:
    """An answer to htmx that leaves the page as it is and says something beside it."""
    toasts = ui().toasts_beside([(words, None)])
    return make_response(_answer(str(toasts), status), reswap="none")


def retargeted_id() -> str:
    """The id of the element that htmx will replace, if it is plainly written."""
    name = request.htmx.target or ""  # type: ignore[attr-defined]
    return name if name.replace("-", "").replace("_", "").isalnum() else ""


def _toasts() -> dict:
    kept: Iterable = get_flashed_messages()
    return {"toasts": [(said, undo_address(undo)) for said, undo in kept]}


def _block(name: str, fragment: str, context: dict) -> str:
    template = current_app.jinja_env.get_template(name)
    values = template.new_context({**frame(), "toasts": [], **context})
    return "".join(template.blocks[fragment](values))


def _titled(name: str, fragment: str, context: dict) -> str:
    """A block; the main part of a page is another page to whoever reads it, so its title comes along."""
    g.alone = fragment
    block = _block(name, fragment, context)
    return f"<title>{_block('base.html', 'title', context)}</title>{block}" if fragment == "main" else block


def _answer(text: str, status: int) -> Response:
    return current_app.response_class(text, status)


def or_not_for_both(words: str) -> str:
    """What is said of an empty place; whoever looks as somebody else cannot know that it is empty."""
    viewer = viewer_or_none()
    return NOT_FOR_BOTH if viewer is not None and viewer.seeing else words


def ui() -> Any:
    """The parts that pages are made of."""
    return current_app.jinja_env.globals["ui"]


def drawn_cells() -> Any:
    """What stands in the cells of tables."""
    return current_app.jinja_env.globals["cells"]


def each_time(answer: Callable[[Any], Any]) -> Callable:
    """A filter that answers to whoever reads: Jinja would work it out over plain words once, for all."""
    return pass_context(lambda context, value: answer(value))


def _with_today(show: Callable) -> Callable:
    return each_time(lambda value: show(value, clock.today()))
