"""Names used on other sites: @names, name#0000, and what follows "my snap is"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern

_AT_HANDLE: Final = Pattern(r"(?<![\w@.])@\s?[a-z_](?:[\w.-]{1,38}\w)")
_NETWORKS: Final = (
    r"(?:insta(?:gram)?|snap(?:chat)?|discord|telegram|whats\s?app|kik|tik\s?tok|twitter|facebook|"
    r"fb|messenger|reddit|skype|steam|psn|xbox|threads|bluesky|linkedin|ig)"
)
_LINKER: Final = (
    r"(?:\s{0,2}(?P<strong>[:=]|\b(?:handle|username|user\s?name|tag|id|pseudo|c'est|cest|sous\s+le\s+nom)"
    r"\b(?:\s{1,2}(?:is|est|c'est)|\s{0,2}[:=])?)|\s{1,2}(?:is|est|as|a|at|@|under|,|sous|comme)\b)\s{0,2}"
)
_CUED: Final = Pattern(rf"\b{_NETWORKS}\b{_LINKER}(?P<handle>@?[a-z0-9_](?:[\w.-]{{0,38}}\w)(?:#\d{{4}})?)")
_TAGGED: Final = Pattern(r"(?<![\w])[a-z][\w.]{2,31}#\d{4}\b|(?<![\w/])/?[ur]/[\w-]{3,25}\b")
_NETWORK_WORDS: Final = frozenset(
    [
        "insta",
        "instagram",
        "snap",
        "snapchat",
        "discord",
        "telegram",
        "whatsapp",
        "whats",
        "kik",
        "tiktok",
        "tik",
        "twitter",
        "facebook",
        "fb",
        "messenger",
        "reddit",
        "skype",
        "steam",
        "psn",
        "xbox",
        "threads",
        "bluesky",
        "linkedin",
        "ig",
    ]
)
_PLAIN_WORDS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "so",
        "very",
        "really",
        "too",
        "not",
        "bad",
        "good",
        "great",
        "toxic",
        "full",
        "fine",
        "dead",
        "down",
        "better",
        "worse",
        "where",
        "what",
        "my",
        "your",
        "our",
        "his",
        "her",
        "where",
        "there",
        "here",
        "this",
        "that",
        "in",
        "on",
        "for",
        "to",
        "of",
        "group",
        "groups",
        "post",
        "posts",
        "server",
        "page",
        "plein",
        "plate",
        "plat",
        "mort",
        "pire",
        "mieux",
        "bon",
        "mauvais",
        "ou",
        "et",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "mon",
        "ma",
        "mes",
        "pour",
        "dans",
        "pas",
        "trop",
        "tres",
        "public",
        "private",
        "prive",
        "vide",
        "that's",
        "another",
        "all",
    ]
)


_BEFORE: Final = Pattern(
    rf"(?<![\w@.])(?P<handle>[a-z](?:[\w-]|\.(?=\w)){{2,38}})\s(?:on|sur|over\son)\s(?:my\s|mon\s|le\s)?{_NETWORKS}\b"
)


def handles(reading: Reading) -> Iterator[Redaction]:
    """@names, name#0000, and "my snap is …"; a plain word after a network's name is let be."""
    text = reading.open_text
    if "@" in text:
        for found in _AT_HANDLE.find(text):
            yield redaction(reading, found.span(), Kind.HANDLE, rule="handle with @")
    if "#" in text or "u/" in text or "r/" in text:
        for found in _TAGGED.find(text):
            yield redaction(reading, found.span(), Kind.HANDLE, rule="handle tagged")
    if not reading.has_word(_NETWORK_WORDS):
        return
    for found in _CUED.find(text):
        handle = found.group("handle")
        if handle.strip("@") in _PLAIN_WORDS:
            continue
        sure = bool(found.group("strong")) or any(mark in handle for mark in "@_.#0123456789")
        yield redaction(reading, found.span("handle"), Kind.HANDLE, sure=sure, rule="handle by cue")
    for found in _BEFORE.find(text):
        if any(mark in found.group("handle") for mark in "_.0123456789"):
            yield redaction(reading, found.span("handle"), Kind.HANDLE, rule="handle before its site")
