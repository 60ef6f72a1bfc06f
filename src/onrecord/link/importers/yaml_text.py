"""YAML as public lists use it: every scalar a string, no tags, no references."""

from typing import Any

from onrecord.record import BadDirectory


def yaml_of(text: str, where: str) -> Any:
    """The value of the text.

    Scalars stay as written: “NO” is a state here and not a refusal, a day not a
    date object.  References are refused, since a small file of them can stand
    for one of any size.
    """
    import yaml  # noqa: PLC0415 - only two of the formats need it

    # The C parser is ten times as fast; a build of PyYAML may lack it.
    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        value = yaml.load(text, Loader=base)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise BadDirectory(f"{where}: no YAML{line}: {problem}") from error
    except RecursionError as error:
        raise BadDirectory(f"{where}: YAML nested too deeply") from error
    if _shares(value):
        raise BadDirectory(f"{where}: YAML with references (“*name”); write them out")
    return value


def _shares(value: Any) -> bool:
    """Whether a list or object stands in two places, which only a reference brings about."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, list | dict):
            continue
        if id(one) in seen:
            return True
        seen.add(id(one))
        waiting += one.values() if isinstance(one, dict) else one
    return False
