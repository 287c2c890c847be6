"""Regular expressions with a time limit: a slow text becomes a failure, never a stuck screener."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex  # type: ignore[import-untyped]  # carries no type information

_SECONDS: Final = 0.5  # on the wall, all that the engine can count: generous, for a machine that is busy elsewhere


def word_set(text: str) -> frozenset[str]:
    """The words of a line of words."""
    return frozenset(text.split())


def has_mixed_word(words: Iterable[str]) -> bool:
    """A cheap gate: does any word hold letters and digits?"""
    return any(not word.isalpha() and not word.isdigit() for word in words)


class Pattern:
    """A compiled expression; `find` yields (start, end, groups by name)."""

    def __init__(self, *pieces: str) -> None:
        self._compiled = regex.compile("".join(pieces), regex.VERSION0)

    def find(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Found]:
        """Every match from left to right, between `start` and `stop`; raises TimeoutError past the limit."""
        for match in self._compiled.finditer(text, start, len(text) if stop is None else stop, timeout=_SECONDS):
            yield Found(match)


class Found:
    """One match, typed."""

    __slots__ = ("_match",)

    def __init__(self, match: object) -> None:
        self._match = match

    @property
    def text(self) -> str:
        """What matched."""
        return str(self._match.group())  # type: ignore[attr-defined]

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """Start and end of the whole, or of one named group; (-1, -1) when it is absent."""
        start, end = self._match.span(name)  # type: ignore[attr-defined]
        return int(start), int(end)

    def group(self, name: str) -> str:
        """A named group's text, empty when it is absent."""
        return str(self._match.group(name) or "")  # type: ignore[attr-defined]
