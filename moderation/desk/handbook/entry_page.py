"""The handbook as its pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.board.handbook import Wording
from app.board.places import FIXED
from moderation.desk.handbook import words
from moderation.desk.handbook.entry_forms import EntryForm
from moderation.handbook.model import Kind, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the handbook on its first page."""

    href: str
    title: str
    about: str
    count: int
    stale: int  # places that nobody has checked for half a year


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookPage:
    """The parts of the handbook."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry in its list."""

    href: str
    titles: tuple[Wording, ...]
    is_shown: bool
    is_stale: bool
    is_fixed: bool
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPage:
    """One part of the handbook."""

    section: str
    title: str
    about: str
    lines: tuple[EntryLine, ...]
    stale: int
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry as a form, as members will read it, and its versions."""

    section: str
    title: str
    code: str  # "new" until it is saved
    form: EntryForm
    boxes: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    is_preview: bool
    versions: tuple[Version, ...]
    is_fixed: bool
    conflict: str


def section(name: str, found: Sequence[Version], today: date) -> Section:
    """One part, counted: retired entries are not."""
    kind = words.SECTIONS[name]
    shown = [one for one in found if one.is_shown]
    return Section(
        href=f"/handbook/{name}",
        title=words.TITLES[kind],
        about=words.ABOUT[kind],
        count=len(shown),
        stale=sum(one.is_stale(today) for one in shown),
    )


def line(section: str, version: Version, today: date, lang: str) -> EntryLine:
    """One entry of a list, its reader's language first."""
    return EntryLine(
        href=f"/handbook/{section}/{version.code}",
        titles=tuple(sorted(version.wordings, key=lambda one: one.lang != lang)),
        is_shown=version.is_shown,
        is_stale=version.is_shown and version.is_stale(today),
        is_fixed=version.kind is Kind.PLACE and version.code in FIXED,
        checked_on=version.checked_on,
        checked_by=version.checked_by,
    )
