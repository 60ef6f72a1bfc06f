"""The page as a browser shows it: no sideways scrolling on a phone, jumps light the words up.

Skipped where no Chromium is installed.
"""

import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from onrecord.record import Document
from onrecord.report import document_to_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

# The page itself holds no script; a frame around it measures.
FRAME = """<!doctype html><body><iframe id=f style="width:360px;height:800px" srcdoc="{page}">
</iframe><pre id=out></pre><script>
const f = document.getElementById('f');
f.onload = () => {{
  const d = f.contentDocument, link = d.querySelector('a[href^="#"]:not(.skip)');
  const ids = new Set([...d.querySelectorAll('[id]')].map(e => e.id));
  const broken = [...d.querySelectorAll('a[href^="#"]')]
    .map(a => a.getAttribute('href').slice(1)).filter(id => !ids.has(id));
  document.getElementById('out').textContent = JSON.stringify({{
    wide: d.documentElement.scrollWidth, broken, links: d.querySelectorAll('a[href^="#"]').length,
    scripts: d.scripts.length, lang: d.documentElement.lang}});
}};
</script>"""


def test_page_on_a_phone(bridge: Document, tmp_path: Path) -> None:
    page = document_to_page(bridge)
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(page=escape(page)), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=3000", "--dump-dom", frame.as_uri(),
        ],
        capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    match = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.DOTALL)
    assert match is not None, done.stdout[-500:]
    seen = json.loads(match.group(1))
    assert seen.pop("links") >= 28
    assert seen.pop("wide") <= 360
    assert seen == {"broken": [], "scripts": 0, "lang": "en"}
