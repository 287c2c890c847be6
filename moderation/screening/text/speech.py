"""Brings spoken and hurried spelling to one form, per language ("jveux", "cant", "gonna").

Lexicon forms and posts pass through the same door, so a clinician may write either spelling.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from .folding import Folded, fold
from .tokens import WORD, Tokens, split

FOLDER = Path(__file__).parents[1]
_PAUSES = frozenset(".!?;,\n")


class _Said(dict[str, str]):
    """A word as it is said: opened, dropped ("") or itself."""

    def __missing__(self, word: str) -> str:
        return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language's spellings to open and words to step over; `written` finds the words of `accented`."""

    opened: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    accented: Mapping[str, str]
    written: re.Pattern[str]
    said: Mapping[str, str]

    def read(self, folded: Folded, tokens: Tokens) -> tuple[str, ...]:
        """The words as said: a filler that an accent makes another word is that word (« né », « ne »).

        Without its accent it is still that word where nothing follows it to step over to.
        """
        if self.accented.keys().isdisjoint(tokens.words):
            return tokens.words
        words = list(tokens.words)
        places = [index for index, word in enumerate(words) if word in self.accented]
        for index, found in zip(places, self.written.finditer(folded.text), strict=True):
            if not folded.typed(*found.span()).isascii() or _ends_sentence(folded.text, found.end()):
                words[index] = self.accented[words[index]]
        return tuple(words)

    def text(self, words: Sequence[str]) -> str:
        """What `canonical(...).text()` gives, without keeping track of places: the quick way past a calm post."""
        return f" {' '.join(filter(None, map(self.said.get, words, words)))} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Canonical words in a row; `owners[i]` is the word of the post behind canonical word i."""

    words: tuple[str, ...]
    owners: tuple[int, ...]

    def text(self) -> str:
        """Space-padded, so that a phrase hits whole words only."""
        return f" {' '.join(self.words)} "


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
    accented = table.get("accented", {})
    written = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, accented))})(?![^\W_])")
    return Speech(opened=opened, fillers=fillers, accented=accented, written=written, said=said)


def said(speech: Speech, phrase: str) -> Stream:
    """The canonical words of a lexicon form."""
    return canonical(speech, spoken(speech, phrase))


def edges(speech: Speech, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words stepped over that a form opens with, and those it ends with."""
    before = tuple(takewhile(speech.fillers.__contains__, words))
    after = tuple(takewhile(speech.fillers.__contains__, words[: len(before) : -1]))
    return before, after[::-1]


def spoken(speech: Speech, phrase: str) -> tuple[str, ...]:
    """The words of a form before spellings are opened."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum() and speech.accented.keys().isdisjoint(phrase.split()):
        return tuple(phrase.lower().split())
    folded = fold(phrase)
    return speech.read(folded, split(folded.text))


def _ends_sentence(text: str, end: int) -> bool:
    """Whether the word that ends there is the last one, or a pause follows it."""
    following = WORD.search(text, end)
    return following is None or not _PAUSES.isdisjoint(text[end : following.start()])


def canonical(speech: Speech, words: Sequence[str]) -> Stream:
    """Open every spelling, step over fillers, keep who owns what."""
    out: list[str] = []
    owners: list[int] = []
    done = 0
    for index in [index for index, word in enumerate(words) if word in speech.said]:
        out += words[done:index]
        owners += range(done, index)
        longer = speech.said[words[index]].split()
        out += longer
        owners += [index] * len(longer)
        done = index + 1
    out += words[done:]
    owners += range(done, len(words))
    return Stream(words=tuple(out), owners=tuple(owners))
