"""Public lists in their own formats, told from the content."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.link import faults, read_popolo
from onrecord.link.importers import read_list
from onrecord.record import BadDirectory, Identifier, NameKind

SHARED = Path(__file__).parents[3] / "shared" / "data" / "directories"

GOVUK = {
    "results": [
        {
            "title": "Department of Dams",
            "web_url": "https://www.gov.uk/government/organisations/dams",
            "details": {"slug": "dams", "abbreviation": "DDO", "closed_at": None},
            "parent_organisations": [],
        },
        {
            "title": "Weir Office",
            "web_url": "https://www.gov.uk/government/organisations/weirs",
            "details": {"slug": "weirs", "abbreviation": "Weirs", "closed_at": "2014-04-01T00:00"},
            "parent_organisations": [{"web_url": "https://www.gov.uk/x/dams"}],
        },
    ]
}
GOVUK_TABLE = (
    "id,title,web_url,details,parent_organisations\n"
    "1,Department of Dams,https://www.gov.uk/government/organisations/dams,"
    "\"{'slug': 'dams', 'abbreviation': 'DDO', 'closed_at': None}\",[]\n"
)
MPS = (
    "pcon_name,pcon_code,member_id,full_title,display_as\n"
    "Tarn North,E1,77,Rt Hon Ada Moss MP,Ada Moss\n"
    "Tarn South,E2,78,Mr Tobias Brand MP,Mr Tobias Brand\n"
    "Tarn East,E3,,,\n"
)
REGISTER = (
    "government-organisation\tname\twebsite\tstart-date\tend-date\n"
    "D9\tDepartment of Dams\thttps://www.gov.uk/government/organisations/dams\t\t2016-07\n"
)
PEOPLE = """
- id:
    bioguide: M000001
    govtrack: 1
  name:
    first: Adelaide
    nickname: Ada
    last: Moss
    official_full: Adelaide J. Moss
  terms:
  - type: sen
    start: '2007-01-04'
    end: '2013-01-03'
    state: NO
  - type: sen
    start: '2013-01-03'
    end: '2019-01-03'
  - type: prez
    start: '2021-01-20'
    end: '2025-01-20'
""".lstrip()
COMMITTEES = """
- type: house
  name: House Committee on the Dams
  thomas_id: HSDM
  url: https://dams.house.example/
  subcommittees:
  - name: Weirs and Locks
    thomas_id: '15'
