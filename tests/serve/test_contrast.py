"""The colours of the site, light and dark: words and lines are told from what they stand on."""

import re
from importlib.resources import files

import pytest

KINDS = ("call", "commitment", "response")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "grounds", "least"),
    [
        ("ink", ("paper", "panel", "content", "deep", "lit", *KINDS), 4.5),
        ("ink", tuple(f"{kind}-deep" for kind in KINDS), 4.5),
        *[(word, ("paper", "panel", "content"), 4.5)
          for word in ("soft", "link", "good", "bad", "wait", "warn")],
        ("paper", ("ink",), 4.5),
        *[(f"{kind}-line", ("paper", "panel"), 3) for kind in KINDS],
        ("edge", ("paper", "panel"), 3),
    ],
)  # fmt: skip
def test_contrast(theme: int, front: str, grounds: tuple[str, ...], least: float) -> None:
    """WCAG AA: 4.5 for words, 3 for what else must be seen."""
    css = files("onrecord.serve").joinpath("static/onrecord/site.css").read_text("utf-8")
    sheet = css.split("prefers-color-scheme: dark")[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))
    for ground in grounds:
        one, two = sorted([_luminance(colours[front]), _luminance(colours[ground])])
        assert (two + 0.05) / (one + 0.05) >= least, (front, ground)
