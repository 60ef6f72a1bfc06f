"""Names in the text: what one name is read as, one rule a row."""

import pytest

from onrecord.record import PartyKind, Span
from onrecord.understand.mentions import Name, find_names
from onrecord.understand.quotations import find_quotations
from onrecord.understand.roles import role_after, role_before

PERSON, BODY, OFFICE = PartyKind.PERSON, PartyKind.BODY, PartyKind.OFFICE


def name(text, surface, words, kind, **more):
    start = text.index(surface)
    return Name(Span(start, start + len(surface)), tuple(words.split()), kind, **more)


CASES = {
    "title, name and gender": (
        "Then Mr Velt left.",
        "Mr Velt",
        "Velt",
        {"kind": PERSON, "sure": True, "title": ("Mr",), "gender": "m"},
    ),
    "a given name tells gender": (
        "Then Jane Dornan left.",
        "Jane Dornan",
        "Jane Dornan",
        {"kind": PERSON, "sure": True, "gender": "f"},
    ),
    "a noun tells gender": (
        "Then spokeswoman Xanthor Quill left.",
        "Xanthor Quill",
        "Xanthor Quill",
        {"kind": PERSON, "sure": True, "gender": "f", "roles": ("spokeswoman",)},
    ),
    "initials in brackets": (
        "Then the Orley Bridge Office (OBO) closed.",
        "Orley Bridge Office",
        "Orley Bridge Office",
        {"kind": BODY, "sure": True, "the": True, "initials": "OBO"},
    ),
    "the office alone": (
        "Then the Deputy Mayor left.",
        "Deputy Mayor",
        "Deputy Mayor",
        {"kind": OFFICE, "sure": True, "the": True},
    ),
    "a word that nothing explains": (
        "Then Quillby left.",
        "Quillby",
        "Quillby",
        {"kind": None, "sure": False},
    ),
    "in a quotation": (
        "“Then Ann Pell left,” it said.",
        "Ann Pell",
        "Ann Pell",
        {"kind": PERSON, "sure": True, "gender": "f", "quoted": True},
    ),
}


@pytest.mark.parametrize(("text", "surface", "words", "more"), CASES.values(), ids=CASES.keys())
def test_names(text, surface, words, more):
    paragraphs = [Span(0, len(text))]
    found = [
        one
        for one in find_names(text, paragraphs, find_quotations(text, paragraphs))
        if one.span.of(text) != "OBO"
    ]
    more = dict(more)
    assert found == [name(text, surface, words, more.pop("kind"), **more)]


ROLES_BEFORE = {
    "noun and place": ("On Monday London mayor ", "London mayor"),
    "adjectives": ("met former prime minister ", "former prime minister"),
    "the verb is no part": ("told spokesman ", "spokesman"),
    "owner": ("the council’s leader ", "the council’s leader"),
    "no role": ("on Monday ", None),
    "a mark between": ("the mayor. ", None),
    "apposed": ("said the leader of the council, ", "leader of the council"),
    "apposed, no role": ("after the long rain, ", None),
}


@pytest.mark.parametrize(("before", "role"), ROLES_BEFORE.values(), ids=ROLES_BEFORE.keys())
def test_role_before(before, role):
    assert role_before(before) == role


ROLES_AFTER = {
    "noun": (", the commissioner, said", "commissioner"),
    "owner": (", the council’s leader, said", "the council’s leader"),
    "age": (", 43, a teacher from Orley, said", "teacher from Orley"),
    "dash": (" — the mayor of Orley — said", "mayor of Orley"),
    "end of the text": (", the mayor", "mayor"),
    "an initial’s full stop": (", a friend of Omar B. Velt, said", "friend of Omar B. Velt"),
    "a verb": (", left the leader, and", None),
    "a list": (", Mayor Ann Pell and others", None),
    "no comma": (" the commissioner said", None),
}


@pytest.mark.parametrize(("after", "role"), ROLES_AFTER.values(), ids=ROLES_AFTER.keys())
def test_role_after(after, role):
    assert role_after(after) == role


def test_names_with_nothing_between_them_are_two() -> None:
    text = "Then the U.S.Senate met."
    names = find_names(text, [Span(0, len(text))], [])
    assert [name.span.of(text) for name in names] == ["U.S.", "Senate"]
