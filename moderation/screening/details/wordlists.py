"""The plain lists: everyday words, names, places. Read once, shared by every language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..text.folding import fold
from ..text.tokens import words_of
from .scan import word_set

FOLDER: Final = Path(__file__).parents[1] / "lists"
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def longest(phrases: Phrases, words: tuple[str, ...], index: int) -> int:
    """How many words from `index` on form a listed phrase; 0 when none does."""
    for phrase in phrases.get(words[index], ()):
        if words[index : index + len(phrase)] == phrase:
            return len(phrase)
    return 0


def phrases_of(entries: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in {words_of(entry) for entry in entries}:
        if words:
            by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=lambda words: -len(words))) for first, found in by_first.items()}


def table(name: str) -> dict[str, Any]:
    """One TOML file of the lists folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def word_lists(name: str, section: str | None = None) -> dict[str, frozenset[str]]:
    """The lists of single folded words of a TOML file, or of one section of it, by key."""
    lists = table(name) if section is None else table(name)[section]
    return {key: word_set(text) for key, text in lists.items()}


def entries(texts: Mapping[str, str]) -> list[str]:
    """The comma-separated entries of every key of a table."""
    return [entry.strip() for text in texts.values() for entry in text.split(",") if entry.strip()]


def words_of_entries(phrases: Iterable[str]) -> frozenset[str]:
    """Every folded word of some entries."""
    return frozenset(word for phrase in phrases for word in words_of(phrase))


def words_in(texts: Mapping[str, str]) -> frozenset[str]:
    """Every folded word of every key of a table."""
    return words_of_entries(texts.values())


@cache
def plain(name: str) -> frozenset[str]:
    """Folded words of a text file; a line that begins with # is a remark. A missing file is an error."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(words_of("\n".join(lines)))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The comma-separated entries of a text file, folded; a semicolon stands for a comma inside an entry."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    # An entry may go on in the next line; only a comma ends it.
    kept = " ".join(line.strip() for line in text.splitlines() if not line.startswith("#"))
    return tuple(fold(entry.strip().replace(";", ",")).text for entry in kept.split(",") if entry.strip())
