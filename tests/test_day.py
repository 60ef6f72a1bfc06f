"""The library's two calls."""

import importlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord import day
from onrecord.record import (
    Act,
    ActKind,
    Article,
    BadOption,
    Document,
    QuotationKind,
    Span,
    Stance,
    Statement,
)

TEXT = "“The lock is broken,” said Grace Osei, who runs the canal trust at Tarn.\n"


def words(document: onrecord.Document) -> list[tuple[str, str]]:
    return [
        (document.party(id).name, span.of(document.article.text))
        for statement in document.statements
        for id in statement.speakers
        for span in statement.content
    ]


def test_text_and_path_give_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    path.write_text(TEXT, encoding="utf-8")
    of_text, of_path, of_name = (onrecord.read(given) for given in (TEXT, path, str(path)))
    assert words(of_text) == words(of_path) == words(of_name)
    assert words(of_text) == [("Grace Osei", "“The lock is broken,”")]


def test_the_name_read_stays_the_function_after_the_room_was_imported() -> None:
    importlib.import_module("onrecord.read.page")
    assert callable(onrecord.read)


def test_published_stands_in() -> None:
    assert onrecord.read(TEXT, published=date(2024, 5, 20)).article.published == date(2024, 5, 20)


def test_what_cannot_be_read_raises_with_the_reason(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(onrecord.NotRead, match=r"empty\.txt") as caught:
        onrecord.read(empty)
    assert caught.value.skipped.reason == "empty"


def test_a_mistyped_name_is_no_article() -> None:
    with pytest.raises(onrecord.NotRead, match="artcle") as caught:
        onrecord.read("artcle.txt")
    assert caught.value.skipped.reason == "missing"


def test_an_unknown_model_is_named_with_those_that_exist() -> None:
    with pytest.raises(BadOption, match="accurate, fast"):
        onrecord.read(TEXT, model="huge")


def test_read_all_returns_skips_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    path.write_text(TEXT, encoding="utf-8")
    results = list(onrecord.read_all([str(tmp_path / "none.txt"), str(path)]))
    assert [type(result) for result in results] == [onrecord.Skipped, onrecord.Document]


def test_above_leaves_out_what_is_less_sure_and_every_mention_of_it() -> None:
    article = Article("a", "a.txt", "Ada Moll asked. The port refused.", ())

    def act(id: str, kind: ActKind, confidence: float, answers: tuple[str, ...]) -> Act:
        stance = Stance.REFUSES if kind is ActKind.RESPONSE else None
        return Act(
            id=id,
            kind=kind,
            stance=stance,
            speakers=(),
            parties=(),
            evidence=(Span(0, 15),),
            action=(),
            due=None,
            statements=("s1",),
            answers=answers,
            confidence=confidence,
        )

    statement = Statement("s1", (), (), (), (Span(0, 15),), QuotationKind.INDIRECT, 0.4)
    call, response = (
        act("a1", ActKind.CALL, 0.5, ()),
        act("a2", ActKind.RESPONSE, 0.9, ("a1",)),
    )
    document = Document(article, (), (statement,), (call, response))
    kept = replace(response, statements=(), answers=())
    assert day.above(document, 0.6) == Document(article, (), (), (kept,))
