"""Web addresses, typed or spelled out: "example dot org slash forum", « trois w point exemple point ca »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, word_set
from ..wordlists import lines
from .emails import DOT, NOT_HOSTS, TLDS, may_be_spelled

_LINK: Final = Pattern(
    r"(?:\bh(?:tt|xx)ps?\s?:\s?/{1,2}\s?[^\s\x00]{2,300}|\bwww\s?\.\s?[\w-]{2,63}[^\s\x00]{0,200}"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,4}}{TLDS}(?![\w@-])(?:[/?#:][^\s\x00]{{0,200}})?"
    r"|(?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{2,63}){1,3}/[^\s\x00]{2,200})"
)
_GATE: Final = Pattern(r"\.[a-z]|://|www|h(?:tt|xx)p")
_SPACED: Final = Pattern(
    r"(?<![\w@.])[\w-]{3,63}(?:\s?\.\s?[\w-]{2,63})?\s\.\s?(?:com|org|net|info|ca|io|example)\b(?:\s?/\s?[\w-]{1,60})?"
)
_SAID_DOT: Final = r"(?:\s(?:dot|point)\s|\s?[(\[{]\s?(?:dot|point|\.)\s?[)\]}]\s?)"
_SPELLED: Final = Pattern(
    rf"{_SAID_DOT}(?:com|org|net|ca|info|gg|io|quebec|fr|example)\b(?P<path>(?:\s?(?:\bslash\b"
    rf"|\bbarre(?:\soblique)?\b|/)\s?[\w-]+){{0,5}})"
)
_HOST: Final = Pattern(rf"(?:[\w-]{{1,63}}{DOT}){{0,4}}[\w-]{{2,63}}\Z")
_WORD: Final = Pattern(r"[^\W_]+")
# A site everybody goes to, by its name alone, is a brand.
_PUBLIC: Final = frozenset(lines("public_sites"))
_STARTERS: Final = frozenset(
    ["at", "sur", "to", "site", "url", "lien", "link", "est", "is", "cest", "visit", "on", "dans", "voir", "try",
     "visitez", "allez", "see", "check", "page", "blog", "blogue", "website", "web", "a", "s", "c", "adresse", "from",
     "via", "au"]
)  # fmt: skip
_BEGINNINGS: Final = frozenset(["slash", "www", "w", "http", "https"])
_AFTER_CA: Final = word_set(
    "va fait me te se a m l pas prend donne serait change vient arrive aide marche c ete etait doit peut "
    "finit tombe sert reste existe passe commence arrete recommence vaut y nous vous les leur lui en n"
)


def links(reading: Reading) -> Iterator[Redaction]:
    """Web addresses, with or without their beginning, and those said aloud."""
    text = reading.open_text
    if "." not in text and "://" not in text and not may_be_spelled(text):
        return
    for _ in _GATE.find(text):
        yield from _typed(reading, text)
        break
    if " ." in text:
        for found in _SPACED.find(text):
            yield redaction(reading, found.span(), Kind.URL, rule="link with spaces")
    if "dot" in text or "point" in text or "(.)" in text or "[.]" in text:
        yield from _said(reading, text)


def _typed(reading: Reading, text: str) -> Iterator[Redaction]:
    for found in _LINK.find(text):
        start, end = found.span()
        shown = found.text.rstrip(".,;:!?)\"'")
        if shown in _PUBLIC:
            continue
        if shown.endswith((".ca", ".net", ".info")) and _goes_on(text, start + len(shown)):
            continue
        yield redaction(reading, (start, end - len(found.text) + len(shown)), Kind.URL, rule="link")


def _goes_on(text: str, end: int) -> bool:
    """« bien.ca va passer » lacks a space and is no address."""
    following = text[end : end + 14].replace("'", " ").split()
    return bool(following) and following[0] in _AFTER_CA and text[end : end + 1] in (" ", "'")


def _said(reading: Reading, text: str) -> Iterator[Redaction]:
    for found in _SPELLED.find(text):
        start, end = found.span()
        host = next(iter(_HOST.find(text[max(0, start - 90) : start])), None)
        if host is None or host.text.split()[-1] in NOT_HOSTS:
            continue
        if found.text.endswith(" ca") and _goes_on(text, end):
            continue
        first = _beginning(text, start - len(host.text))
        yield redaction(reading, (first, end), Kind.URL, rule="link spelled out")


def _beginning(text: str, first: int) -> int:
    """Back over the words of a name said apart, to what introduces it; alone without an introduction."""
    base = max(0, first - 60)
    words = [(base + w.span()[0], w.text) for w in _WORD.find(text[base:first])]
    for steps, (place, word) in enumerate(reversed(words)):
        if word in _BEGINNINGS:
            started = place
            before = [w for w in words if w[0] < place]
            while before and before[-1][1] in ("slash", "w", "www", "trois", "three", "double", "http", "https", "u"):
                started = before.pop()[0]
            return started
        if word in _STARTERS and steps < 6:
            return next((p for p, _ in words if p > place), first)
        if steps >= 6 or any(mark in text[place:first] for mark in ",.!?\n"):
            break
    return first