""".lstrip()


def listed(tmp_path: Path, text: str, form: str | None = None) -> list[tuple[object, ...]]:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    known = read_list(path, form)
    people = {entry.id: entry.name.text for entry in known.entries}
    return [
        (entry.id, *[name.text for name in entry.names()], entry.end, entry.body)
        for entry in known.entries
    ] + [
        (people[one.person], one.post or one.body, one.role, one.start, one.end)
        for one in known.memberships
    ]


def test_govuk(tmp_path: Path) -> None:
    dams = ("govuk/dams", "Department of Dams", "DDO", None, None)
    assert listed(tmp_path, json.dumps(GOVUK)) == [
        dams,
        ("govuk/weirs", "Weir Office", "Weirs", date(2014, 4, 1), "govuk/dams"),
    ]
    assert listed(tmp_path, GOVUK_TABLE) == [dams]
    path = tmp_path / "list"
    (entry,) = read_list(path).entries
    assert entry.identifiers == (Identifier("gov.uk", "dams"),)
    assert entry.other_names[0].kind is NameKind.ACRONYM


def test_mps(tmp_path: Path) -> None:
    house = "gb/house-of-commons"
    assert listed(tmp_path, MPS) == [
        (house, "House of Commons", None, None),
        ("uk-parliament/seat/E1", "MP for Tarn North", "Member of Parliament for Tarn North",
         "Tarn North MP", None, house),
        ("uk-parliament/77", "Ada Moss", None, None),
        ("uk-parliament/seat/E2", "MP for Tarn South", "Member of Parliament for Tarn South",
         "Tarn South MP", None, house),
        ("uk-parliament/78", "Tobias Brand", None, None),
        ("uk-parliament/seat/E3", "MP for Tarn East", "Member of Parliament for Tarn East",
         "Tarn East MP", None, house),
        ("Ada Moss", "uk-parliament/seat/E1", "MP", date(2024, 7, 4), None),
        ("Tobias Brand", "uk-parliament/seat/E2", "MP", date(2024, 7, 4), None),
    ]  # fmt: skip


def test_register(tmp_path: Path) -> None:
    assert listed(tmp_path, REGISTER) == [
        ("uk-register/D9", "Department of Dams", date(2016, 7, 31), None)
    ]


def test_us_people(tmp_path: Path) -> None:
    assert listed(tmp_path, PEOPLE) == [
        ("us/senate", "United States Senate", None, None),
        ("us/post/president", "President of the United States", None, None),
        ("us-congress/M000001", "Adelaide J. Moss", "Adelaide Moss", "Ada Moss", None, None),
        ("Adelaide J. Moss", "us/senate", "Senator", date(2007, 1, 4), date(2019, 1, 3)),
        ("Adelaide J. Moss", "us/post/president", None, date(2021, 1, 20), date(2025, 1, 20)),
    ]


def test_us_committees(tmp_path: Path) -> None:
    assert listed(tmp_path, COMMITTEES) == [
        ("us-congress/committee/HSDM", "House Committee on the Dams", "House Dams Committee",
         None, None),
        ("us-congress/committee/HSDM15",
         "House Committee on the Dams: Subcommittee on Weirs and Locks",
         "House Dams Subcommittee on Weirs and Locks", None, "us-congress/committee/HSDM"),
    ]  # fmt: skip


HOSTILE = [
    # why, content, format, part of the message
    ("empty", " \n", None, "the file is empty"),
    ("prose", "Once upon a time\nthere was a dam", None, "in no known format"),
    ("JSON of another kind", '{"a": []}', None, "in no known format"),
    ("list of numbers", "[1, 2]", None, "in no known format"),
    ("wrong format named", '{"a": []}', "us-people", "expected a list of people"),
    ("table as people", "a,b\n1,2\n", "us-people", "expected a list of people"),
    ("YAML references", "- &a\n  terms: [1]\n- *a\n", None, "YAML with references"),
    ("broken YAML", "- a: [1\n- b", None, "no YAML in line"),
    ("no name", "- id: {bioguide: A1}\n  terms: []\n", None, "[0].name: the field “first”"),
    ("no id", "- name: {first: A, last: B}\n  terms: []\n", None, "[0].id: expected a bioguide"),
    ("unknown term", "- id: {bioguide: A}\n  name: {first: A, last: B}\n  terms: [{type: king}]\n",
     None, "[0].terms[0].type: expected one of sen, rep"),
    ("details that are code", GOVUK_TABLE.replace("{'slug': 'dams'", "__import__('os') or {'a': 1"),
     None, "row 2.details: no JSON"),
    ("missing field", "a,b\n1,2\n", "govuk", "the table lacks details, title, web_url"),
    ("empty name in register", "government-organisation\tname\nD1\t\n", None, "row 2"),
    ("results of another type", '{"results": 1}', "govuk", "results: expected a list, got 1"),
    ("popolo that is wrong", '{"persons": [1]}', None, "persons[0]: expected an object"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "text", "form", "message"), HOSTILE, ids=[row[0] for row in HOSTILE]
)
def test_a_broken_list_says_where(
    why: str, text: str, form: str | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDirectory) as caught:
        read_list(path, form)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no lists at {SHARED}")
@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("uk_government_bodies.csv", 663),
        ("uk_mps_2024.csv", 1301),
        ("us_committees-current.yaml", 230),
        ("us_executive.yaml", 82),
        ("us_legislators-current.yaml", 539),
        ("uk_register/government-organisation.tsv", 981),
    ],
)
def test_the_real_lists_are_read(name: str, entries: int, tmp_path: Path) -> None:
    known = read_list(SHARED / name)
    assert len(known.entries) == entries
    assert not [fault for fault in faults(known) if "ends" in fault.what]


def test_popolo_is_a_format_as_well(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('{"persons": [{"id": "a", "name": "Ada Moss"}]}', encoding="utf-8")
    assert read_list(path) == read_popolo(path)
