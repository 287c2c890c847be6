"""The policy as its pages show it: a table that a clinician reads, and what a change would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.kernel.i18n import translate
from moderation.cases.guarding import is_always_held
from moderation.cases.model import LANES
from moderation.cases.policy import Policy, Row
from moderation.desk import words as desk_words
from moderation.desk.handbook import words
from moderation.desk.handbook.policy_forms import ClocksForm, NoteForm, RowForm, clock_values, why_of
from moderation.handbook.policy_versions import Change, Version
from moderation.handbook.trying import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row of the table; words are message ids, but for the reason."""

    code: str
    finding: str
    settled: str
    newcomer: str
    lane: str
    lane_words: str
    notice: str
    reason: str
    why: str
    is_fixed: bool  # how it is treated cannot be changed
    has_fixed_notice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One cell that differs, before and after, in words of the reader's language."""

    what: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version in the history."""

    number: int
    note: str
    made_by: str
    made_at: datetime | None
    changes: tuple[ChangeLine, ...]
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """The table, the clocks, and how they came to be."""

    rows: tuple[RowLine, ...]
    clocks: tuple[tuple[str, str, str], ...]  # lane, its words, minutes
    unanswered: str  # hours, or empty
    versions: tuple[VersionLine, ...]
    number: int
    older: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One row as a form, and what it would do once that was asked."""

    row: RowLine
    form: RowForm
    effects: tuple[Effect, ...]
    lanes: dict[str, str]
    conflict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksPage:
    """The clocks as a form."""

    form: ClocksForm
    conflict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version, and the form that takes it back into use."""

    version: VersionLine
    form: NoteForm
    differences: tuple[ChangeLine, ...]  # from what counts now
    effects: tuple[Effect, ...]
    lanes: dict[str, str]
    conflict: str


def row_line(row: Row, lang: str) -> RowLine:
    """A row in words."""
    return RowLine(
        code=row.code,
        finding=words.FINDINGS.get(row.code, row.finding),
        settled=words.TREATMENTS[row.settled],
        newcomer=words.TREATMENTS[row.newcomer],
        lane=row.lane.value,
        lane_words=desk_words.LANES[row.lane],
        notice=words.NOTICES.get(row.notice, row.notice),
        reason=desk_words.REASONS.get(row.reason, ""),
        why=why_of(row, lang),
        is_fixed=is_always_held(row),
        has_fixed_notice=row.notice in ("masked", "held_unscreened") or is_always_held(row),
    )


def clock_lines(policy: Policy) -> tuple[tuple[str, str, str], ...]:
    """Each lane with its words and its minutes."""
    minutes = clock_values(policy)
    return tuple((lane.value, desk_words.LANES[lane], minutes[lane.value]) for lane in LANES)


def version_lines(versions: Iterable[Version], current: int, lang: str) -> tuple[VersionLine, ...]:
    """The history in words."""
    return tuple(version_line(one, current, lang) for one in versions)


def version_line(version: Version, current: int, lang: str) -> VersionLine:
    """One version in words."""
    return VersionLine(
        number=version.number,
        note=version.note,
        made_by=version.made_by,
        made_at=version.made_at,
        changes=change_lines(version.changes, lang),
        is_current=version.number == current,
    )


def change_lines(changes: Iterable[Change], lang: str) -> tuple[ChangeLine, ...]:
    """Cells that differ, in words."""
    return tuple(_change_line(change, lang) for change in changes)


def _change_line(change: Change, lang: str) -> ChangeLine:
    if change.row in ("clocks", "unanswered"):
        what = translate(lang, words.CLOCKS[change.row])
        cell = translate(lang, desk_words.LANES.get(change.cell, ""))
        return ChangeLine(what=what, cell=cell, before=change.before, after=change.after)
    return ChangeLine(
        what=translate(lang, words.FINDINGS.get(change.row, change.row)),
        cell=translate(lang, words.CELLS[change.cell]),
        before=_cell_words(change.cell, change.before, lang),
        after=_cell_words(change.cell, change.after, lang),
    )


def _cell_words(cell: str, code: str, lang: str) -> str:
    tables = {
        "settled": words.TREATMENTS,
        "newcomer": words.TREATMENTS,
        "lane": desk_words.LANES,
        "notice": words.NOTICES,
        "reason": desk_words.REASONS,
    }
    known = tables.get(cell, {})
    return translate(lang, known[code]) if code in known else code
