"""Files, folders and standard input, good and bad."""

import errno
import gzip
import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.read import ReadOptions, count_inputs, read_inputs
from onrecord.record import Article, Skipped, SkipReason

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
PAGE = f"<!DOCTYPE html><html><body><article><p>{BODY}</p><p>{OTHER}</p></article></body></html>"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>P</title><item><guid>g</guid>'
    f"<description>{BODY} {OTHER} {BODY} {OTHER} {BODY}</description></item></channel></rss>"
)
RECORD = json.dumps({"id": "x", "text": BODY})


def read(*inputs: object, options: ReadOptions | None = None) -> list[Article | Skipped]:
    return list(read_inputs([str(one) for one in inputs], options or ReadOptions()))


def sources(found: list[Article | Skipped]) -> list[str]:
    return [one.source for one in found if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        pytest.param("a.txt", BODY, "", id="text"),
        pytest.param("a.TXT", BODY, "", id="suffixes in capitals"),
        pytest.param("a.md", f"# T\n\n{BODY}", "", id="Markdown"),
        pytest.param("a.html", PAGE, "", id="a page"),
        pytest.param("a.xml", PAGE, "", id="a page named as XML"),
        pytest.param("a.json", RECORD, "", id="JSON"),
        pytest.param("a.jsonl", RECORD, ":1", id="JSON Lines"),
        pytest.param("a.rss", RSS, "#g", id="a feed"),
        pytest.param("a.odd", BODY, "", id="unknown suffix, text"),
        pytest.param("a.odd", PAGE, "", id="unknown suffix, page"),
        pytest.param("a.odd", RECORD, "", id="unknown suffix, JSON"),
        pytest.param("a.odd", f"{RECORD}\n{RECORD}", ":1", id="unknown suffix, JSON Lines"),
        pytest.param("a.odd", RSS, "#g", id="unknown suffix, feed"),
        pytest.param("a.odd", f"---\ntitle: T\n---\n{BODY}", "", id="unknown suffix, Markdown"),
        pytest.param("a.odd", f"[Music] {BODY}", "", id="unknown suffix, a transcript"),
        pytest.param("a.odd", f"{{Bridge}} {BODY}", "", id="unknown suffix, text in braces"),
        pytest.param("a.txt", f"<p> is a tag. {BODY}", "", id="a text stays text"),
        pytest.param("a.txt.gz", gzip.compress(BODY.encode()), "", id="text in gzip"),
        pytest.param("a.jsonl.gz", gzip.compress(RECORD.encode()), ":1", id="lines in gzip"),
        pytest.param("a.txt", BODY.encode("utf-16"), "", id="utf-16"),
    ],
)
def test_every_kind_of_file(tmp_path: Path, name: str, content: str | bytes, source: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read(path)
    assert all(isinstance(one, Article) and BODY in one.text for one in found)
    assert sources(found)[0] == f"{path}{source}"


@pytest.mark.parametrize(
    ("content", "source"),
    [
        pytest.param(BODY, "-", id="text"),
        pytest.param(PAGE, "-", id="a page"),
        pytest.param(f"{RECORD}\n{RECORD}\n", "-:1", id="JSON Lines"),
        pytest.param(RSS, "-#g", id="a feed"),
    ],
)
def test_standard_input_is_sniffed(content: str, source: str) -> None:
    found = list(read_inputs(["-"], stdin=BytesIO(content.encode())))
    assert sources(found)[0] == source


def test_a_folder_is_read_in_order_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.html", "c.txt", ".hidden/x.txt", "._c.txt", "d.css", "e"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE if name.endswith(".html") else BODY)
    assert sources(read(tmp_path, tmp_path / "c.txt")) == [
        str(tmp_path / name) for name in ("a.html", "b/1.txt", "b/2.txt", "c.txt", "c.txt")
    ]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "again").symlink_to(tmp_path)
    (tmp_path / "x.txt").symlink_to(tmp_path / "x.txt")
    assert read(tmp_path)[1:] == [
        Skipped(
            str(tmp_path / "x.txt"),
            SkipReason.UNREADABLE,
            "this link leads round in a circle",
        )
    ]


