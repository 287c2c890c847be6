"""Brings spoken and hurried spelling to one form, per language ("jveux", "cant", "gonna").

Lexicon forms and posts pass through the same door, so a clinician may write either spelling.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language's spellings to open and words to step over."""

    opened: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Canonical words in a row; `owners[i]` is the word of the post behind canonical word i."""

    words: tuple[str, ...]
    owners: tuple[int, ...]

    def text(self) -> str:
        """Space-padded, so that a phrase hits whole words only."""
        return f" {' '.join(self.words)} "

    def offsets(self) -> list[int]:
        """Where each canonical word begins in `text()`."""
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    def at(self, offset: int, offsets: Sequence[int]) -> int:
        """Which canonical word holds the letter at `offset`."""
        return bisect_right(offsets, offset) - 1


def load_speech(lang: str) -> Speech:
    """Read context/<lang>.toml."""
    table = tomllib.loads((FOLDER / "context" / f"{lang}.toml").read_text(encoding="utf-8"))
    opened = {short: tuple(long.split()) for long, shorts in table["spellings"].items() for short in shorts}
    return Speech(opened=opened, fillers=frozenset(table["fillers"]))


def canonical(speech: Speech, words: Iterable[str]) -> Stream:
    """Open every spelling, step over fillers, keep who owns what."""
    out: list[str] = []
    owners: list[int] = []
    opened, fillers = speech.opened, speech.fillers
    for index, word in enumerate(words):
        if word in fillers:
            continue
        longer = opened.get(word)
        if longer is None:
            out.append(word)
            owners.append(index)
            continue
        out.extend(longer)
        owners.extend([index] * len(longer))
    return Stream(words=tuple(out), owners=tuple(owners))
