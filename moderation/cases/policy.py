"""The table of what happens to a text, read from `policy.toml`, which a clinician can read too."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence of the table. A row without urgency, detail or failure fits nothing."""

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
    """All rows in their order, and each lane's clock."""

    rows: tuple[Row, ...]
    clocks: Mapping[Lane, timedelta] = field(default_factory=dict)

    def clock(self, lane: Lane) -> timedelta:
        """How long a case of this lane may wait."""
        return self.clocks[lane]


@cache
def default() -> Policy:
    """The table that a new community begins with. Raises ValueError or KeyError when it is not whole."""
    table = tomllib.loads((Path(__file__).parent / "policy.toml").read_text("utf-8"))
    clocks = {Lane(name): timedelta(minutes=minutes) for name, minutes in table["clocks"].items()}
    if missing := set(Lane) - set(clocks):
        raise ValueError(f"no clock for {sorted(missing)}")
    return Policy(rows=tuple(_row(raw) for raw in table["rows"]), clocks=clocks)


def _row(raw: Mapping[str, Any]) -> Row:
    sets = {name: frozenset(raw.get(name, ())) for name in ("urgency", "categories")}
    words = {"lane": Lane(raw["lane"]), "because": Because(raw["because"])}
    row = Row(**{**raw, **sets, **words})
    if {row.settled, row.newcomer} - {"show", "hold"} or not (row.urgency or row.detail or row.failed):
        raise ValueError(f"not a whole row: {row.finding}")
    return row
