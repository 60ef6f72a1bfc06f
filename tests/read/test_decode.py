"""Bytes → text, whatever encoding they came in."""

import pytest

from onrecord.read.decode import decode, mend

SAID = "“Crème brûlée,” said Zoë – that’s all."


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(SAID.encode(), None, SAID, id="utf-8"),
        pytest.param(SAID.encode("utf-8-sig"), None, SAID, id="a byte order mark goes"),
        pytest.param(SAID.encode("utf-16"), None, SAID, id="utf-16 by its mark"),
        pytest.param(SAID.encode("utf-16-be"), None, SAID, id="utf-16 by its noughts"),
        pytest.param(SAID.encode("utf-32"), None, SAID, id="utf-32 by its mark"),
        pytest.param(SAID.encode("cp1252"), None, SAID, id="windows-1252 by guess"),
        pytest.param(SAID.encode("cp1252"), "iso-8859-1", SAID, id="latin-1 means windows-1252"),
        pytest.param("“Łódź”".encode("cp1250"), "windows-1250", "“Łódź”", id="the header's word"),
        pytest.param(
            b'<meta charset="windows-1250">' + "Łódź".encode("cp1250"),
            None,
            '<meta charset="windows-1250">Łódź',
            id="the page's word",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="iso-8859-2"?>' + "Łódź".encode("iso-8859-2"),
            None,
            '<?xml version="1.0" encoding="iso-8859-2"?>Łódź',
            id="the XML declaration's word",
        ),
        pytest.param(SAID.encode(), "shift_jis", SAID, id="utf-8 in spite of the header"),
        pytest.param(SAID.encode("cp1252"), "no-such", SAID, id="an unknown name is passed over"),
        pytest.param(SAID.encode("cp1252"), "zlib", SAID, id="a codec that is no encoding"),
        pytest.param("Zoë said".encode("cp1252") + b"\x81", None, "Zoë said\x81", id="unused byte"),
        pytest.param(SAID.encode()[:-7], None, SAID[:-7] + "\ufffd", id="cut within"),
        pytest.param(b"", None, "", id="nothing"),
    ],
)
def test_decode(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared) == text


def test_russian_is_decoded_so_that_its_language_can_be_told() -> None:
    text = "Министр отказался отвечать на вопросы журналистов о новом мосте через реку. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        pytest.param("â€œLate,â€\x9d said Ivo.", "“Late,” said Ivo.", id="windows-1252"),
        pytest.param("â\x80\x9cLate,â\x80\x9d he said.", "“Late,” he said.", id="latin-1"),
        pytest.param("ZoÃ« paid Â£5.", "Zoë paid £5.", id="accents and signs"),
        pytest.param("He said \x93late\x94.", "He said “late”.", id="control characters as quotes"),
        pytest.param(
            "“Good.”\r\nItâ€™s late.\r\n", "“Good.”\r\nIt’s late.\r\n", id="only the line with it"
        ),
        pytest.param(
            "ＦＵＬＬ ﬁne\u200f \x07 naïve…", "ＦＵＬＬ ﬁne\u200f \x07 naïve…", id="else untouched"
        ),
        pytest.param("SÃO PAULO, “NÃO”", "SÃO PAULO, “NÃO”", id="Portuguese capitals"),
        pytest.param("a\ud800b", "a\ufffdb", id="a lone surrogate"),
    ],
)
def test_mend(text: str, mended: str) -> None:
    assert mend(text) == mended
