"""The screens notice what they are there to notice: without this, silence would prove nothing."""

import pytest

from tests.browser.test_pages import POLICY

pytestmark = pytest.mark.browser
BAD = """<!doctype html><html><head><title>Bad</title></head><body><main>
<h1 style="color: #eee">Pale</h1><img src="/static/favicon.svg"><script>document.title = "acted"</script>
<div class="wide">wide</div></main></body></html>"""


def bad_page(screen, js: bool = True):
    looked = screen("", 320, js=js)
    headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
    looked.page.route("**/bad", lambda route: route.fulfill(body=BAD, headers=headers))
    looked.open("/bad")
    return looked


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_what_the_policy_refuses_is_noticed(screen, js):
    looked = bad_page(screen, js)
    told = " ".join(looked.complaints)
    assert "style-src" in told or "inline style" in told
    if js:
        assert "script-src" in told
        assert looked.page.title() == "Bad", "and it was refused"
    looked.complaints.clear()


def test_what_axe_can_see_is_noticed(screen):
    looked = bad_page(screen)
    rules = {fault.split(":")[0] for fault in looked.faults()}
    assert {"html-has-lang", "image-alt"} <= rules
    looked.complaints.clear()


def test_what_is_too_wide_is_noticed(screen):
    looked = bad_page(screen)
    looked.page.evaluate("document.querySelector('.wide').innerText = 'w'.repeat(200)")
    assert looked.sideways() > 0
    looked.complaints.clear()


def test_a_script_that_fails_is_noticed(screen):
    looked = screen("becky")
    looked.open("/")
    with looked.page.expect_event("pageerror"):
        looked.page.evaluate("setTimeout(() => { throw new Error('noticed') }, 0)")
    assert any("noticed" in words for words in looked.complaints)
    looked.complaints.clear()
