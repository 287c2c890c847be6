"""E-mail addresses and links, typed or spelled out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern

_TLDS: Final = r"(?:com|org|net|ca|qc|gc|fr|info|gouv|gov|edu|mil|uk|io|gg|app|dev|xyz|tv|biz|quebec|online|site)"
_DOT: Final = r"\s{0,2}(?:\.|\(dot\)|\[dot\]|\{dot\}|\bdot\b|\(point\)|\[point\]|\bpoint\b|\bpt\b)\s{0,2}"
_AT: Final = (
    r"\s{0,2}(?:@|\(a\)|\(at\)|\[at\]|\{at\}|\[a\]|\b(?:a\s?rob[ao]se?|arobas|at\s?sign|at|"
    r"a\s?commercial)\b)\s{0,2}"
)
_JOIN: Final = (
    r"(?:\s{0,2}[._+-]\s{0,2}|\s{1,2}(?:dot|point|underscore|dash|hyphen|tiret(?:\s?bas)?|"
    r"souligne|plus)\s{1,2})"
)
_TYPED: Final = Pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SPELLED: Final = Pattern(
    rf"(?<![\w.+-])(?P<local>\w[\w+-]{{0,40}}(?:{_JOIN}\w[\w+-]{{0,40}}){{0,3}}){_AT}"
    rf"(?P<domain>[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,2}}{_DOT}(?:{_TLDS}|me|pm|email))\b(?![\w@])"
)
_HALF: Final = Pattern(
    r"(?<![\w.+-])[\w.+-]{2,64}\s?@\s?(?:gmail|hotmail|outlook|yahoo|icloud|videotron|live|proton\w{0,4})\b"
)
_NOT_LOCAL: Final = frozenset(
    ["look", "looking", "me", "us", "is", "am", "are", "available", "site", "website", "page", "link", "them"]
)
_LINK: Final = Pattern(
    r"(?:\bh(?:tt|xx)ps?\s{0,1}:\s{0,1}/{1,2}\s{0,1}[^\s\x00]{2,300}|\bwww\s{0,1}\.\s{0,1}[\w-]{2,63}[^\s\x00]{0,200}"
    r"|(?<![\w@.])(?:[\w-]{2,63}\.){1,3}(?:" + _TLDS[3:-1] + r")(?![\w@])(?:/[^\s\x00]{0,200})?"
    r"|(?<![\w@.])[\w-]{2,63}\.(?:me|ly|be|co|us)/[^\s\x00]{1,200})"
)
_SPELLED_LINK: Final = Pattern(
    rf"(?<![\w.])(?:www{_DOT})?[\w-]{{3,63}}\s{{0,2}}(?:\(dot\)|\[dot\]|\bdot\b|\(point\)|\[point\]|\bpoint\b)"
    rf"\s{{0,2}}(?:com|org|net|ca|info|gg|io|quebec)\b"
)


def emails(reading: Reading) -> Iterator[Redaction]:
    """Addresses, "name at example dot org" and « nom arobase exemple point ca » included."""
    text = reading.open_text
    if "@" in text:
        for found in _TYPED.find(text):
            yield redaction(reading, found.span(), Kind.EMAIL, rule="email typed")
        for found in _HALF.find(text):
            yield redaction(reading, found.span(), Kind.EMAIL, rule="email without ending")
    if "@" in text or "dot" in text or "point" in text or "(a" in text or "[a" in text or "arob" in text:
        for found in _SPELLED.find(text):
            if found.group("local").split()[-1:] and found.group("local").split()[-1] in _NOT_LOCAL:
                yield redaction(reading, found.span("domain"), Kind.URL, rule="link spelled out")
            else:
                yield redaction(reading, found.span(), Kind.EMAIL, rule="email spelled out")


def links(reading: Reading) -> Iterator[Redaction]:
    """Web addresses, with or without their beginning, and "example dot com"."""
    text = reading.open_text
    if "." in text or "://" in text:
        for found in _LINK.find(text):
            start, end = found.span()
            end -= len(found.text) - len(found.text.rstrip(".,;:!?)\"'"))
            yield redaction(reading, (start, end), Kind.URL, rule="link")
    if "dot" in text or "point" in text:
        for found in _SPELLED_LINK.find(text):
            yield redaction(reading, found.span(), Kind.URL, rule="link spelled out")
