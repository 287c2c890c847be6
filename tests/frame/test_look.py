"""The look keeps its promises: weights, contrast, vendored files."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
CSS = (STATIC / "app.css").read_text("utf-8")
MODES = ("light", "auto-dark", "dark", "more-contrast")

BUDGETS = {"app.css": 8, "desk.css": 6, "app.js": 6, "mirror.js": 2, "desk.js": 6}
TEXT = [
    *[(ink, paper) for ink in ("text", "muted", "link", "visited") for paper in ("bg", "surface", "sunken")],
    *[("danger", paper) for paper in ("bg", "surface")],
    *[(kind, f"{kind}-bg") for kind in ("info", "ok", "warn", "danger")],
    *[("on-primary", "primary"), ("on-primary", "primary-hover"), ("on-danger", "danger-button")],
    *[("bar-text", "bar"), ("bar-link", "bar"), ("surface", "visited"), ("surface", "text")],
]
BORDERS = [
    *[(line, paper) for line in ("control", "focus") for paper in ("bg", "surface", "sunken")],
    ("primary", "surface"),
    ("danger", "surface"),
    ("bar-link", "bar"),
    ("focus", "halo"),
]


def _block(start: str) -> dict[str, str]:
    body = CSS[CSS.index(start) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9A-F]{6})", body))


def tokens(mode: str) -> dict[str, str]:
    light = _block(":root {")
    starts = {
        "light": ":root {",
        "auto-dark": ':root[data-theme="auto"] {',
        "dark": ':root[data-theme="dark"] {',
        "more-contrast": ":root[data-theme] {",
    }
    return light | _block(starts[mode])


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert round(contrast("#FFFFFF", "#000000"), 1) == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_every_text_stands_out_by_seven_to_one(mode: str, ink: str, paper: str) -> None:
    known = tokens(mode)
    assert contrast(known[ink], known[paper]) >= 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("line", "paper"), BORDERS)
def test_every_control_border_stands_out_by_three_to_one(mode: str, line: str, paper: str) -> None:
    known = tokens(mode)
    assert contrast(known[line], known[paper]) >= 3


def test_the_initial_on_every_avatar_stands_out_by_seven_to_one() -> None:
    colours = re.findall(r"--avatar: (#[0-9A-F]{6})", CSS)
    assert len(colours) == 8
    assert min(contrast(colour, "#FFFFFF") for colour in colours) >= 7


def test_dark_is_the_same_whether_chosen_or_followed() -> None:
    assert tokens("dark") == tokens("auto-dark")


@pytest.mark.parametrize(("name", "kilobytes"), BUDGETS.items())
def test_each_file_stays_within_its_weight(name: str, kilobytes: int) -> None:
    assert len(gzip.compress((STATIC / name).read_bytes(), 9)) <= kilobytes * 1024


def test_all_script_of_a_page_stays_under_twenty_kilobytes() -> None:
    member = ("htmx.min.js", "app.js", "mirror.js")
    desk = ("htmx.min.js", "app.js", "htmx-sse.js", "desk.js")
    weight = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in {*member, *desk}}
    assert sum(weight[name] for name in member) <= 20 * 1024
    assert sum(weight[name] for name in desk) <= 24 * 1024


def test_no_style_reaches_for_another_host() -> None:
    for file in STATIC.glob("*.css"):
        assert not re.search(r"url\(|@import|https?:", file.read_text("utf-8")), file.name


def test_nothing_is_kept_in_the_browser() -> None:
    for name in ("app.js", "mirror.js", "desk.js"):
        text = (STATIC / name).read_text("utf-8")
        assert not re.search(r"localStorage|sessionStorage|indexedDB|caches|document\.cookie|serviceWorker", text), name


def test_vendored_files_are_the_ones_that_are_listed() -> None:
    listed = dict(re.findall(r"`([a-z.-]+\.js)` \| `[^`]+` \| `([0-9a-f]{64})`", (STATIC / "VENDORED.md").read_text()))
    assert set(listed) == {"htmx.min.js", "htmx-sse.js"}
    for name, digest in listed.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest
