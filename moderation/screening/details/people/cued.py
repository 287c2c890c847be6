"""Names after a rank, a title, "my name is", a relative, a greeting."""

from __future__ import annotations

from typing import Final

from ...text.tokens import Reading
from ..gazetteer import Gazetteer, longest
from ..naming import PEOPLES, Find, extent, is_dotted, is_known_name
from ..scan import word_set
from ..vocabulary import is_ordinary, is_slip
from ..wordlists import word_lists

# Short forms that carry a point of their own: "Sgt. Bilodeau" is one name, "my sister. Forgive me" is none.
_LONG_SHORT_FORMS: Final = frozenset(["adjuc", "adjum", "ltcol", "capt", "const"])
# Titles as short as a short form that are whole words: after their point a new sentence begins.
_WHOLE: Final = frozenset(["pere", "mere", "chef", "miss", "abbe", "dame", "lady"])
_NOBLE: Final = word_set("de du des d van von der den di da dos st saint ste sainte le la mac mc al el")
_STRONG, _RELATIVE, _GREETING = 3, 2, 1
_LISTS: Final = word_lists("names_around", "cued")
_LITTLE: Final = _LISTS["little"]
_EVERYDAY_RANKS: Final = _LISTS["everyday_ranks"]


def find(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, shouted: bool
) -> Find | None:
    """The name that the cue at `index` announces."""
    words = reading.tokens.words
    length, strength = _cue(lists, reading, index)
    first = index + length
    if not length or first >= len(words):
        return None
    # "my name is Dr …": a few titles may follow one another, a flood of them is no name.
    for _ in range(3):
        step = _title(lists, words, first) if first < len(words) - 1 else 0
        first += step
        strength = _STRONG if step else strength
    gap = reading.gap(first - 1)
    if any(mark in gap for mark in "!?;\n(") or ("." in gap and not _is_short_form(lists, words[first - 1])):
        return None
    if (
        "," in gap
        and strength == _STRONG
        and words[index] not in lists.relatives
        and not is_known_name(lists, words[first])
    ):
        return None
    if strength == _STRONG and (initials := _initials(reading, first)):
        return initials
    if strength == _STRONG and not shouted and _is_noble(reading, first):
        return Find(first, extent(reading, lists, first + 1, shouted=shouted), True, "name by cue")
    sure = _is_name(reading, lists, first, strength=strength, shouted=shouted)
    if sure is None:
        return None
    last = extent(reading, lists, first, shouted=shouted) if sure else first
    return Find(first, last, sure, "name by cue", is_dotted(reading, last))


def _is_noble(reading: Reading, first: int) -> bool:
    """« le colonel de Varennes », "Capt van Houten": a particle, then a capital."""
    words = reading.tokens.words
    if words[first] not in _NOBLE or first + 1 >= len(words) or reading.gap(first) not in (" ", "'"):
        return False
    return reading.is_capital(first + 1) and not is_ordinary(words[first + 1]) and len(words[first + 1]) > 3


def _cue(lists: Gazetteer, reading: Reading, index: int) -> tuple[int, int]:
    words = reading.tokens.words
    if words[index] == "me" and not (reading.typed(index) == "Me" and reading.lang == "fr"):
        return 0, 0
    strong = longest(lists.titles, words, index) or int(words[index] in lists.ranks)
    if strong:
        return strong, _STRONG
    weak = longest(lists.relatives, words, index)
    if weak:
        return weak, _RELATIVE
    return longest(lists.greetings, words, index), _GREETING


def _is_short_form(lists: Gazetteer, word: str) -> bool:
    is_title = word in lists.ranks or (word,) in lists.titles.get(word, ())
    return is_title and word not in _WHOLE and (len(word) < 5 or word in _LONG_SHORT_FORMS)


def _title(lists: Gazetteer, words: tuple[str, ...], index: int) -> int:
    if words[index] in lists.ranks:
        return 1
    return min(longest(lists.titles, words, index), len(words) - 1 - index)


def _initials(reading: Reading, first: int) -> Find | None:
    """ "Cpl J.T.", « le caporal J.-F. D. »."""
    words = reading.tokens.words
    last = first - 1
    while last + 1 < len(words) and len(words[last + 1]) == 1 and words[last + 1].isalpha() and last - first < 4:
        if last >= first and reading.gap(last) not in (".", ". ", ".-", "-", " "):
            break
        last += 1
    dotted = last >= first and reading.gap(last)[:1] == "."
    if last < first or not (dotted or (last > first and reading.is_capital(first))):
        return None
    return Find(first, last, True, "initials by cue", dotted)


def _is_name(  # noqa: PLR0911 - a ladder of rules, the strongest first
    reading: Reading, lists: Gazetteer, index: int, *, strength: int, shouted: bool
) -> bool | None:
    """True for a name, False for a doubtful one, None for none. All-capitals texts say little."""
    word = reading.tokens.words[index]
    if not reading.is_open(index) or len(word) < 2 or word[0].isdigit() or word in PEOPLES:
        return None
    capital = reading.is_capital(index)
    if word in lists.not_names and not (capital and word in lists.also_given and strength > _GREETING):
        return None
    if is_known_name(lists, word) or (capital and word in lists.also_words):
        return True
    if _is_verb_form(reading, lists, index):
        return None
    if not capital:
        return _is_lower_name(lists, word, strength)
    typed = reading.typed(index)
    if strength == _GREETING:
        if shouted or is_ordinary(word) or typed.isupper():
            return None
        return True
    if shouted:
        return False if strength == _STRONG else None
    # "Corporal Punishment", « La Petite Vie »: a rank that is an everyday word, before another one.
    if is_ordinary(word) and reading.tokens.words[index - 1] in _EVERYDAY_RANKS and word not in lists.also_words:
        return None
    return True if strength == _STRONG or not typed.isupper() else None


def _is_lower_name(lists: Gazetteer, word: str, strength: int) -> bool | None:
    if word in lists.also_words:
        return True if strength == _STRONG and word in lists.also_given and word not in _LITTLE else None
    if strength == _GREETING or len(word) < 3 or is_ordinary(word) or word in lists.cue_words:
        return None
    if strength == _STRONG:
        return True if not is_slip(word) else None
    return False if len(word) > 3 and not is_slip(word) else None


def _is_verb_form(reading: Reading, lists: Gazetteer, index: int) -> bool:
    words = reading.tokens.words
    return index + 1 < len(words) and words[index + 1] in lists.enclitics and reading.gap(index) == "-"
