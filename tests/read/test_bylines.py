"""Names out of bylines."""

import pytest

from onrecord.read.bylines import names_in

NAMES = [
    (
        "two, with their role",
        "By Ada Moss and Tom Reed, Harbour Correspondents",
        ("Ada Moss", "Tom Reed"),
    ),
    ("one, in a place", "Ada Moss in Lowmoor", ("Ada Moss",)),
    ("bars and addresses", "Ada Moss | ada@echo.example | @adamoss", ("Ada Moss",)),
    ("an address alone", "https://echo.example/profile/adamoss", ()),
    ("the outlet itself", "Lowmoor Echo staff", ()),
    ("the outlet by name", "The Lowmoor Echo", ()),
    ("a role alone", "Staff reporter", ()),
    ("a list", "Marta Ilves, Jon Arbo & Ed Brandt", ("Marta Ilves", "Jon Arbo", "Ed Brandt")),
    ("words by", "Words by: Bryan Sand", ("Bryan Sand",)),
    ("nothing", "", ()),
]


@pytest.mark.parametrize(("byline", "expected"), [r[1:] for r in NAMES], ids=[r[0] for r in NAMES])
def test_names(byline: str, expected: tuple[str, ...]) -> None:
    assert names_in(byline, "Lowmoor Echo") == expected
