"""What somebody could send to make an engine slow: each piece is repeated to the length wanted."""

from __future__ import annotations

from typing import Final

HOSTILE: Final = {
    "one letter": "a",
    "single letters": "a b c ",
    "spaced phrase": "k i l l m y s e l f ",
    "dotted letters": "a.",
    "combining marks": "e" + "\u0301" * 40,
    "look-alikes": "ке11 му5еlf ",
    "zero width": "d\u200bi\u200be ",
    "nul": "\x00",
    "surrogates": "\ud800",
    "ligatures": "ﷺ",
    "emoji": "👩\u200d👩\u200d👧",
    "han": "漢",
    "full width": "ｋｉｌｌ ｍｙ ",
    "quotes in quotes": "\"'«“ I want to die ”»'\" ",
    "open quotes": '«“"',
    "phrase": "kill myself ",
    "near phrase": "kill mysel ",
    "near idea": "i want to i want to be ",
    "presque": "je veux plus je veux mou ",
    "cues": "my name is ",
    "titles": "Sgt Dr ",
    "names": "Marie ",
    "capitals": "Aaa Bbb ",
    "brackets": "(",
    "nested brackets": "([{",
    "stars": "k*",
    "words": "one two ",
    "digits": "1",
    "spaced digits": "1 2 3 ",
    "digit words": "six one three ",
    "codes": "A1B2C3",
    "postal codes": "K1A 0B",
    "at": "a@",
    "spoken at": "a at b dot ",
    "dots in words": "a dot ",
    "www": "www.",
    "slashes": "a/",
    "hyphens": "a-",
    "streets": "12 rue de la ",
    "schools": "hôpital de la ",
    "units": "2 Service 1 Wing ",
    "hashtags": "#a",
    "lines": "\n",
    "sentences": "No. ",
    "no end": "and then i said that ",
}


def hostile_texts(length: int) -> dict[str, str]:
    """Every hostile text of so many characters, by name."""
    return {name: (piece * (length // len(piece) + 1))[:length] for name, piece in HOSTILE.items()}
