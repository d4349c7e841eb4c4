"""Templates hold no markup that was not checked, and nothing that the content security policy would block."""

from jinja2.utils import _PassArg

from tests.tools.check_templates import problems_in

from .source import ROOT

TEMPLATES = ROOT / "templates"


def test_no_template_passes_text_through_unescaped_or_has_anything_inline():
    found = []
    for path in sorted(TEMPLATES.rglob("*.*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            mail = "mail" in path.relative_to(TEMPLATES).parts
            source = path.read_text("utf-8")
            problems = problems_in(source, is_mail=mail, is_html=path.suffix != ".txt")
            found += [f"{path.name}:{line}: {words}" for line, words in problems]
    assert not found


def test_a_template_that_does_is_seen():
    assert list(problems_in("<p>{{ words|safe }}</p>")) and list(problems_in("<p style='x'>a</p>"))


def test_every_filter_that_asks_who_reads_or_what_day_it_is_is_asked_each_time(one_app):
    ours = {
        name: f for name, f in one_app.jinja_env.filters.items() if f.__module__.startswith("forum_app.web")
    }
    assert {"day", "how_far", "markdown", "or_not_for_both", "terms", "terms_of"} <= ours.keys()
    once = [name for name, f in ours.items() if _PassArg.from_obj(f) is not _PassArg.context]
    assert not once, f"Jinja works these out over plain words once, for whoever reads first: {once}"
