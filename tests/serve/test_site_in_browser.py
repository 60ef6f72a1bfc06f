"""A reader with a keyboard alone: search, a matter's timeline; and an editor who signs in.

Skipped where there is no Chromium with its driver, or no selenium.
"""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from onrecord.keep.editors import EditorRole, add_editor

from .conftest import DAM, REFUSED, Record
from .in_browser import NEEDS, PASSWORD, By, Keys, press, wait

pytestmark = NEEDS


@pytest.fixture
def dam(settings: Any, transactional_db: None) -> Record:
    """A matter of a call, the refusal of it and a promise, in two articles."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    made = Record()
    made.party("Ida Brook", "person")
    matter = made.matter("The gates of Tarn dam", date(2024, 5, 20), date(2024, 5, 29))
    first = made.article("Mayor asks for help", DAM, date(2024, 5, 20), matter=matter)
    made.entry(
        "sirens", first, "call", "asked the Dams Inspectorate to examine the sirens",
        action="examine the sirens", speakers=["Ida Brook"], parties=["Dams Inspectorate"],
    )  # fmt: skip
    made.entry(
        "pay", first, "commitment", "promised to pay the families by 30 June",
        action="pay the families", speakers=["Tarn Water"],
    )  # fmt: skip
    second = made.article("Inspectorate will not look", REFUSED, date(2024, 5, 29), matter=matter)
    no = made.entry(
        "no", second, "response", "it would not examine the sirens", stance="refuses",
        speakers=["Dams Inspectorate"], parties=["Ida Brook"],
    )  # fmt: skip
    made.link("no", "sirens")
    made.event("sirens", "reply", "refused", date(2024, 5, 29), evidence=no)
    return made


def seen(browser: Any, selector: str) -> list[str]:
    """The words of what can be seen of it."""
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, selector)
            if one.is_displayed()]  # fmt: skip


def tab_to(browser: Any, selector: str) -> None:
    """Presses Tab until it has the attention of the browser."""
    for _ in range(60):
        press(browser, Keys.TAB)
        if browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_search(browser: Any, live_server: Any, dam: Record) -> None:
    browser.get(live_server.url)
    tab_to(browser, "#find")
    press(browser, "siren", Keys.ENTER)
    wait(browser, lambda: "Search: siren" in browser.title)
    assert seen(browser, "h2.found") == ["2 found"]
    assert seen(browser, ".entry .what") == [
        "it would not examine the sirens", "examine the sirens",
    ]  # fmt: skip
    tab_to(browser, '.facets a[href*="status=refused"]')
    press(browser, Keys.ENTER)
    wait(browser, lambda: "status=refused" in browser.current_url)
    assert seen(browser, ".entry .what") == ["examine the sirens"]
    assert seen(browser, ".entry .status") == ["refused on 29 May 2024"]
    tab_to(browser, ".entry .what a")
    press(browser, Keys.ENTER)
    wait(browser, lambda: browser.current_url.endswith(f"/entries/{dam.entries['sirens'].pk}/"))


def test_a_timeline_by_keyboard(browser: Any, live_server: Any, dam: Record) -> None:
    browser.get(f"{live_server.url}/matters/{dam.matters['The gates of Tarn dam'].pk}/")
    told = []
    for name in ("sirens", "no", "pay"):
        tab_to(browser, f'.mark[href="#e{dam.entries[name].pk}"]')
        told.append(seen(browser, ".tip"))
    assert told == [
        ["20 May 2024 · call · refused on 29 May 2024",
         "Ida Brook asks Dams Inspectorate: examine the", "sirens"],
        ["29 May 2024 · response", "Dams Inspectorate answers Ida Brook: it would",
         "not examine the sirens"],
        ["20 May 2024 · commitment · open", "Tarn Water promises: pay the families"],
    ]  # fmt: skip
    assert seen(browser, ".hint") == []
    press(browser, Keys.ENTER)
    pay = f"e{dam.entries['pay'].pk}"
    wait(browser, lambda: browser.current_url.endswith(f"#{pay}"))
    assert seen(browser, ":target .what") == ["pay the families"]


def test_sign_in(browser: Any, live_server: Any, dam: Record) -> None:
    add_editor("ada", EditorRole.EDITOR, PASSWORD)
    browser.get(f"{live_server.url}/review/log/")
    wait(browser, lambda: "Sign in" in browser.title)
    press(browser, "ada", Keys.TAB, "not-the-password", Keys.ENTER)
    wait(browser, lambda: seen(browser, "[role=alert]"))
    assert "Sign in" in browser.title
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    wait(browser, lambda: browser.current_url == f"{live_server.url}/review/log/")
    assert seen(browser, ".desk-nav form .soft") == ["ada"]
    browser.find_element(By.CSS_SELECTOR, ".desk-nav form button").send_keys(Keys.ENTER)
    wait(browser, lambda: "/review/" not in browser.current_url)
    browser.get(f"{live_server.url}/review/")
    wait(browser, lambda: "Sign in" in browser.title)
