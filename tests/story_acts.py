"""The acts that a careful reader finds in the example story, article by article in date order.

With these the rules of matters, links and statuses are tested apart from what
the model makes of the texts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from onrecord.read import ReadOptions, read_inputs
from onrecord.record import (
    Act,
    ActKind,
    Article,
    Document,
    Due,
    Party,
    PartyKind,
    Period,
    Span,
    Stance,
)

STORY = Path(__file__).parents[1] / "examples" / "story"

PERSON, BODY = PartyKind.PERSON, PartyKind.BODY
CAST = {
    "Nadia Holroyd": PERSON,
    "Maureen Tapp": PERSON,
    "Gethin Marlowe": PERSON,
    "Giles Wetherall": PERSON,
    "Ewan Tulloch": PERSON,
    "Sir Desmond Quarles": PERSON,
    "Tom Iveson": PERSON,
    "Carol Dunstan": PERSON,
    "Priya Sandford": PERSON,
    "Tarnvale Water": BODY,
    "Rivers and Dams Inspectorate": BODY,
    "Anselshire Ombudsman for Utilities": BODY,
    "Brackenford Town Council": BODY,
    "Raft Day committee": BODY,
    "rivers committee": BODY,
}
HOLROYD, TAPP, MARLOWE, WETHERALL, TULLOCH, QUARLES, IVESON, DUNSTAN, SANDFORD = list(CAST)[:9]
COMPANY, RDI, AOU, COUNCIL, RAFTS, RIVERS = list(CAST)[9:]


ROLES = {
    "Giles Wetherall": "chief executive of Tarnvale Water",
    "Priya Sandford": "director of operations of Tarnvale Water",
    "Ewan Tulloch": "chief inspector of the Rivers and Dams Inspectorate",
    "Sir Desmond Quarles": "Anselshire Ombudsman for Utilities",
    "Maureen Tapp": "leader of Brackenford Town Council",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An act: its kind or a response's stance, who, to whom, in which words of the article.

    `name` is what a test calls it by; `answers` the row of the same article
    that the article tells it as the answer to.
    """

    name: str
    kind: str
    speaker: str
    party: str | None
    words: str
    action: str
    due: tuple[str, date] | None = None
    answers: str | None = None


CALL, COMMITMENT = "call", "commitment"

