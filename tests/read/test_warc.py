"""Web archives → articles."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.read import read_inputs
from onrecord.record import Article, Skipped, SkipReason

FIRST = "The mayor said that the bridge would stay closed until the engineers had reported."
SECOND = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
HOST = "https://torhavn.example"


def page(*paragraphs: str) -> bytes:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = '<head><meta charset="utf-8"><title>Bridge closed</title></head>'
    return f"<html>{head}<body><article><h1>Bridge</h1>{words}</article></body></html>".encode()


def archive(gzipped: bool = False) -> bytes:
    """Seven records: five that are passed over, and a page before and after them."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=gzipped)

    def response(path: str, status: str, media_type: str, body: bytes, **more: str) -> None:
        headers = [
            ("Content-Type", media_type),
            *((k.replace("_", "-"), v) for k, v in more.items()),
        ]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(HOST + path, "response", BytesIO(body), http_headers=http)
        )

    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "made up"}))
    response("/1", "200 OK", "text/html", page(FIRST, SECOND))
    response("/2", "404 Not Found", "text/html", page(FIRST))
    response("/3", "200 OK", "image/png", b"\x89PNG")
    response("/4", "301 Moved", "text/html", b"", Location="/1")
    response(
        "/5", "200 OK", "text/html; charset=utf-8", gzip.compress(page(SECOND, FIRST)),
        Content_Encoding="gzip",
    )  # fmt: skip
    response("/6", "200 OK", "text/plain; charset=windows-1252", f"“{FIRST}”".encode("cp1252"))
    return out.getvalue()


def shown(path: Path) -> list[object]:
    return [
        (one.source, one.url, FIRST in one.text, SECOND in one.text)
        if isinstance(one, Article)
        else one
        for one in read_inputs([str(path)])
    ]


def whole(path: Path) -> list[object]:
    return [
        (f"{path}#{HOST}/1", f"{HOST}/1", True, True),
        (f"{path}#{HOST}/5", f"{HOST}/5", True, True),
        (f"{path}#{HOST}/6", f"{HOST}/6", True, False),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.warc", archive(), id="plain"),
        pytest.param("a.warc.gz", archive(gzipped=True), id="a gzip member a record"),
        pytest.param("a.warc.gz", gzip.compress(archive()), id="one gzip member in all"),
        pytest.param("a.bin", archive(gzipped=True), id="told by its bytes"),
    ],
)
def test_archives(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert shown(path) == whole(path)


def test_a_cut_archive_gives_the_pages_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archive()[:-60])
    detail = "the archive ends within page 3; the pages before it were read"
    assert shown(path) == [*whole(path)[:2], Skipped(str(path), SkipReason.CUT_SHORT, detail)]


@pytest.mark.parametrize("gzipped", [True, False], ids=["by record", "as a whole"])
def test_a_cut_gzip_gives_the_pages_before_the_cut(tmp_path: Path, gzipped: bool) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes((archive(gzipped=True) if gzipped else gzip.compress(archive()))[:-40])
    *pages, last = shown(path)
    assert pages == whole(path)[: len(pages)]
    assert isinstance(last, Skipped)
    assert (last.source, last.reason) == (str(path), SkipReason.CUT_SHORT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"WARC/1.0\r\n", SkipReason.NO_ARTICLE, id="only a start"),
        pytest.param(b"WARC/1.0\r\nnonsense\r\n" * 50, SkipReason.NO_ARTICLE, id="no records"),
        pytest.param(b"WARC/9.9\r\n\r\n", SkipReason.MALFORMED, id="an unknown version"),
    ],
)
def test_damaged_archives(tmp_path: Path, data: bytes, reason: SkipReason) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    (found,) = shown(path)
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == (str(path), reason)
