"""Brings spoken and hurried spelling to one form, per language ("jveux", "cant", "gonna").

Lexicon forms and posts pass through the same door, so a clinician may write either spelling.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

from .folding import Folded, fold
from .tokens import Tokens, split

FOLDER = Path(__file__).parents[1]
_STOPS = frozenset(".!?;\n")
_PAUSES = frozenset(".!?;,\n")


class _Said(dict[str, str]):
    """A word as it is said: opened, dropped ("") or itself."""

    def __missing__(self, word: str) -> str:
        return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language's spellings to open and words to step over."""

    opened: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    accented: Mapping[str, str]
    said: Mapping[str, str]

    def read(self, folded: Folded, tokens: Tokens) -> tuple[str, ...]:
        """The words as said: a filler that an accent makes another word is that word (« né », « ne »).

        Without its accent it is still that word where nothing follows it to step over to.
        """
        if self.accented.keys().isdisjoint(tokens.words):
            return tokens.words
        words = list(tokens.words)
        for index, word in enumerate(words):
            said = self.accented.get(word)
            if said and (_is_accented(folded, tokens, index) or _ends_sentence(folded, tokens, index)):
                words[index] = said
        return tuple(words)

    def text(self, words: Iterable[str]) -> str:
        """What `canonical(...).text()` gives, without keeping track of places: the quick way past a calm post."""
        return f" {' '.join(filter(None, map(self.said.__getitem__, words)))} "


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

    def sentences(self, text: str, tokens: Tokens) -> list[int]:
        """For each canonical word, the number of the sentence it stands in."""
        numbers: list[int] = []
        number, before = 0, 0
        for owner in self.owners:
            if owner != before and not _STOPS.isdisjoint(text[tokens.ends[before] : tokens.starts[owner]]):
                number += 1
            before = owner
            numbers.append(number)
        return numbers


@cache
def context_table(lang: str) -> Mapping[str, Any]:
    """context/<lang>.toml, read once: spellings, cues and classes stand in it."""
    return tomllib.loads((FOLDER / "context" / f"{lang}.toml").read_text(encoding="utf-8"))


@cache
def load_speech(lang: str) -> Speech:
    """How a language is typed."""
    table = context_table(lang)
    opened = {short: tuple(long.split()) for long, shorts in table["spellings"].items() for short in shorts}
    fillers = frozenset(table["fillers"])
    said = _Said({short: " ".join(long) for short, long in opened.items()} | dict.fromkeys(fillers, ""))
    return Speech(opened=opened, fillers=fillers, accented=table.get("accented", {}), said=said)


def said(speech: Speech, phrase: str) -> Stream:
    """The canonical words of a lexicon form."""
    return canonical(speech, _words(speech, phrase))


def edges(speech: Speech, phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words stepped over that a form opens with, and those it ends with."""
    words = _words(speech, phrase)
    before = tuple(takewhile(speech.fillers.__contains__, words))
    after = tuple(takewhile(speech.fillers.__contains__, words[: len(before) : -1]))
    return before, after[::-1]


def _words(speech: Speech, phrase: str) -> tuple[str, ...]:
    if phrase.isascii() and phrase.replace(" ", "").isalnum() and speech.accented.keys().isdisjoint(phrase.split()):
        return tuple(phrase.lower().split())
    folded = fold(phrase)
    return speech.read(folded, split(folded.text))


def _is_accented(folded: Folded, tokens: Tokens, index: int) -> bool:
    return not folded.typed(tokens.starts[index], tokens.ends[index]).isascii()


def _ends_sentence(folded: Folded, tokens: Tokens, index: int) -> bool:
    if index + 1 == len(tokens.words):
        return True
    return not _PAUSES.isdisjoint(folded.text[tokens.ends[index] : tokens.starts[index + 1]])


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
