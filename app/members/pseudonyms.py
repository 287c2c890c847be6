"""Chosen names: what may be one, which look alike, and a few to pick from.

A name is the only thing that others see. It must not lead back to the person, and it must not
pass for another member or for the team.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Protocol

from app.kernel.db import Tx
from app.kernel.i18n import N_
from app.members import store

LEAST, MOST = 3, 30
OFFERED = 5
_SHAPE = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|[ -](?=[^\W_]))*")
_DIGIT_RUN = re.compile(r"\d{4}")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SHARED = 5  # so many letters in a row from the address point to it, wherever they stand
# Letters that look alike on a screen, after case and accents are gone: Cyrillic, Greek, digits.
_TWINS = str.maketrans(
    "авеёзкмнорстухіјѕԁԛԝһαβεικνορτυχωγη0134578i",
    "abee3kmhopctyxijsdqwhabeiknoptuxwynoleastbl",
)
_RESERVED = (
    "havre", "admin", "moderat", "moderac", "guide", "clinic", "official", "officiel",
    "support", "staff", "equipe", "senior", "webmaster", "postmaster",
)  # fmt: skip
_chance = random.SystemRandom()


class NameCheck(Protocol):
    """Knows given names and family names; the screening library is one."""

    def __call__(self, text: str, /) -> bool:
        """True when a real person's name stands in the text."""
        ...


def no_names(_text: str) -> bool:
    """Knows no names: for a house whose screening lists are not installed."""
    return False


def skeleton(name: str) -> str:
    """The folded form: two names that look alike have the same one."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).casefold().translate(_TWINS)
    kept = "".join(c for c in plain if c.isalnum())
    return kept.translate(_TWINS).replace("rn", "m").replace("vv", "w")


def complaint(name: str, *, email: str = "", names: NameCheck = no_names) -> str | None:
    """Why this name cannot be taken, in one sentence, or None. Says nothing about who has it."""
    broken = {
        N_("Please choose a name of 3 to 30 characters."): not LEAST <= len(name) <= MOST,
        N_("Please use letters, digits, spaces and hyphens only, with at least two letters."): not _has_shape(name),
        N_("Please use fewer than four digits in a row. Years and service numbers can point to you."): _has_run(name),
        N_("This name could be mistaken for the team. Please choose another one."): _is_reserved(name),
        N_("Part of this name is in your e-mail address. Please choose one that does not lead back to you."): bool(
            email and _is_in_address(name, email)
        ),
        N_("This looks like a real name. Please choose one that does not lead back to you."): names(name),
    }
    return next((sentence for sentence, is_so in broken.items() if is_so), None)


async def is_taken(tx: Tx, name: str) -> bool:
    """True when somebody has this name, or one that looks like it."""
    return bool(await store.taken_names(tx, [skeleton(name)]))


async def suggest(tx: Tx, lang: str, email: str = "") -> list[str]:
    """Five names that are free now, none with a part of the address where one was typed already."""
    drawn = [name for name in {_drawn(lang): None for _ in range(OFFERED * 6)} if not complaint(name, email=email)]
    taken = await store.taken_names(tx, [skeleton(name) for name in drawn])
    return [name for name in drawn if skeleton(name) not in taken][:OFFERED]


def _drawn(lang: str) -> str:
    words = _words(lang)
    name = words["pattern"][0].format(first=_chance.choice(words["first"]), second=_chance.choice(words["second"]))
    return f"{name} {_chance.randint(2, 99)}" if _chance.random() < 0.4 else name


def _has_shape(name: str) -> bool:
    return _SHAPE.fullmatch(name) is not None and sum(c.isalpha() for c in name) >= 2


def _has_run(name: str) -> bool:
    plain = unicodedata.normalize("NFKC", name).replace(" ", "").replace("-", "")
    return _DIGIT_RUN.search(plain) is not None


def _is_reserved(name: str) -> bool:
    return any(word in skeleton(name) for word in _reserved())


def _is_in_address(name: str, email: str) -> bool:
    """True when a part of the address (3 letters or more) is in the name, or the name in the address."""
    local = email.partition("@")[0]
    folded, whole = skeleton(name), skeleton(local)
    parts = [skeleton(part) for part in _NO_LETTERS.split(local) if len(part) >= 3]
    if any(part in folded for part in [*parts, whole] if len(part) >= 3):
        return True
    if any(len(word) >= 3 and skeleton(word) in whole for word in _NO_LETTERS.split(name)):
        return True
    return any(folded[at : at + _SHARED] in whole for at in range(len(folded) - _SHARED + 1))


@cache
def _reserved() -> tuple[str, ...]:
    return tuple(skeleton(word) for word in _RESERVED)


@cache
def _words(lang: str) -> dict[str, list[str]]:
    file = Path(__file__).parent / "words" / f"{lang}.toml"
    if not file.exists():
        return _words("en")
    words: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8"))
    return words
