"""What the classifier sees of a text: pieces of sentences, in words, pairs of words, letters and ideas.

The same functions prepare the texts it is trained on and the posts it judges.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

from ..text.folding import fold
from ..text.speech import FOLDER, Speech, said
from ..text.tokens import Reading

_TOKEN: Final = re.compile(r"[^\W_]+|[.!?;\n]+")
_LONGEST: Final = 24  # words of a piece; longer sentences are cut into equal ones
_LETTERS: Final = range(3, 6)
_MOST_PIECES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence, or a part of a long one: its words as said, and which words of the text it holds."""

    words: tuple[str, ...]
    first: int
    last: int

    def text(self) -> str:
        """Space-padded."""
        return f" {' '.join(self.words)} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The word classes of one language: which ideas a text touches."""

    names: tuple[str, ...]
    single: dict[str, tuple[int, ...]]
    several: AhoCorasick
    of_several: tuple[tuple[int, ...], ...]

    def of(self, piece: Piece) -> frozenset[int]:
        """Every class of which a word or phrase stands in the piece."""
        found: set[int] = set()
        for word in self.single.keys() & piece.words:
            found.update(self.single[word])
        for which, _, _ in self.several.find_matches_as_indexes(piece.text(), overlapping=True):
            found.update(self.of_several[which])
        return frozenset(found)


def load_ideas(lang: str, speech: Speech) -> Ideas:
    """Read classes/<lang>.toml."""
    table = tomllib.loads((FOLDER / "classes" / f"{lang}.toml").read_text(encoding="utf-8"))
    by_words: dict[tuple[str, ...], list[int]] = {}
    for number, entries in enumerate(table.values()):
        for words in dict.fromkeys(said(speech, entry).words for entry in entries):
            by_words.setdefault(words, []).append(number)
    by_words.pop((), None)
    several = {words: ideas for words, ideas in by_words.items() if len(words) > 1}
    return Ideas(
        names=tuple(table),
        single={words[0]: tuple(ideas) for words, ideas in by_words.items() if len(words) == 1},
        several=AhoCorasick([f" {' '.join(words)} " for words in several], store_patterns=False),
        of_several=tuple(map(tuple, several.values())),
    )


def pieces_of(reading: Reading, speech: Speech) -> list[Piece]:
    """The text in sentences of at most twenty-four words; a flood of them is read up to four hundred."""
    return _cut(_TOKEN.findall(reading.folded.text), speech)


def pieces_of_text(text: str, speech: Speech) -> list[Piece]:
    """The same for a training text."""
    return _cut(_TOKEN.findall(fold(text).text), speech)


def _cut(tokens: Sequence[str], speech: Speech) -> list[Piece]:
    pieces: list[Piece] = []
    sentence: list[str] = []
    seen = 0
    for token in (*tokens, "."):
        if token[0] not in ".!?;\n":
            sentence.append(token)
            continue
        if sentence:
            pieces.extend(_even(sentence, seen, speech))
            seen += len(sentence)
            sentence = []
        if len(pieces) >= _MOST_PIECES:
            break
    return pieces


def _even(sentence: list[str], seen: int, speech: Speech) -> Iterator[Piece]:
    parts = -(-len(sentence) // _LONGEST)
    size = -(-len(sentence) // parts)
    for start in range(0, len(sentence), size):
        part = sentence[start : start + size]
        words = tuple(speech.text(part).split())
        if words:
            yield Piece(words=words, first=seen + start, last=seen + start + len(part))


def letters_of(word: str) -> list[str]:
    """Runs of three to five letters of a word, its edges marked by a space."""
    padded = f" {word} "
    return [padded[at : at + n] for n in _LETTERS for at in range(len(padded) - n + 1)]
