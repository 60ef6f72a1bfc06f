"""Markdown → Article."""

from datetime import date

import pytest

from onrecord.read.hints import Hints
from onrecord.read.markdown import read_markdown
from onrecord.record import Article

BODY = "The [mayor](/mayor) said that the bridge would stay closed until the engineers reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that *she* could not wait for that."


def read(text: str, source: str = "a.md") -> Article:
    found = read_markdown(text, Hints(source=source))
    assert isinstance(found, Article)
    assert found.text == text
    return found


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            f"# Bridge closed\n\n{BODY}\n\n## Ferry\n{OTHER}\n",
            [
                ("heading", "# Bridge closed"),
                ("body", BODY),
                ("heading", "## Ferry"),
                ("body", OTHER),
            ],
            id="hashes, with and without an empty line after",
        ),
        pytest.param(
            f"Bridge closed\n---\n\n{BODY}\n",
            [("heading", "Bridge closed"), ("furniture", "---"), ("body", BODY)],
            id="an underlined heading",
        ),
        pytest.param(
            f"{BODY}\n\n**Ferry**\n\n{OTHER}\n",
            [("body", BODY), ("heading", "**Ferry**"), ("body", OTHER)],
            id="a line in bold is a heading",
        ),
        pytest.param(
            f'{BODY}\n\n***\n\n{{:start="2"}}\n{OTHER}\n',
            [
                ("body", BODY),
                ("furniture", "***"),
                ("furniture", '{:start="2"}'),
                ("body", OTHER),
            ],
            id="rules and attributes are furniture",
        ),
        pytest.param(
            f"<style>\n.a {{color: red}}\n</style>\n\n{BODY}\n",
            [
                ("furniture", "<style>"),
                ("furniture", ".a {color: red}"),
                ("furniture", "</style>"),
                ("body", BODY),
            ],
            id="style sheets are furniture",
        ),
        pytest.param(
            f"{BODY}\n\n![Boat](/b.jpg)\n*The ferry in May*\n\n{OTHER}\n",
            [
                ("body", BODY),
                ("furniture", "![Boat](/b.jpg)"),
                ("caption", "*The ferry in May*"),
                ("body", OTHER),
            ],
            id="what stands right under a picture is its caption",
        ),
        pytest.param(
            f"{BODY}\n\n- New piers\n- More boats\n\n{OTHER}\n",
            [("body", BODY), ("body", "- New piers"), ("body", "- More boats"), ("body", OTHER)],
            id="items are no headings",
        ),
        pytest.param(
            f"14 Mar 2021 Posted in [News](/news)\n\n{BODY}\n\nLast updated on 2 May 2022\n",
            [
                ("furniture", "14 Mar 2021 Posted in [News](/news)"),
                ("body", BODY),
                ("furniture", "Last updated on 2 May 2022"),
            ],
            id="lines that only tell a day",
        ),
        pytest.param(
            f"```\n# not a heading\n```\n\n{BODY}\n",
            [("furniture", "```"), None, ("furniture", "```"), ("body", BODY)],
            id="no headings within a fence",
        ),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str] | None]) -> None:
    found = read(text)
    labelled = [(block.kind.value, block.span.of(text)) for block in found.blocks]
    # None: which kind the line gets is not this file's to say.
    expected = [one or labelled[at] for at, one in enumerate(blocks)]
    assert labelled == expected


FRONT = """---
title: 'The ferry''s owner &amp; the bridge'
date: 2021-03-14T00:00:00.000Z
authors: [Marta Ilves, "Jon \\u00c5rbo"]
outlet: Torhavn Post
url: https://torhavn.example/a
---
"""


@pytest.mark.parametrize(
    ("text", "source", "facts"),
    [
        pytest.param(
            FRONT + BODY,
            "2020-01-01-a.md",
            (
                "The ferry's owner & the bridge",
                date(2021, 3, 14),
                ("Marta Ilves", "Jon Årbo"),
                "Torhavn Post",
                "https://torhavn.example/a",
            ),
            id="front matter tells all",
        ),
        pytest.param(
            f"---\r\nauthor:\r\n  - Marta Ilves\r\n  - Jon Arbo\r\npermalink: /a\r\n---\r\n{BODY}",
            "news/2021-3-4-a.md",
            (None, date(2021, 3, 4), ("Marta Ilves", "Jon Arbo"), None, None),
            id="a list over lines, and the day of the file's name",
        ),
        pytest.param(
            f"# The **ferry** [waits](/x) #\n\n{BODY}",
            "a.md",
            ("The ferry waits", None, (), None, None),
            id="the first heading is the title",
        ),
        pytest.param(
            f"---\nNot closed\n\n{BODY}",
            "a.md",
            (None, None, (), None, None),
            id="a rule is no front matter",
        ),
    ],
)
def test_facts(text: str, source: str, facts: tuple[object, ...]) -> None:
    found = read(text, source)
    assert (found.title, found.published, found.authors, found.outlet, found.url) == facts


def test_front_matter_is_one_block_of_furniture() -> None:
    found = read(FRONT + BODY)
    assert [(block.kind.value, block.span.of(found.text)) for block in found.blocks] == [
        ("furniture", FRONT.strip()),
        ("body", BODY),
    ]
