"""Reads the bundled example, shows the report and writes the page of it; `make demo` runs this."""

import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
EXAMPLE = EXAMPLES / "first.txt"
PAGE = EXAMPLES.parent / "build" / "demo" / "index.html"


def main() -> int:
    """Show the report in the terminal, then the page; the exit status is the command's."""
    # The command that stands beside this Python is the one of the same
    # environment, whatever else is installed.
    command = shutil.which("onrecord", path=str(Path(sys.executable).parent))
    if command is None:
        print(
            f"There is no onrecord beside {sys.executable}; run `make setup` first.",
            file=sys.stderr,
        )
        return 1
    read = [command, "read", str(EXAMPLE)]

    report = subprocess.run(read, check=False)
    if report.returncode != 0:
        return report.returncode

    PAGE.parent.mkdir(parents=True, exist_ok=True)
    page = subprocess.run([*read, "--format", "html", "--output", str(PAGE)], check=False)
    if page.returncode != 0:
        return page.returncode

    print(f"\nThe same as a page: {PAGE}")
    if sys.stdout.isatty() and not webbrowser.open(PAGE.as_uri()):
        print("No browser could be opened; open the file yourself.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
