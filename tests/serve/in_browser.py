"""Chromium as tests drive it, and keys as a reader presses them.

A module that takes `NEEDS` from here is skipped, with the reason, where there is no
Chromium with its driver, or no selenium.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

selenium = pytest.importorskip("selenium", reason="selenium is not installed")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

NEEDS = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(DRIVER is None, reason="no chromedriver (Debian: chromium-driver)"),
    pytest.mark.timeout(300),  # a browser on a busy machine
    pytest.mark.django_db(transaction=True),
]

__all__ = ["NEEDS", "PASSWORD", "By", "Keys", "opened", "press", "wait"]

PASSWORD = "gate-log-of-tarn-22"


def opened(profile: Path) -> Any:
    """A browser of its own, without what another test left in it."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for one in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", f"--user-data-dir={profile}",
                "--window-size=1280,900"):  # fmt: skip
        options.add_argument(one)
    service = webdriver.ChromeService(executable_path=str(DRIVER))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_page_load_timeout(60)
    return driver


def press(browser: Any, *keys: str) -> None:
    """Keys pressed where the browser's attention is."""
    browser.switch_to.active_element.send_keys(*keys)


def wait(browser: Any, true: Callable[[], Any]) -> None:
    """Waits until it is true, or fails."""
    WebDriverWait(browser, 40).until(lambda _: true())
