"""The import contracts catch what they are there for: each is broken once in a copy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PLANTED = [
    # contract, file, line that breaks it
    ("Nouns import the standard library alone", "record/spans.py", "import numpy"),
    ("Sibling rooms never import each other", "read/plain.py", "import onrecord.report"),
    ("Sibling rooms never import each other", "link/names.py", "import onrecord.understand"),
    ("The record is kept and briefed on without", "keep/names.py", "import onrecord.link"),
    ("Pages never load the language model", "serve/wording.py", "import onrecord.understand"),
    ("Only the record speaks to the database", "link/names.py", "import django"),
    ("The command stands on the day", "read/plain.py", "import onrecord.day"),
    ("The command stands on the day", "keep/names.py", "import onrecord.serve"),
]


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_violation_is_found(contract: str, file: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.onnx", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "src" / "onrecord" / file
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), done.stdout
