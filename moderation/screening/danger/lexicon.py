"""Reads the lexicons clinicians edit: one row per phrase, every row with its own examples."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ..model import CATEGORIES, CSSRS, Urgency
from .forms import is_template, is_unclosed

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
_STATUSES: Final = ("draft", "shadow", "live", "retired")
_MATCHES: Final = ("folded", "accents", "case")
_DEFAULTS: Final = {
    "urgency": "review",
    "match": "folded",
    "cssrs": "",
    "guards": (),
    "rules": (),
    "note": "",
    "evidence": "",
    "author": "Havre",
    "reviewed_on": "",
    "review_due": "",
    "status": "live",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One phrase of a lexicon, exactly as its file says; `cssrs` is the step of the Columbia scale it shows."""

    id: str
    lang: str
    phrase: str
    forms: tuple[str, ...]
    category: str
    urgency: Urgency
    cssrs: str
    match: str
    guards: tuple[str, ...]
    rules: tuple[str, ...]
    must_hit: tuple[str, ...]
    must_not_hit: tuple[str, ...]
    twin: str
    note: str
    evidence: str
    author: str
    reviewed_on: str
    review_due: str
    status: str
    version: str = ""

    @property
    def templates(self) -> tuple[str, ...]:
        """The forms that are templates; `danger/templates.py` reads them."""
        return tuple(form for form in self.forms if is_template(form))

    @property
    def kind(self) -> str:
        """A template as soon as one form is one, else a phrase."""
        return "template" if self.templates else "phrase"

    def as_data(self) -> dict[str, Any]:
        """Its columns, ready for JSON; `row_of` reads them again."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        kept = {name: list(value) if isinstance(value, tuple) else str(value) for name, value in told.items()}
        return {name: value for name, value in kept.items() if name not in ("lang", "version")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's rows, in the order of their files."""

    lang: str
    rows: tuple[Row, ...]

    @property
    def live(self) -> tuple[Row, ...]:
        """The rows that screen posts."""
        return tuple(row for row in self.rows if row.status == "live")


def load_lexicon(lang: str) -> Lexicon:
    """Read and check every file of lexicon/<lang>; a row that could not work is refused with its id."""
    rows = tuple(row for path in sorted((FOLDER / lang).glob("*.toml")) for row in _rows(path, lang))
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise ValueError(f"lexicon {lang}: the id {row.id} is used twice")
        seen.add(row.id)
    return Lexicon(lang=lang, rows=rows)


def row_of(entry: Mapping[str, Any], lang: str) -> Row:
    """A row from its columns, as a file or a published version holds them; ValueError says what is wrong with it."""
    return _row({**_DEFAULTS, **entry}, lang)


def version_of(lexicons: Iterable[Lexicon]) -> str:
    """A short hash of all live rows: it changes when, and only when, screening could change."""
    digest = hashlib.sha256()
    for lexicon in sorted(lexicons, key=lambda one: one.lang):
        for row in sorted(lexicon.live, key=lambda one: one.id):
            digest.update(row.version.encode())
    return digest.hexdigest()[:16]


def _rows(path: Path, lang: str) -> Iterator[Row]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - {"defaults", "row"}
    if unknown:
        raise ValueError(f"lexicon {lang}, {path.name}: unknown table {sorted(unknown)[0]}")
    for entry in table.get("row", ()):
        yield _row({**_DEFAULTS, **table.get("defaults", {}), **entry}, lang)


def _row(entry: Mapping[str, Any], lang: str) -> Row:
    lists = ("forms", "guards", "rules", "must_hit", "must_not_hit")
    known = {field.name for field in fields(Row)} - {"version"}
    if not entry.keys() <= known:
        raise ValueError(f"lexicon {lang}, row {entry.get('id')}: unknown column {sorted(entry.keys() - known)[0]}")
    try:
        plain = {name: str(value) for name, value in entry.items() if name not in (*lists, "urgency")}
        many = {name: tuple(entry[name]) for name in lists}
        row = Row(**plain, **many, lang=lang, urgency=Urgency(entry["urgency"]))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as missing:
        raise ValueError(f"lexicon {lang}, row {entry.get('id')}: incomplete: {missing}") from None
    _check(row)
    return replace(row, version=_version(row))


def _version(row: Row) -> str:
    """A short hash of all that decides what a row finds."""
    parts = (row.id, row.category, row.urgency.value, row.match, row.cssrs)
    told = repr((parts, row.forms, row.guards, row.rules))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _check(row: Row) -> None:
    problems = {
        "unknown category": row.category not in CATEGORIES,
        "unknown match": row.match not in _MATCHES,
        "unknown rule": not set(row.rules) <= set(CONTEXT_RULES),
        "unknown status": row.status not in _STATUSES,
        "unknown C-SSRS step": row.cssrs != "" and row.cssrs not in CSSRS,
        "no form": not row.forms,
        "unclosed choice": any(map(is_unclosed, row.forms + row.guards)),
        "no example": not (row.must_hit and row.must_not_hit),
        "reviewed_on is no day": not _is_day_or_pending(row.reviewed_on),
        "review_due is no day": not _is_day_or_pending(row.review_due),
        "no twin and no reason": not row.twin,
    }
    for problem, found in problems.items():
        if found:
            raise ValueError(f"lexicon {row.lang}, row {row.id}: {problem}")


def _is_day_or_pending(day: str) -> bool:
    """A day, or empty while clinical sign-off is pending."""
    try:
        return not day or bool(date.fromisoformat(day))
    except ValueError:
        return False
