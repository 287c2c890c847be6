"""The table of what happens to a text. `policy.toml` is what was shipped; a community's versions change its cells.

One reader for both, so nothing can be saved that could not be read again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from moderation.cases.model import Because, Lane

Treatment = Literal["show", "hold"]

# What leads may change in a row; what a row is about, and that it exists, they may not.
CELLS = ("settled", "newcomer", "lane", "notice", "reason", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence of the table. A row without urgency, detail or failure fits nothing."""

    code: str
    finding: str
    settled: Treatment
    newcomer: Treatment
    lane: Lane
    because: Because
    why: str
    urgency: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    detail: str = ""
    failed: bool = False
    notice: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All rows in their order, each lane's clock, and when a thread without an answer becomes a case."""

    rows: tuple[Row, ...]
    clocks: Mapping[Lane, timedelta] = field(default_factory=dict)
    unanswered_after: timedelta | None = None  # None: never

    def clock(self, lane: Lane) -> timedelta:
        """How long a case of this lane may wait."""
        return self.clocks[lane]


@cache
def default() -> Policy:
    """The table that a new community begins with. Raises ValueError or KeyError when it is not whole."""
    return read(_shipped())


def read(table: Mapping[str, Any]) -> Policy:
    """A table in the shape of `policy.toml`; cells, rows and clocks that it leaves out are as shipped.

    Raises ValueError, KeyError, TypeError or AttributeError for what is no table. Whether it keeps to
    the guard rails is for `guarding.check` to say.
    """
    shipped = _shipped()
    given = {raw["code"]: raw for raw in table.get("rows", ())}
    if unknown := set(given) - {raw["code"] for raw in shipped["rows"]}:
        raise ValueError(f"no such rows: {sorted(unknown)}")
    minutes = {**shipped["clocks"], **table.get("clocks", {})}
    clocks = {Lane(name): timedelta(minutes=length) for name, length in minutes.items()}
    if missing := set(Lane) - set(clocks):
        raise ValueError(f"no clock for {sorted(missing)}")
    return Policy(
        rows=tuple(_row(raw, given.get(raw["code"], {})) for raw in shipped["rows"]),
        clocks=clocks,
        unanswered_after=_hours(table.get("unanswered", shipped.get("unanswered", {}))),
    )


def table_of(policy: Policy) -> dict[str, Any]:
    """What `read` makes this very policy of, as it is stored."""
    after = policy.unanswered_after
    return {
        "clocks": {lane.value: int(length.total_seconds() // 60) for lane, length in policy.clocks.items()},
        "unanswered": {} if after is None else {"hours": int(after.total_seconds() // 3600)},
        "rows": [{"code": row.code} | {name: str(getattr(row, name)) for name in CELLS} for row in policy.rows],
    }


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "policy.toml").read_text("utf-8"))


def _hours(table: Mapping[str, Any]) -> timedelta | None:
    return timedelta(hours=table["hours"]) if table else None


def _row(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> Row:
    raw = {**shipped, **{name: given[name] for name in CELLS if name in given}}
    sets = {name: frozenset(raw.get(name, ())) for name in ("urgency", "categories")}
    words = {"lane": Lane(raw["lane"]), "because": Because(raw["because"])}
    row = Row(**{**raw, **sets, **words})
    if {row.settled, row.newcomer} - {"show", "hold"} or not (row.urgency or row.detail or row.failed):
        raise ValueError(f"not a whole row: {row.finding}")
    return row
