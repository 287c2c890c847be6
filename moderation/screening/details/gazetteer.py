"""Lists of names, places and units, read once, looked up word by word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ..text.tokens import words_of

_FOLDER: Final = Path(__file__).parents[1] / "lists"
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Everything listed. `ambiguous_*` are also ordinary words and need a cue.

    `lower_given` are names with a capital inside a sentence and everyday words in any other spelling.
    """

    given: frozenset[str]
    ambiguous_given: frozenset[str]
    lower_given: frozenset[str]
    surnames: frozenset[str]
    ambiguous_surnames: frozenset[str]
    ranks: frozenset[str]
    strong_cues: Phrases
    weak_cues: Phrases
    self_cues: Phrases
    cue_words: frozenset[str]
    worth_a_look: frozenset[str]
    not_names: frozenset[str]
    enclitics: frozenset[str]
    places: Phrases
    ambiguous_places: Phrases
    kept_places: Phrases
    place_cues: frozenset[str]
    town_heads: frozenset[str]
    units: Phrases


def longest(phrases: Phrases, words: tuple[str, ...], index: int) -> int:
    """How many words from `index` on form a listed phrase; 0 when none does."""
    for phrase in phrases.get(words[index], ()):
        if words[index : index + len(phrase)] == phrase:
            return len(phrase)
    return 0


def _entries(table: Mapping[str, str]) -> Iterable[str]:
    """The comma-separated entries of every key of a table."""
    return (entry for text in table.values() for entry in text.split(",") if entry.strip())


def _phrases(entries: Iterable[str]) -> Phrases:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in {words_of(entry) for entry in entries}:
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=lambda words: -len(words))) for first, found in by_first.items()}


def _words(table: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for names in table.values() for name in names.split() for word in words_of(name))


@cache
def load_gazetteer() -> Gazetteer:
    """Read lists/*.toml; about one megabyte, shared by every language."""
    names = tomllib.loads((_FOLDER / "names.toml").read_text(encoding="utf-8"))
    places = tomllib.loads((_FOLDER / "places.toml").read_text(encoding="utf-8"))
    cues = tomllib.loads((_FOLDER / "cues.toml").read_text(encoding="utf-8"))
    ambiguous = _words(names["also_words"])
    ambiguous_surnames = _words(names["surnames_also_words"])
    lower = _words(names["lower_words"])
    given, surnames = _words(names["given"]), _words(names["surnames"])
    ranks = _words(cues["ranks"])
    strong, weak, own = (_phrases(cues[name]["phrases"]) for name in ("strong", "weak", "self"))
    cue_words = ranks.union(strong, weak, own)
    return Gazetteer(
        given=given - ambiguous - lower,
        ambiguous_given=ambiguous,
        lower_given=lower,
        surnames=surnames - ambiguous_surnames,
        ambiguous_surnames=ambiguous_surnames,
        ranks=ranks,
        strong_cues=strong,
        weak_cues=weak,
        self_cues=own,
        cue_words=cue_words,
        worth_a_look=cue_words | given | surnames | ambiguous | lower,
        not_names=_words(cues["not_names"]),
        enclitics=_words(cues["enclitics"]),
        places=_phrases([*_entries(places["bases"]), *_entries(places["towns"])]),
        ambiguous_places=_phrases(_entries(places["also_words"])),
        kept_places=_phrases(_entries(places["kept"])),
        place_cues=_words(cues["place_cues"]),
        town_heads=_words(cues["town_heads"]),
        units=_phrases(_entries(places["units"])),
    )
