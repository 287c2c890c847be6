"""Reads the lexicons clinicians edit: one row per phrase, every row with its own examples."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ..model import CATEGORIES, Urgency

LANGUAGES: Final = ("en", "fr")
FOLDER: Final = Path(__file__).parents[1] / "lexicon"
CONTEXT_RULES: Final = (
    "negation",
    "past",
    "long_past",
    "second_person",
    "third_person",
    "question",
    "quotation",
    "help_talk",
    "timing",
)
_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_MOST_FORMS: Final = 2500


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One phrase of a lexicon, exactly as its file says."""

    id: str
    lang: str
    phrase: str
    forms: tuple[str, ...]
    category: str
    urgency: Urgency
    match: str
    guards: tuple[str, ...]
    rules: tuple[str, ...]
    must_hit: tuple[str, ...]
    must_not_hit: tuple[str, ...]
    twin: str
    note: str
    reviewed_on: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's rows, live ones first in `live`."""

    lang: str
    rows: tuple[Row, ...]

    @property
    def live(self) -> tuple[Row, ...]:
        """The rows that screen posts."""
        return tuple(row for row in self.rows if row.status == "live")


def expand(form: str) -> list[str]:
    """Spell out "{want|need} to {die|disappear}"; an empty choice means the word may be absent."""
    open_forms = [form]
    spelled: dict[str, None] = {}
    while open_forms:
        one = open_forms.pop()
        choice = _CHOICE.search(one)
        if choice is None:
            spelled[" ".join(one.split())] = None
        else:
            head, tail = one[: choice.start()], one[choice.end() :]
            open_forms += [head + way + tail for way in reversed(choice.group(1).split("|"))]
        if len(spelled) > _MOST_FORMS:
            raise ValueError(f"form spells out to over {_MOST_FORMS} phrases: {form}")
    return list(spelled)


def load_lexicon(lang: str) -> Lexicon:
    """Read and check one lexicon; a row that could not work is refused with its id."""
    table = tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))
    defaults = table["defaults"]
    rows = tuple(_row({**defaults, **entry}, lang) for entry in table["row"])
    ids = [row.id for row in rows]
    if len(set(ids)) != len(ids):
        raise ValueError(f"lexicon {lang}: an id is used twice")
    return Lexicon(lang=lang, rows=rows)


def version_of(lexicons: Iterable[Lexicon]) -> str:
    """A short hash of all live rows: it changes when, and only when, screening could change."""
    digest = hashlib.sha256()
    for lexicon in sorted(lexicons, key=lambda one: one.lang):
        for row in sorted(lexicon.live, key=lambda one: one.id):
            parts = (row.id, row.category, row.urgency.value, row.match)
            digest.update(repr((parts, row.forms, row.guards, row.rules)).encode())
    return digest.hexdigest()[:16]


def _row(entry: Mapping[str, Any], lang: str) -> Row:
    row = Row(
        id=entry["id"],
        lang=lang,
        phrase=entry["phrase"],
        forms=tuple(entry["forms"]),
        category=entry["category"],
        urgency=Urgency(entry["urgency"]),
        match=entry["match"],
        guards=tuple(entry["guards"]),
        rules=tuple(entry["rules"]),
        must_hit=tuple(entry["must_hit"]),
        must_not_hit=tuple(entry["must_not_hit"]),
        twin=entry["twin"],
        note=entry["note"],
        reviewed_on=str(entry["reviewed_on"]),
        status=entry["status"],
    )
    _check(row)
    return row


def _check(row: Row) -> None:
    problems = {
        "unknown category": row.category not in CATEGORIES,
        "unknown match": row.match not in ("folded", "accents", "case"),
        "unknown rule": not set(row.rules) <= set(CONTEXT_RULES),
        "unknown status": row.status not in ("draft", "shadow", "live", "retired"),
        "no form": not row.forms,
        "unclosed choice": any(mark in text for text in _spelled(row) for mark in "{}|"),
        "no example": not (row.must_hit and row.must_not_hit),
        "reviewed_on is no day": not _is_day_or_pending(row.reviewed_on),
        "no twin and no reason": not row.twin,
    }
    for problem, found in problems.items():
        if found:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: {problem}")


def _is_day_or_pending(reviewed_on: str) -> bool:
    """A day, or empty while clinical sign-off is pending."""
    try:
        return not reviewed_on or bool(date.fromisoformat(reviewed_on))
    except ValueError:
        return False


def _spelled(row: Row) -> list[str]:
    return [text for form in row.forms + row.guards for text in expand(form)]
