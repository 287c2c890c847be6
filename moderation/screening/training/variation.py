"""Other letters for the same marks: names exchanged, capitals lost, as people type."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from ..details.gazetteer import load_gazetteer
from ..text.folding import fold
from .marked import LABELS, Marked

_EXCHANGED: Final = 0.6
_ALSO_WORD: Final = 0.07
_UNLISTED: Final = 0.35
_SLIP: Final = 0.1
_VOWELS: Final = "aeiouy"
_CONSONANTS: Final = "bcdfghjklmnprstvwz"


class Varied:
    """Gives a marked text another face each time."""

    def __init__(self, texts: Sequence[Marked], chance: random.Random) -> None:
        lists = load_gazetteer()
        self._chance = chance
        self._given = sorted(lists.given)
        self._surnames = sorted(lists.surnames)
        self._family = lists.surnames
        self._also = sorted(word for word in lists.also_given if len(word) > 2)
        self._towns = sorted(" ".join(one) for group in lists.places.values() for one in group)
        self._pool: dict[str, list[str]] = {label: [] for label in LABELS}
        for one in texts:
            for letters, kind in one.pieces:
                if kind in self._pool:
                    self._pool[kind].append(letters)

    def another(self, one: Marked) -> Marked:
        """One way to type it."""
        pieces = one.pieces
        if one.own:
            pieces = tuple(
                (self._exchanged(letters, kind) if kind in self._pool else letters, kind) for letters, kind in pieces
            )
        dice = self._chance.random()
        if dice < 0.35:
            pieces = tuple((letters.lower(), kind) for letters, kind in pieces)
        elif dice < 0.39:
            pieces = tuple((letters.upper(), kind) for letters, kind in pieces)
        elif dice < 0.47:
            pieces = tuple((letters if kind else letters.lower(), kind) for letters, kind in pieces)
        elif dice < 0.52:
            pieces = tuple((letters.lower() if kind else letters, kind) for letters, kind in pieces)
        return Marked(pieces=pieces, own=one.own)

    def _exchanged(self, letters: str, kind: str) -> str:
        if self._chance.random() < _EXCHANGED:
            letters = self._other(letters, kind)
        return self._mistyped(letters) if self._chance.random() < _SLIP else letters

    def _other(self, letters: str, kind: str) -> str:
        if kind == "ORG_UNIT" or self._chance.random() < 0.2:
            return self._chance.choice(self._pool[kind])
        if kind == "LOCATION":
            return self._unlisted(self._chance.choice(self._towns).title())
        words = letters.split()
        if len(words) == 1:
            listed = self._surnames if fold(letters).text in self._family else self._given
            if self._chance.random() < _ALSO_WORD:
                listed = self._also
            name = self._chance.choice(listed).title()
            if "-" in letters:
                name += "-" + self._chance.choice(listed).title()
            return self._unlisted(name)
        if len(words) == 2:
            return " ".join((
                self._unlisted(self._chance.choice(self._given).title()),
                self._unlisted(self._chance.choice(self._surnames).title()),
            ))  # fmt: skip
        return letters

    def _unlisted(self, name: str) -> str:
        """Now and then a name that sounds like it and stands in no list."""
        if self._chance.random() >= _UNLISTED:
            return name
        return "".join(self._near(letter) for letter in name)

    def _near(self, letter: str) -> str:
        if self._chance.random() >= 0.3:
            return letter
        for row in (_VOWELS, _CONSONANTS):
            if letter in row:
                return self._chance.choice(row)
        return letter

    def _mistyped(self, letters: str) -> str:
        at = self._chance.randrange(len(letters))
        way = self._chance.random()
        if way < 0.4:
            return (letters[:at] + letters[at + 1 :]) or letters
        if way < 0.7:
            return letters[:at] + letters[at] + letters[at:]
        return letters[:at] + letters[at + 1 : at + 2] + letters[at : at + 1] + letters[at + 2 :]
