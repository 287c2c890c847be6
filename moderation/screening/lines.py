"""One line of an explanation: a message id and what is filled in. Whoever shows it passes it through gettext."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A message id and its placeholders: `words` stand there as they are, `terms` are message ids themselves."""

    message: str
    words: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def sentence(line: Line, gettext: Callable[[str], str]) -> str:
    """A line in words, in the language of `gettext`; `str` gives English."""
    filled = {**dict(line.words), **{name: gettext(term) for name, term in line.terms}}
    return gettext(line.message) % filled if filled else gettext(line.message)


def about(message: str, name: str, code: str, known: Mapping[str, str]) -> Line:
    """A line about a code, in words where there are any, else as it is."""
    if code in known:
        return Line(message=message, terms=((name, known[code]),))
    return Line(message=message, words=((name, code),))
