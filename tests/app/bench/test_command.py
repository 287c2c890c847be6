"""`havre bench screening` as a command: its option, its output, its code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from app.bench import screening
from app.bench.figures import Figure
from app.bench.judging.tables import placed
from app.commands.bench import bench
from app.commands.refusal import Refused


def answer(monkeypatch: pytest.MonkeyPatch, *figures: Figure) -> list[str]:
    """The section told to find these; returns the sets it was asked for."""
    asked: list[str] = []

    async def run(told: object, *, which: str) -> list[Figure]:
        asked.append(which)
        return list(figures)

    monkeypatch.setattr(screening, "run", run)
    return asked


def test_the_development_set_is_the_one_without_the_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = placed("danger", "EN", "immediate lost", 1.2345, "%", target=2, is_at_most=True)
    asked = answer(monkeypatch, good)
    bench(section="screening", json=True, which="")
    (line,) = capsys.readouterr().out.splitlines()
    assert asked == ["development"]
    assert json.loads(line) == {
        "name": "danger, EN: immediate lost", "value": 1.234, "unit": "%", "target": 2, "holds": True
    }  # fmt: skip


def test_a_missed_target_is_code_1_and_said_in_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    asked = answer(monkeypatch, placed("danger", "FR", "immediate lost", 3, "%", target=2, is_at_most=True))
    with pytest.raises(typer.Exit) as left:
        bench(section="screening", json=False, which="unopened")
    assert (left.value.exit_code, asked) == (1, ["unopened"])
    assert "no: FR" in capsys.readouterr().out


def test_only_this_section_takes_a_set() -> None:
    with pytest.raises(Refused, match="pages has none"):
        bench(section="pages", json=True, which="unopened")


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match="development, unopened"):
        bench(section="screening", json=True, which="all")


def test_without_the_sets_it_says_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.bench.judging.sets.SETS", tmp_path)
    with pytest.raises(Refused, match="come with the tests"):
        bench(section="screening", json=True, which="")
