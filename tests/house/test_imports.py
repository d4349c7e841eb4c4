"""Import rules that import-linter's layers cannot say."""

from .source import APP, imports_of, modules, name_of

FEATURES = APP / "features"
# What a page may reach; everything else goes through its feature's queries and actions.
ROUTES_MAY = (
    "flask", "wtforms",
    "itertools", "collections", "datetime", "secrets", "typing", "urllib", "functools", "dataclasses",
    "forum_app.clock", "forum_app.config", "forum_app.fields", "forum_app.features", "forum_app.records",
    "forum_app.permissions.errors", "forum_app.permissions.roles", "forum_app.web",
)  # fmt: skip


def test_a_feature_never_uses_anothers_pages_or_forms():
    for path in modules(FEATURES):
        mine = path.relative_to(FEATURES).parts[0]
        for name in imports_of(path):
            room, _, rest = name.removeprefix("forum_app.features.").partition(".")
            if name.startswith("forum_app.features.") and room != mine:
                part = rest.partition(".")[0]
                assert part not in {"routes", "forms"}, f"{name_of(path)} imports {name}"


def test_a_page_reaches_nothing_but_its_own_parts_the_web_room_and_what_others_offer():
    for path in modules(FEATURES):
        if path.stem not in {"routes", "forms"}:
            continue
        for name in imports_of(path):
            assert name.startswith(ROUTES_MAY), f"{name_of(path)} imports {name}"


def test_rules_are_pure():
    impure = ("forum_app.db", "forum_app.models", "forum_app.permissions.readable", "flask", "peewee")
    for path in modules(FEATURES):
        if path.stem == "rules" or path.parent.name == "rules":
            assert not [name for name in imports_of(path) if name.startswith(impure)], name_of(path)


def test_the_tests_of_the_leaks_know_nothing_of_readable():
    """The plain table is a second answer only while it does not ask the first."""
    from .source import TESTS

    for name in ("oracle.py", "rows.py", "readings.py"):
        path = TESTS / "crawl" / name
        assert not [found for found in imports_of(path) if found.startswith("forum_app")], name
