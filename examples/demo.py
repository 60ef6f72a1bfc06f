"""Reads the bundled example, then keeps its story as a record; `make demo` runs this."""

import shutil
import subprocess
import sys
import webbrowser
from datetime import date
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
EXAMPLE = EXAMPLES / "first.txt"
STORY = EXAMPLES / "story"
BUILT = EXAMPLES.parent / "build" / "demo"
PAGE = BUILT / "index.html"
RECORD = BUILT / "onrecord.db"
LAST_DAY = date(2024, 6, 16)
"""The day after the story ends: a later one has everything long overdue."""


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

    print("\nThe story of four weeks, kept as a record:", flush=True)
    keep_story()
    print(
        "Open its site, as things stood when the story ends, with\n"
        f"  {_from_here(Path(command))} serve --database {_from_here(RECORD)} --today {LAST_DAY}"
    )
    return 0


def keep_story() -> None:
    """Makes the record of the story anew, article by article in the order they came out."""
    for file in BUILT.glob(f"{RECORD.name}*"):
        file.unlink()

    from onrecord.keep.opening import open_record  # noqa: PLC0415 - the report above needs none

    open_record(str(RECORD))
    from onrecord.read import ReadOptions, read_inputs  # noqa: PLC0415
    from onrecord.record import Article  # noqa: PLC0415
    from onrecord.recording import Recorder  # noqa: PLC0415 - needs an open record

    found = [one for one in read_inputs([str(STORY)], ReadOptions()) if isinstance(one, Article)]
    recorder = Recorder()
    for article in sorted(found, key=lambda one: one.published or date.max):
        kept = recorder.record(article)
        name = kept.title or "without a title"
        print(f"  {article.published}  {kept.entries:>3} entries  {name}", flush=True)


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


if __name__ == "__main__":
    sys.exit(main())
