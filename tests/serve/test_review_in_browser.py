"""An editor at the keyboard: signs in, accepts, undoes, corrects a span, all without a mouse.

Skipped where there is no Chromium with its driver, or no selenium.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from onrecord.keep.editors import EditorRole, add_editor
from onrecord.keep.models import Entry, Judgement

from .conftest import Record
from .in_browser import NEEDS, PASSWORD, By, Keys, press, wait

pytestmark = NEEDS

TEXT = (
    "Mayor Ida Brook “𝓃ow” asked Tarn Water to publish the gate log of May by 14 June, she said."
    "\n\nTarn Water promised to pay the families by 30 June."
)
PROOF = "asked Tarn Water to publish the gate log"


@pytest.fixture
def kept(settings: Any, transactional_db: None) -> Record:
    """Two acts of one article, the promise the more doubtful."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    add_editor("ada", EditorRole.EDITOR, PASSWORD)
    made = Record()
    made.party("Ida Brook", "person")
    made.party("Tarn Water")
    made.party("Dams Inspectorate")
    article = made.article("Mayor asks for the gate log", TEXT, date(2024, 5, 20))
    made.entry(
        "log", article, "call", PROOF, action="publish the gate log", confidence=0.9,
        speakers=["Ida Brook"], parties=["Tarn Water"],
    )  # fmt: skip
    made.entry(
        "pay", article, "commitment", "promised to pay the families by 30 June",
        action="pay the families", confidence=0.4, speakers=["Tarn Water"],
    )  # fmt: skip
    return made


def test_a_few_keys_an_entry(browser: Any, live_server: Any, kept: Record) -> None:
    log, pay = kept.entries["log"], kept.entries["pay"]
    desk = f"{live_server.url}/review/entries"
    browser.get(f"{live_server.url}/review/next/")
    wait(browser, lambda: "Sign in" in browser.title)
    press(browser, "ada", Keys.TAB, PASSWORD, Keys.ENTER)
    wait(browser, lambda: browser.current_url == f"{desk}/{pay.pk}/")

    press(browser, "j")
    wait(browser, lambda: browser.current_url == f"{desk}/{log.pk}/")
    press(browser, "k")
    wait(browser, lambda: browser.current_url == f"{desk}/{pay.pk}/")

    press(browser, "a")
    wait(browser, lambda: browser.current_url == f"{desk}/{log.pk}/")
    assert Entry.objects.get(pk=pay.pk).review == "reviewed"
    press(browser, "u")
    wait(browser, lambda: browser.current_url == f"{desk}/{pay.pk}/")
    assert Entry.objects.get(pk=pay.pk).review == "machine"
    press(browser, "x")
    wait(browser, lambda: browser.current_url == f"{desk}/{log.pk}/")
    assert Entry.objects.get(pk=pay.pk).review == "withdrawn"

    # Two words more prove it, the party is another one: brackets, then type-ahead, then Enter.
    press(browser, "1")
    press(browser, "]")
    press(browser, "]")
    press(browser, "p")
    field = browser.switch_to.active_element
    assert field.get_attribute("value") == f"Tarn Water #{kept.party('Tarn Water').pk}"
    press(browser, "Dams")
    offered = f"Dams Inspectorate #{kept.party('Dams Inspectorate').pk}"
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, f'#offered [value="{offered}"]'))
    press(browser, Keys.CONTROL, "a", Keys.NULL, offered, Keys.ESCAPE)
    _shots(browser)
    press(browser, Keys.ENTER)
    wait(browser, lambda: browser.current_url == f"{live_server.url}/review/")
    row = Entry.objects.get(pk=log.pk)
    at = TEXT.index(PROOF)
    assert (row.review, row.words, row.spans["evidence"]) == (
        "corrected", f"{PROOF} of May", [[at, at + len(f"{PROOF} of May")]],
    )  # fmt: skip
    assert [one.party.name for one in row.cast.order_by("pk")] == [
        "Ida Brook", "Dams Inspectorate",
    ]  # fmt: skip
    assert list(Judgement.objects.order_by("pk").values_list("deed", flat=True)) == [
        "accept", "undo", "reject", "correct",
    ]  # fmt: skip


SELECT = """
const [first, last] = arguments;
const runs = [...document.querySelectorAll('#text [data-at]')];
const range = new Range();
const node = (words) => runs.map(run => run.firstChild).find(one => one.data.includes(words));
range.setStart(node(first), node(first).data.indexOf(first));
range.setEnd(node(last), node(last).data.indexOf(last) + last.length);
getSelection().removeAllRanges();
getSelection().addRange(range);
"""


def test_selected_words_become_a_span(browser: Any, live_server: Any, kept: Record) -> None:
    log = kept.entries["log"]
    browser.get(f"{live_server.url}/review/entries/{log.pk}/")
    press(browser, "ada", Keys.TAB, PASSWORD, Keys.ENTER)
    wait(browser, lambda: browser.current_url.endswith(f"/entries/{log.pk}/"))
    browser.execute_script(SELECT, "by 14", "June, ")
    browser.find_element(By.TAG_NAME, "body").send_keys("3", Keys.ENTER)
    wait(browser, lambda: Entry.objects.get(pk=log.pk).review == "corrected")
    row = Entry.objects.get(pk=log.pk)
    at = TEXT.index("by 14")
    assert (row.due_words, row.spans["due"]) == ("by 14 June,", [[at, at + len("by 14 June,")]])


@pytest.mark.parametrize("wide", [360, 1280])
def test_nothing_scrolls_sideways(browser: Any, live_server: Any, kept: Record, wide: int) -> None:
    browser.get(f"{live_server.url}/review/")
    press(browser, "ada", Keys.TAB, PASSWORD, Keys.ENTER)
    wait(browser, lambda: browser.current_url == f"{live_server.url}/review/")
    for page in ("", f"entries/{kept.entries['log'].pk}/", "log/", "parties/"):
        browser.get(f"{live_server.url}/review/{page}")
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": wide, "height": 800, "deviceScaleFactor": 1, "mobile": wide < 500,
        })  # fmt: skip
        assert browser.execute_script("return document.documentElement.scrollWidth") <= wide, page


def _shots(browser: Any) -> None:
    """Pictures for people to look at, where ONRECORD_SHOTS names a folder for them."""
    folder = os.environ.get("ONRECORD_SHOTS")
    for wide in (390, 1280) if folder else ():
        for scheme in ("light", "dark"):
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                "features": [{"name": "prefers-color-scheme", "value": scheme}],
            })  # fmt: skip
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": wide, "height": 900, "deviceScaleFactor": 1, "mobile": wide < 500,
            })  # fmt: skip
            browser.save_screenshot(str(Path(str(folder)) / f"entry-{wide}-{scheme}.png"))
    if folder:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
