"""In which language a text is."""

import subprocess
import sys

import pytest

from onrecord.read.language import language_of, other_language
from onrecord.record import Skipped, SkipReason

FRENCH = (
    "Le maire de Valbrune a annoncé hier soir que la ville ne paierait pas la construction du "
    "nouveau pont avant la publication du rapport sur la sécurité de la rivière."
)
ENGLISH = "The mayor of Valbrune said that the town would not pay for the bridge. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(FRENCH, "fr", id="French"),
        pytest.param("Der Rat will die neue Brücke nicht bezahlen.", "de", id="short, but clearly"),
        pytest.param("Police arrest Marta Ilves", "en", id="a headline of names"),
        pytest.param("MAYOR QUITS", "en", id="two words in capitals"),
        pytest.param("市長は木曜日に記者会見を開いた。", "ja", id="another script"),
        pytest.param("1,250 – 3.5%", "en", id="no words"),
        pytest.param("", "en", id="nothing"),
        pytest.param(FRENCH * 20 + ENGLISH * 60, "en", id="a long foreign letter first"),
        pytest.param(FRENCH * 60, "fr", id="long French"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language


def test_other_language() -> None:
    assert other_language("a.txt", "fr") == Skipped(
        "a.txt",
        SkipReason.OTHER_LANGUAGE,
        "the article is in French (fr); only English is read",
    )


def test_english_text_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from onrecord.read.hints import Hints\n"
        "from onrecord.read import read_text\n"
        f"read_text({ENGLISH!r}, Hints('a'))\n"
        "heavy = {'py3langid', 'trafilatura', 'lxml', 'pydantic', 'ftfy', 'urllib3'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
