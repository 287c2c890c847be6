"""Numbers with words or look-alike letters among their digits: "six1three 555 oh one", « 5l4-555-Ol33 »."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import word_set
from .numbers import is_cued, judge

_UNITS: Final = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "un": "1", "une": "1", "two": "2", "deux": "2", "three": "3",
    "trois": "3",
    "four": "4", "quatre": "4", "five": "5", "cinq": "5", "six": "6", "seven": "7", "sept": "7", "eight": "8",
    "huit": "8",
    "nine": "9", "neuf": "9", "niner": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "dix": "10", "onze": "11", "douze": "12", "treize": "13",
    "quatorze": "14", "quinze": "15", "seize": "16",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8",
    "ninety": "9",
    "vingt": "2", "vingts": "8", "trente": "3", "quarante": "4", "cinquante": "5", "soixante": "6",
}  # fmt: skip
_FILLERS: Final = frozenset(
    [
        "et",
        "and",
        "dash",
        "tiret",
        "trait",
        "cent",
        "cents",
        "hundred",
        "double",
        "triple",
        "point",
        "dot",
        "then",
        "pis",
    ]
)
NUMBER_WORDS: Final = frozenset([*_UNITS, *_TEENS, *_TENS])
_ATOM: Final = re.compile(r"[^\W\d_]+|\d+")
_MIXED: Final = re.compile(r"\d[oil]|(?<![a-z])[oil]{1,2}\d|\d(?:zero|oh|one|two|three|four|five|six|seven|eight"
                          r"|nine|un|deux|trois|quatre|cinq|sept|huit|neuf)"
                          r"|(?:zero|one|two|three|four|five|six|seven|eight|nine|deux|trois|quatre|cinq|sept"
                          r"|huit|neuf)\d")  # fmt: skip
_GAP: Final = re.compile(r"[\s.,\-/()_:*]{0,4}\Z")
_LETTER: Final = re.compile(r"(?<![\w'])[b-hj-xz][\s,-]{1,2}\Z")
_CLAIM_CUES: Final = word_set(
    "claim file case dossier number numero matricule service badge sin nas reclamation card carte health "
    "reference plate plaque licence license permis grief serial"
)


def spoken_numbers(reading: Reading) -> Iterator[Redaction]:
    """Phone and file numbers of which at least a part is said in words or typed with letters for digits."""
    text = reading.open_text
    said = sum(word in NUMBER_WORDS for word in reading.tokens.words)
    if (said < 3 or not _in_a_row(reading.tokens.words)) and not (reading.has_digits(3) and _MIXED.search(text)):
        return
    run: list[tuple[int, int, str]] = []
    for found in _ATOM.finditer(text):
        value = _value(found.group(), text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1])
        if value is not None and run and _GAP.match(text[run[-1][1] : found.start()]) is None:
            yield from _judged(reading, run)
            run = []
        if value is None:
            yield from _judged(reading, run)
            run = []
        elif run or value:
            run.append((found.start(), found.end(), value))
    yield from _judged(reading, run)


def _in_a_row(words: tuple[str, ...]) -> bool:
    """Whether two numbers stand side by side at least twice: the rest only counts things."""
    pairs = itertools.pairwise(words)
    return sum(one in NUMBER_WORDS and (two in NUMBER_WORDS or two.isdigit()) for one, two in pairs) > 1


def _value(atom: str, beside: str) -> str | None:
    """The digits an atom stands for; empty for a filler, None for anything else. « Il » counts only beside digits."""
    if atom.isdigit():
        return atom
    if len(atom) < 3 and not atom.strip("oil") and (atom == "o" or any(sign.isdigit() for sign in beside)):
        return atom.replace("o", "0").replace("i", "1").replace("l", "1")
    if atom in _FILLERS:
        return ""
    return _UNITS.get(atom) or _TEENS.get(atom) or _TENS.get(atom)


def _digits(run: list[tuple[int, int, str]], text: str) -> str:
    """Said tens and what follows them make two digits: « soixante-dix-huit » 78, "twenty one" 21."""
    out = ""
    ten = ""
    for start, end, value in run:
        word = text[start:end]
        if word in _TENS:
            if ten == "4" and word.startswith("vingt"):
                out = out[:-1]
                ten = "8"
                continue
            out, ten = out + (ten + "0" if len(ten) == 1 and ten in "23456789" and out[-1:] != ten else ""), value
        elif ten and value and not value.isspace() and not word.isdigit():
            out += ten + value[-1] if len(value) == 1 else str(int(ten) + 1) + value[-1]
            ten = ""
        elif word == "quatre":
            out += value
            ten = "4" if _is_eighty(run, start) else ""
        elif word not in ("cent", "cents", "hundred"):
            out += (ten + "0" if ten else "") + value
            ten = ""
    return out + (ten + "0" if ten else "")


def _is_eighty(run: list[tuple[int, int, str]], start: int) -> bool:
    after = [place for place, _, _ in run if place > start]
    return (
        bool(after)
        and after[0] - start < 8
        and any(place == after[0] and value in ("2", "8") for place, _, value in run)
    )


def _judged(reading: Reading, run: list[tuple[int, int, str]]) -> Iterator[Redaction]:
    text = reading.open_text
    run = list(run)
    while run and not run[-1][2]:
        run.pop()
    if len(run) < 3:
        return
    words = [text[start:end] for start, end, _ in run]
    spelled = sum(not word.isdigit() for word in words)
    digits = _digits(run, text)
    start, end = run[0][0], run[-1][1]
    if not spelled or len(digits) < 6 or _is_counting(digits):
        return
    span = _with_bracket(text, start), end
    typed = text[start:end]
    lettered = any(word not in NUMBER_WORDS and not word.isdigit() for word in words if word not in _FILLERS)
    before = text[max(0, start - 45) : start].replace(":", " ").split()
    if any(word.strip(".,'#(") in _CLAIM_CUES for word in before) and len(digits) not in (10, 11):
        # A service number begins with its letter: « h quarante-deux, six cent … ».
        letter = _LETTER.search(text, max(0, start - 3), start)
        span = (letter.start(), end) if letter is not None else span
        yield redaction(reading, span, Kind.ID_NUMBER, rule="number said aloud by cue")
        return
    kind, sure, rule = judge(digits, typed, called=is_cued(reading, start), insured=False)
    if kind is None and len(digits) < 7:
        return
    if not lettered or len(digits) in (10, 11):
        yield redaction(
            reading, span, kind or Kind.PHONE, sure=sure or len(digits) >= 7, rule=f"{rule or 'number'} said aloud"
        )
    elif kind is not None:
        yield redaction(reading, span, kind, sure=sure, rule=rule)


def _with_bracket(text: str, start: int) -> int:
    return start - 1 if text[start - 1 : start] == "(" else start


def _is_counting(digits: str) -> bool:
    """Counting up or down, or a row of one digit, is breathing, not dialling."""
    steps = {int(second) - int(first) for first, second in itertools.pairwise(digits)}
    return steps in ({0}, {1}, {-1}) or digits.startswith(("10987", "12345678", "1098"))
