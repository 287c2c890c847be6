"""What the finders of names share: a find, how far a name goes, where a sentence begins."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..text.tokens import Reading
from .gazetteer import Gazetteer
from .scan import word_set
from .vocabulary import is_ordinary
from .wordlists import word_lists

_LISTS: Final = word_lists("names_around", "naming")
_PARTICLES: Final = _LISTS["particles"]
_SENTENCE: Final = frozenset('.!?\n:…"•>*|')
_SHORT_TITLES: Final = frozenset(
    ["dr", "mr", "ms", "mrs", "mme", "sgt", "cpl", "lt", "st", "ste", "capt", "maj", "col", "mlle"]
)
PEOPLES: Final = word_set("cree inuk innu inuit metis dene haida acadian acadien acadienne arab english welsh")
AGAINST: Final = "a name where none stands"  # the model does not make it sure
_QUOTES: Final = frozenset('"«»“”')
_ONE: Final = {"en": frozenset({"a", "an"}), "fr": frozenset({"un", "une"})}
_THE: Final = frozenset(["the", "le", "la", "l", "les", "du", "des", "au", "aux"])
_BETWEEN: Final = frozenset(["to", "on", "a", "au", "du", "de", "some"])
_PLAYED: Final = frozenset(["play", "playing", "played", "joue", "jouer", "jouait", "jouais"])
_CONSUMED: Final = _LISTS["consumed"]
_LONGEST: Final = 4
_FEW: Final = 6
_BARE: Final = 3


class Find(NamedTuple):
    """A name from word `first` to word `last`; `dotted` when a point after an initial belongs to it."""

    first: int
    last: int
    sure: bool
    rule: str
    dotted: bool = False


def is_shouted(reading: Reading) -> bool:
    """Whether capitals say nothing: all letters are, or Nearly Every Word Has One."""
    raw = reading.folded.raw
    if raw.isupper():
        return True
    words = raw[:400].split()
    return len(words) > _FEW and sum(word[0].isupper() for word in words) * 3 > len(words) * 2


def is_bare(reading: Reading) -> bool:
    """Whether the text is a few words with a capital each, as a title or a chosen name is: those say little too."""
    words = reading.tokens.words
    return 0 < len(words) <= _BARE and all(reading.is_capital(index) for index in range(len(words)))


def starts_sentence(reading: Reading, index: int) -> bool:
    """Whether a capital here says nothing, as every sentence begins with one."""
    if index == 0:
        return True
    gap = reading.gap(index - 1)
    if len(gap) == 1:
        return gap in _SENTENCE
    before = reading.tokens.words[index - 1]
    if gap == ". " and (len(before) == 1 or before in _SHORT_TITLES):
        return False
    return not _SENTENCE.isdisjoint(gap) or " - " in gap or (gap.strip() == "-" and " " in gap)


def speaks_against(reading: Reading, first: int, last: int, *, unlisted: bool) -> bool:
    """Whether the place of a name speaks against a person: "a Karen", "like Smarties", « Évangéline » in quotes."""
    words = reading.tokens.words
    before = words[first - 1] if first and reading.gap(first - 1) in (" ", "'") else ""
    if before in _ONE[reading.lang] or is_quoted(reading, first, last):
        return True
    if first != last:
        return False
    farther = words[first - 2] if first > 1 and before in _BETWEEN else before
    if farther in _PLAYED or (before == "the" and not unlisted):
        return True
    return unlisted and (before in _THE or farther in _CONSUMED or _is_counted(reading, last))


def softened(reading: Reading, found: Find) -> Find:
    """The find, doubtful where its place speaks against a person."""
    if not found.sure or found.dotted:
        return found
    unlisted = found.rule.startswith("unknown")
    against = speaks_against(reading, found.first, found.last, unlisted=unlisted)
    return found._replace(sure=False, rule=AGAINST) if against else found


def is_quoted(reading: Reading, first: int, last: int) -> bool:
    """Whether quotation marks stand on both sides: a title or a saying as often as a name."""
    text = reading.folded.text
    opening, closing = text[: reading.tokens.starts[first]].rstrip(), text[reading.tokens.ends[last] :].lstrip()
    return opening[-1:] in _QUOTES and closing[:1] in _QUOTES


def _is_counted(reading: Reading, last: int) -> bool:
    """ "Elavil 10": a medicine, a film and its number."""
    words = reading.tokens.words
    return last + 1 < len(words) and words[last + 1][0].isdigit() and reading.gap(last) == " "


def is_known_name(lists: Gazetteer, word: str) -> bool:
    """Listed, and no everyday word."""
    return word in lists.given or word in lists.surnames


def extent(reading: Reading, lists: Gazetteer, first: int, *, shouted: bool) -> int:
    """The last word of a name: capitals, listed names and particles between them."""
    last = at = first
    words = reading.tokens.words
    while at + 1 < len(words) and at - first < _LONGEST and _joins(reading, at):
        at += 1
        word = words[at]
        hyphened = reading.gap(at - 1) == "-"
        if word in _PARTICLES and not (hyphened and not reading.is_capital(at)):
            continue
        if not reading.is_open(at) or (word in lists.not_names and not hyphened) or word[0].isdigit():
            break
        capital = reading.is_capital(at) and not shouted
        name = is_known_name(lists, word)
        if hyphened:
            name = name or (word in lists.also_words and last == at - 1) or capital
        if len(word) == 1 and not (capital and last == at - 1):
            break
        if not name and not (
            capital and (word in lists.also_words or not is_ordinary(word) or _is_inside(reading, at))
        ):
            break
        last = at
    return last


def _joins(reading: Reading, at: int) -> bool:
    gap = reading.gap(at)
    if gap in (" ", "-", "'", "  "):
        return True
    return gap in (". ", ".", ".-") and len(reading.tokens.words[at]) == 1


def _is_inside(reading: Reading, at: int) -> bool:
    """ "Gwendolyn Two Bears": a capital that no lower-case word follows at once, or follows as a rule would."""
    return reading.gap(at - 1) == " "


def is_dotted(reading: Reading, last: int) -> bool:
    """Whether the name ends on an initial and its point."""
    return (
        len(reading.tokens.words[last]) == 1 and last + 1 <= len(reading.tokens.words) and reading.gap(last)[:1] == "."
    )
