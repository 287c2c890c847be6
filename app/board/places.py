"""Places to turn to: help lines as they were shipped, and whatever the house has added since.

The page "Help now" and its bar read the file alone; they change only with clinical sign-off.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.board.handbook import STEP, Entry, Q, Wording, merged, stored_wordings
from app.kernel.db import Row, Tx
from app.kernel.i18n import LANGUAGES, N_

FILE = Path(__file__).parents[1] / "kernel" / "help_lines.toml"

EVERYWHERE = "ca"

KINDS: Mapping[str, str] = {
    "crisis": N_("In a crisis"),
    "sexual_violence": N_("Sexual violence"),
    "violence": N_("Violence at home"),
    "mental_health": N_("Mental health"),
    "health": N_("Health"),
    "military": N_("Serving in the forces"),
    "veterans": N_("Veterans"),
    "legal": N_("Rights and law"),
    "family": N_("Family and friends"),
    "youth": N_("Young people"),
    "indigenous": N_("Indigenous people"),
    "housing": N_("Housing and daily needs"),
}

LANGUAGE_WORDS: Mapping[str, str] = {"en": N_("English"), "fr": N_("French")}

# Nobody takes these off the list, whatever else changes.
FIXED = frozenset({"line_ca_988", "line_ca_911"})

_ABUSE = ("sexual_violence", "violence")
_KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "line_ca_18447501648": ("military", "sexual_violence", "family"),
    "line_ca_18002687708": ("veterans", "family", "mental_health"),
    "line_ca_18552423310": ("indigenous", "mental_health", "crisis"),
    "line_ca_18006686868": ("youth", "crisis"),
    "line_ca_811": ("health",),
    "line_sk_811": ("health", "mental_health"),
    "line_ca_211": ("housing",),
    "line_nt_211": ("housing", "mental_health"),
    "line_bc_18005630808": _ABUSE,
    "line_bc_3106789": ("mental_health",),
    "line_ab_18664038000": ("sexual_violence",),
    "line_ab_18773032642": ("mental_health",),
    "line_mb_18882927565": ("sexual_violence",),
    "line_on_18668630511": _ABUSE,
    "line_on_18773362433": _ABUSE,
    "line_on_18668870015": ("sexual_violence",),
    "line_qc_18889339007": ("sexual_violence",),
    "line_nl_18007262743": ("sexual_violence",),
    "line_yt_18449677275": ("sexual_violence",),
}  # the others are for a crisis


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What is the same in every language. Numbers stand as they are read; `languages` is empty where nobody knows."""

    phone: str = ""
    text: str = ""
    web: str = ""
    region: str = EVERYWHERE
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """Somewhere to turn to."""

    facts: PlaceFacts
    checked_on: date | None = None  # when somebody last compared it with the service's own page


async def places(tx: Tx) -> tuple[Place, ...]:
    """Every place in its order."""
    return merged(shipped_places(), await tx.all(Q.places), place_of)


@cache
def shipped_places() -> tuple[Place, ...]:
    """The public help lines."""
    return tuple(_shipped(line, position * STEP) for position, line in enumerate(_lines(), start=1))


@cache
def regions(lang: str) -> Mapping[str, str]:
    """The code and name of all of Canada, then of each province and territory, from west to east and north."""
    return {line["region"]: line[f"region_{lang}"] for line in _lines()}


def place_of(row: Row) -> Place:
    """A saved place."""
    return Place(
        code=row["code"],
        position=row["position"],
        wordings=stored_wordings(row["words"]),
        facts=facts_of(row["facts"]),
        checked_on=row["checked_on"],
    )


def facts_of(raw: Mapping[str, Any]) -> PlaceFacts:
    """The facts of a saved place."""
    lists = {name: tuple(raw[name]) for name in ("languages", "kinds")}
    return PlaceFacts(**{**raw, **lists})


@cache
def _lines() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(FILE.read_text("utf-8"))["lines"])


def _shipped(line: Mapping[str, Any], position: int) -> Place:
    code = f"line_{line['region']}_{line['tel']}"
    return Place(
        code=code,
        position=position,
        wordings=tuple(
            Wording(lang=lang, title=line[f"name_{lang}"], words=line[f"note_{lang}"]) for lang in LANGUAGES
        ),
        facts=PlaceFacts(
            phone=line["call"],
            text=line.get("sms_shown", ""),
            region=line["region"],
            kinds=_KINDS_OF.get(code, ("crisis",)),
        ),
        checked_on=line["checked"].date() if "checked" in line else None,
    )
