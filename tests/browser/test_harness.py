"""What the other tests rely on: a page that asks another machine gets nothing, and is found out."""

import harness
import pytest

pytestmark = [pytest.mark.rest, pytest.mark.browser]

ELSEWHERE = ["https://example.org/a.js", "http://192.0.2.1/"]
ASK = "async all => Promise.all(all.map(one => fetch(one, {mode: 'no-cors'}).then(() => 'answered', () => 'refused')))"


def test_a_page_that_asks_another_machine_gets_nothing_and_is_found_out(browser):
    window = harness.Window(harness.new_context(browser).new_page(), None)
    window.watch()
    assert window.page.evaluate(ASK, ELSEWHERE) == ["refused", "refused"]
    found = window.unlucky()
    assert found["requests off this machine"] == ELSEWHERE
    # by the browser, and not by a network that happens to be away
    assert ["ERR_NAME_NOT_RESOLVED" in said for said in found["console errors"]] == [True, True]
    window.page.context.close()
