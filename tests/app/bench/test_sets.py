"""The labelled sets: whole, well marked, large enough, and never seen by what is trained."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.bench.judging.details import TYPED
from app.bench.judging.risk import LEVELS
from app.bench.judging.sets import SETS, details_posts, risk_posts, unmarked
from moderation.screening import Kind
from moderation.screening.model import CATEGORIES

TRAINING = Path(__file__).parents[3] / "moderation" / "screening" / "training" / "texts"
FILES = sorted(SETS.glob("*/*.jsonl"))
LEAST = {"development": {"risk": 400, "details": 300}, "unopened": {"risk": 100, "details": 90}}
SHINGLE = 8
files = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")


# A failure names posts by their id, never by their text: one of the sets is not to be read.
def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def is_details(file: Path) -> bool:
    return file.stem.startswith("details")


def words(text: str) -> list[str]:
    """Between two spaces, letters and digits only: "s'est" is one word."""
    told = (re.sub(r"[\W_]+", "", one) for one in unmarked(text)[0].casefold().split())
    return [one for one in told if one]


@cache
def trained() -> tuple[frozenset[str], frozenset[str]]:
    """Every run of eight words that something is trained on, and every text as a whole."""
    told = [words(line["text"]) for file in sorted(TRAINING.glob("*.jsonl")) for line in lines(file)]
    runs = {" ".join(one[at : at + SHINGLE]) for one in told for at in range(len(one) - SHINGLE + 1)}
    return frozenset(runs), frozenset(" ".join(one) for one in told)


def test_there_is_a_development_set_in_both_languages() -> None:
    names = {file.name for file in FILES if file.parent.name == "development"}
    assert names == {f"{part}_{lang}.jsonl" for part in ("risk", "details") for lang in ("en", "fr")}


@files
def test_a_set_is_large_enough_and_each_post_has_its_own_id(file: Path) -> None:
    part = file.stem.partition("_")[0]
    posts = lines(file)
    assert len(posts) >= LEAST[file.parent.name][part]
    assert [name for name, times in Counter(post["id"] for post in posts).items() if times > 1] == []
    assert [post["id"] for post in posts if not post["text"].strip()] == []


@files
def test_no_post_is_in_a_set_twice(file: Path) -> None:
    told: dict[str, str] = {}
    twice = [
        (told[t], post["id"]) for post in lines(file) if told.setdefault(t := post["text"], post["id"]) != post["id"]
    ]
    assert twice == []


@files
def test_labels_are_words_of_the_engine(file: Path) -> None:
    wrong = []
    for post in lines(file):
        if is_details(file):
            kinds = {span.kind for span in unmarked(post["text"])[1]} - set(Kind) - {"KEEP"}
            wrong += [(post["id"], kind) for kind in kinds]
        elif post["urgency"] not in LEVELS or not set(post["categories"]) <= set(CATEGORIES):
            wrong.append((post["id"], post["urgency"]))
    assert wrong == []
    assert set(Kind) >= TYPED


@files
def test_what_is_urgent_says_why_and_what_is_ordinary_says_nothing(file: Path) -> None:
    if not is_details(file):
        wrong = [p["id"] for p in lines(file) if (p["urgency"] == "none") == bool(p["categories"])]
        assert wrong == []


@files
def test_marks_are_balanced_and_hold_letters(file: Path) -> None:
    wrong = []
    for post in lines(file):
        text, spans = unmarked(post["text"])
        marked = [text[span.start : span.end] for span in spans]
        left_over = "[[" in text or "]]" in text
        if left_over or (marked and not is_details(file)) or any(not one or one != one.strip() for one in marked):
            wrong.append(post["id"])
    assert wrong == []


@pytest.mark.parametrize("which", sorted({file.parent.name for file in FILES}))
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_set_is_balanced(which: str, lang: str) -> None:
    details = details_posts(which, lang)
    assert 0.38 <= sum(not post.details for post in details) / len(details) <= 0.45
    levels = Counter(post.urgency for post in risk_posts(which, lang))
    assert all(levels[level] >= 0.15 * levels.total() for level in LEVELS)


@files
def test_nothing_is_trained_on_what_a_set_holds(file: Path) -> None:
    runs, whole = trained()
    seen = []
    for post in lines(file):
        told = words(post["text"])
        if len(told) < SHINGLE:
            met = len(told) > 3 and " ".join(told) in whole
        else:
            met = any(" ".join(told[at : at + SHINGLE]) in runs for at in range(len(told) - SHINGLE + 1))
        seen += [post["id"]] * met
    assert seen == []
