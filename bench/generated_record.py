"""A generated record, the same on every machine: to time queries and pages over.

`python -m bench.generated_record --database sqlite:////tmp/big.db --articles 100000`
writes ten entries an article.  Its words are made of syllables and as uneven in
frequency as those of a language: one stands in half of the entries, most in few.
"""

import argparse
import random
import time
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

from onrecord.keep.opening import open_record

SEED = 4
START = date(2022, 1, 3)
DAYS = 1100
AT_ONCE = 1000
ENTRIES = 10
"""Entries of an article: six statements, two calls, a commitment and a response."""
_KINDS = ("statement",) * 6 + ("call", "call", "commitment", "response")
_STANCES = ("accepts", "refuses", "denies", "explains")
_PAPERS = ("Mail", "Post", "Echo", "News")

Rows = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what, for so many articles."""

    articles: int
    outlets: int = 40

    @property
    def matters(self) -> int:
        """Seven articles a matter on the average; the largest holds thousands."""
        return max(1, self.articles // 7)

    @property
    def parties(self) -> int:
        """Five articles a party; the largest speaks in tens of thousands of entries."""
        return max(10, self.articles // 5)


class Uneven:
    """Draws numbers below `count`, the n-th as often as 1 / (n + 3)."""

    def __init__(self, count: int, chance: random.Random) -> None:
        self._sums = list(accumulate(1 / (n + 3) for n in range(count)))
        self._chance = chance

    def draw(self) -> int:
        """One of them."""
        return bisect(self._sums, self._chance.random() * self._sums[-1])

    def some(self, words: list[str], count: int) -> list[str]:
        """As many of these words, each by its chance."""
        return self._chance.choices(words, cum_weights=self._sums, k=count)


def vocabulary(chance: random.Random, count: int = 20_000) -> list[str]:
    """Made-up words of two to four syllables; the first are the most frequent."""
    heads, tails = "bdfghklmnprstvw", "aeiou"
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = chance.randint(2, 4)
        word = "".join(chance.choice(heads) + chance.choice(tails) for _ in range(syllables))
        words[word] = None
    return list(words)


class Generator:
    """Writes the rows of a record."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._chance = random.Random(SEED)
        self._words = vocabulary(self._chance)
        self._word = Uneven(len(self._words), self._chance)
        self._matter = Uneven(size.matters, self._chance)
        self._party = Uneven(size.parties, self._chance)

    def write(self) -> Iterator[int]:
        """Fills an empty record; yields how many articles there are after each thousand."""
        from django.db import transaction  # noqa: PLC0415 - needs an open record

        with transaction.atomic():
            self._frame()
        for first in range(1, self._size.articles + 1, AT_ONCE):
            last = min(first + AT_ONCE, self._size.articles + 1)
            with transaction.atomic():
                self._articles(range(first, last))
            yield last - 1

    def sentence(self, words: int) -> str:
        """Some words with a capital and a stop."""
        told = " ".join(self._word.some(self._words, words))
        return f"{told[0].upper()}{told[1:]}."

    def _frame(self) -> None:
        """Outlets, parties and matters, by the numbers that the rest refers to."""
        from onrecord.keep import models  # noqa: PLC0415

        made = _noon(START)
        models.Outlet.objects.bulk_create(
            models.Outlet(pk=n, name=f"{self._name()} {_PAPERS[n % len(_PAPERS)]} {n}")
            for n in range(1, self._size.outlets + 1)
        )
        parties = [
            models.Party(pk=n, name=f"{self._name()} {self._name()}", made_at=made,
                         kind=self._chance.choice(("person", "body", "office")))
            for n in range(1, self._size.parties + 1)
        ]  # fmt: skip
        models.Party.objects.bulk_create(parties, batch_size=AT_ONCE)
        models.PartyName.objects.bulk_create(
            [models.PartyName(party=one, text=one.name, key=one.name.lower()) for one in parties],
            batch_size=AT_ONCE,
        )
        models.Matter.objects.bulk_create(
            (models.Matter(pk=n, title=self.sentence(7), titled_by="machine", made_at=made,
                           changed_at=made, first_day=START, last_day=self._day(n))
             for n in range(1, self._size.matters + 1)),
            batch_size=AT_ONCE,
        )  # fmt: skip

    def _name(self) -> str:
        return self._words[self._chance.randrange(len(self._words))].capitalize()

    def _day(self, number: int) -> date:
        """Articles come in the order of their days, with some days' disorder."""
        at = min(DAYS, number * DAYS // self._size.articles)
        return START + timedelta(days=max(0, at - self._chance.randint(0, 6)))

    def _articles(self, numbers: range) -> None:
        from django.db import connection  # noqa: PLC0415
        from django.db.models import F  # noqa: PLC0415

        from onrecord.keep import models  # noqa: PLC0415

        names = ("article", "text", "snapshot", "entry", "cast", "key", "mark", "link", "event")
        rows: Rows = {name: [] for name in names}
        for number in numbers:
            self._article(number, rows)
        models.Article.objects.bulk_create(rows["article"], batch_size=AT_ONCE)
        models.Snapshot.objects.bulk_create(rows["snapshot"], batch_size=AT_ONCE)
        models.Article.objects.filter(current=None).update(current_id=F("pk"))
        for name, model in (
            ("text", models.ArticleText), ("entry", models.Entry), ("link", models.LinkRow),
            ("event", models.StatusRow),
        ):  # fmt: skip
            model.objects.bulk_create(rows[name], batch_size=AT_ONCE)
        # Most rows are in the narrow tables, which plain statements fill far sooner.
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO keep_entryparty (entry_id, party_id, role, day) "
                "VALUES (%s, %s, %s, %s)", rows["cast"],
            )  # fmt: skip
            cursor.executemany(
                "INSERT INTO keep_articlekey (article_id, key) VALUES (%s, %s)", rows["key"]
            )
            cursor.executemany(
                "INSERT INTO keep_copymark (article_id, mark) VALUES (%s, %s)", rows["mark"]
            )

    def _article(self, number: int, rows: Rows) -> None:
        from onrecord.keep import models  # noqa: PLC0415

        day = self._day(number)
        title = self.sentence(8)[:-1]
        sentences = [self.sentence(self._chance.randint(14, 30)) for _ in range(ENTRIES)]
        text = "\n\n".join(f"{one} {self.sentence(10)}" for one in sentences)
        url = f"https://paper{number % self._size.outlets}.example/{number}"
        rows["article"].append(
            models.Article(
                pk=number, key=url, url=url, source=url, title=title, published=day,
                added_at=_noon(day), outlet_id=number % self._size.outlets + 1,
                matter_id=self._matter.draw() + 1,
                digest={"id": str(number), "terms": [], "names": []}, act_digests={},
            )
        )  # fmt: skip
        rows["text"].append(models.ArticleText(article_id=number, title=title, words=text))
        rows["snapshot"].append(
            models.Snapshot(pk=number, article_id=number, number=1, taken_at=_noon(day),
                            fingerprint=f"{number:064x}", made_by="bench",
                            document=_document(url, title, text, day))
        )  # fmt: skip
        keys = dict.fromkeys(self._word.some(self._words, 24))
        rows["key"] += [(number, f"t:{word}") for word in keys]
        rows["mark"] += [(number, self._chance.getrandbits(62)) for _ in range(16)]
        at = 0
        for place, words in enumerate(sentences):
            at = text.index(words, at)
            self._entry(rows, place, words, at)

    def _entry(self, rows: Rows, place: int, words: str, at: int) -> None:
        from onrecord.keep import models  # noqa: PLC0415

        article = rows["article"][-1]
        day = article.published
        kind = _KINDS[place]
        pk = (article.pk - 1) * ENTRIES + place + 1
        due = None
        if kind in ("call", "commitment") and self._chance.random() < 0.3:
            due = day + timedelta(days=self._chance.randint(3, 90))
        reply = "awaiting"
        if kind == "call" and self._chance.random() < 0.4:
            reply = self._chance.choice(("answered", "refused", "holding"))
        name = "content" if kind == "statement" else "evidence"
        rows["entry"].append(
            models.Entry(
                pk=pk, article_id=article.pk, first_snapshot_id=article.pk, local=f"x{place}",
                kind=kind, stance=self._chance.choice(_STANCES) if kind == "response" else "",
                quotation="direct" if kind == "statement" else "",
                spans={name: [[at, at + len(words)]]}, words=words,
                action="" if kind == "statement" else " ".join(words.split()[3:10]),
                day=day, due_words="by then" if due else "", due_first=due, due_stated=due,
                due_last=due, confidence=round(0.3 + 0.7 * self._chance.random(), 2),
                made_by="bench", matter_id=article.matter_id, reply=reply, added_at=_noon(day),
            )
        )  # fmt: skip
        for role, party in (("speaker", self._party.draw()), ("party", self._party.draw())):
            if role == "speaker" or kind != "statement":
                rows["cast"].append((pk, party + 1, role, day.isoformat()))
        if kind == "response":
            older = pk - 3  # the first call of the article
            rows["link"].append(
                models.LinkRow(newer_id=pk, older_id=older, relation="answers", score=0.8,
                               reasons=["generated"], maker="bench", made_at=_noon(day))
            )  # fmt: skip
        if reply != "awaiting":
            rows["event"].append(
                models.StatusRow(entry_id=pk, axis="reply", value=reply, by="machine",
                                 day=day + timedelta(days=5), made_at=_noon(day))
            )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _document(url: str, title: str, text: str, day: date) -> dict[str, Any]:
    """A document as `report` writes it, without its entries, which no page reads from there."""
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        blocks.append({"kind": "body", "span": [at, at + len(paragraph)]})
        at += len(paragraph) + 2
    return {
        "onrecord": 1,
        "article": {
            "id": url, "source": url, "outlet": None, "title": title, "authors": [],
            "published": day.isoformat(), "language": "en", "text": text, "blocks": blocks,
            "posts": [], "url": url,
        },
        "parties": [], "statements": [], "acts": [], "dates": [], "finds": [], "made_by": "bench",
    }  # fmt: skip


def main() -> None:
    """Writes the record and says how long it took."""
    parser = argparse.ArgumentParser(description="Write a generated record.")
    parser.add_argument("--database", required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    open_record(options.database)
    from django.db import connection  # noqa: PLC0415 - needs an open record

    begun = time.monotonic()
    for count in Generator(Size(options.articles)).write():
        if count % 10_000 == 0:
            print(f"{count:,} articles, {time.monotonic() - begun:,.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO keep_keycount (key, articles) "
            "SELECT key, count(*) FROM keep_articlekey GROUP BY key"
        )
        cursor.execute("ANALYZE")
    print(f"{time.monotonic() - begun:,.0f} s")


if __name__ == "__main__":
    main()
