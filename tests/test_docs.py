"""The docs say what is so: the command reference is the commands', no link leads nowhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAPERS = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        ROOT / "training/README.md",
        ROOT / "examples/README.md",
    ]
)


def test_the_command_reference_is_the_commands_own() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_shows_what_the_command_prints() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", "examples/first.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ onrecord read examples/first.txt\n")[1].split("\n…\n")[0]
    # Confidences may differ in the last digit on another processor.
    bare = re.compile(r"unsure \d+%")
    assert bare.sub("", done.stdout).startswith(bare.sub("", shown))


@pytest.mark.parametrize("paper", PAPERS, ids=[str(p.relative_to(ROOT)) for p in PAPERS])
def test_links_within_the_project_lead_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert [target for target in targets if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=[str(p.relative_to(ROOT)) for p in PAPERS])
def test_no_placeholder_is_left(paper: Path) -> None:
    # Names of settings (ONRECORD_…) are none.
    text = paper.read_text(encoding="utf-8")
    assert re.findall(r"\b(?!ONRECORD_)[A-Z]{3,}_[A-Z_]+\b|TODO|FIXME", text) == []
