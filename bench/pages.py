"""How long the site takes for its pages over a large record, and how large they are.

Run: `python -m bench.pages --database sqlite:////path/record.db`, over a record
that `bench.generated_record` made.  Every page is asked for through the whole
of Django (middleware, templates, gzip off) in this process; what counts is the
time of this process on the processor, and beside it by the clock on the wall,
the median of some rounds after one that warms caches.  The least of them is told,
too: other programs on the same machine slow a processor down as it is counted.
Of each kind the page with the most to show is asked for, too: the party, matter
and word that most rows have.
"""

import argparse
import json
import os
import statistics
import time
from datetime import UTC, datetime
from typing import Any

ROUNDS = 7
MOST_MS = 50
MOST_KB = 100


def addresses() -> dict[str, str]:
    """The pages to ask for, by what they are."""
    from django.db.models import Count  # noqa: PLC0415 - Django is set up by then

    from onrecord.keep.models import (  # noqa: PLC0415
        Article,
        Entry,
        EntryParty,
        Matter,
    )

    def most(rows: Any, name: str) -> Any:
        return rows.values_list(name).annotate(n=Count("pk")).order_by("-n")[0][0]

    party, matter = most(EntryParty.objects, "party"), most(Entry.objects, "matter")
    middle = Article.objects.count() // 2
    any_party = EntryParty.objects.values_list("party", flat=True)[middle]
    word, rare = _words()
    calls = Entry.objects.filter(kind="call", head=None).order_by("-day", "-pk")
    deep = calls.values_list("pk", flat=True)[50_000 if calls.count() > 50_100 else 100]
    return {
        "front": "/",
        "matters": "/matters/",
        "matter": f"/matters/{Matter.objects.values_list('pk', flat=True)[middle // 10]}/",
        "matter with most entries": f"/matters/{matter}/",
        "parties": "/parties/",
        "party": f"/parties/{any_party}/",
        "party with most entries": f"/parties/{party}/",
        "its calls": f"/parties/{party}/called-for/",
        "what it was asked": f"/parties/{party}/asked/",
        "articles": "/articles/",
        "article": f"/articles/{middle}/",
        "entry": f"/entries/{calls[middle // 10].pk}/",
        "calls": "/calls/",
        "calls, far down": f"/calls/?after={deep}",
        "statements": "/statements/",
        "due": "/due/",
        "overdue": "/overdue/",
        "search, a common word": f"/search/?q={word}",
        "search, a rarer word": f"/search/?q={rare}",
        "search, two words": f"/search/?q={word}+{rare}",
        "search, a phrase in calls": f"/search/?q=%22{word}+{rare}%22&kind=call",
        "search, articles": f"/search/?q={rare}&what=articles",
        "calls as Atom": "/calls.atom",
        "calls as JSON": "/calls.json",
        "API, entries": "/api/v1/entries?kind=call",
        "corrections": "/corrections/",
    }


def _words() -> tuple[str, str]:
    """A word that very many entries hold, and one that some hold."""
    from collections import Counter  # noqa: PLC0415

    from onrecord.keep.models import Entry  # noqa: PLC0415 - Django is set up by then

    found = Counter(" ".join(Entry.objects.values_list("words", flat=True)[:5000]).split())
    ordered = [word for word, _ in found.most_common()]
    return ordered[0], ordered[min(400, len(ordered) - 1)]


def measure(rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Milliseconds on the processor and by the wall, kilobytes and queries of every page."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    figures = {}
    for name, address in addresses().items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            asked = len(queries)  # The next request forgets them.
        assert answer.status_code == 200, (address, answer.status_code)
        on_processor, by_wall = [], []
        for _ in range(rounds):
            wall, processor = time.perf_counter(), time.process_time()
            client.get(address)
            on_processor.append(1000 * (time.process_time() - processor))
            by_wall.append(1000 * (time.perf_counter() - wall))
        figures[name] = {
            "ms": round(statistics.median(on_processor), 1),
            "least_ms": round(min(on_processor), 1),
            "wall_ms": round(statistics.median(by_wall), 1),
            "kb": round(len(answer.content) / 1000, 1),
            "queries": asked,
        }
    return figures


def main() -> None:
    """Prints the figures as a table and, last, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True, help="address of the record")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    os.environ["ONRECORD_DATABASE_URL"] = given.database
    os.environ["DJANGO_SETTINGS_MODULE"] = "onrecord.serve.settings"
    import django  # noqa: PLC0415 - reads the variables that were set just now

    django.setup()
    from onrecord.keep.models import Article, Entry  # noqa: PLC0415 - as above

    print(f"{Article.objects.count():,} articles, {Entry.objects.count():,} entries, "
          f"{datetime.now(UTC):%Y-%m-%d}")  # fmt: skip
    figures = measure(given.rounds)
    for name, of in figures.items():
        over = " over" if of["ms"] > MOST_MS or of["kb"] > MOST_KB else ""
        times = f"{of['ms']:8.1f} ms (least {of['least_ms']:5.1f}) {of['wall_ms']:8.1f} ms wall"
        print(f"{name:28} {times} {of['kb']:7.1f} kB {of['queries']:3} queries{over}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
