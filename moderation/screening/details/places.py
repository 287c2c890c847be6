"""Towns, neighbourhoods and reserves: by list, by cue, and mistyped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .gazetteer import Gazetteer, load_gazetteer, longest
from .naming import is_known_name, starts_sentence
from .redacting import redaction
from .scan import word_set
from .vocabulary import is_ordinary, is_slip

_WEAK_CUES: Final = frozenset(["in", "near", "from", "outside", "pres", "vers", "a", "en"])
_SHORTEST: Final = 4
_LONG_TOWN: Final = 6
_LONGEST: Final = 30
# A word of place that a capital name follows or precedes: "Baker Brook", "Lac Brochet", "Cole Harbour".
_ENDS: Final = word_set(
    "lake bay brook creek river harbour harbor falls cove beach island point ridge heights valley mountain "
    "hill hills springs landing mills junction crossing corners station narrows inlet sound arm head bend "
    "rapids grove park ranch village reserve"
)
_HEADS: Final = word_set("lac lake mont mount fort port cap cape riviere pointe baie ile anse val rivers lower upper")


def towns(reading: Reading) -> Iterator[Redaction]:
    """Listed towns in any spelling; words that are towns too need a cue; unknown words after a strong cue."""
    lists = load_gazetteer()
    words = reading.tokens.words
    cues = lists.strong_place_cues
    after_cue = -1
    done = -1
    for index, word in enumerate(words):
        if word in cues:
            length = longest(cues, words, index)
            if length and reading.lang:
                after_cue = max(after_cue, index + length)
        if index <= done or (word in lists.quiet_places and index != after_cue) or not reading.is_open(index):
            continue
        if word in lists.soft_places and tuple(words[index : index + 2]) not in lists.place_pairs:
            continue
        found = _listed(reading, lists, index, cued=index == after_cue) or _unlisted(
            reading, lists, index, cued=index == after_cue
        )
        if found is not None:
            last, sure, rule = found
            span = reading.tokens.starts[index], reading.tokens.ends[last]
            yield redaction(reading, span, Kind.LOCATION, sure=sure, rule=rule)
            done = last


_Find = tuple[int, bool, str]


def _listed(reading: Reading, lists: Gazetteer, index: int, *, cued: bool) -> _Find | None:
    words = reading.tokens.words
    word = words[index]
    length = longest(lists.places, words, index) if word in lists.places else 0
    if length:
        if longest(lists.kept_places, words, index) > length or _is_broken(reading, index, length):
            return None
        # The ending of a single word says nothing here: Kapuskasing is no verb.
        plain = length > 1 and all(is_ordinary(one) for one in words[index : index + length])
        sure = not plain or _is_proper(reading, index, length) or cued or _has_weak_cue(words, index)
        if plain and not sure:
            return None
        return index + length - 1, sure, "listed place"
    joined = lists.joined.get(word)
    if joined and len(word) > 6 and not is_ordinary(word):
        return index, True, "listed place, glued"
    length = longest(lists.ambiguous_places, words, index) if word in lists.ambiguous_places else 0
    if not length or longest(lists.kept_places, words, index):
        return None
    return _ambiguous(reading, lists, index, length, cued=cued)


def _ambiguous(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, length: int, *, cued: bool
) -> _Find | None:
    words = reading.tokens.words
    last = index + length - 1
    proper = reading.is_capital(index)
    before = words[index - 1] if index else ""
    if cued and (proper or (not is_ordinary(words[index]) and words[index] not in lists.also_given)):
        return last, True, "place by cue"
    if not proper:
        if cued or (before in ("near", "to", "at", "in") and words[index] not in lists.also_given):
            return (last, cued, "place by cue in lower case") if _is_mere_town(lists, words[index]) else None
        return None
    if before in lists.place_cues and reading.gap(index - 1) == " ":
        return last, True, "place by cue"
    province = words[last + 1] if last + 1 < len(words) else ""
    if province in _PROVINCES and reading.gap(last) in (", ", " "):
        return last, True, "place before its province"
    if not starts_sentence(reading, index) and words[index] not in lists.also_given:
        return last, False, "a place that is also a word"
    return None


_PROVINCES: Final = word_set(
    "ontario quebec alberta manitoba saskatchewan yukon nunavut newfoundland labrador bc ab sk mb on qc nb ns "
    "pei nl nt nu"
)
_MERE: Final = frozenset(["alert"])


def _is_mere_town(lists: Gazetteer, word: str) -> bool:
    return not is_ordinary(word) or word in _MERE


def _is_broken(reading: Reading, index: int, length: int) -> bool:
    """Whether a sentence ends inside the entry."""
    return any(mark in reading.gap(at) for at in range(index, index + length - 1) for mark in "!?;\n,()")


def _is_proper(reading: Reading, index: int, length: int) -> bool:
    """Every part with its capital, but for the little words; a hyphen stands for one in lower case too."""
    words = reading.tokens.words
    if starts_sentence(reading, index) and length > 1:
        return all(reading.is_capital(at) for at in range(index + 1, index + length) if len(words[at]) > 3)
    return all(reading.is_capital(at) for at in range(index, index + length) if len(words[at]) > 3)


def _has_weak_cue(words: tuple[str, ...], index: int) -> bool:
    return index > 0 and words[index - 1] in ("in", "at", "near", "from", "a", "to")


def _unlisted(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, cued: bool
) -> _Find | None:
    word = reading.tokens.words[index]
    if (
        not _SHORTEST <= len(word) <= _LONGEST
        or not word.isalpha()
        or word in lists.not_names
        or word in lists.kept_places
    ):
        return None
    mistyped = _cued_slip(reading, lists, index, cued=cued)
    if mistyped:
        return mistyped
    named = word in lists.given or word in lists.surnames
    capital = reading.is_capital(index) and not reading.folded.raw.isupper()
    typed = reading.typed(index)
    meant = None if named or len(word) < 6 else _near(lists.typos, word)
    if meant is not None and not is_ordinary(word):
        sure = cued or capital or _has_weak_cue(reading.tokens.words, index) or not is_slip(word)
        return index, sure, "listed place, mistyped"
    if is_ordinary(word) or (typed.isupper() and len(word) < 6):
        return None
    last = _extent(reading, index)
    if cued and capital:
        return last, True, "unknown word after a place cue"
    if cued and not named and not is_slip(word):
        return last, True, "unknown word after a place cue, in lower case"
    before = reading.tokens.words[index - 1] if index else ""
    if capital and not named and before in _WEAK_CUES and reading.gap(index - 1) == " ":
        return last, not is_slip(word), "unknown word after a place word"
    if capital and last > index and reading.tokens.words[last] in _ENDS:
        return last, True, "place by its make"
    return None


def _cued_slip(reading: Reading, lists: Gazetteer, index: int, *, cued: bool) -> _Find | None:
    """ "in bordon", "my ex in Regnia": towns that are names too count only after a word of place."""
    word = reading.tokens.words[index]
    if len(word) < _LONG_TOWN or not (cued or _has_weak_cue(reading.tokens.words, index)):
        return None
    if is_ordinary(word) or word in lists.also_words or is_known_name(lists, word):
        return None
    return (index, True, "listed place, mistyped") if _near(lists.name_typos, word) else None


def _extent(reading: Reading, index: int) -> int:
    last = index
    words = reading.tokens.words
    while last + 1 < len(words) and last - index < 3 and reading.gap(last) in (" ", "-"):
        follows = reading.is_capital(last + 1) or reading.gap(last) == "-" or words[last + 1] in _ENDS
        if not follows or not reading.is_open(last + 1):
            break
        last += 1
    return last


def _near(typos: Mapping[str, str], word: str) -> str | None:
    """The listed place one letter away, or None."""
    found = typos.get(word)
    if found is not None:
        return found
    for place in range(len(word)):
        shorter = typos.get(word[:place] + word[place + 1 :])
        if shorter is not None and abs(len(shorter) - len(word)) < 2 and shorter[0] == word[0]:
            return shorter
    return None
