"""Names looked up alone: rows of name, day, and the entries with the rule that found them."""

from datetime import date

import pytest

from onrecord.link import Directories, Index, open_directories

D2015, D2021, D2024 = date(2015, 1, 1), date(2021, 3, 14), date(2024, 1, 1)

ROWS = [
    # why, name, day, expected (entry, rule, score)
    ("official name", "Brack City Police", None, [("police", "name", 0.98)]),
    ("another name", "Harbour Yard", D2021, [("police", "name", 0.98)]),
    ("article and possessive", "the Harbour Yard’s", D2021, [("police", "name", 0.98)]),
    ("Her Majesty is HM", "Her Majesty’s Inspectorate of Dams & Bridges", D2021,
     [("inspectorate", "name", 0.98)]),
    ("former name in its time", "HM Inspectorate of Dams", D2015,
     [("inspectorate", "former name", 0.95)]),
    ("former name later on", "HM Inspectorate of Dams", D2021,
     [("inspectorate", "old name, still used", 0.9)]),
    ("acronym alone", "H.M.I.D.", D2015, [("inspectorate", "acronym", 0.7)]),
    ("acronym before its time", "HMIDAB", D2015, [("inspectorate", "acronym", 0.3)]),
    ("two ministries", "Ministry of Justice", None,
     [("hm-justice", "name", 0.6), ("tl-justice", "name", 0.6)]),
    ("handle", "@brackpolice", None, [("police", "handle", 0.97)]),
    ("unknown handle", "@nobody", None, []),
    ("role and body", "Harbour Yard Commissioner", D2021,
     [("quill", "holder of the office on the day", 0.9)]),
    ("role of body", "Commissioner of the Brack City Police", D2015,
     [("brand", "holder of the office on the day", 0.9)]),
    ("handed over that day", "Commissioner of Police of Brack", date(2017, 4, 10),
     [("brand", "holder of the office on the day", 0.9),
      ("quill", "holder of the office on the day", 0.9)]),
    ("nobody known on the day", "Commissioner of Police of Brack", D2024,
     [("commissioner", "office", 0.95)]),
    ("known no further than as_of", "Premier of Tarnland", D2024, [("premier", "office", 0.95)]),
    ("role and country", "Tarnish premier", D2021,
     [("orrin", "holder of the office on the day", 0.9)]),
    ("role alone", "Commissioner", None,
     [("commissioner", "office", 0.4), ("holm-commissioner", "office", 0.4)]),
    ("person with style", "Dame Odessa Quill", None,
     [("quill", "full name, the only one", 0.8)]),
    ("two of one name", "Isolde Vane", None,
     [("vane-1", "full name, the only one", 0.8), ("vane-2", "full name, the only one", 0.8)]),
    ("surname alone", "Quill", None, []),
    ("son is not father", "Odessa Quill Jr", None, []),
    ("deputy is another post", "Harbour Yard Deputy Commissioner", D2021,
     [("smith", "holder of the office on the day", 0.9)]),
    ("nothing", "", None, []),
    ("marks alone", "@", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "on", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_name_is_found(
    index: Index, why: str, name: str, on: date | None, expected: list[tuple[str, str, float]]
) -> None:
    found = index.find(name, on)
    assert sorted((one.entry.id, one.rule.value, one.score) for one in found) == expected
    assert all(one.reasons for one in found)


PUBLIC = [
    # name, day, entry of the starter
    ("Met Commissioner", date(2021, 3, 14), ["gb/person/cressida-dick"]),
    ("Scotland Yard", None, ["gb/metropolitan-police"]),
    ("Home Secretary", date(2016, 1, 1), ["gb/person/theresa-may"]),
    ("HMIC", date(2015, 6, 1), ["gb/hm-inspectorate-of-constabulary-and-fire-rescue-services"]),
    ("HMICFRS", date(2021, 6, 1), ["gb/hm-inspectorate-of-constabulary-and-fire-rescue-services"]),
    ("FBI director", date(2016, 1, 1), ["us/person/james-comey"]),
    ("Mayor of London", date(2012, 1, 1), ["gb/person/boris-johnson"]),
    ("House Oversight Committee", None,
     ["us/committee/house-committee-on-oversight-and-government-reform"]),
    ("Attorney General", date(2016, 1, 1), ["gb/person/jeremy-wright", "us/person/loretta-lynch"]),
    ("Department for Communities and Local Government", date(2014, 1, 1),
     ["gb/ministry-of-housing-communities-local-government"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "on", "expected"), PUBLIC, ids=[row[0] for row in PUBLIC])
def test_the_starter_knows_public_names(name: str, on: date | None, expected: list[str]) -> None:
    found = open_directories(Directories()).find(name, on)
    assert sorted(one.entry.id for one in found) == expected