def test_the_date_that_stands_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(f"date 2021-03-14 {BODY}")
    found = read(tmp_path, options=ReadOptions(published=date(2020, 1, 1)))
    assert [one.published for one in found if isinstance(one, Article)] == [
        date(2020, 1, 1),
        date(2021, 3, 14),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason", "detail"),
    [
        pytest.param("a.txt", b"", SkipReason.EMPTY, "there is nothing in it", id="empty"),
        pytest.param("a.txt", b" \r\n\t ", SkipReason.EMPTY, "there is nothing in it", id="blank"),
        pytest.param(
            "a.txt",
            b"\x89PNG\r\n\x1a\n\0\0",
            SkipReason.BINARY,
            "this is a PNG image; give the article as text, HTML, JSON or a feed",
            id="a picture",
        ),
        pytest.param(
            "a.html",
            b"PK\x03\x04 and so on",
            SkipReason.BINARY,
            "this is a ZIP file or an office document; give the article as text, HTML, JSON "
            "or a feed",
            id="an office document",
        ),
        pytest.param(
            "a.txt",
            b"The mayor\0said",
            SkipReason.BINARY,
            "this is a binary file; give the article as text, HTML, JSON or a feed",
            id="noughts",
        ),
        pytest.param(
            "a.txt",
            b"The mayor said. " * 100,
            SkipReason.TOO_LARGE,
            "it is larger than 0.001 MB, which no article is; split it into articles",
            id="too large",
        ),
        pytest.param(
            "a.json",
            b"[" * 900,
            SkipReason.MALFORMED,
            "it is not JSON: Expecting value at line 1, column 901",
            id="broken JSON",
        ),
        pytest.param(
            "a.rss",
            b"Not a feed at all.",
            SkipReason.MALFORMED,
            "it is not XML and so no feed; check what the file or address holds",
            id="no feed",
        ),
        pytest.param(
            "a.gz",
            gzip.compress(gzip.compress(b"x")),
            SkipReason.UNKNOWN_FORMAT,
            "this is a gzip file within a gzip file; unpack it first",
            id="gzip in gzip",
        ),
        pytest.param(
            "a.txt.gz",
            gzip.compress(b"x " * 5_000_000),
            SkipReason.TOO_LARGE,
            "it is larger than 0.001 MB, which no article is; split it into articles",
            id="a gzip bomb",
        ),
        pytest.param(
            "a.gz",
            gzip.compress(BODY.encode())[:12],
            SkipReason.CUT_SHORT,
            "the gzip file ends too early; what stood before was read; fetch it again",
            id="a gzip that holds only its head",
        ),
    ],
)
def test_files_without_an_article(
    tmp_path: Path, name: str, content: bytes, reason: SkipReason, detail: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    expected = [Skipped(str(path), reason, detail)]
    assert read(path, options=ReadOptions(max_bytes=1000)) == expected


def test_a_cut_gzip_gives_its_lines_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(
        json.dumps({"id": n, "text": f"{n} {BODY} {os.urandom(9).hex()}"}) + "\n" for n in range(50)
    )
    path.write_bytes(gzip.compress(lines.encode())[:-100])
    *found, broken, last = read(path)
    assert [one.id for one in found if isinstance(one, Article)] == [
        str(n) for n in range(len(found))
    ]
    assert len(found) > 30
    assert isinstance(broken, Skipped)
    assert last == Skipped(
        str(path),
        SkipReason.CUT_SHORT,
        "the gzip file ends too early; what stood before was read; fetch it again",
    )


def test_paths_that_lead_nowhere_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.css").write_text("p {}")
    inputs = [
        tmp_path / name for name in ("gone.txt", "link.txt", "none", "a\0b", "a.txt/b", "a.txt")
    ]
    found = read(*inputs)
    assert found[:-1] == [
        Skipped(str(inputs[0]), SkipReason.MISSING, "there is no such file; check the path"),
        Skipped(
            str(inputs[1]), SkipReason.MISSING, "this link leads to a file that does not exist"
        ),
        Skipped(
            str(inputs[2]),
            SkipReason.EMPTY,
            "no file in this folder has a suffix that is read (.txt, .html, .md, .json, …)",
        ),
        Skipped(str(inputs[3]), SkipReason.MISSING, "there is no such file; check the path"),
        Skipped(str(inputs[4]), SkipReason.MISSING, "there is no such file; check the path"),
    ]
    assert sources(found) == [str(tmp_path / "a.txt")]


def test_a_name_too_long() -> None:
    (found,) = read("x" * 5000)
    assert found == Skipped(
        "x" * 5000, SkipReason.UNREADABLE, "the system cannot read it: File name too long"
    )


@pytest.mark.parametrize("fails", ["open", "read"])
def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Made up, because the tests may run as root, who may read all."""
    path = tmp_path / "a.txt"
    path.write_text(BODY)

    class Forbidden(BytesIO):
        def read(self, *_: object) -> bytes:
            raise PermissionError(errno.EACCES, "Permission denied")

    def open_file(*_: object) -> BytesIO:
        return Forbidden() if fails == "read" else Forbidden(b"").read()  # type: ignore[return-value]

    monkeypatch.setattr(Path, "open", open_file)
    assert read(path) == [
        Skipped(
            str(path),
            SkipReason.UNREADABLE,
            "permission denied; make the file readable for this user",
        )
    ]


def test_a_folder_as_standard_input(tmp_path: Path) -> None:
    class Folder(BytesIO):
        def read(self, *_: object) -> bytes:
            raise IsADirectoryError(errno.EISDIR, "Is a directory")

    assert list(read_inputs(["-"], stdin=Folder())) == [
        Skipped("-", SkipReason.UNREADABLE, "the system cannot read it: Is a directory")
    ]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a path in bytes
            file.write(BODY.encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (found,) = read(tmp_path)
    assert found.source == f"{tmp_path}/caf\ufffd.txt"


@pytest.mark.parametrize(
    ("names", "number"),
    [
        pytest.param(["a.txt", "b/c.html"], 2, id="files of one article each"),
        pytest.param(["a.txt", "b.jsonl"], None, id="lines have to be read"),
        pytest.param(["a.txt", "b.css"], 1, id="others do not count"),
    ],
)
def test_count_inputs(tmp_path: Path, names: list[str], number: int | None) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    assert count_inputs([str(tmp_path)]) == number


def test_addresses_and_standard_input_are_not_counted() -> None:
    assert (count_inputs(["-"]), count_inputs(["https://torhavn.example/"])) == (None, None)


def test_articles_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{RECORD}\n" * 3)
    articles = read_inputs([str(path)])
    assert next(articles).source == f"{path}:1"
    assert [one.source for one in articles] == [f"{path}:2", f"{path}:3"]
