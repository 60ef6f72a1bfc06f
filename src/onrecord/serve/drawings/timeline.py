"""The timeline of a matter, drawn: a lane for each who acted, a mark for each act on its day.

Places from left to right are in per cent, so that one drawing serves a phone
and a desk alike and its letters stay as large as those around it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

from django.utils.safestring import SafeString, mark_safe

from onrecord.keep.forms import Form
from onrecord.report.article_html import safe
from onrecord.report.entries import readable
from onrecord.serve.drawings.days import Days
from onrecord.serve.feeds.wording import said_by, short
from onrecord.serve.wording import day_in_words

_LANES = 7
_ROW = 22
_ROWS = 6
_NAME = 24
_APART = 4.2
"""Marks nearer than this to each other, in per cent, stand one above the other."""
_TIP = 64
_LINES = 3
_WIDE = 46
_NOBODY = "Not named"
_OTHERS = "Others"

SHAPES = {
    "call": '<path d="M0-8 8 6H-8Z"/>',
    "commitment": '<rect x="-6.5" y="-6.5" width="13" height="13"/>',
    "response": '<circle r="7"/>',
}
"""The mark of each kind of act: one tells them apart without colour."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: acts that have a day, the links between them, the day of looking."""

    acts: Sequence[Form]
    ties: Sequence[Form]
    today: date


@dataclass(frozen=True, slots=True)
class _Mark:
    act: Form
    x: float
    y: float
    until: float | None


def timeline(drawing: Drawing) -> SafeString:
    """The drawing as SVG; empty where no act has a day."""
    acts = [act for act in drawing.acts if act["day"]]
    if not acts:
        return SafeString("")
    days = _days(acts)
    lanes = _lanes(acts)
    drawn: list[str] = []
    names: list[str] = []
    marks: dict[str, _Mark] = {}
    top = _TIP
    for name, of_lane in lanes:
        placed, height = _placed(of_lane, days, top)
        drawn.append(f'<line class="lane" x1="0" x2="100%" y1="{top}" y2="{top}"/>')
        names.append(f'<text class="lane-name" x="0" y="{top + 17}">{safe(short(name, 44))}</text>')
        marks |= {mark.act["ref"]: mark for mark in placed}
        top += height
    body = [
        *_scale(days, drawing.today, top),
        *drawn,
        *_ties(drawing.ties, marks),
        *names,
        *map(_mark, marks.values()),
    ]
    count = len(marks)
    label = f"Timeline of {count} {'act' if count == 1 else 'acts'}"
    return mark_safe(
        f'<svg height="{top + 24}" role="group" aria-label="{label}">'
        '<text class="tips hint" x="0" y="14">Point at a mark, or tab to it, to read it.</text>'
        f"{''.join(body)}</svg>"
    )


def _days(acts: Sequence[Form]) -> Days:
    """From the first act to the last; a due day is shown where it does not press the rest."""
    said = [date.fromisoformat(act["day"]) for act in acts]
    first, last = min(said), max(said)
    reach = last + max(timedelta(45), (last - first) / 2)
    dues = [day for act in acts if (day := _due(act)) and last < day <= reach]
    return Days(first, max([last, *dues]))


def _due(act: Form) -> date | None:
    last = act["due"]["last"] if act["due"] else None
    return date.fromisoformat(last) if last else None


def _lanes(acts: Sequence[Form]) -> list[tuple[str, list[Form]]]:
    """Who acted, in the order in which they first did; beyond seven, the rest share one lane."""
    counts = Counter(_actor(act) for act in acts)
    own = {key for key, _ in counts.most_common(_LANES)}
    lanes: dict[tuple[int, str], list[Form]] = {}
    for act in acts:
        key = _actor(act)
        lanes.setdefault(key if key in own else (-1, _OTHERS), []).append(act)
    others = lanes.pop((-1, _OTHERS), None)
    found = [(name, rows) for (_, name), rows in lanes.items()]
    return [*found, (_OTHERS, others)] if others else found


def _actor(act: Form) -> tuple[int, str]:
    for party in act["speakers"]:
        return party["id"], readable(party["name"])
    return 0, _NOBODY


def _placed(acts: Sequence[Form], days: Days, top: float) -> tuple[list[_Mark], int]:
    """The marks of a lane, and how high it is: near ones stand in rows below each other."""
    ends: list[float] = []
    marks = []
    for act in sorted(acts, key=lambda act: (act["day"], act["id"])):
        x = days.at(date.fromisoformat(act["day"]))
        due = _due(act)
        until = days.at(due) if due and days.holds(due) and due.isoformat() > act["day"] else None
        free = (row for row, end in enumerate(ends) if x - end >= _APART)
        row = next(free, len(ends) if len(ends) < _ROWS else _ROWS - 1)
        ends[row : row + 1] = [until if until is not None else x]
        marks.append(_Mark(act, x, top + _NAME + 11 + row * _ROW, until))
    return marks, _NAME + len(ends) * _ROW + 10


def _scale(days: Days, today: date, bottom: float) -> Iterator[str]:
    for day, words in days.ticks():
        x = days.at(day)
        anchor = "start" if x < 10 else "end" if x > 90 else "middle"
        yield (
            f'<line class="tick" x1="{x}%" x2="{x}%" y1="{_TIP}" y2="{bottom}"/>'
            f'<text class="axis" x="{x}%" y="{bottom + 16}" text-anchor="{anchor}">{words}</text>'
        )
    if days.holds(today):
        x = days.at(today)
        anchor = "end" if x > 90 else "middle"
        yield (
            f'<line class="now" x1="{x}%" x2="{x}%" y1="{_TIP}" y2="{bottom}"/>'
            f'<text class="axis" x="{x}%" y="{_TIP - 4}" text-anchor="{anchor}">today</text>'
        )


def _ties(ties: Sequence[Form], marks: dict[str, _Mark]) -> Iterator[str]:
    for tie in ties:
        older, newer = marks.get(tie["older"]), marks.get(tie["newer"])
        if older and newer:
            yield (
                f'<line class="tie" x1="{older.x}%" y1="{older.y}" x2="{newer.x}%" y2="{newer.y}"/>'
            )


def _mark(mark: _Mark) -> str:
    act = mark.act
    status = f" · {readable(act['status']['sentence'])}" if act["status"] else ""
    over = f"{day_in_words(act['day'])} · {act['kind']}{status}"
    told = f"{said_by(act)}: {readable(act['action'] or act['words'])}"
    lines = [over, *wrap(short(told, _WIDE * 2), _WIDE)][:_LINES]
    tip = "".join(
        f'<text class="tip" x="0" y="{14 + 17 * at}">{safe(line)}</text>'
        for at, line in enumerate(lines)
    )
    until = ""
    if mark.until is not None:
        until = (
            f'<line class="until" x1="{mark.x}%" x2="{mark.until}%" y1="{mark.y}" y2="{mark.y}"/>'
            f'<svg class="due-end" x="{mark.until}%" y="{mark.y}" overflow="visible">'
            '<path d="M0-5 5 0 0 5-5 0Z"/></svg>'
        )
    return (
        f'<a class="mark {act["kind"]}" href="#{act["ref"]}" '
        f'aria-label="{safe(f"{over}. {short(told)}")}">{until}'
        f'<circle class="reach" cx="{mark.x}%" cy="{mark.y}" r="11"/>'
        f'<svg x="{mark.x}%" y="{mark.y}" overflow="visible">{SHAPES[act["kind"]]}</svg>{tip}</a>'
    )
