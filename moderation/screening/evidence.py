"""What a signal rests on, in lines: a listed phrase, a pattern, a reading of evasive spelling, or features."""

from __future__ import annotations

import re
from typing import Final

from .ideas import IDEA_WORDS
from .lines import Line
from .model import Signal
from .wording import N_

_LONGEST: Final = 100  # letters of a pattern that are shown
_WAYS: Final = 3  # of a choice in a pattern
_DEEPEST: Final = 3  # choices within choices
_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_CLASS: Final = re.compile(r"\[(?:[a-z]{2}_)?([a-z_]+?)(?:_\d+)?\]")
_ROOM: Final = re.compile(r"(?:\s*\.{2,})+\s*")
_FOUND: Final = {
    # (written evasively, pattern)
    (False, False): N_("Listed phrase “%(words)s”"),
    (False, True): N_("Listed pattern “%(words)s”"),
    (True, False): N_("Written evasively; read as the phrase “%(words)s”"),
    (True, True): N_("Written evasively; read as the pattern “%(words)s”"),
}
_FEATURES: Final = {
    "word": N_("the word “%(words)s”"),
    "pair": N_("the words “%(words)s”"),
}
_NEAR: Final = {
    "before": N_("the word “%(words)s” before the idea “%(one)s”"),
    "after": N_("the word “%(words)s” after the idea “%(one)s”"),
}


def found(signal: Signal) -> Line:
    """What was found; the letters are the lexicon's, never the member's."""
    if signal.view == "classifier":
        return Line(message=N_("The wording as a whole resembles texts of this level"))
    is_pattern = any(mark in signal.phrase for mark in ("[", "{", ".."))
    shown = pattern(signal.phrase) if is_pattern else signal.phrase
    return Line(message=_FOUND[signal.view == "evasive", is_pattern], words=(("words", shown),))


def feature(name: str) -> Line:
    """One feature that a classifier weighed, by the name the weights give it."""
    kind, _, rest = name.partition(" ")
    if kind == "idea":
        return Line(message=N_("the idea “%(one)s”"), terms=(("one", _idea(rest)),))
    if kind in _NEAR and rest.count(" ") == 1:
        idea, word = rest.split()
        return Line(message=_NEAR[kind], terms=(("one", _idea(idea)),), words=(("words", word),))
    message = _FEATURES.get(kind, N_("the feature “%(words)s”"))
    return Line(message=message, words=(("words", rest if kind in _FEATURES else name),))


def pattern(form: str) -> str:
    """ "[su_kin] {is|was|has been|seems} .. gone" as "[kin] (is/was/has been/…) … gone", cut where it is too long."""
    shown = _CLASS.sub(lambda named: f"[{named[1].replace('_', ' ')}]", form)
    for _ in range(_DEEPEST):
        shown = _CHOICE.sub(_shortened, shown)
    shown = _ROOM.sub(" … ", shown).strip()
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"


def _shortened(choice: re.Match[str]) -> str:
    said = [way.strip() for way in choice[1].split("|") if way.strip()]
    more = ["…"] if len(said) > _WAYS else []
    return f"({'/'.join([*said[:_WAYS], *more])})"


def _idea(name: str) -> str:
    return IDEA_WORDS.get(name, name.replace("_", " "))