ROWS: dict[str, tuple[Row, ...]] = {
    "2024-05-20-courier.html": (
        Row("inquiry", CALL, HOLROYD, RDI,
            "Nadia Holroyd wants the Rivers and Dams Inspectorate to open an independent inquiry "
            "into Sunday’s release from Corrow Dam",
            "open an independent inquiry into Sunday’s release from Corrow Dam"),
        Row("sirens", CALL, HOLROYD, AOU,
            "She has also asked the county’s utilities ombudsman to go through the company’s "
            "record on complaints about its sirens",
            "go through the company’s record on complaints about its sirens"),
    ),
    "2024-05-20-ledger.txt": (
        Row("explain", CALL, HOLROYD, WETHERALL,
            "I asked Mr Wetherall to come to County Hall today and tell me, step by step, who "
            "opened that gate and who was warned",
            "come to County Hall today and tell me, step by step, who opened that gate and who "
            "was warned", ("today", date(2024, 5, 20))),
        Row("not satisfied", "disputes", HOLROYD, WETHERALL,
            "I am not satisfied with the answers he gave me", "", answers="explain"),
        Row("inquiry, ledger", CALL, HOLROYD, RDI,
            "I am therefore asking the Rivers and Dams Inspectorate (RDI) to carry out a full and "
            "independent investigation of the release and of the days leading up to it",
            "carry out a full and independent investigation of the release and of the days "
            "leading up to it"),
        Row("sirens, ledger", CALL, HOLROYD, AOU,
            "I am also asking the Anselshire Ombudsman for Utilities (AOU) to examine how the "
            "company has dealt with complaints about its sirens over the past three years",
            "examine how the company has dealt with complaints about its sirens over the past "
            "three years"),
    ),
    "2024-05-21-post.html": (
        Row("no release", COMMITMENT, WETHERALL, None,
            "He promised that there would be no planned release from Corrow until all five sirens "
            "on the river had been tested",
            "there would be no planned release from Corrow until all five sirens on the river had "
            "been tested"),
        Row("meet", CALL, IVESON, WETHERALL,
            "Tom Iveson, secretary of the residents' group Safer Ansel, called on Mr Wetherall to "
            "meet the families of the injured face to face",
            "meet the families of the injured face to face"),
        Row("will meet", "accepts", WETHERALL, IVESON,
            "I will meet anybody who wants to meet me", "", answers="meet"),
        Row("siren records", CALL, DUNSTAN, COMPANY,
            "She urged Tarnvale Water to release the maintenance records for all five sirens",
            "release the maintenance records for all five sirens"),
    ),
    "2024-05-21-tarnvale-water.md": (
        Row("no release, company", COMMITMENT, COMPANY, None,
            "make no planned release from Corrow Dam until every siren between the dam and the "
            "town has been tested in front of an independent engineer",
            "make no planned release from Corrow Dam until every siren between the dam and the "
            "town has been tested"),
        Row("fund", COMMITMENT, COMPANY, None,
            "set up a hardship fund of £250,000 for those who were injured or who lost property, "
            "with the first payments to be made by Friday 31 May",
            "set up a hardship fund of £250,000 for those who were injured or who lost property, "
            "with the first payments to be made", ("by Friday 31 May", date(2024, 5, 31))),
        Row("quay", COMMITMENT, COMPANY, COUNCIL,
            "repay in full what Brackenford Town Council has spent on clearing the quay",
            "repay in full what Brackenford Town Council has spent on clearing the quay"),
        Row("families", CALL, COMPANY, RAFTS,
            "Tarnvale Water has asked the Brackenford Raft Day committee to nominate two families "
            "to sit on the panel that will run the fund",
            "nominate two families to sit on the panel that will run the fund"),
    ),
    "2024-05-22-ledger.ninjs.json": (
        Row("investigates", "accepts", RDI, HOLROYD,
            "The Rivers and Dams Inspectorate is to carry out a full investigation into the "
            "release of water from Corrow Dam",
            "carry out a full investigation into the release of water from Corrow Dam"),
        Row("findings", COMMITMENT, RDI, None,
            "We shall publish interim findings by June 12", "publish interim findings",
            ("by June 12", date(2024, 6, 12))),
        Row("preserve", CALL, TULLOCH, COMPANY,
            "I would ask Tarnvale Water to preserve every record it holds",
            "preserve every record it holds"),
        Row("records tonight", "accepts", COMPANY, TULLOCH,
            "the records would be “with the inspectorate by tonight”", "", answers="preserve"),
    ),
    "council-gate-log-20240525": (
        Row("gate log", CALL, COUNCIL, COMPANY,
            "Brackenford Town Council voted by 13 to one last night to call on the company to make "
            "public the gate log for Corrow Dam by Friday, June 14",
            "make public the gate log for Corrow Dam",
            ("by Friday, June 14", date(2024, 6, 14))),
        Row("consider", "accepts", COMPANY, COUNCIL,
            "the company had noted the vote and would ‘consider the request carefully’",
            "consider the request carefully", answers="gate log"),
    ),
    "2024-05-30-post.json": (
        Row("paid", "done", COMPANY, None,
            "Families hurt in the Raft Day flood have begun to receive money from the hardship "
            "fund set up by Tarnvale Water",
            "receive money from the hardship fund"),
        Row("nominated", "done", RAFTS, COMPANY,
            "Two members of the panel were nominated by the Raft Day committee, as the company had "
            "asked", "Two members of the panel were nominated"),
    ),
    "ombudsman-refuses-20240531": (
        Row("declines", "refuses", QUARLES, HOLROYD,
            "The county’s utilities watchdog has refused to look into how Tarnvale Water handled "
            "complaints about its flood sirens",
            "look into how Tarnvale Water handled complaints about its flood sirens"),
    ),
    "2024-06-05-ledger.html": (
        Row("question", CALL, MARLOWE, RIVERS,
            "Gethin Marlowe, the Assembly member for Brackenford, asked the committee, which he "
            "chairs, to question the company in public", "question the company in public"),
        Row("agreed", "accepts", RIVERS, MARLOWE,
            "Members agreed unanimously", "", answers="question"),
        Row("letter", CALL, MARLOWE, COMPANY,
            "I have asked Tarnvale Water to give the committee that email, and the letter from "
            "2022, by the end of the week",
            "give the committee that email, and the letter from 2022",
            ("by the end of the week", date(2024, 6, 7))),
        Row("hand over", "accepts", WETHERALL, MARLOWE,
            "Mr Wetherall agreed to hand over the correspondence", "hand over the correspondence",
            answers="letter"),
        Row("lawyers", "explains", WETHERALL, COUNCIL,
            "twice declined to say whether the company would meet Brackenford Town Council’s "
            "demand that it publish the dam’s gate log by June 14. “That is with our lawyers,”",
            "publish the dam’s gate log"),
    ),
    "2024-06-post.jsonl:1": (
        Row("broke its word", "disputes", IVESON, COMPANY,
            "The company, which promised after the Raft Day flood that it would make no planned "
            "release from Corrow Dam until all its sirens had been tested, said that none had "
            "been made",
            "make no planned release from Corrow Dam until all its sirens had been tested"),
        Row("8 June", CALL, IVESON, RDI,
            "Mr Iveson has called on the Rivers and Dams Inspectorate to include Saturday's events "
            "in its inquiry", "include Saturday's events in its inquiry"),
    ),
    "2024-06-post.jsonl:2": (
        Row("again", CALL, HOLROYD, AOU,
            "She has renewed her request that the Anselshire Ombudsman for Utilities (AOU) look "
            "into the complaints made about the sirens",
            "look into the complaints made about the sirens"),
    ),
    "2024-06-12-courier.html": (
        Row("published", "done", RDI, None,
            "The Rivers and Dams Inspectorate (RDI) published its interim report at noon, keeping "
            "a promise made by its chief inspector", "published its interim report"),
        Row("locks", CALL, TULLOCH, COMPANY,
            "He ordered Tarnvale Water to fit a manual lock to every gate at the dam by June 30",
            "fit a manual lock to every gate at the dam", ("by June 30", date(2024, 6, 30))),
        Row("in full", "accepts", COMPANY, TULLOCH,
            "The company said it accepted both in full", "", answers="locks"),
    ),
    "2024-06-15-courier.txt": (
        Row("copy", CALL, TAPP, RDI,
            "she would write to the Rivers and Dams Inspectorate (RDI) on Monday to ask it to "
            "release its own copy of the log", "release its own copy of the log"),
        Row("not yet", "refuses", RDI, TAPP,
            "A spokesman said it could not publish evidence while an investigation was open", "",
            answers="copy"),
        Row("back her", CALL, TAPP, HOLROYD,
            "called on the Mayor of Anselshire to back her", "back her"),
        Row("signs", "accepts", HOLROYD, TAPP,
            "I will be signing Cllr Tapp’s letter with her", "", answers="back her"),
        Row("no answer", "silent", COMPANY, COUNCIL,
            "By midnight nothing had appeared on its website", ""),
    ),
}  # fmt: skip
"""By how the source of the article ends; an article without a row has no act."""


