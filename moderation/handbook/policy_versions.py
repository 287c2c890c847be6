"""Versions of a community's policy: saved with a note of why, compared, taken back by saving an earlier one again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.kernel import sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.cases import casebook, guarding, policies
from moderation.cases.model import Guide
from moderation.cases.policy import CELLS, Policy, default, read, table_of

Q = sql.beside(__file__, "policy_versions")

MOST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that differs: `row` is a row's code, or "clocks" or "unanswered"; values are codes or numbers."""

    row: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version, and what it changed. `policy` is None when it cannot be read any more."""

    number: int
    note: str
    made_by: str
    made_at: datetime | None
    policy: Policy | None
    changes: tuple[Change, ...]


async def newest_number(tx: Tx) -> int:
    """The number that a form must name; 0 while what was shipped counts."""
    number: int = await tx.value(Q.newest_number)
    return number


async def save(tx: Tx, lead: Guide, policy: Policy, *, note: str, seen: int) -> int:
    """This policy counts from the next text on, and the log says who changed it; its number.

    Raises Invalid when it breaks a guard rail, changes nothing or has no note, and Conflict when
    somebody saved another version since the lead looked.
    """
    guarding.check(policy)
    if not note.strip() or len(note) > MOST_NOTE:
        raise Invalid(N_("Please say in a few words why."), field="note")
    if not changes(await policies.current(tx), policy):
        raise Invalid(N_("Nothing is different from what counts now."))
    number = await tx.value(Q.add, seen, new_ref(), table_of(policy), note.strip(), lead.id)
    if number is None:
        raise Conflict(N_("Somebody has saved another version in the meantime. Please look at it again."))
    await casebook.policy_changed(tx, lead, number=number)
    return int(number)


async def take_back(tx: Tx, lead: Guide, number: int, *, note: str, seen: int) -> int:
    """An earlier version counts again, as a new one. 0 is what was shipped. Raises NotFound, and what `save` raises."""
    earlier = default() if number == 0 else (await version(tx, number)).policy
    if earlier is None:
        raise NotFound()
    return await save(tx, lead, earlier, note=note, seen=seen)


async def version(tx: Tx, number: int) -> Version:
    """One version, with what it changed. Raises NotFound."""
    found = await tx.all(Q.history, number + 1, 2)
    if not found or found[0]["number"] != number:
        raise NotFound()
    return _version(found[0], found[1] if len(found) > 1 else None)


async def history(tx: Tx, *, before: int | None = None, most: int = 20) -> tuple[Version, ...]:
    """Versions, newest first, each with what it changed."""
    rows = await tx.all(Q.history, before, most + 1)
    earlier: list[Row | None] = [*rows[1:], None][: len(rows)]
    return tuple(_version(row, than) for row, than in zip(rows, earlier, strict=True))[:most]


def changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Every cell in which two policies differ, in the order of the table."""
    return tuple(_changes(before, after))


def _changes(before: Policy, after: Policy) -> Iterator[Change]:
    olds = {row.code: row for row in before.rows}
    for row in after.rows:
        for cell in CELLS:
            was, now = str(getattr(olds[row.code], cell)), str(getattr(row, cell))
            if was != now:
                yield Change(row=row.code, cell=cell, before=was, after=now)
    first, second = table_of(before), table_of(after)
    for lane, minutes in second["clocks"].items():
        if first["clocks"][lane] != minutes:
            yield Change(row="clocks", cell=lane, before=str(first["clocks"][lane]), after=str(minutes))
    if first["unanswered"] != second["unanswered"]:
        hours = [str(one["unanswered"].get("hours", "")) for one in (first, second)]
        yield Change(row="unanswered", cell="hours", before=hours[0], after=hours[1])


def _version(row: Row, than: Row | None) -> Version:
    policy, before = _readable(row), default() if than is None else _readable(than)
    return Version(
        number=row["number"],
        note=row["note"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        policy=policy,
        changes=changes(before, policy) if policy and before else (),
    )


def _readable(row: Row) -> Policy | None:
    try:
        return guarding.check(read(row["rules"]))
    except policies.NO_TABLE:
        return None
