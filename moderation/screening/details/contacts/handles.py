"""Names used on other sites: @names, name#0000, and what follows "my snap is"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, word_set

_AT_HANDLE: Final = Pattern(r"(?<![\w@.])@[a-z0-9_](?:[\w.-]{1,38}\w)")
_SAID: Final = Pattern(
    r"(?:\bat\ssign|\bar?robas[e]?|\(\s?a\s?t?\s?\)|\[\s?a\s?t?\s?\])\s"
    r"(?P<handle>[\w.-]{2,40}(?:\s(?:tiret(?:\sbas)?|underscore|point|dot|souligne|\d{1,4}|[\w.-]{2,24}(?=[\s,]{1,2}"
    r"(?:\d|tiret|underscore|point|dot)))){0,6}(?:\s?\w{1,12}(?=\b))?)"
)
_JOINED: Final = Pattern(
    r"(?<![\w.])[a-z0-9][\w-]{1,24}(?:\s?[(\[]\s?(?:dot|point|\.|underscore|_|tiret(?:\sbas)?)\s?[)\]]\s?[\w-]{1,24}){1,4}(?!\w)"
)
_NETWORK: Final = (
    r"(?:insta(?:gram)?|snap(?:chat)?|discord|telegram|whats\s?app|kik|tik\s?tok|twitter|facebook|mastodon|signal|"
    r"fb|messenger|reddit|skype|steam|psn|xbox|threads|bluesky|linkedin|ig|twitch|tumblr|pinterest|strava|viber|wechat)"
)
_LINKER: Final = (
    r"(?:\s{0,2}(?P<strong>[:=]|\b(?:handle|username|user\s?name|tag|id|pseudo|c'est|cest|sous\s+le\s+nom)"
    r"\b(?:\s{1,2}(?:is|est|c'est)|\s{0,2}[:=])?)|\s{1,2}(?:is|est|as|a|at|@|under|,|sous|comme)\b)\s{0,2}"
)
_CUED: Final = Pattern(rf"\b{_NETWORK}\b{_LINKER}(?P<handle>@?[a-z0-9_](?:[\w.-]{{0,38}}\w)(?:#\d{{4}})?)")
_TAGGED: Final = Pattern(r"(?<![\w'])[a-z][\w.']{2,31}#\d{4}\b|(?<![\w/])/?[ur]/[\w-]{3,25}\b")
_UNDERSCORED: Final = Pattern(r"(?<![\w#@/.])[a-z0-9][\w.-]{0,30}[a-z0-9]_[\w.-]{0,30}\w(?![@/\w])")
# A word that mixes letters and digits, or has points or capitals inside, near a cue of this kind.
_SHAPED: Final = Pattern(
    r"(?<![\w#@/.])(?:[a-z][a-z'-]{2,28}[._-]?\d{1,6}|[a-z]{2,20}(?:[._-][a-z0-9]{2,20}){1,3})(?![\w@/.-]*\w)"
)
_MAY_BE_SHAPED: Final = re.compile(r"[a-z][._-]?\d|[a-z]\.[a-z0-9]")
_NAMED: Final = Pattern(
    r"\b(?:handle|user\s?name|gamer\s?tag|screen\s?name|pseudo(?:nyme)?|nom\sd'utilisat(?:eur|rice)"
    r"|identifiant|nickname"
    r"|profile?|profil|compte|account|babillard|login)\b[^.!?\n]{0,45}?\b(?:is|was|est|cest|c'est|etait|etais"
    r"|called|named|:)"
    r"\s{1,2}(?P<handle>[a-z0-9][\w.'-]{1,37}\w)"
)
_ALL_ONE: Final = Pattern(
    r"\b(?:tag|handle|username|pseudo|insta|snap|discord|signal|name)\b\s(?:is|est|c'est|cest)\s"
    r"(?P<handle>[\w-]{2,20}(?:\s[\w-]{2,20}){0,3},?\s(?:all\sone\sword|one\sword|tout\sattache"
    r"|en\sun\sseul\smot|no\sspaces?)"
    r"(?:,?\s(?:zero|with|avec|un\szero)[^.,!?\n]{0,40})?)"
)
_BEFORE: Final = Pattern(
    rf"(?<![\w@.])(?P<handle>[a-z](?:[\w-]|\.(?=\w)){{2,38}})\s(?:on|sur|over\son)\s(?:my\s|mon\s|le\s)?{_NETWORK}\b"
)
_WORDS: Final = word_set(
    "insta instagram snap snapchat discord telegram whatsapp whats kik tiktok tik twitter facebook fb "
    "messenger reddit skype steam psn xbox threads bluesky linkedin ig mastodon signal twitch tumblr strava "
    "handle username user gamer gamertag pseudo pseudonyme utilisateur utilisatrice identifiant profile "
    "profil compte account babillard forum app platform plateforme screenname nickname login server serveur"
)
_PLAIN: Final = word_set(
    "the a an and or so very really too not bad good great toxic full fine dead down better worse where what "
    "my your our his her there here this that in on for to of group groups post posts server page plein plate "
    "plat mort pire mieux bon mauvais ou et le la les un une des mon ma mes pour dans pas trop tres public "
    "private prive vide that's another all going still just gone locked hacked wrong real fake faux vrai "
    "suspendu ferme barre closed deleted called named mine yours it she he they nobody someone quelqu'un "
    "toujours encore deja bloque bloquee"
)
_ONE_WORD: Final = ("one word", "attache", "seul mot", "no space")
_ADDRESSED: Final = word_set(
    "thanks thank thx merci hi hey hello salut bonjour to a re agree like comme what bravo hugs pour for and "
    "et you said ditto same cc"
)


def handles(reading: Reading) -> Iterator[Redaction]:
    """@names, name#0000, "my snap is …"; plain words after a network's name and this board's names are let be."""
    text = reading.open_text
    near = reading.has_word(_WORDS)
    if "@" in text:
        for found in _AT_HANDLE.find(text):
            if near or not _is_addressed(text, found.span()[0]):
                yield _handle(reading, found.span(), "handle with @")
    if "#" in text or "u/" in text or "r/" in text:
        for found in _TAGGED.find(text):
            yield _handle(reading, found.span(), "handle tagged")
    if "_" in text:
        for found in _UNDERSCORED.find(text):
            yield _handle(reading, found.span(), "handle with an underscore")
    if "roba" in text or "at sign" in text or "(a" in text or "( a" in text:
        for found in _SAID.find(text):
            yield _handle(reading, found.span(), "handle said aloud")
    if near:
        yield from _near_a_network(reading, text)