def articles() -> list[Article]:
    """The articles of the story in the order in which they came out."""
    found = [one for one in read_inputs([str(STORY)], ReadOptions()) if isinstance(one, Article)]
    return sorted(found, key=lambda one: one.published or date.max)


def documents() -> Iterator[Document]:
    """The articles of the story, each with what a careful reader finds in it."""
    for article in articles():
        rows = next((rows for end, rows in ROWS.items() if article.source.endswith(end)), ())
        yield document_of(article, rows)


def document_of(article: Article, rows: tuple[Row, ...]) -> Document:
    """An article with these acts and all of the cast that it names."""
    ids = {name: f"p{number}" for number, name in enumerate(CAST, 1)}
    acts = {row.name: f"a{number}" for number, row in enumerate(rows, 1)}
    acting = {name for row in rows for name in (row.speaker, row.party)}
    mentions = {name: _mentions(name, article.text) for name in CAST}
    return Document(
        article=article,
        parties=tuple(
            Party(ids[name], name, kind, (), (ROLES[name],) if name in ROLES else (),
                  mentions[name])
            for name, kind in CAST.items() if mentions[name] or name in acting
        ),
        acts=tuple(
            replace(_act(row, article, ids), id=acts[row.name],
                    answers=(acts[row.answers],) if row.answers else ())
            for row in rows
        ),
        made_by="accurate",
    )  # fmt: skip


def _mentions(name: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(*one.span()) for one in re.finditer(re.escape(name), text))


def _act(row: Row, article: Article, ids: dict[str, str]) -> Act:
    kind = ActKind(row.kind) if row.kind in (CALL, COMMITMENT) else ActKind.RESPONSE
    return Act(
        id=row.name,
        kind=kind,
        stance=Stance(row.kind) if kind is ActKind.RESPONSE else None,
        speakers=(ids[row.speaker],),
        parties=(ids[row.party],) if row.party else (),
        evidence=(_span(row.words, article),),
        action=(_span(row.action, article),) if row.action else (),
        due=Due(_span(row.due[0], article, after=row.words), Period(row.due[1], row.due[1]))
        if row.due else None,
        statements=(),
        answers=(),
        confidence=0.9,
    )  # fmt: skip


def _span(words: str, article: Article, after: str = "") -> Span:
    begin = article.text.index(after) if after else 0
    at = article.text.index(words, begin)
    return Span(at, at + len(words))
