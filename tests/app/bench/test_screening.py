"""The section of the bench: what it prints, on a set of a few posts."""

from __future__ import annotations

import io
import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from app.bench import screening
from app.bench.figures import Figure
from app.bench.judging import pace, speed
from app.bench.judging.hostile import HOSTILE, hostile_texts
from app.bench.judging.parts import only, parts_of, split
from app.bench.judging.presidio import load_presidio, settled
from app.bench.judging.quality import AIMS
from app.bench.judging.tables import pivot, placed, show_tables
from moderation.screening import Screener, Urgency
from moderation.screening.detectors import Detector
from tests.app.bench.labelled import write_tiny

here_only = pytest.mark.skipif(find_spec("presidio_analyzer") is None, reason="Presidio is not installed")


def quiet(_: str) -> None:
    pass


async def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    short = {name: HOSTILE[name] for name in ("brackets", "words")}
    monkeypatch.setattr("app.bench.judging.hostile.HOSTILE", short)
    return await screening.run(quiet, root=write_tiny(tmp_path), posts=4, rounds=1)


async def test_the_section_tells_every_measure_of_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cores = os.sched_getaffinity(0)
    figures = await measured(tmp_path, monkeypatch)
    assert os.sched_getaffinity(0) == cores
    tables = pivot(figures)
    assert list(tables) == ["danger", "details", "by category and kind", "speed"]
    for name, aims in AIMS.items():
        for row, (unit, target, _) in aims.items():
            cells = tables[name][row]
            assert {"EN", "FR"} <= set(cells)
            assert {(cells[lang].unit, cells[lang].target) for lang in ("EN", "FR")} == {(unit, target)}
            assert ("apart" in cells) == (unit == "%")
    assert tables["danger"]["urgent surfaced"]["apart"].target == 5
    assert {"level high", "suicide", "PHONE"} <= set(tables["by category and kind"])
    assert {"danger alone", "personal details by rules", "everything by rules"} <= set(tables["speed"])
    assert tables["speed"]["loading, work"]["both"].value > 0
    assert 20 < tables["speed"]["memory, loaded and warm"]["both"].value < 2000
    assert len({figure.name for figure in figures}) == len(figures)
    lines = [json.loads(figure.line()) for figure in figures]
    assert all(set(line) == {"name", "value", "unit", "target", "holds"} for line in lines)


@here_only
def test_presidio_finds_an_address_and_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it went to the network")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    presidio = load_presidio(("en", "fr"))
    assert presidio is not None
    for lang in ("en", "fr"):
        found = presidio.masks(lang, "write to marisol@example.org please")
        assert [(mask.start, mask.end, mask.kind, mask.sure) for mask in found] == [(9, 28, "EMAIL", True)]


def test_of_two_overlapping_results_the_better_one_masks() -> None:
    def result(kind: str, start: int, end: int, score: float) -> SimpleNamespace:
        return SimpleNamespace(entity_type=kind, start=start, end=end, score=score)

    results = [result("URL", 5, 12, 0.5), result("EMAIL_ADDRESS", 0, 12, 1.0), result("US_BANK_NUMBER", 20, 28, 0.05)]
    assert [(mask.start, mask.kind, mask.sure) for mask in settled(results)] == [
        (0, "EMAIL", True),
        (20, "ID_NUMBER", False),
    ]


async def test_without_presidio_its_column_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    monkeypatch.setenv("COLUMNS", "160")
    assert load_presidio(("en",)) is None
    monkeypatch.setattr(pace, "start_of", lambda which, root: [])
    figures = await measured(tmp_path, monkeypatch)
    assert [figure.name for figure in figures if "Presidio" in figure.name] == []
    screening.show(figures)
    printed = capsys.readouterr().out
    assert "Presidio" in printed and "not installed" in printed


def test_a_table_says_which_column_misses_its_target() -> None:
    figures = [
        placed("danger", "EN", "immediate lost", 1.0, "%", target=2, is_at_most=True),
        placed("danger", "FR", "immediate lost", 3.0, "%", target=2, is_at_most=True),
        placed("danger", "EN", "seen", 7),
    ]
    to = Console(file=io.StringIO(), width=100)
    show_tables(figures, captions={"danger": "as told"}, missing={"danger, Other": "nobody asked"}, to=to)
    printed = to.file.getvalue()  # type: ignore[attr-defined]
    assert "≤ 2 %" in printed and "no: FR" in printed and "as told" in printed and "nobody asked" in printed
    with pytest.raises(ValueError, match="nowhere"):
        pivot([Figure(name="nowhere", value=1, unit="")])


def test_detectors_are_told_apart_by_name() -> None:
    named = {name: Detector(name=name, run=lambda _: []) for name in ("phrases en", "classifier", "people", "entities")}
    parts = split(tuple(named.values()))
    assert [one.name for one in parts.danger] == ["phrases en", "classifier"]
    assert [one.name for one in parts.phrases] == ["phrases en"]
    assert [one.name for one in parts.details] == ["people"]
    assert [one.name for one in parts.names_model] == ["entities"]
    assert [one.name for one in parts.rules] == ["phrases en", "classifier", "people"]


def test_a_part_finds_its_own_and_leaves_the_whole_alone() -> None:
    whole = Screener.load("en")
    parts = parts_of(whole)
    text = "I want to die, 613-555-0142"
    danger, details = only(whole, parts.danger).screen(text), only(whole, parts.details).screen(text)
    assert (danger.urgency is not Urgency.NONE, danger.redactions) == (True, ())
    assert (details.urgency, len(details.redactions)) == (Urgency.NONE, 1)
    assert parts_of(whole) == parts


def test_the_names_model_is_timed_with_everything_and_never_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    model = Detector(name="entities", run=lambda reading: seen.append(reading.folded.text) or [])  # type: ignore[func-returns-value]
    rule = Detector(name="people", run=lambda _: [])
    whole = only(Screener.load("en"), (rule, model))
    monkeypatch.setattr(pace, "Screener", SimpleNamespace(load=lambda lang: whole))
    monkeypatch.setattr("app.bench.judging.hostile.HOSTILE", {"words": "one two "})
    rows = pivot(pace.pace_of(quiet, "en", ["a post"], 1))["speed"]
    assert rows["everything, names model too"]["EN"].target == 200
    assert rows["hostile 10,000 characters, by rules"]["EN"].target == 20
    assert rows["hostile 20,000 characters, names model too"]["EN"].target == 150
    # The post: once to warm up and once timed. Each hostile text: twice.
    assert [len(text) for text in seen] == [6, 6, 10_000, 10_000, 20_000, 20_000]


def test_posts_are_joined_to_eighty_words() -> None:
    posts = speed.posts_of(["one two three", "four five"], 3)
    assert [len(post.split()) for post in posts] == [80, 80, 80]
    assert posts[0].startswith("one two three four five one")
    assert posts[1].startswith("one two")
    assert speed.posts_of(["one two three"], 2)[1].startswith("three one two")


def test_hostile_texts_have_the_length_asked_for() -> None:
    assert {len(text) for text in hostile_texts(1000).values()} == {1000}


def test_the_slowest_text_is_named() -> None:
    slow = next(text for name, text in hostile_texts(50).items() if name == "brackets")

    def screen(text: str) -> None:
        sum(range(200_000 if text == slow else 1))

    assert speed.worst(screen, 50)[1] == "brackets"
