"""What the classifier sees of a text: sentences, in words, neighbours and ideas.

The same functions prepare the texts it is trained on and the posts it judges.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from ..text.folding import fold
from ..text.speech import FOLDER, Speech, said
from ..text.tokens import Tokens, words_in

REACH: Final = 3  # words to each side of an idea in which a common word is told with it
_SENTENCE_END: Final = re.compile(r"[.!?;\n]+")
_LONGEST: Final = 24  # words of a piece; longer sentences are cut into equal ones
_MOST_PIECES: Final = 400


class Piece(NamedTuple):
    """A sentence, or a part of a long one: its words as said, and which words of the text it holds."""

    words: tuple[str, ...]
    first: int
    last: int

    def text(self) -> str:
        """Space-padded."""
        return f" {' '.join(self.words)} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The word classes of one language: which ideas a word or a phrase carries, by their numbers in `names`."""

    names: tuple[str, ...]
    single: dict[str, tuple[int, ...]]
    several: AhoCorasick
    of_several: tuple[tuple[int, ...], ...]

    def named(self, word: str) -> list[str]:
        """The ideas that a word carries by itself."""
        return [self.names[idea] for idea in self.single.get(word, ())]

    def phrases(self, piece: Piece) -> Iterator[str]:
        """The ideas that phrases of a piece carry."""
        for which, _, _ in self.several.find_matches_as_indexes(piece.text(), overlapping=True):
            yield from (self.names[idea] for idea in self.of_several[which])


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


def features_of(pieces: Iterable[Piece], ideas: Ideas, common: Collection[str]) -> list[str]:
    """Every feature that stands in the pieces, as often as it does; the first word of its name is its kind.

    "word w" unless it is a common one, "pair w w" for neighbours, "idea i", and "before i w" or "after i w" for a
    common word at most three words before or after a word of the idea: what "not", "I" or "tonight" make of it.
    """
    found: list[str] = []
    for piece in pieces:
        words = piece.words
        found += [f"word {word}" for word in words if word not in common]
        found += [f"pair {one} {other}" for one, other in pairwise(words)]
        found += [f"idea {idea}" for idea in ideas.phrases(piece)]
        near = [word if word in common else "" for word in words]
        for at, word in enumerate(words):
            for idea in ideas.named(word):
                found.append(f"idea {idea}")
                found += [f"before {idea} {one}" for one in near[max(0, at - REACH) : at] if one]
                found += [f"after {idea} {one}" for one in near[at + 1 : at + 1 + REACH] if one]
    return found


def pieces_of(text: str, speech: Speech) -> list[Piece]:
    """Folded text in sentences of at most twenty-four words; a flood of them is read up to four hundred."""
    return _cut(map(words_in, _SENTENCE_END.split(text)), speech)


def pieces_of_text(text: str, speech: Speech) -> list[Piece]:
    """The same for a text as typed."""
    return pieces_of(fold(text).text, speech)


def pieces_of_words(read: Tokens, text: str, speech: Speech) -> list[Piece]:
    """The same for words that are read otherwise than they stand in `text`."""
    sentences: list[list[str]] = [[]]
    before = 0
    for word, start, end in zip(read.words, read.starts, read.ends, strict=True):
        if _SENTENCE_END.search(text, before, start):
            sentences.append([])
        sentences[-1].append(word)
        before = end
    return _cut(sentences, speech)


def _cut(sentences: Iterable[Sequence[str]], speech: Speech) -> list[Piece]:
    pieces: list[Piece] = []
    seen = 0
    for sentence in sentences:
        size = -(-len(sentence) // -(-len(sentence) // _LONGEST)) if len(sentence) > _LONGEST else _LONGEST
        for start in range(0, len(sentence), size):
            part = sentence[start : start + size]
            words = tuple(speech.text(part).split())
            if words:
                pieces.append(Piece(words, seen + start, seen + start + len(part)))
        seen += len(sentence)
        if len(pieces) >= _MOST_PIECES:
            break
    return pieces
