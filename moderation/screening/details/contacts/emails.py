"""E-mail addresses, typed or spelled out: "name at example dot org", « nom arobase exemple point ca »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, word_set
from ..vocabulary import is_ordinary

TLDS: Final = (
    r"(?:com|org|net|ca|qc|gc|fr|info|gouv|gov|edu|mil|uk|io|gg|app|dev|xyz|tv|biz|quebec|online|site|example|test"
    r"|invalid|club|blog|social|page|link|live|chat|shop)"
)
DOT: Final = (
    r"(?:\s{0,2}\.\s{0,2}|\s{0,2}[(\[{]\s?(?:dot|point|pt|\.)\s?[)\]}]\s{0,2}|\s{1,2}(?:dot|point|pt|period)\s{1,2})"
)
_JOIN: Final = (
    r"(?:\s?[._+]\s?|\s?[(\[{]\s?(?:dot|point|pt|\.|_|-|underscore|tiret(?:\s(?:du\s)?bas)?)\s?[)\]}]\s?"
    r"|\s(?:dot|point|pt|period|underscore|dash|hyphen|minus|tiret(?:\s(?:du\s)?bas)?|trait(?:\sd'union)?|barre\sbasse"
    r"|souligne|plus)\s)"
)
_HARD: Final = (
    r"(?:\s{0,2}@\s{0,2}|\s{0,2}[(\[{<]\s?(?:at|a|@|a\st|arobase?)\s?[)\]}>]\s{0,2}"
    r"|,?\s(?:at\ssign|ar?robas[e]?|a\srobas[e]?|arobaz|a\scommercial),?\s)"
)
_DOMAIN: Final = rf"(?P<domain>[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{0,2}}{DOT}(?:{TLDS}|me|pm|email))\b(?![\w@])"
_AT: Final = Pattern(rf"(?:(?P<hard>{_HARD})|\s(?P<soft>at|a)\s){_DOMAIN}")
_LOCAL: Final = Pattern(rf"[\w+-]{{1,40}}(?:{_JOIN}[\w+-]{{1,40}}){{0,5}}\Z")
_TYPED: Final = Pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HALF: Final = Pattern(
    r"(?<![\w.+-])[\w.+-]{2,64}\s?@\s?(?:gmail|hotmail|outlook|yahoo|icloud|videotron|live|proton\w{0,4})\b"
)
_NOT_LOCAL: Final = frozenset(
    ["look", "looking", "looked", "me", "us", "is", "am", "are", "available", "site", "website", "page", "link", "them",
     "it", "there", "see", "up", "here", "posted", "online", "read", "form", "info", "signed", "va", "aller", "site"]
)  # fmt: skip
# « à ce point ça fait mal »: no address.
NOT_HOSTS: Final = word_set(
    "ce un le bon mon quel tel au du aucun premier dernier meme certain son ton point beau gros petit que vrai "
    "seul autre chaque this that good the a my your his her one big main whole some any last first"
)
_CUES: Final = frozenset(["mail", "email", "mails", "courriel", "courriels", "adresse", "gmail", "courrier"])
_LINKERS: Final = word_set(
    "is est cest c perso personnel at to a s its me moi mail email courriel adresse address pro etait was nouveau "
    "new avec au on"
)
_SAID_DIGITS: Final = word_set(
    "zero one two three four five six seven eight nine oh un une deux trois quatre cinq sept huit neuf dix onze "
    "douze treize quatorze quinze seize vingt trente quarante cinquante soixante ten eleven twelve twenty thirty "
    "forty fifty sixty seventy eighty ninety"
)
_JOINS: Final = word_set("dot point underscore souligne tiret dash hyphen bas")


def emails(reading: Reading) -> Iterator[Redaction]:
    """Addresses in every writing; a plain "at" needs a spelled dot or an address-like beginning."""
    text = reading.open_text
    if "@" in text:
        for pattern, rule in ((_TYPED, "email typed"), (_HALF, "email without ending")):
            for found in pattern.find(text):
                yield redaction(reading, found.span(), Kind.EMAIL, rule=rule)
    if not may_be_spelled(text):
        return
    for found in _AT.find(text):
        start, end = found.span()
        local = next(iter(_LOCAL.find(text[max(0, start - 90) : start])), None)
        if local is None:
            continue
        first = start - len(local.text)
        first, cued = _reach_back(text, first)
        is_soft = bool(found.group("soft"))
        named = text[first:start].split()[-1]
        spelled = any(mark in found.text for mark in ("dot", "point", " .", ". ", "(", "["))
        if is_soft and (found.group("domain").split()[0] in NOT_HOSTS or named in _NOT_LOCAL or not (cued or spelled)):
            continue
        yield redaction(reading, (first, end), Kind.EMAIL, rule="email spelled out")


def may_be_spelled(text: str) -> bool:
    """A cheap gate: is there a word or sign that stands for a dot or an at?"""
    return any(sign in text for sign in ("@", "dot", "point", "(a", "[a", "roba", " .", " pt "))


def _reach_back(text: str, first: int) -> tuple[int, bool]:
    """Earlier words of the same address: letters, said digits and joins, or all since "my e-mail is"."""
    base = max(0, first - 80)
    words = [((base + m.span()[0], base + m.span()[1]), m.text) for m in _WORD.find(text[base:first])]
    cued = any(word in _CUES for _, word in words[-9:])
    start = _spelled_from(text, words, first)
    if cued:
        start = min(start, _after_cue(text, words, first))
    return start, cued or start < first


def _spelled_from(text: str, words: list[tuple[tuple[int, int], str]], first: int) -> int:
    """Back over single letters, said digits and joins, and over the word that a join or a number belongs to."""
    start, told = first, text[first : first + 12].split(" ", maxsplit=1)[0].strip(",") in _SAID_DIGITS
    for (begin, finish), word in reversed(words):
        gap = text[finish:start]
        if gap not in (" ", "-", ". ", " . ", "."):
            break
        is_part = len(word) == 1 or word.isdigit() or word in _SAID_DIGITS or word in _JOINS
        if len(word) == 1 and word in "aiy" and not _is_letter_run(text, start):
            break
        if not is_part:
            if told and word not in _LINKERS and not is_ordinary(word):
                start = begin
            break
        start, told = begin, told or word in _JOINS or word in _SAID_DIGITS
    return start


def _after_cue(text: str, words: list[tuple[tuple[int, int], str]], first: int) -> int:
    """Where an address begins that is announced: "my e-mail is", « mon courriel : »."""
    for steps, ((begin, finish), word) in enumerate(reversed(words)):
        colon = text.find(":", finish, first)
        if word in _LINKERS or colon >= 0:
            near = 0 < steps < 7 and (colon < 0 or text.find(":", finish, first) < finish + 3)
            return _next_word(text, finish) if near else first
        if "\n" in text[begin:first]:
            break
    return first


def _is_letter_run(text: str, start: int) -> bool:
    return not text[start + 1 : start + 2].isalnum()


def _next_word(text: str, place: int) -> int:
    while place < len(text) and not text[place].isalnum():
        place += 1
    return place


_WORD: Final = Pattern(r"[^\W_]+")
