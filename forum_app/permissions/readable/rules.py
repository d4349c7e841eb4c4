"""How a rule is registered, and the pieces that rules are made of."""

from collections.abc import Callable

from peewee import Expression, fn

from ...models.base import Record
from ..roles import Viewer

Answer = Expression | bool
# Tables whose rows are about one record of any table: they name it by its table and its id.
ABOUT_ANY: set[type[Record]] = set()
RULES: dict[type[Record], Callable[[Viewer], Answer]] = {}


def rule(*models: type[Record]):
    """Register how rows of these tables are narrowed: a condition, True for all, False for none."""

    def register(decide: Callable[[Viewer], Answer]):
        for model in models:
            RULES[model] = decide
        return decide

    return register


def members(viewer: Viewer) -> bool:
    """Any active account of the forum; not a guest, and not the worker, which reads as nobody."""
    return viewer.has("member")


def own_or(viewer: Viewer, person, *roles: str) -> Answer:
    """Rows about the viewer, or all of them for these roles."""
    if viewer.has(*roles):
        return True
    return person == viewer.person_id if viewer.person_id and members(viewer) else False


def all_of(*answers: Answer) -> Answer:
    """Every condition must hold."""
    result: Answer = True
    for answer in answers:
        if answer is False or result is False:
            return False
        result = answer if result is True else result if answer is True else result & answer
    return result


def any_of(*answers: Answer) -> Answer:
    """At least one condition must hold."""
    result: Answer = False
    for answer in answers:
        if answer is True or result is True:
            return True
        result = answer if result is False else result if answer is False else result | answer
    return result


def exists(model: type[Record], viewer: Viewer, link) -> Expression:
    """The linked record is there for this viewer, so what hangs from it is at least as closed as it is."""
    from . import condition

    linked = model.select(model.id).where(model.id == link, condition(model, viewer))
    return fn.EXISTS(linked)


def about_what_is_there(model: type[Record], viewer: Viewer) -> Answer:
    """The record that a row names by its table and id is there for this viewer, so the row is as closed."""
    return any_of(
        *(
            (model.table == other._meta.table_name) & exists(other, viewer, model.row)
            for other in RULES
            if other not in ABOUT_ANY and RULES[other](viewer) is not False
        )
    )


def marked(model: type[Record], viewer: Viewer) -> Expression:
    """Unmarked content, or content whose marking is open to the viewer."""
    if not viewer.markings:
        return model.marking.is_null()
    return model.marking.is_null() | model.marking.in_(sorted(viewer.markings))
