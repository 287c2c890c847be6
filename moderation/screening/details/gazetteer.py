"""Names, places, units and cues, with what is also an everyday word set apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..text.tokens import words_of
from .vocabulary import everyday
from .wordlists import Phrases, entries, lines, longest, phrases_of, plain, table, words_in

__all__ = ["Gazetteer", "Phrases", "load_gazetteer", "longest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Everything listed. `also_words` are names that are ordinary words too and need a capital and a cue.

    `given` and `surnames` are names in any spelling; `quiet` are the words no name or place can begin with,
    `soft` ones begin a name only with a capital or a hyphen, or a cue with the next word, as in `cue_pairs`.
    """

    given: frozenset[str]
    surnames: frozenset[str]
    also_words: frozenset[str]
    also_given: frozenset[str]
    also_small: frozenset[str]
    flagged_surnames: frozenset[str]
    ranks: frozenset[str]
    titles: Phrases
    relatives: Phrases
    greetings: Phrases
    cue_words: frozenset[str]
    cue_singles: frozenset[str]
    not_names: frozenset[str]
    enclitics: frozenset[str]
    verbs: frozenset[str]
    social: frozenset[str]
    places: Phrases
    ambiguous_places: Phrases
    kept_places: Phrases
    place_cues: frozenset[str]
    strong_place_cues: Phrases
    town_heads: frozenset[str]
    units: Phrases
    joined: dict[str, str]
    typos: dict[str, str]
    name_typos: dict[str, str]
    quiet: frozenset[str]
    soft: frozenset[str]
    cue_pairs: frozenset[tuple[str, str]]
    deeds: frozenset[str]
    company: frozenset[str]
    quiet_places: frozenset[str]
    soft_places: frozenset[str]
    place_pairs: frozenset[tuple[str, str]]


@cache
def load_gazetteer() -> Gazetteer:
    """Read the lists folder; a few megabytes, shared by every language."""
    return Gazetteer(**{**_names(), **_cues(), **_places(), **_quiet()})


@cache
def _names() -> dict[str, Any]:
    names, kept, ordinary = table("names"), words_in(table("places")["kept"]), everyday()
    listed_given = words_in(names["given"]) | plain("given")
    listed_surnames = words_in(names["surnames"]) | plain("surnames")
    # A short word is too often a slip of the keyboard or a word of the other language.
    short = frozenset(word for word in listed_given | listed_surnames if len(word) < 4)
    also_given = words_in(names["also_words"]) | words_in(names["lower_words"]) | (listed_given & (ordinary | short))
    also = also_given | words_in(names["surnames_also_words"]) | (listed_surnames & ordinary) | short
    given = frozenset(word for word in listed_given - also - kept if len(word) > 2)
    return {
        "given": given,
        "surnames": frozenset(word for word in listed_surnames - also - given - kept if len(word) > 2),
        "also_words": also,
        "also_given": also_given,
        "also_small": words_in(names["also_words"]) | words_in(names["lower_words"]),
        "flagged_surnames": words_in(names["surnames"]) & also,
    }


@cache
def _cues() -> dict[str, Any]:
    cues = table("cues")
    ranks = words_in(cues["ranks"])
    titles, relatives, greetings = (phrases_of(cues[name]["phrases"]) for name in ("strong", "weak", "self"))
    plain_words = ("not_names", "enclitics", "verbs", "social", "place_cues", "town_heads", "deeds", "company")
    return {
        "ranks": ranks,
        "titles": titles,
        "relatives": relatives,
        "greetings": greetings,
        "cue_words": ranks.union(titles, relatives, greetings),
        "cue_singles": ranks.union(*(_singles(phrases) for phrases in (titles, relatives, greetings))),
        "cue_pairs": frozenset().union(*(_pairs(phrases) for phrases in (titles, relatives, greetings))),
        "strong_place_cues": phrases_of(cues["strong_place"]["phrases"]),
        **{name: words_in(cues[name]) for name in plain_words},
    }


def _singles(phrases: Phrases) -> frozenset[str]:
    return frozenset(first for first, group in phrases.items() if any(len(phrase) == 1 for phrase in group))


def _pairs(phrases: Phrases) -> frozenset[tuple[str, str]]:
    return frozenset((phrase[0], phrase[1]) for group in phrases.values() for phrase in group if len(phrase) > 1)


@cache
def _towns() -> tuple[list[str], list[str]]:
    places, names = table("places"), _names()
    towns = [*entries(places["bases"]), *entries(places["towns"]), *lines("towns")]
    ambiguous = [*entries(places["also_words"]), *lines("towns_also_words")]
    return _parted(towns, ambiguous, everyday() | names["also_words"] | names["given"] | names["surnames"])


def _places() -> dict[str, Any]:
    places = table("places")
    clear, doubtful = _towns()
    units = entries(places["units"]) + list(lines("units"))
    return {
        "places": phrases_of(clear),
        "ambiguous_places": phrases_of(doubtful),
        "kept_places": phrases_of(entries(places["kept"])),
        "units": phrases_of(units),
        "joined": _joined(clear, "place") | _joined(units, "unit"),
        "typos": _typos([entry for entry in clear if len(words_of(entry)) == 1]),
        "name_typos": _typos([entry for entry in doubtful if _is_mere_name(entry)]),
    }


def _is_mere_name(town: str) -> bool:
    """Doubtful only because people are called so too."""
    words = words_of(town)
    return len(words) == 1 and len(words[0]) > 5 and (words[0] not in everyday() or words[0] in _names()["also_given"])


def _quiet() -> dict[str, Any]:
    """Everyday words at which no finder of names, or of towns, has to stop."""
    names = _names()
    towns = [words for group in _towns() for entry in group if (words := words_of(entry))]
    loud = names["also_words"] | _cues()["cue_words"] | names["given"] | names["surnames"]
    return {
        "quiet": everyday() - loud,
        "soft": (everyday() & loud) - _cues()["cue_singles"] - names["given"] - names["surnames"],
        "quiet_places": everyday() - {words[0] for words in towns},
        "soft_places": everyday() - {words[0] for words in towns if len(words) == 1},
        "place_pairs": frozenset((words[0], words[1]) for words in towns if len(words) > 1),
    }


def _parted(towns: Iterable[str], ambiguous: Iterable[str], words: frozenset[str]) -> tuple[list[str], list[str]]:
    """Towns that stand for themselves, and those that are words or names too."""
    doubtful = {words_of(entry) for entry in ambiguous}
    clear: list[str] = []
    unclear = list(ambiguous)
    for entry in towns:
        pieces = words_of(entry)
        if pieces in doubtful:
            continue
        (unclear if len(pieces) == 1 and (pieces[0] in words or len(pieces[0]) < 4) else clear).append(entry)
    return clear, unclear


def _joined(listed: Iterable[str], kind: str) -> dict[str, str]:
    """Entries as a hashtag writes them: "coldlake", "rouynnoranda"."""
    glued = {"".join(words_of(entry)): kind for entry in listed}
    return {word: sort for word, sort in glued.items() if len(word) > 4}


def _typos(listed: Iterable[str]) -> dict[str, str]:
    """Every long entry without one of its letters, for finding the entry a mistyped word meant."""
    found: dict[str, str] = {}
    for entry in listed:
        word = "".join(words_of(entry))
        if len(word) > 5:
            found[word] = word
            for place in range(len(word)):
                found.setdefault(word[:place] + word[place + 1 :], word)
    return found