def _near_a_network(reading: Reading, text: str) -> Iterator[Redaction]:
    for pattern in (_CUED, _NAMED):
        for found in pattern.find(text):
            handle = found.group("handle")
            if handle.strip("@") in _PLAIN or handle.isdigit():
                continue
            marked = any(mark in handle for mark in "@_.#-0123456789")
            sure = marked or (pattern is _CUED and bool(found.group("strong")))
            if sure or pattern is _CUED:
                yield redaction(reading, found.span("handle"), Kind.HANDLE, sure=sure, rule="handle by cue")
    for found in _ALL_ONE.find(text) if any(sign in text for sign in _ONE_WORD) else ():
        yield _handle(reading, found.span("handle"), "handle said apart")
    for found in _BEFORE.find(text):
        if any(mark in found.group("handle") for mark in "_.0123456789"):
            yield _handle(reading, found.span("handle"), "handle before its site")
    for found in _JOINED.find(text) if "(" in text or "[" in text else ():
        yield _handle(reading, found.span(), "handle with said dots")
    for found in _SHAPED.find(text) if _MAY_BE_SHAPED.search(text) is not None else ():
        if any(letter.isdigit() or letter == "." for letter in found.text) and _is_shaped(found.text):
            yield _handle(reading, found.span(), "handle by its shape")


_COMMON_SHAPES: Final = Pattern(
    r"\A(?:phq|gad|pcl|covid|h1n|mp|f|c|b|g|op|bill|daod|step|day|part|form|chap|ch|sec|art|vac|sdr|dsm|cptsd"
    r"|km|mg|v|pic"
    r"|img|page|p|no|ext|grade|level|stage|phase|room|bldg|flight|highway|hwy|route|e\.g|i\.e|a\.m|p\.m|u\.s"
    r"|d\.o\.b|dob|ph\.d"
    r"|etc\.?)[._-]?\d{0,4}[a-z]?\Z"
)


def _is_shaped(word: str) -> bool:
    if any(True for _ in _COMMON_SHAPES.find(word)):
        return False
    pieces = word.split(".")
    return word[-1].isdigit() or len(pieces) > 2


def _is_addressed(text: str, start: int) -> bool:
    """« merci @riviere »: somebody of this board is spoken to."""
    before = text[max(0, start - 16) : start].replace(",", " ").replace(".", " ").split()
    return not before or before[-1] in _ADDRESSED or text[max(0, start - 2) : start] in ("\n", ". ", "! ", "? ")


def _handle(reading: Reading, span: tuple[int, int], rule: str) -> Redaction:
    return redaction(reading, span, Kind.HANDLE, rule=rule)
