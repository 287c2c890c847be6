"""Stretches of a text around telling words: an expression that costs much looks nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..text.tokens import Reading


def windows(
    reading: Reading,
    heads: frozenset[str],
    *,
    before: int,
    after: int,
    worth: Callable[[Reading, int], bool] | None = None,
) -> Iterator[tuple[int, int]]:
    """The stretches around the words of a list, so many words each side; those that meet are one."""
    if not reading.has_word(heads):
        return
    tokens = reading.tokens
    open_at = stop = -1
    last = len(tokens.words) - 1
    for index, word in enumerate(tokens.words):
        if word not in heads or (worth is not None and not worth(reading, index)):
            continue
        first, end = tokens.starts[max(0, index - before)], tokens.ends[min(last, index + after)]
        if first > stop:
            if stop >= 0:
                yield open_at, stop
            open_at = first
        stop = max(stop, end)
    if stop >= 0:
        yield open_at, stop


def has_number(reading: Reading, first: int, stop: int, said: frozenset[str] = frozenset()) -> bool:
    """Whether one of these words begins with a figure, or is a number that is said."""
    return any(word[0].isdigit() or word in said for word in reading.tokens.words[max(0, first) : stop])


def has_capital(reading: Reading, first: int, stop: int) -> bool:
    """Whether one of these words was typed with a capital."""
    return any(reading.is_capital(index) for index in range(max(0, first), min(stop, len(reading.tokens.words))))
