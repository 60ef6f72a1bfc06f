"""Matters and links as rows: what stands is not moved, what was rejected does not come back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from onrecord.keep import candidates, joining, titles
from onrecord.keep.adding import Digests, add
from onrecord.keep.models import Article, Entry, LinkRow, LinkState, Matter, MatterLink
from onrecord.record import Link, MatterChoice, Relation

from .conftest import Did, write

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 5, 22, tzinfo=UTC)
LATER = datetime(2024, 6, 2, tzinfo=UTC)


def keep(number: int, *keys: str, title: str | None = None, sure: float = 0.9) -> int:
    """An article with one call, and the keys that linking noted of it."""
    text = f"Ada Moss asked Tarn Ferries to mend pier {number}."
    call = Did("call", "Ada Moss", "Tarn Ferries", text[:-1], f"mend pier {number}", sure=sure)
    document = write(
        text, call, parties=("p:Ada Moss", "b:Tarn Ferries"), source=f"/{number}.txt",
        published=date(2024, 5, number), title=title,
    )  # fmt: skip
    noted = Digests({"number": number}, {"a1": {"act": number}}, keys, keys)
    return add(document, noted, now=NOW).article


def choice(article: int, matter: int | None = None) -> MatterChoice:
    return MatterChoice(str(article), str(matter) if matter else None, 0.7, ("same names",), "m 1")


def link(newer: int, older: int, relation: Relation = Relation.REPEATS, score: float = 0.8) -> Link:
    return Link(str(newer), str(older), relation, score, ("same words",), "acts 1")


def entry(article: int) -> int:
    return Entry.objects.get(article=article).pk


def heads() -> dict[int, int | None]:
    return dict(Entry.objects.values_list("pk", "head"))


def test_a_matter_takes_the_first_title_that_comes() -> None:
    named = []
    opened = None
    for number, title in ((3, None), (4, None), (5, "Pier shut"), (6, "Pier open")):
        article = keep(number, title=title)
        opened = joining.join_matter(article, choice(article, opened), NOW)
        matter = Matter.objects.get()
        named.append((matter.title, matter.titled_by))
    assert named == [
        ("Ada Moss asks Tarn Ferries: mend pier 3", titles.BY_CALL),
        ("Ada Moss asks Tarn Ferries: mend pier 3", titles.BY_CALL),
        ("Pier shut", titles.BY_TITLE),
        ("Pier shut", titles.BY_TITLE),
    ]
    Matter.objects.update(title="The piers", titled_by=titles.BY_CALL + " and then an editor")
    article = keep(7, title="Pier shut again")
    joining.join_matter(article, choice(article, opened), NOW)
    assert Matter.objects.get().title == "The piers"


def test_an_article_opens_a_matter_and_the_next_joins_it() -> None:
    first, second = keep(3, title="Pier shut"), keep(9)
    opened = joining.join_matter(first, choice(first), NOW)
    joined = joining.join_matter(second, choice(second, opened), LATER)
    joining.touch_matter(first, NOW)
    joining.touch_matter(second, LATER)
    assert joined == opened
    matter = Matter.objects.get()
    assert (matter.title, matter.titled_by) == ("Pier shut", titles.BY_TITLE)
    assert (matter.first_day, matter.last_day) == (date(2024, 5, 3), date(2024, 5, 9))
    assert matter.changed_at == LATER
    assert {row.matter for row in (*Article.objects.all(), *Entry.objects.all())} == {matter}
    rows = MatterLink.objects.order_by("article_id").values_list(
        "article", "score", "reasons", "maker", "state"
    )
    assert list(rows) == [
        (article, 0.7, ["same names"], "m 1", "proposed") for article in (first, second)
    ]


def test_an_article_that_stands_in_a_matter_is_not_moved() -> None:
    first, second = keep(1), keep(2)
    one, other = (joining.join_matter(pk, choice(pk), NOW) for pk in (first, second))
    assert joining.join_matter(first, choice(first, other), LATER) == one
    assert Article.objects.get(pk=first).matter_id == one


def test_a_merged_matter_leads_to_the_one_it_was_merged_into() -> None:
    first, second, third = keep(1), keep(2), keep(3)
    one, other = (joining.join_matter(pk, choice(pk), NOW) for pk in (first, second))
    Matter.objects.filter(pk=one).update(merged_into=other)
    assert joining.join_matter(third, choice(third, one), LATER) == other


TITLES = [
    # title of the article, confidence of its call, the matter's title, who says so
    ("Pier shut", 0.9, "Pier shut", titles.BY_TITLE),
    (None, 0.9, "Ada Moss asks Tarn Ferries: mend pier 1", titles.BY_CALL),
    (None, 0.4, "Ada Moss asked Tarn Ferries to mend pier 1.", titles.BY_WORDS),
]


@pytest.mark.parametrize(("title", "sure", "named", "by"), TITLES)
def test_a_matter_is_named(title: str | None, sure: float, named: str, by: str) -> None:
    article = keep(1, title=title, sure=sure)
    matter = joining.join_matter(article, choice(article), NOW)
    assert Matter.objects.values_list("title", "titled_by").get(pk=matter) == (named, by)


def test_links_are_kept_once_with_their_reasons() -> None:
    older, newer = entry(keep(1)), entry(keep(2))
    assert joining.keep_links([link(newer, older)], NOW) == 1
    assert joining.keep_links([link(newer, older, score=0.3)], LATER) == 0
    row = LinkRow.objects.get()
    assert (row.newer_id, row.relation, row.older_id) == (newer, "repeats", older)
    assert (row.score, row.reasons, row.maker) == (0.8, ["same words"], "acts 1")
    assert row.state == "proposed"


def test_a_rejected_link_never_comes_back() -> None:
    older, newer = entry(keep(1)), entry(keep(2))
    joining.keep_links([link(newer, older, Relation.ANSWERS)], NOW)
    LinkRow.objects.update(state=LinkState.REJECTED)
    assert joining.keep_links([link(newer, older, Relation.ANSWERS, 0.99)], LATER) == 0
    assert LinkRow.objects.get().state == "rejected"


def test_reports_of_one_call_have_the_first_as_their_head() -> None:
    one, two, three = (entry(keep(number)) for number in (1, 2, 3))
    joining.keep_links([link(two, one)], NOW)
    joining.keep_links([link(three, two), link(three, one, score=0.6)], NOW)
    assert heads() == {one: None, two: one, three: one}


def test_what_others_repeat_stays_the_head() -> None:
    """An earlier report that is found later does not take the status from where it stands."""
    early, one, two = (entry(keep(number)) for number in (1, 2, 3))
    joining.keep_links([link(two, one)], NOW)
    joining.keep_links([link(one, early)], LATER)
    assert heads() == {early: None, one: None, two: one}


def test_candidates_are_those_with_telling_keys_and_the_rest_of_their_matters() -> None:
    pier, same, other, strange = (
        keep(1, "n:tarn", "t:pier"),
        keep(2),
        keep(3, "n:tarn"),
        keep(4, "t:x"),
    )
    matter = joining.join_matter(pier, choice(pier), NOW)
    joining.join_matter(same, choice(same, matter), NOW)
    apart = joining.join_matter(other, choice(other), NOW)
    joining.join_matter(strange, choice(strange), NOW)
    new = keep(5, "n:tarn", "t:pier")

    def found() -> list[tuple[int, int, Any]]:
        rows = candidates.earlier_articles(new, ("n:tarn", "t:pier"))
        return [(one.article, one.matter, one.digest) for one in rows]

    assert found() == [
        (pier, matter, {"number": 1}), (same, matter, {"number": 2}), (other, apart, {"number": 3}),
    ]  # fmt: skip
    MatterLink.objects.create(article_id=new, matter_id=matter, score=1, maker="m", made_at=NOW,
                              state=LinkState.REJECTED)  # fmt: skip
    assert found() == [(other, apart, {"number": 3})]


def test_acts_of_a_matter_are_those_that_stand() -> None:
    pks: Sequence[int] = [keep(number) for number in (1, 2, 3, 4)]
    matter = joining.join_matter(pks[0], choice(pks[0]), NOW)
    for pk in pks[1:]:
        joining.join_matter(pk, choice(pk, matter), NOW)
    Entry.objects.filter(article=pks[1]).update(review="withdrawn")
    Entry.objects.filter(article=pks[2]).update(gone_in=Article.objects.get(pk=pks[2]).current)
    acts = candidates.acts_of_matter(matter, without=pks[3])
    assert [(one.entry, one.article, one.day, one.digest) for one in acts] == [
        (entry(pks[0]), pks[0], date(2024, 5, 1), {"act": 1})
    ]


def test_acts_beside_are_of_articles_that_share_three_keys() -> None:
    keys = ("n:tarn", "n:moss", "t:pier")
    mine, beside, far = keep(1, *keys), keep(2, *keys, "t:x"), keep(3, *keys[:2])
    for pk in (beside, far):
        joining.join_matter(pk, choice(pk), NOW)
    matter = joining.join_matter(mine, choice(mine), NOW)
    same = keep(4)
    joining.join_matter(same, choice(same, matter), NOW)
    found = candidates.acts_nearby(matter, mine)
    assert [one.article for one in found] == [same, beside]
