from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from moderation.screening import Kind, Screener
from moderation.screening.details import allow

LINES = tomllib.loads(allow.HELP_LINES.read_text(encoding="utf-8"))["lines"]
SHOWN = sorted({str(line[key]) for line in LINES for key in ("call", "tel", "sms", "sms_shown") if key in line})


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("number", SHOWN)
def test_every_number_of_the_help_page_stays_readable(lang: str, number: str) -> None:
    text = f"xx {number} xx, {number.replace('-', ' ')}, {number.replace('-', '.')}."
    verdict = Screener.load(lang).screen(text)
    assert verdict.redactions == ()


def test_a_number_the_file_gains_is_kept_and_one_it_loses_is_not(tmp_path: Path) -> None:
    file = tmp_path / "help_lines.toml"
    file.write_text('[[lines]]\ntel = "18005550142"\nchecked = 2026-11-20\n', encoding="utf-8")
    numbers = allow.load_numbers(file)
    assert numbers.search("1-800-555-0142")
    assert numbers.search("1-844-750-1648") is None


def test_a_number_on_the_page_and_in_the_second_list_is_kept_only_once() -> None:
    listed = {str(line[key]) for line in LINES for key in ("tel", "sms") if key in line}
    assert listed.isdisjoint(allow.ELSEWHERE)


def test_a_missing_file_stops_loading_and_says_which(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"help lines.*help_lines\.toml"):
        allow.load_numbers(tmp_path / "help_lines.toml")


@pytest.mark.parametrize("text", ["613-310-6789", "(613) 310-6789", "613.310.6789", "514 310 6789"])
def test_a_private_number_that_ends_like_a_short_help_line_is_masked(text: str) -> None:
    assert Screener.load("en").screen(f"call {text}").cutouts == ((Kind.PHONE, text),)
